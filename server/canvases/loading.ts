import { setImmediate as nextTurn } from 'node:timers/promises';
import * as Y from 'yjs';
import type { StoredCanvas } from '#server/storage/storage.ts';
import type { Loaded } from './canvas.ts';

/** Rebuilding a big canvas takes a while: the rooms in between get their turn. In ms. */
const SLICE_MS = 30;

/** @throws when what is stored does not follow from each other: a canvas is whole or it is an error (law 2). */
export async function loadCanvas(stored: Extract<StoredCanvas, { ok: true }>): Promise<Loaded> {
  const { checkpoints, updates, count, owners, incarnation } = stored;
  const doc = new Y.Doc();
  const parts = [...checkpoints, ...updates.map((update) => update.bytes)];
  for (let at = 0; at < parts.length;) {
    const end = performance.now() + SLICE_MS;
    doc.transact(() => {
      for (; at < parts.length && performance.now() < end; at += 1)
        Y.applyUpdate(doc, parts[at] as Uint8Array);
    });
    if (at < parts.length) await nextTurn();
  }
  if (doc.store.pendingStructs || doc.store.pendingDs) {
    throw new Error('stored updates do not follow from each other');
  }
  const bytes = parts.reduce((sum, part) => sum + part.length, 0);
  return { doc, bytes, updates: count, owners, incarnation };
}
