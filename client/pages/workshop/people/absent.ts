import type { SessionState } from '../../../session/session-state.svelte.ts';

/** The others of the group who do not look at this canvas. */
export const absentFrom = (here: { id: string }[], groupId: string, session: SessionState) =>
  session
    .membersOf(groupId)
    .filter(({ id }) => id !== session.me?.id && here.every((other) => other.id !== id));
