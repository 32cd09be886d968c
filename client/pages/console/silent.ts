import type { CanvasActivity } from '#shared/canvas/activity.ts';
import type { Person } from '#shared/protocol/session-view.ts';

/** Who is here and has no card on the room's canvases yet. They may well be speaking: a hint for whoever facilitates. */
export function silentIn(members: readonly Person[], boards: readonly CanvasActivity[]): Person[] {
  if (boards.length === 0) return [];
  const authors = new Set(boards.flatMap((board) => board.authors));
  return members.filter(({ id, role, isHere }) => role === 'participant' && isHere && !authors.has(id));
}
