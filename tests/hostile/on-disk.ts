import { join } from 'node:path';
import Database from 'better-sqlite3';
import type * as Y from 'yjs';
import { readCanvas } from '#shared/canvas/read.ts';
import type { CanvasSnapshot } from '#shared/canvas/snapshot.ts';
import { loadCanvas } from '#server/canvases/loading.ts';
import { unpackCanvas } from '#server/storage/sqlite-protocol.ts';
import { prepareReads } from '#server/storage/sqlite-reads.ts';

/** What a server that starts now would load: the file is read beside the running server, by the product's own reading. */
export async function onDisk(dataDir: string, canvasId: string, zones: string[]): Promise<CanvasSnapshot> {
  const [session = '', group = '', block = ''] = canvasId.split('/');
  const doc = await documentOnDisk(dataDir, canvasId);
  return readCanvas(doc, { session, group, block }, zones);
}

export async function documentOnDisk(dataDir: string, canvasId: string): Promise<Y.Doc> {
  const db = new Database(join(dataDir, 'minga.sqlite'), { readonly: true });
  try {
    const stored = unpackCanvas(prepareReads(db).canvas(canvasId));
    if (!stored.ok) throw new Error(`${canvasId} is damaged on disk`);
    return (await loadCanvas(stored)).doc;
  } finally {
    db.close();
  }
}
