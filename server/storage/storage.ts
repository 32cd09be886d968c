import type { Event } from '#shared/session/events.ts';
import type { Role } from '#shared/session/state.ts';

/**
 * Where everything that must outlive the process is kept. One interface for every engine; `tests/contracts/storage`
 * is the suite each of them passes.
 *
 * A `write` is all or nothing and resolves only when it is on disk: what others have seen is never lost (law 1).
 */
export interface Storage {
  /**
   * The writes of one call land together or not at all. Calls made while a batch is on its way to the disk share the
   * next batch; a call that is refused does not harm its neighbours.
   * @throws StorageConflict when `events.appended` does not continue the log, or a join code is taken.
   * @throws StorageUnavailable when the engine cannot write now (disk full, connection lost): the caller may try again.
   */
  write(...writes: Write[]): Promise<void>;

  session(id: string): Promise<SessionRecord | null>;
  sessionByCode(joinCode: string): Promise<SessionRecord | null>;
  /** Events with `seq > after`, in order. @throws StorageDamaged when a record fails its checksum. */
  events(sessionId: string, after: number): Promise<Event[]>;
  /** What an earlier command with this id produced, or null when the id is new. */
  eventsOfCommand(sessionId: string, by: string, commandId: string): Promise<Event[] | null>;
  seats(sessionId: string): Promise<SeatRecord[]>;
  /** The key with this SHA-256, unless it was withdrawn. */
  key(hash: string): Promise<KeyRecord | null>;
  /** Everything stored of one canvas; a canvas nobody wrote on yet is empty, a damaged one is said to be so. */
  canvas(canvasId: string): Promise<StoredCanvas>;
  /** Its first updates, for looking at the last good version of a damaged canvas. @throws StorageDamaged */
  canvasUpdates(canvasId: string, upTo: number): Promise<CanvasUpdate[]>;
  /** Ids of the session's canvases that somebody has written on. */
  canvasIds(sessionId: string): Promise<string[]>;
  close(): Promise<void>;
}

export type Write =
  | { type: 'session.created'; session: SessionRecord }
  | { type: 'events.appended'; sessionId: string; after: number; events: Event[]; commandId?: string }
  | { type: 'seat.saved'; seat: SeatRecord } // insert or replace, by (sessionId, id)
  | { type: 'seat.erased'; sessionId: string; seatId: string } // the person's row and keys go, the log stays
  | { type: 'key.saved'; key: KeyRecord }
  | { type: 'keys.withdrawn'; sessionId: string; seatId: string }
  | { type: 'canvas.updated'; canvasId: string; sessionId: string; updates: CanvasUpdate[]; owners: Owner[] }
  /** `bytes`: what the updates up to the `after`-th hold beyond the checkpoint before. For loading; the updates stay. */
  | { type: 'canvas.checkpointed'; canvasId: string; after: number; bytes: Uint8Array }
  /** Goes on from the first `goodUpdates`, as a new incarnation. What came after is put aside, not thrown away. */
  | { type: 'canvas.repaired'; canvasId: string; goodUpdates: number };

/** A session's fixed part; everything that changes is folded from its events. */
export type SessionRecord = {
  id: string;
  /** Eight symbols, stored without separators, unique. */
  joinCode: string;
  /** The session's whole copy of its scenario, as JSON. */
  scenario: string;
  createdAt: string;
};

/** The one place where a person has a name (law 5). */
export type SeatRecord = {
  sessionId: string;
  id: string;
  name: string;
  email: string | null;
  organisation: string | null;
  createdAt: string;
};

export type KeyRecord = {
  /** SHA-256 of the key, hex. The key itself is never stored. */
  hash: string;
  sessionId: string;
  /** A key opens one seat, or one role without a name. */
  seatId: string | null;
  role: Role;
};

export type CanvasUpdate = {
  /** A Yjs update, V1 encoding. */
  bytes: Uint8Array;
  /** Who wrote it: a participant id. */
  by: string;
  /** Milliseconds since 1970, the server's clock. */
  at: number;
};

/** Something in a canvas that belongs to one person for ever: a Yjs client id, or an entry whose author they are. */
export type Owner = { kind: 'client' | 'entry'; key: string; person: string };

/** Everything a canvas was made from, as it came in. */
export type RecordedCanvas = { owners: Owner[]; updates: CanvasUpdate[] };

export type StoredCanvas =
  | {
      ok: true;
      /** Applied in order, and before `updates`, which are those that came later. */
      checkpoints: Uint8Array[];
      updates: CanvasUpdate[];
      /** How many updates there are in all. */
      count: number;
      owners: Owner[];
      /** Counts up when a damaged canvas is repaired: copies of an earlier life do not fit the later one. */
      incarnation: number;
    }
  /** `goodUpdates`: how many records before the first damaged one are intact. */
  | { ok: false; code: 'canvas/damaged'; goodUpdates: number };

export class StorageConflict extends Error {}
export class StorageUnavailable extends Error {}
export class StorageDamaged extends Error {}

/** Why a storage does not open. */
export class StorageInUse extends Error {}
export class StorageTooNew extends Error {}
export class StorageNotWritable extends Error {}
