import { leftMsOf } from '#shared/session/families/turn.ts';
import type { Person } from '#shared/protocol/session-view.ts';
import type { Turn } from '#shared/session/state.ts';
import type { SessionState } from './session-state.svelte.ts';

/** Who speaks in the step under way, in order, and what is left of the turn under way. */
export type FloorView = {
  turns: Turn[];
  now: Turn | null;
  /** From 1; 0 while nobody has the floor. */
  position: number;
  leftMs: number | null;
  next: Turn | null;
};

/** Null: the step under way has no turns. */
export function floorOf({ view, now: clock }: SessionState): FloorView | null {
  const turns = (view?.turns[view.step?.id ?? ''] ?? []).filter(({ isIn }) => isIn);
  if (!view?.step || turns.length === 0) return null;
  const { floor } = view;
  const at = turns.findIndex(({ id }) => id === floor?.turnId);
  const isToCome = (turn: Turn): boolean => turn.spokenMs === undefined && turn.id !== floor?.turnId;
  return {
    turns,
    now: turns[at] ?? null,
    position: at + 1,
    leftMs: floor ? leftMsOf(floor, view.step.pausedAt, new Date(clock).toISOString()) : null,
    next: turns.slice(at + 1).find(isToCome) ?? turns.find(isToCome) ?? null,
  };
}

/** The one-minute sign is given from here on. */
export const LAST_MINUTE_MS = 60_000;

/** A group's own speaking round: who has the floor, and who has not had it yet in this step. */
export type RoundView = { now: Person | null; leftMs: number | null; next: Person | null; spoken: string[] };

/** `groupId`: mine, or, for moderators, any. The order is that of the names, those who are here before those who are not. */
export function roundOf(session: SessionState, groupId: string): RoundView {
  const { view, now: clock } = session;
  const { floor, spoken } = view?.rounds[groupId] ?? { floor: null, spoken: [] };
  const here = session.membersOf(groupId).filter(({ isHere }) => isHere);
  const isToCome = ({ id }: Person): boolean => id !== floor?.turnId && !spoken.includes(id);
  return {
    now: floor ? session.personOf(floor.turnId) : null,
    leftMs: floor ? leftMsOf(floor, view?.step?.pausedAt ?? null, new Date(clock).toISOString()) : null,
    next: here.find(isToCome) ?? null,
    spoken,
  };
}
