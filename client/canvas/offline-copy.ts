import { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import type { OfflineCopy } from './canvas-connection.ts';

/** How long a browser's storage may take before the canvas opens without it, in ms. */
const PATIENCE_MS = 4000;
/** What others write is on the server already: here it is kept so often, together. A write for each of their letters is dear. */
const OTHERS_MS = 1000;

/**
 * A canvas kept in this browser, named by session, canvas and seat: seats never share a copy. Some browsers refuse to keep
 * anything (private windows, a full disk, a policy): the canvas opens all the same, and `onUnkept` says so, once.
 */
export function openOfflineCopy(name: string, doc: Y.Doc, onUnkept: () => void): OfflineCopy {
  let kept: IndexeddbPersistence | null = null;
  let keepNow = (): void => undefined;
  let isClosed = false;
  let isUnkept = false;
  const noteUnkept = (): void => {
    if (isClosed || isUnkept) return;
    isUnkept = true;
    onUnkept();
  };

  async function open(): Promise<void> {
    // y-indexeddb never settles where a database cannot be opened, so another one is tried first.
    if (!(await canOpenDatabase())) return noteUnkept();
    if (isClosed) return;
    const copy = Object.assign(new IndexeddbPersistence(name, doc), { isOfflineCopy: true });
    kept = copy;
    keepNow = gather(copy);
    // A write that fails later (a full disk) or a store that is taken away ends at the database.
    void copy.whenSynced.then(({ db }) => {
      for (const end of ['abort', 'error', 'close']) db?.addEventListener(end, noteUnkept);
    });
    const isInTime = await Promise.race([copy.whenSynced.then(() => true), after(PATIENCE_MS, false)]);
    if (!isInTime) noteUnkept();
  }

  return {
    whenLoaded: open(),
    clear: async () => {
      if (kept) await kept.clearData();
    },
    close: () => {
      isClosed = true;
      keepNow();
      void kept?.destroy();
    },
  };
}

/**
 * What I write is kept as soon as the page has shown it, with what came before; what others write waits for that, or for its
 * time, or to be asked for.
 */
function gather(copy: IndexeddbPersistence): () => void {
  const { doc, _storeUpdate: store } = copy;
  let waiting: Uint8Array[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keep = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length > 0 && !copy._destroyed) store(Y.mergeUpdates(waiting), null);
    waiting = [];
  };
  doc.off('update', store);
  doc.on('update', (update: Uint8Array, origin: unknown, _: Y.Doc, { local }: Y.Transaction) => {
    if (origin === copy) return;
    waiting.push(update);
    if (local) clearTimeout(timer);
    else if (timer !== undefined) return;
    timer = setTimeout(keep, local ? 0 : OTHERS_MS);
  });
  return keep;
}

function canOpenDatabase(): Promise<boolean> {
  const opened = new Promise<boolean>((resolve) => {
    try {
      const request = indexedDB.open('minga/can-keep');
      request.onsuccess = () => {
        request.result.close();
        resolve(true);
      };
      request.onerror = (event) => {
        // Answered here: left alone, it would be a fault of the page.
        event.preventDefault();
        resolve(false);
      };
    } catch {
      resolve(false);
    }
  });
  return Promise.race([opened, after(PATIENCE_MS, false)]);
}

const after = <T>(ms: number, value: T): Promise<T> =>
  new Promise((resolve) => setTimeout(() => resolve(value), ms));
