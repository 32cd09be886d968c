import type { SessionState } from '../../session/session-state.svelte.ts';

/** How many of a room's participants have placed their territory on a block, and how many said they do not know. */
export function placedOf(
  session: SessionState,
  groupId: string,
  blockId: string,
): { placed: number; unsure: number; all: number } {
  const participants = session.membersOf(groupId).filter(({ role }) => role === 'participant');
  const members = new Set(participants.map(({ id }) => id));
  const theirs = (session.view?.maturity ?? []).filter(
    (one) => one.blockId === blockId && members.has(one.participantId),
  );
  const sure = new Set(theirs.flatMap((one) => (one.level === null ? [] : [one.participantId])));
  const unsure = new Set(theirs.map((one) => one.participantId).filter((id) => !sure.has(id)));
  return { placed: sure.size, unsure: unsure.size, all: members.size };
}
