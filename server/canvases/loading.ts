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
  await applyAll(doc, checkpoints);
  const checkpointed = Y.encodeStateVector(doc);
  const tail = updates.map((update) => update.bytes);
  await applyAll(doc, tail);
  if (doc.store.pendingStructs || doc.store.pendingDs) {
    throw new Error('stored updates do not follow from each other');
  }
  const since = { bytes: sizeOf(tail), updates: tail.length };
  const bytes = sizeOf(checkpoints) + since.bytes;
  return { doc, bytes, stored: { updates: count, checkpointed, since }, owners, incarnation };
}

async function applyAll(doc: Y.Doc, parts: Uint8Array[]): Promise<void> {
  for (let at = 0; at < parts.length;) {
    const end = performance.now() + SLICE_MS;
    doc.transact(() => {
      for (; at < parts.length && performance.now() < end; at += 1)
        Y.applyUpdate(doc, parts[at] as Uint8Array);
    });
    if (at < parts.length) await nextTurn();
  }
}

const sizeOf = (parts: Uint8Array[]): number => parts.reduce((sum, part) => sum + part.length, 0);
