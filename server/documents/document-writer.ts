import type { Worker } from 'node:worker_threads';
import type { FastifyBaseLogger } from 'fastify';
import { startThread } from '#server/threads.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { synthesise, type SynthesisInput } from '#shared/synthesis/synthesis.ts';
import {
  synthesisDocument,
  type DocumentFormat,
  type Order,
  type Wanted,
  type WrittenDocument,
} from './documents.ts';
import { SharedForAMoment } from './shared-for-a-moment.ts';
import { Turns } from './turns.ts';

/** So many at a time: a machine of two cores has rooms to serve. */
const AT_ONCE = 2;
/** Twice what 4,800 cards take on a busy machine; whoever takes longer would take for ever. */
const LONGEST_MS = 120_000;
/** Up to so many cards, formats of mere text are written faster than a thread is started. */
const FEW_CARDS = 500;
/** Figures are shared for so long: what is typed shows in them that much later. */
const SHARED_MS = 8000;
const TEXTS: ReadonlySet<string> = new Set<DocumentFormat>(['json', 'md', 'csv']);
const isText = (wanted: Wanted): wanted is { format: DocumentFormat } => TEXTS.has(wanted.format);

export type StartWriting = (orders: Order[]) => Worker;

const startWriting: StartWriting = (orders) =>
  startThread(import.meta.url, 'document-worker', {
    workerData: orders,
    name: 'document',
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  });

/** Writes files beside the event loop, a thread for each or for several together, so many at a time. */
export class DocumentWriter {
  #log: FastifyBaseLogger;
  #start: StartWriting;
  #turns = new Turns(AT_ONCE);
  /** Drawings for pages do not wait for long files. */
  #drawing = new Turns(1);
  #drawings = new SharedForAMoment<WrittenDocument | Refusal>(SHARED_MS);
  #threads = new Set<Worker>();

  constructor({ log, start = startWriting }: { log: FastifyBaseLogger; start?: StartWriting | undefined }) {
    this.#log = log;
    this.#start = start;
  }

  /** `read` gives the session as it is when its turn comes. `gone`: nobody waits for the file any more. */
  async write(
    wanted: Exclude<Wanted, { format: 'figures' }>,
    read: () => Promise<SynthesisInput>,
    gone: AbortSignal,
  ): Promise<WrittenDocument | Refusal> {
    if (isText(wanted)) {
      const input = await read();
      if (cardsOf(input) <= FEW_CARDS)
        return synthesisDocument(wanted.format, synthesise(input), input.language);
    }
    const [document = refuse('document/failed')] = await this.#inTurn(
      this.#turns,
      async () => [{ ...wanted, input: await read() }],
      gone,
    );
    return document;
  }

  /**
   * The figures of a synthesis for pages (`DrawnFigure[]` as JSON), shared by `key`: a whole session opens the synthesis at once when
   * it closes.
   */
  figures(
    key: string,
    read: () => Promise<SynthesisInput>,
    isPublic: boolean,
  ): Promise<WrittenDocument | Refusal> {
    return this.#drawings.get(key, async () => {
      const orders = async (): Promise<Order[]> => [{ format: 'figures', input: await read(), isPublic }];
      const [figures] = await this.#inTurn(this.#drawing, orders, new AbortController().signal);
      return figures ?? refuse('document/failed');
    });
  }

  /** Several files of one reading, in the order asked for; none of them where one fails. */
  async writeAll(orders: Order[]): Promise<WrittenDocument[] | Refusal> {
    const written: (WrittenDocument | undefined)[] = orders.map(() => undefined);
    const lots = lotsOf(orders);
    const failed = new AbortController();
    // Each lot waits for its turn anew, so that whoever wants one file comes in between.
    const write = async (): Promise<void> => {
      for (let lot = lots.shift(); lot && !failed.signal.aborted; lot = lots.shift()) {
        const places = lot;
        const ordered = places.flatMap((place) => orders[place] ?? []);
        const documents = await this.#inTurn(this.#turns, async () => ordered, failed.signal);
        if (documents.length < places.length) failed.abort();
        places.forEach((place, at) => (written[place] = documents[at]));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, write));
    const documents = written.flatMap((one) => one ?? []);
    return documents.length === orders.length ? documents : refuse('document/failed');
  }

  async close(): Promise<void> {
    await Promise.all([...this.#threads].map((thread) => thread.terminate()));
  }

  /** Nothing where it failed, or nobody waits any more. */
  async #inTurn(turns: Turns, read: () => Promise<Order[]>, gone: AbortSignal): Promise<WrittenDocument[]> {
    const free = await turns.take(gone);
    if (!free) return [];
    try {
      return await this.#inThread(await read(), gone);
    } finally {
      free();
    }
  }

  async #inThread(orders: Order[], gone: AbortSignal): Promise<WrittenDocument[]> {
    if (gone.aborted) return [];
    const thread = this.#start(orders);
    this.#threads.add(thread);
    const stop = () => void thread.terminate();
    gone.addEventListener('abort', stop);
    const tooLong = setTimeout(stop, LONGEST_MS * orders.length);
    try {
      return await answerOf(thread);
    } catch (error) {
      const formats = orders.map(({ format }) => format);
      if (!gone.aborted) this.#log.error({ err: error, formats }, 'a document was not written');
      return [];
    } finally {
      clearTimeout(tooLong);
      gone.removeEventListener('abort', stop);
      // Its loader may keep it alive although it has answered.
      await thread.terminate();
      this.#threads.delete(thread);
    }
  }
}

/** The places of orders that one thread writes: those of one reading, for they share what is made of it, and so many pictures. */
function lotsOf(orders: readonly Order[]): number[][] {
  const readings = [...new Set(orders.map(({ input }) => input))];
  const lots = new Map<string, number[]>();
  let pictures = 0;
  orders.forEach(({ format, input }, place) => {
    const lot =
      format === 'canvas'
        ? `pictures ${Math.floor(pictures++ / PICTURES)}`
        : `reading ${readings.indexOf(input)}`;
    lots.set(lot, [...(lots.get(lot) ?? []), place]);
  });
  return [...lots.values()];
}
const PICTURES = 32;

const cardsOf = ({ canvases }: SynthesisInput): number =>
  canvases.reduce((sum, { cards }) => sum + cards.length, 0);

function answerOf(thread: Worker): Promise<WrittenDocument[]> {
  return new Promise((resolve, reject) => {
    thread.once('message', (documents: WrittenDocument[]) => resolve(documents));
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`The thread ended with ${code}.`)));
  });
}
