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
  canvasIds(sessionId: string): string[];
};

export type EncodedEvent = { seq: number; at: string; by: string; payload: string };

export type EncodedWrite =
  | Exclude<Write, { type: 'events.appended' }>
  | {
      type: 'events.appended';
      sessionId: string;
      after: number;
      events: EncodedEvent[];
      commandId: string | null;
    };

/** A canvas is thousands of small updates: they cross in one piece of memory, handed over and not copied. */
export type PackedCanvas =
  | {
      ok: true;
      bytes: Uint8Array<ArrayBuffer>;
      updates: { length: number; by: string; at: number }[];
      owners: Owner[];
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
        // A view often looks at a small part of a pooled buffer, and all of it would be copied with the message.
        updates: write.updates.map((update) => ({ ...update, bytes: new Uint8Array(update.bytes) })),
        owners: structuredClone(write.owners),
      };
    default:
      return structuredClone(write);
  }
}

export function buffersOf(calls: EncodedWrite[][]): ArrayBuffer[] {
  return calls
    .flat()
    .flatMap((write) => (write.type === 'canvas.updated' ? write.updates : []))
    .map((update) => update.bytes.buffer as ArrayBuffer);
}

function encodeEvent({ seq, at, by, ...body }: Event): EncodedEvent {
  return { seq, at, by, payload: JSON.stringify(body) };
}

export function decodeEvent({ seq, at, by, payload }: EncodedEvent): Event {
  return { seq, at, by, ...(JSON.parse(payload) as object) } as Event;
}

export function packCanvas(updates: CanvasUpdate[], owners: Owner[]): PackedCanvas {
  const bytes = new Uint8Array(updates.reduce((sum, update) => sum + update.bytes.length, 0));
  let offset = 0;
  for (const update of updates) {
    bytes.set(update.bytes, offset);
    offset += update.bytes.length;
  }
  return {
    ok: true,
    bytes,
    updates: updates.map((update) => ({ length: update.bytes.length, by: update.by, at: update.at })),
    owners,
  };
}

export function unpackCanvas(canvas: PackedCanvas): StoredCanvas {
  if (!canvas.ok) return canvas;
  let offset = 0;
  const updates = canvas.updates.map(({ length, by, at }) => {
    const bytes = canvas.bytes.subarray(offset, offset + length);
    offset += length;
    return { bytes, by, at };
  });
  return { ok: true, updates, owners: canvas.owners };
}
