import { IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';
import type { OfflineCopy } from './canvas-connection.ts';

/** A canvas kept in this browser, named by session, canvas and seat: seats never share a copy. */
export function openOfflineCopy(name: string, doc: Y.Doc): OfflineCopy {
  const kept = Object.assign(new IndexeddbPersistence(name, doc), { isOfflineCopy: true });
  return {
    whenLoaded: kept.whenSynced,
    clear: () => kept.clearData(),
    close: () => void kept.destroy(),
  };
}
