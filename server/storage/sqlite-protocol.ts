import type { Event } from '#shared/session/events.ts';
import type {
  CanvasUpdate,
  KeyRecord,
  Owner,
  SeatRecord,
  SessionRecord,
  StoredCanvas,
  Write,
} from './storage.ts';

import type { Failure } from './failures.ts';

/** What goes between the server and the thread that holds the database. */
export type Request = { id: number } & (
  | { type: 'batch'; calls: EncodedWrite[][] }
  | { type: 'read'; name: keyof Reads; args: unknown[] }
  | { type: 'close' }
);
/** The first reply, number `OPENING`, answers no request: it tells whether the database could be opened. */
export type Reply = { id: number } & ({ ok: true; value: unknown } | { ok: false; failure: Failure });
export const OPENING = 0;

/** For each call of a batch, why it was refused, or null. */
export type BatchResult = (Failure | null)[];

export type Reads = {
  session(id: string): SessionRecord | null;
  sessionByCode(joinCode: string): SessionRecord | null;
  events(sessionId: string, after: number): EncodedEvent[];
  eventsOfCommand(sessionId: string, by: string, commandId: string): EncodedEvent[] | null;
  seats(sessionId: string): SeatRecord[];
  key(hash: string): KeyRecord | null;
  canvas(canvasId: string): PackedCanvas;
  canvasUpdates(canvasId: string, upTo: number): CanvasUpdate[];
  canvasIds(sessionId: string): string[];
};

export type EncodedEvent = { seq: number; at: string; by: string; payload: string };

export type EncodedWrite =
  | Exclude<Write, { type: 'events.appended' | 'canvas.updated' }>
  | {
      type: 'canvas.updated';
      canvasId: string;
      sessionId: string;
      bytes: Uint8Array<ArrayBuffer>;
      updates: PackedUpdate[];
      owners: Owner[];
    }
  | {
      type: 'events.appended';
      sessionId: string;
      after: number;
      events: EncodedEvent[];
      commandId: string | null;
    };

/** Updates are many and small: they cross in one piece of memory, each with its place in it. */
export type PackedUpdate = { length: number; by: string; at: number };
export type PackedCanvas =
  | {
      ok: true;
      bytes: Uint8Array<ArrayBuffer>;
      checkpoints: { length: number }[];
      updates: PackedUpdate[];
      count: number;
      owners: Owner[];
      incarnation: number;
    }
  | Extract<StoredCanvas, { ok: false }>;

/** Taken at the moment of the call: what the caller does with its objects while they wait must not change them. */
export function encodeWrite(write: Write): EncodedWrite {
  switch (write.type) {
    case 'events.appended':
      return { ...write, events: write.events.map(encodeEvent), commandId: write.commandId ?? null };
    case 'canvas.updated':
      return {
        ...write,
        bytes: joined(write.updates.map(({ bytes }) => bytes)),
        updates: write.updates.map(({ bytes, by, at }) => ({ length: bytes.length, by, at })),
        owners: write.owners.map((owner) => ({ ...owner })),
      };
    case 'canvas.checkpointed':
      return { ...write, bytes: new Uint8Array(write.bytes) };
    default:
      return structuredClone(write);
  }
}

/** Below this, in bytes, copying is cheaper than handing over. */
const WORTH_TRANSFER = 64 * 1024;

export function buffersOf(calls: EncodedWrite[][]): ArrayBuffer[] {
  return calls
    .flat()
    .flatMap((write) =>
      'bytes' in write && write.bytes.length > WORTH_TRANSFER ? [write.bytes.buffer as ArrayBuffer] : [],
    );
}

function encodeEvent({ seq, at, by, ...body }: Event): EncodedEvent {
  return { seq, at, by, payload: JSON.stringify(body) };
}

export function decodeEvent({ seq, at, by, payload }: EncodedEvent): Event {
  return { seq, at, by, ...(JSON.parse(payload) as object) } as Event;
}

export function packCanvas({
  checkpoints,
  updates,
  ...rest
}: Extract<StoredCanvas, { ok: true }>): PackedCanvas {
  const bytes = joined([...checkpoints, ...updates.map((update) => update.bytes)]);
  return {
    ...rest,
    bytes,
    checkpoints: checkpoints.map(({ length }) => ({ length })),
    updates: updates.map((update) => ({ length: update.bytes.length, by: update.by, at: update.at })),
  };
}

export function unpackCanvas(canvas: PackedCanvas): StoredCanvas {
  if (!canvas.ok) return canvas;
  const { bytes, checkpoints, updates, ...rest } = canvas;
  const end = checkpoints.reduce((sum, { length }) => sum + length, 0);
  return {
    ...rest,
    checkpoints: cut(bytes.subarray(0, end), checkpoints).map((part) => part.bytes),
    updates: cut(bytes.subarray(end), updates).map(({ bytes: own, by, at }) => ({ bytes: own, by, at })),
  };
}

/** The parts that `joined` put together. */
export function cut<Part extends { length: number }>(
  bytes: Uint8Array,
  parts: Part[],
): (Part & { bytes: Uint8Array })[] {
  let offset = 0;
  return parts.map((part) => {
    const own = bytes.subarray(offset, offset + part.length);
    offset += part.length;
    return { ...part, bytes: own };
  });
}

function joined(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
