import { ask, type Answer } from '../../app/api.ts';
import type { SessionState } from '../../session/session-state.svelte.ts';

type Where = { groupId: string; blockId: string };

export const canvasPath = (session: SessionState, { groupId, blockId }: Where): string =>
  `/api/sessions/${session.id}/canvases/${groupId}/${blockId}`;

/** Brings back how a canvas was at an instant: all of it, one card, or only what one person has done since. */
export const bringBack = (
  session: SessionState,
  language: string,
  where: Where,
  wanted: { at: string; card?: string; by?: string },
): Promise<Answer<{ cards: number }>> =>
  ask(`${canvasPath(session, where)}/restore?seat=${session.seat}`, { language, body: wanted });
