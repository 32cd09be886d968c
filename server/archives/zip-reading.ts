import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';

/** What an archive may hold, unpacked; sizes in bytes. */
export const ARCHIVE_LIMITS = {
  packedBytes: 128 * 1024 * 1024,
  entryBytes: 128 * 1024 * 1024,
  bytes: 512 * 1024 * 1024,
  entries: 5000,
  nameLength: 200,
} as const;

/** An entry as the zip's list has it, found to be safe; its bytes are unpacked when they are wanted. */
export type ZipEntry = { path: string; size: number; packed: Uint8Array; isDeflated: boolean };
export type ReadZip = { ok: true; entries: Map<string, ZipEntry> } | Refusal;

const END = { signature: 0x06054b50, length: 22, comment: 0xffff };
const LISTED = { signature: 0x02014b50, length: 46 };
const LOCAL = { signature: 0x04034b50, length: 30 };

/** The list of a zip that came from outside. Nothing in it is believed: every name and size is looked at before anything is unpacked. */
export function readZip(zip: Uint8Array): ReadZip {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = findEnd(view);
  if (end === null) return refuse('archive/damaged', { entry: WHOLE });
  const count = view.getUint16(end + 10, true);
  if (count > ARCHIVE_LIMITS.entries) return refuse('archive/too-large', { entry: WHOLE });
  const entries = new Map<string, ZipEntry>();
  let at = view.getUint32(end + 16, true);
  let bytes = 0;
  for (let index = 0; index < count; index += 1) {
    const listed = readListed(zip, view, at, end);
    if (!listed) return refuse('archive/damaged', { entry: WHOLE });
    const { entry, next } = listed;
    const path = shown(entry.path);
    if (!isSafe(entry.path) || listed.isSpecial) return refuse('archive/unsafe', { entry: path });
    if (entries.has(entry.path)) return refuse('archive/repeated', { entry: path });
    bytes += entry.size;
    if (entry.size > ARCHIVE_LIMITS.entryBytes || bytes > ARCHIVE_LIMITS.bytes)
      return refuse('archive/too-large', { entry: path });
    const packed = packedBytes(zip, view, listed);
    if (!packed) return refuse('archive/damaged', { entry: path });
    entries.set(entry.path, { ...entry, packed });
    at = next;
  }
  return { ok: true, entries };
}

const unpack = promisify(inflateRaw);

/** An entry's bytes, exactly as many as the zip's list says: one that unpacks to more is stopped there. */
export async function unpacked({ path, size, packed, isDeflated }: ZipEntry): Promise<Uint8Array | Refusal> {
  if (!isDeflated)
    return packed.length === size ? packed : refuse('archive/too-large', { entry: shown(path) });
  try {
    const bytes = await unpack(packed, { maxOutputLength: Math.max(size, 1) });
    return bytes.length === size ? bytes : refuse('archive/damaged', { entry: shown(path) });
  } catch (error) {
    const isLie = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    return refuse(isLie ? 'archive/too-large' : 'archive/damaged', { entry: shown(path) });
  }
}

/** What is named when no entry can be. */
const WHOLE = 'zip';

/** A name from outside in a sentence: one line, and not a long one. */
export const shown = (path: string): string => path.replace(/\p{C}/gu, '�').slice(0, 100);

/** From the back: a comment may follow, and its length says where it must begin. */
function findEnd(view: DataView): number | null {
  const last = view.byteLength - END.length;
  for (let at = last; at >= Math.max(0, last - END.comment); at -= 1) {
    if (view.getUint32(at, true) !== END.signature) continue;
    if (at + END.length + view.getUint16(at + 20, true) === view.byteLength) return at;
  }
  return null;
}

type Listed = {
  entry: Omit<ZipEntry, 'packed'>;
  packedSize: number;
  local: number;
  isSpecial: boolean;
  next: number;
};

function readListed(zip: Uint8Array, view: DataView, at: number, end: number): Listed | null {
  if (at + LISTED.length > end || view.getUint32(at, true) !== LISTED.signature) return null;
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const nameLength = view.getUint16(at + 28, true);
  const next =
    at + LISTED.length + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  if (next > end) return null;
  const path = nameIn(zip.subarray(at + LISTED.length, at + LISTED.length + nameLength));
  const isEncrypted = (flags & 1) === 1;
  if (path === null || isEncrypted || (method !== 0 && method !== 8)) return null;
  return {
    entry: { path, size: view.getUint32(at + 24, true), isDeflated: method === 8 },
    packedSize: view.getUint32(at + 20, true),
    local: view.getUint32(at + 42, true),
    isSpecial: isSpecialFile(view.getUint32(at + 38, true) >>> 16),
    next,
  };
}

/** Links, devices and the like, by the mode that Unix programs note; none noted is a file. */
const isSpecialFile = (mode: number): boolean => (mode & 0o170000) !== 0 && (mode & 0o170000) !== 0o100000;

function nameIn(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Where its bytes are, by the header before them; that one has to tell the same name. */
function packedBytes(
  zip: Uint8Array,
  view: DataView,
  { entry, packedSize, local }: Listed,
): Uint8Array | null {
  if (local + LOCAL.length > zip.length || view.getUint32(local, true) !== LOCAL.signature) return null;
  const nameLength = view.getUint16(local + 26, true);
  const begin = local + LOCAL.length;
  const from = begin + nameLength + view.getUint16(local + 28, true);
  if (from + packedSize > zip.length || nameIn(zip.subarray(begin, begin + nameLength)) !== entry.path)
    return null;
  return zip.subarray(from, from + packedSize);
}

/** Our own names and no others: no way up, no root, no drive, no sign that a system takes for one of these. */
const isSafe = (path: string): boolean =>
  path.length <= ARCHIVE_LIMITS.nameLength &&
  /^[A-Za-z0-9_][A-Za-z0-9_.-]*(\/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*$/.test(path);
