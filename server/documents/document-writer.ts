import type { Worker } from 'node:worker_threads';
import type { FastifyBaseLogger } from 'fastify';
import { startThread } from '#server/threads.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { synthesise, type SynthesisInput } from '#shared/synthesis/synthesis.ts';
import type { Order } from './document-worker.ts';
import { synthesisDocument, type DocumentFormat, type WrittenDocument } from './documents.ts';
import { Turns } from './turns.ts';

/** So many at a time: a machine of two cores has rooms to serve. */
const AT_ONCE = 2;
/** Twice what 4,800 cards take on a busy machine; whoever takes longer would take for ever. */
const LONGEST_MS = 120_000;
/** Up to so many cards, formats of mere text are written faster than a thread is started. */
const FEW_CARDS = 500;
const PACKED: ReadonlySet<DocumentFormat> = new Set(['docx', 'pdf', 'xlsx']);

export type StartWriting = (order: Order) => Worker;

const startWriting: StartWriting = (order) =>
  startThread(import.meta.url, 'document-worker', {
    workerData: order,
    name: 'document',
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  });

/** Writes files beside the event loop, a thread for each, so many at a time. */
export class DocumentWriter {
  #log: FastifyBaseLogger;
  #start: StartWriting;
  #turns = new Turns(AT_ONCE);
  #threads = new Set<Worker>();

  constructor({ log, start = startWriting }: { log: FastifyBaseLogger; start?: StartWriting | undefined }) {
    this.#log = log;
    this.#start = start;
  }

  /** `read` gives the session as it is when its turn comes. `gone`: nobody waits for the file any more. */
  async write(
    format: DocumentFormat,
    read: () => Promise<SynthesisInput>,
    gone: AbortSignal = new AbortController().signal,
  ): Promise<WrittenDocument | Refusal> {
    if (!PACKED.has(format)) {
      const input = await read();
      if (cardsOf(input) <= FEW_CARDS) return synthesisDocument(format, synthesise(input), input.language);
    }
    const free = await this.#turns.take(gone);
    if (!free) return refuse('document/failed');
    try {
      return await this.#inThread({ format, input: await read() }, gone);
    } finally {
      free();
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#threads].map((thread) => thread.terminate()));
  }

  async #inThread(order: Order, gone: AbortSignal): Promise<WrittenDocument | Refusal> {
    if (gone.aborted) return refuse('document/failed');
    const thread = this.#start(order);
    this.#threads.add(thread);
    const stop = () => void thread.terminate();
    gone.addEventListener('abort', stop);
    const tooLong = setTimeout(stop, LONGEST_MS);
    try {
      return await answerOf(thread);
    } catch (error) {
      if (!gone.aborted) this.#log.error({ err: error, format: order.format }, 'a document was not written');
      return refuse('document/failed');
    } finally {
      clearTimeout(tooLong);
      gone.removeEventListener('abort', stop);
      // Its loader may keep it alive although it has answered.
      await thread.terminate();
      this.#threads.delete(thread);
    }
  }
}

const cardsOf = ({ canvases }: SynthesisInput): number =>
  canvases.reduce((sum, { cards }) => sum + cards.length, 0);

function answerOf(thread: Worker): Promise<WrittenDocument> {
  return new Promise((resolve, reject) => {
    thread.once('message', (document: WrittenDocument) => resolve(document));
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`The thread ended with ${code}.`)));
  });
}
