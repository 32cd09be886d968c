import { setImmediate as nextTurn } from 'node:timers/promises';
import { Zip, ZipDeflate } from 'fflate';
import { NO_TIME } from '#server/documents/zipped.ts';

export type Entry = { path: string; bytes: Uint8Array };

/** So much is packed at once, in bytes: the rooms in between get their turn. */
const SLICE = 64 * 1024;

/** One zip of all entries, in their order: equal entries give equal bytes, wherever and whenever. */
export async function zipped(entries: readonly Entry[]): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, part) => {
    failure ??= error;
    parts.push(part);
  });
  for (const { path, bytes } of entries) {
    const file = new ZipDeflate(path);
    file.mtime = NO_TIME;
    zip.add(file);
    let at = 0;
    do {
      file.push(bytes.subarray(at, at + SLICE), at + SLICE >= bytes.length);
      at += SLICE;
      await nextTurn();
    } while (at < bytes.length);
  }
  zip.end();
  if (failure) throw failure as Error;
  return Buffer.concat(parts);
}
