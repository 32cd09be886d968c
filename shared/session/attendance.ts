import type { Id, Instant, SessionState, Stay } from './state.ts';

/**
 * Somebody's time in one step as a member of one group, while the session was open. `from` and `to`: their first coming and last
 * going in it; `ms`: how long they were there, in Minga, in Zoom by its report, or in both at once.
 */
export type Attended = {
  participantId: Id;
  /** Null: between two steps. */
  stepId: Id | null;
  groupId: Id | null;
  from: Instant;
  to: Instant;
  ms: number;
  mingaMs: number;
  zoomMs: number;
};

/** Who was there, by how many: no names, no times. */
export type AttendanceCounts = {
  people: number;
  steps: { id: Id; people: number }[];
  groups: { id: Id; people: number }[];
};

/** [S113] By person in the order of joining, then as it went. Pure: `now` ends what is still going on. */
export function attendanceOf(state: SessionState, now: Instant): Attended[] {
  return cellsOf(state, Date.parse(now)).map(({ from, to, ...cell }) => ({
    ...cell,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
  }));
}

/** Who was there for a moment at least. Null: nothing was noted. */
export function attendedIn(state: SessionState): ReadonlySet<Id> | null {
  const cells = cellsOf(state, Infinity);
  return cells.length === 0 ? null : new Set(cells.map(({ participantId }) => participantId));
}

/** Participants only. Null: nothing was noted, as in sessions of before there was a roll. */
export function attendanceCounts(state: SessionState): AttendanceCounts | null {
  const cells = cellsOf(state, Infinity).filter(
    ({ participantId }) => state.seats[participantId]?.role === 'participant',
  );
  if (cells.length === 0) return null;
  const people = (found: Cell[]): number => new Set(found.map(({ participantId }) => participantId)).size;
  return {
    people: people(cells),
    steps: state.steps.flatMap(({ id }) => {
      const isRun = state.attendance.course.some(({ stepId }) => stepId === id);
      return isRun ? [{ id, people: people(cells.filter(({ stepId }) => stepId === id)) }] : [];
    }),
    groups: state.groups.map(({ id }) => ({
      id,
      people: people(cells.filter(({ groupId }) => groupId === id)),
    })),
  };
}

type Span = { from: number; to: number };
type Cell = Omit<Attended, 'from' | 'to'> & Span;

function cellsOf(state: SessionState, now: number): Cell[] {
  const { openedAt, closedAt, visits, zoom, rooms } = state.attendance;
  if (openedAt === null) return [];
  const run: Span = { from: Date.parse(openedAt), to: closedAt === null ? now : Date.parse(closedAt) };
  const pieces = piecesOf(state, run, now);
  return Object.values(state.seats)
    .filter(({ status }) => status === 'seated')
    .flatMap(({ id }) => {
      const [minga, byZoom] = [spansOf(visits[id] ?? [], now), spansOf(zoom[id] ?? [], now)];
      const either = united([...minga, ...byZoom]);
      if (either.length === 0) return [];
      const cells = new Map<string, Cell>();
      for (const { stepId, ...piece } of pieces) {
        for (const { groupId, ...place } of placesOf(rooms[id] ?? [], run)) {
          const there = within(either, overlap(piece, place));
          const [first, last] = [there[0], there.at(-1)];
          if (!first || !last) continue;
          const key = `${stepId ?? ''}/${groupId ?? ''}`;
          const known = cells.get(key);
          const part = overlap(piece, place);
          cells.set(key, {
            participantId: id,
            stepId,
            groupId,
            from: known?.from ?? first.from,
            to: last.to,
            ms: (known?.ms ?? 0) + lengthOf(there),
            mingaMs: (known?.mingaMs ?? 0) + lengthOf(within(minga, part)),
            zoomMs: (known?.zoomMs ?? 0) + lengthOf(within(byZoom, part)),
          });
        }
      }
      return [...cells.values()];
    });
}

/** The session from its opening to its end: steps, and what lay between them. */
function piecesOf({ attendance: { course } }: SessionState, run: Span, now: number) {
  const pieces: (Span & { stepId: Id | null })[] = [];
  let at = run.from;
  for (const { stepId, ...stay } of course) {
    const step = overlap(spanOf(stay, now), run);
    pieces.push({ stepId: null, from: at, to: step.from }, { stepId, ...step });
    at = step.to;
  }
  pieces.push({ stepId: null, from: at, to: run.to });
  return pieces.filter(({ from, to }) => from < to);
}

/** In which group somebody was, from the opening to the end. */
function placesOf(moves: { groupId: Id | null; from: Instant }[], run: Span) {
  const places: (Span & { groupId: Id | null })[] = [];
  let [at, groupId]: [number, Id | null] = [-Infinity, null];
  for (const move of moves) {
    places.push({ groupId, from: at, to: Date.parse(move.from) });
    [at, groupId] = [Date.parse(move.from), move.groupId];
  }
  places.push({ groupId, from: at, to: Infinity });
  return places.map((place) => ({ ...place, ...overlap(place, run) })).filter(({ from, to }) => from < to);
}

const spanOf = ({ from, to }: Stay, now: number): Span => ({
  from: Date.parse(from),
  to: to === null ? now : Date.parse(to),
});
const spansOf = (stays: Stay[], now: number): Span[] => united(stays.map((stay) => spanOf(stay, now)));

/** In order, and none into another: two seats that became one may have been open at once. */
function united(spans: Span[]): Span[] {
  const apart: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = apart.at(-1);
    if (last && span.from <= last.to) apart[apart.length - 1] = { ...last, to: Math.max(last.to, span.to) };
    else apart.push(span);
  }
  return apart;
}

const overlap = (a: Span, b: Span): Span => ({ from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) });
const within = (spans: Span[], bounds: Span): Span[] =>
  spans.map((span) => overlap(span, bounds)).filter(({ from, to }) => from < to);
const lengthOf = (spans: Span[]): number => spans.reduce((sum, { from, to }) => sum + to - from, 0);
