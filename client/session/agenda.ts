import type { Instant, SessionStatus, Step } from '#shared/session/state.ts';

/** A line of the agenda: a step, or the steps of one breakout round together. */
export type AgendaRow = {
  key: string;
  round: number | null;
  steps: Step[];
  minutes: number;
  /** As planned; null while the session has no start. */
  startsAt: number | null;
  state: 'done' | 'now' | 'next';
};

type Course = {
  steps: Step[];
  startsAt: Instant | null;
  stepsDone: string[];
  step: { id: string } | null;
  status: SessionStatus;
};

/** The run of show as people read it, with planned times. */
export function agendaOf({ steps, startsAt, stepsDone, step, status }: Course): AgendaRow[] {
  const rows: AgendaRow[] = [];
  let at = startsAt === null ? null : Date.parse(startsAt);
  for (const one of steps) {
    const last = rows.at(-1);
    const row =
      last && one.round !== undefined && last.round === one.round
        ? last
        : {
            key: one.id,
            round: one.round ?? null,
            steps: [],
            minutes: 0,
            startsAt: at,
            state: 'next' as const,
          };
    if (row !== last) rows.push(row);
    row.steps.push(one);
    row.minutes += one.plannedMs / 60_000;
    if (at !== null) at += one.plannedMs;
  }
  return rows.map((row) => ({ ...row, state: stateOf(row, stepsDone, step?.id, status) }));
}

function stateOf(row: AgendaRow, done: string[], now: string | undefined, status: SessionStatus) {
  if (status === 'closed') return 'done';
  if (row.steps.some(({ id }) => id === now)) return 'now';
  return row.steps.every(({ id }) => done.includes(id)) ? 'done' : 'next';
}
