import type { SessionView } from '#shared/protocol/session-view.ts';
import type { Step } from '#shared/session/state.ts';

export type PlannedStep = { step: Step; startsAt: number | null; state: 'done' | 'now' | 'next' };
/** Steps that follow each other in one round; `round` is null for a step outside of rounds. */
export type PlanRow = { key: string; round: number | null; steps: PlannedStep[] };
type Course = Pick<SessionView, 'steps' | 'step' | 'stepsDone' | 'startsAt'>;

const MINUTE = 60_000;
/** A start further away than this is another day's: comparing with it says nothing. */
const COMPARABLE_MS = 12 * 60 * MINUTE;

export function planOf({ steps, step: running, stepsDone, startsAt }: Course): PlanRow[] {
  const rows: PlanRow[] = [];
  let at = startsAt === null ? null : Date.parse(startsAt);
  for (const step of steps) {
    const last = rows.at(-1);
    const state = step.id === running?.id ? 'now' : stepsDone.includes(step.id) ? 'done' : 'next';
    const planned: PlannedStep = { step, startsAt: at, state };
    if (last && step.round !== undefined && last.round === step.round) last.steps.push(planned);
    else rows.push({ key: step.id, round: step.round ?? null, steps: [planned] });
    if (at !== null) at += step.plannedMs;
  }
  return rows;
}

/** When it all ends if every step to come takes its time; `overMs` against the plan, where there is one for today. */
export function forecastOf(course: Course, now: number): { endsAt: number; overMs: number | null } | null {
  const { steps, step: running, stepsDone, startsAt } = course;
  const start = startsAt === null ? null : Date.parse(startsAt);
  const at = steps.findIndex(({ id }) => id === running?.id);
  const toCome = steps.filter(({ id }, index) => index > at && !stepsDone.includes(id));
  if (!running && toCome.length === 0) return null;
  const hasBegun = running !== null || stepsDone.length > 0;
  const from = running ? endOf(running, now) : hasBegun ? now : Math.max(now, start ?? now);
  const endsAt = toCome.reduce((sum, { plannedMs }) => sum + plannedMs, from);
  if (start === null) return { endsAt, overMs: null };
  const overMs = endsAt - steps.reduce((sum, { plannedMs }) => sum + plannedMs, start);
  return { endsAt, overMs: Math.abs(overMs) > COMPARABLE_MS ? null : overMs };
}

function endOf(running: NonNullable<SessionView['step']>, now: number): number {
  const stoodMs = running.pausedAt ? now - Date.parse(running.pausedAt) : 0;
  return Math.max(Date.parse(running.endsAt) + stoodMs, now);
}
