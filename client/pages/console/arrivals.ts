import type { Person } from '#shared/protocol/session-view.ts';
import { isModerator } from '#shared/session/rights.ts';
import type { SessionState } from '../../session/session-state.svelte.ts';

/**
 * Who is shown the way into a room, and which of them have not arrived by anybody's word; null unless people are on
 * their way. Moderators have the console instead, and observers say nothing.
 */
export function arrivalsOf(
  session: SessionState,
  groupId: string,
): { arrived: number; all: number; missing: Person[]; there: Person[] } | null {
  if (session.view?.status !== 'open' || session.step?.kind !== 'move') return null;
  const sent = session
    .membersOf(groupId)
    .filter((person) => !isModerator(person) && person.role !== 'observer');
  const missing = sent.filter(({ arrivedIn }) => arrivedIn !== groupId);
  const there = sent.filter(({ arrivedIn }) => arrivedIn === groupId);
  return { arrived: there.length, all: sent.length, missing, there };
}
