import { refuse, type Refusal } from '../protocol/refusals.ts';
import { isOpenGroup } from './open-groups.ts';
import type { Group, Id, Role, Seat, SessionState } from './state.ts';

/** Who asks. From the connection or key, never from the message (law 3). A role link without a name has no seat. */
export type Actor = { role: Role; participantId: Id | null };

export const isModerator = (actor: { role: Role }): boolean =>
  actor.role === 'moderator' || actor.role === 'organizer';

export const seatOf = (state: SessionState, actor: Actor): Seat | null =>
  actor.participantId === null ? null : (personOf(state, actor.participantId) ?? null);

/** `id` may come from outside and be `constructor`: only seats that were taken count. */
export const personOf = (state: SessionState, id: Id): Seat | undefined =>
  Object.hasOwn(state.seats, id) ? state.seats[id] : undefined;

export const groupOf = (state: SessionState, groupId: Id): Group | undefined =>
  state.groups.find((group) => group.id === groupId);

/** Returns a refusal, or null when the actor is a moderator or organizer. */
export function needModerator(actor: Actor): Refusal | null {
  return isModerator(actor) ? null : refuse('session/not-moderator');
}

export function needFacilitator(actor: Actor, group: Group): Refusal | null {
  if (isModerator(actor)) return null;
  const isFacilitator = actor.participantId !== null && group.facilitators.includes(actor.participantId);
  return isFacilitator ? null : refuse('group/not-facilitator');
}

export function needMember(state: SessionState, actor: Actor, groupId: Id): Refusal | null {
  if (isModerator(actor)) return null;
  return seatOf(state, actor)?.groupId === groupId ? null : refuse('group/not-member');
}

/** [S72] [S123] Members write on their group's canvases; where a dissolved group has none any more, moderators do. */
export const writesIn = (
  { groups }: { groups: Group[] },
  person: { role: Role; groupId: Id | null },
  groupId: Id,
): boolean =>
  person.groupId === groupId ||
  (isModerator(person) && groups.some((group) => group.id === groupId && !isOpenGroup(group)));

/** [S124] Returns a refusal unless people may be there: the group exists and was not dissolved. */
export function needOpenGroup(state: SessionState, groupId: Id): Refusal | null {
  const group = groupOf(state, groupId);
  if (!group) return refuse('group/unknown');
  return isOpenGroup(group) ? null : refuse('group/dissolved');
}

export function needOpen(state: SessionState): Refusal | null {
  return state.status === 'open' ? null : refuse('session/not-open');
}
