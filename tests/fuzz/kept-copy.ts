import * as Y from 'yjs';
import type { OfflineCopy } from '#client/canvas/canvas-connection.ts';

/** What a device keeps of a canvas, in memory: outlives the page that wrote it, as a browser's storage does. */
export class KeptCopy {
  #updates: Uint8Array[] = [];

  /** For `openOfflineCopy`: brings back what was kept, then keeps what is new, whoever wrote it. */
  open(doc: Y.Doc): OfflineCopy {
    // The connection tells what a copy brings back by this mark, as it stands on y-indexeddb's origin.
    const origin = { isOfflineCopy: true };
    let isOpen = true;
    const keep = (update: Uint8Array, from: unknown): void => {
      if (from !== origin) this.#updates.push(update);
    };
    doc.on('update', keep);
    const close = (): void => {
      isOpen = false;
      doc.off('update', keep);
    };
    // Not at once: a browser's storage is never at once.
    const whenLoaded = new Promise<void>((resolve) =>
      setImmediate(() => {
        if (isOpen && this.#updates.length > 0) Y.applyUpdate(doc, Y.mergeUpdates(this.#updates), origin);
        resolve();
      }),
    );
    return {
      whenLoaded,
      clear: async () => {
        close();
        this.#updates = [];
      },
      close,
    };
  }

  forget(): void {
    this.#updates = [];
  }
}
