import { leftMsOf } from '#shared/session/families/turn.ts';
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
