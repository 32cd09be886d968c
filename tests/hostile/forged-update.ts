import * as encoding from 'lib0/encoding';

/**
 * Updates in Yjs's V1 encoding, written by hand: also those that no Yjs would ever write. What `edit` cannot say is said
 * here, byte for byte.
 */
export type Id = [client: number, clock: number];
export type Content = (encoder: encoding.Encoder) => number;

export type Struct = {
  /** Which kind of content it announces; see `contents`. */
  content: Content;
  origin?: Id;
  rightOrigin?: Id;
  /** A root by its name, or the item that holds the type. Travels only where there is no neighbour. */
  parent?: string | Id;
  sub?: string;
};
export type Block = { client: number; clock: number; structs: (Struct | Raw)[]; announced?: number };
/** Bytes of a struct as they are. */
export type Raw = { raw: (encoder: encoding.Encoder) => void };
export type Deletions = [client: number, ranges: [clock: number, length: number][]][];

const ORIGIN = 0x80;
const RIGHT = 0x40;
const SUB = 0x20;

/** Each writes itself and returns the number that names its kind on the wire. */
export const contents = {
  deleted: (length: number): Content => of(1, (encoder) => encoding.writeVarUint(encoder, length)),
  json: (...values: unknown[]): Content =>
    of(2, (encoder) => {
      encoding.writeVarUint(encoder, values.length);
      for (const value of values) encoding.writeVarString(encoder, JSON.stringify(value));
    }),
  binary: (bytes: Uint8Array): Content => of(3, (encoder) => encoding.writeVarUint8Array(encoder, bytes)),
  text: (text: string): Content => of(4, (encoder) => encoding.writeVarString(encoder, text)),
  textBytes: (bytes: Uint8Array): Content => of(4, (encoder) => encoding.writeVarUint8Array(encoder, bytes)),
  embed: (value: unknown): Content =>
    of(5, (encoder) => encoding.writeVarString(encoder, JSON.stringify(value))),
  format: (key: string, value: unknown): Content =>
    of(6, (encoder) => {
      encoding.writeVarString(encoder, key);
      encoding.writeVarString(encoder, JSON.stringify(value));
    }),
  /** 0 array, 1 map, 2 text, 3 XML element, 4 fragment, 5 hook, 6 XML text. */
  type: (kind: number, name?: string): Content =>
    of(7, (encoder) => {
      encoding.writeVarUint(encoder, kind);
      if (name !== undefined) encoding.writeVarString(encoder, name);
    }),
  map: (): Content => contents.type(1),
  sharedText: (): Content => contents.type(2),
  any: (...values: any[]): Content =>
    of(8, (encoder) => {
      encoding.writeVarUint(encoder, values.length);
      for (const value of values) encoding.writeAny(encoder, value);
    }),
  /** A plain value whose encoding is given. */
  anyBytes: (write: (encoder: encoding.Encoder) => void, count = 1): Content =>
    of(8, (encoder) => {
      encoding.writeVarUint(encoder, count);
      write(encoder);
    }),
  subdocument: (guid: string): Content =>
    of(9, (encoder) => {
      encoding.writeVarString(encoder, guid);
      encoding.writeAny(encoder, {});
    }),
};

const kinds = new WeakMap<Content, number>();
function of(kind: number, write: (encoder: encoding.Encoder) => void): Content {
  const content: Content = (encoder) => {
    write(encoder);
    return kind;
  };
  kinds.set(content, kind);
  return content;
}

export const skip = (length: number): Raw => raw(10, length);
export const collected = (length: number): Raw => raw(0, length);
const raw = (info: number, length: number): Raw => ({
  raw: (encoder) => {
    encoding.writeUint8(encoder, info);
    encoding.writeVarUint(encoder, length);
  },
});

export function forge(blocks: Block[], deletions: Deletions = []): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, blocks.length);
  for (const { client, clock, structs, announced } of blocks) {
    encoding.writeVarUint(encoder, announced ?? structs.length);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    for (const struct of structs) {
      if ('raw' in struct) struct.raw(encoder);
      else writeStruct(encoder, struct);
    }
  }
  encoding.writeVarUint(encoder, deletions.length);
  for (const [client, ranges] of deletions) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, ranges.length);
    for (const [clock, length] of ranges) {
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarUint(encoder, length);
    }
  }
  return encoding.toUint8Array(encoder);
}

function writeStruct(encoder: encoding.Encoder, { content, origin, rightOrigin, parent, sub }: Struct): void {
  const kind = kinds.get(content) ?? 0;
  const flags = (origin ? ORIGIN : 0) | (rightOrigin ? RIGHT : 0) | (sub === undefined ? 0 : SUB);
  encoding.writeUint8(encoder, kind | flags);
  if (origin) writeId(encoder, origin);
  if (rightOrigin) writeId(encoder, rightOrigin);
  if (!origin && !rightOrigin) {
    const isRoot = typeof parent === 'string';
    encoding.writeVarUint(encoder, isRoot ? 1 : 0);
    if (isRoot) encoding.writeVarString(encoder, parent);
    else writeId(encoder, parent ?? [0, 0]);
    if (sub !== undefined) encoding.writeVarString(encoder, sub);
  }
  content(encoder);
}

function writeId(encoder: encoding.Encoder, [client, clock]: Id): void {
  encoding.writeVarUint(encoder, client);
  encoding.writeVarUint(encoder, clock);
}
