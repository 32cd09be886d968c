import type { Event } from '#shared/session/events.ts';
import type {
  CanvasUpdate,
  KeyRecord,
  Owner,
  SeatRecord,
  SessionRecord,
  Write,
} from '#server/storage/storage.ts';

/** Records with plausible contents, for tests that do not care about them. */
export const at = '2026-03-02T09:00:00.000Z';

export function session(id: string, joinCode = `code-${id}`): SessionRecord {
  return { id, joinCode, scenario: `{"id":"tiny","title":{"fr":"Été à ${id}"}}`, createdAt: at };
}

export function seat(sessionId: string, id: string, name = 'Dulce'): SeatRecord {
  return { sessionId, id, name, email: null, organisation: null, createdAt: at };
}

export function key(sessionId: string, hash: string, seatId: string | null): KeyRecord {
  return { hash, sessionId, seatId, role: seatId === null ? 'observer' : 'participant' };
}

export function event(seq: number, by = 'p1'): Event {
  return { type: 'participant.left', participantId: `left-${seq}`, seq, at, by };
}

/** Appends `count` events after `after`. */
export function append(sessionId: string, after: number, count = 1, commandId?: string): Write {
  const events = Array.from({ length: count }, (_, index) => event(after + 1 + index));
  return { type: 'events.appended', sessionId, after, events, ...(commandId !== undefined && { commandId }) };
}

export function update(...bytes: number[]): CanvasUpdate {
  return { bytes: new Uint8Array(bytes), by: 'p1', at: 1_772_442_000_000 };
}

export function draw(canvasId: string, updates: CanvasUpdate[], owners: Owner[] = []): Write {
  return { type: 'canvas.updated', canvasId, sessionId: 's1', updates, owners };
}
