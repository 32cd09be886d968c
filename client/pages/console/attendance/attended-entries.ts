import type { Attended } from '#shared/session/attendance.ts';
import type { Id } from '#shared/session/state.ts';

/** Somebody's time by step, or a step's by person: `id` is the one, `of` in the parts the other; null: between two steps. Times in ms. */
export type AttendedEntry = {
  id: Id | null;
  rooms: Id[];
  ms: number;
  zoomMs: number;
  parts: { of: Id | null; groupId: Id | null; ms: number; zoomMs: number }[];
};

/** In the order in which they first occur. `groupId`: only the time as a member of that group; undefined: all of it. */
export function entriesOf(
  attended: Attended[],
  by: 'person' | 'step',
  groupId: Id | null | undefined,
): AttendedEntry[] {
  const entries = new Map<Id | null, AttendedEntry>();
  for (const part of attended) {
    if (groupId !== undefined && part.groupId !== groupId) continue;
    const { participantId, stepId, ms, zoomMs } = part;
    const [id, of] = by === 'person' ? [participantId, stepId] : [stepId, participantId];
    const entry = entries.get(id) ?? { id, rooms: [], ms: 0, zoomMs: 0, parts: [] };
    entries.set(id, entry);
    if (part.groupId !== null && !entry.rooms.includes(part.groupId)) entry.rooms.push(part.groupId);
    entry.ms += ms;
    entry.zoomMs += zoomMs;
    entry.parts.push({ of, groupId: part.groupId, ms, zoomMs });
  }
  return [...entries.values()];
}
