import * as Y from 'yjs';
import { readCanvas } from '#shared/canvas/read.ts';
import type { CardSnapshot } from '#shared/canvas/snapshot.ts';
import { openOfflineCopy } from './offline-copy.ts';
import type { OfflineCopy } from './canvas-connection.ts';

type Options = { name: string; zones: string[]; onChange: () => void; onUnkept: () => void };

/** Sorts after every rank there is, so that my own cards stand after the group's: where they go when they are shown. */
const LAST = '~';

/**
 * Cards of mine that nobody else has: a document of its own, kept on this device under canvas and seat, and never given to
 * a provider: other tabs of this browser have it too, and nobody else. What is not in the canvas's document cannot be sent.
 */
export class PrivateCards {
  readonly doc = new Y.Doc();
  #options: Options;
  #copy: OfflineCopy;
  #turn: Promise<void> = Promise.resolve();
  #otherTabs: BroadcastChannel;

  constructor(options: Options) {
    this.#options = options;
    this.#copy = openOfflineCopy(options.name, this.doc, options.onUnkept);
    this.#otherTabs = new BroadcastChannel(options.name);
    this.#otherTabs.onmessage = ({ data }: MessageEvent<Uint8Array>) =>
      Y.applyUpdate(this.doc, data, this.#otherTabs);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this.#otherTabs) this.#otherTabs.postMessage(update);
      options.onChange();
    });
  }

  get cards(): CardSnapshot[] {
    const { cards } = readCanvas(this.doc, { session: '', group: '', block: '' }, this.#options.zones);
    return cards.map((card) => ({ ...card, rank: LAST + card.rank }));
  }
  has(id: string): boolean {
    return this.doc.getMap('cards').has(id);
  }
  forget(ids: string[]): void {
    const cards = this.doc.getMap('cards');
    this.doc.transact(() => ids.forEach((id) => cards.delete(id)));
  }
  close(): void {
    this.#otherTabs.close();
    this.#copy.close();
    this.doc.destroy();
  }

  /**
   * One tab of this browser after the other, each knowing what the one before has shown: its deletions are in the store
   * before its turn ends.
   */
  async inTurn(work: () => Promise<void>): Promise<void> {
    const knowing = async (): Promise<void> => {
      await this.#readAgain();
      await work();
    };
    const locks = (navigator as { locks?: LockManager }).locks;
    // Pages without https have no locks.
    this.#turn = this.#turn
      .catch(() => undefined)
      .then(() => (locks ? locks.request(this.#options.name, knowing) : knowing()));
    await this.#turn;
  }

  async #readAgain(): Promise<void> {
    const stored = new Y.Doc();
    const copy = openOfflineCopy(this.#options.name, stored, () => undefined);
    await copy.whenLoaded;
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(stored));
    copy.close();
    stored.destroy();
  }
}
