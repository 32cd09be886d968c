import { refuse } from '../../protocol/refusals.ts';
import type { CommandOf } from '../commands.ts';
import { happens, type Context, type Decision, type ServerCommand } from '../decision.ts';
import type { Event } from '../events.ts';
import { needModerator, personOf, type Actor } from '../rights.ts';
import type { AttendanceState, Id, Instant, SessionState, Stay } from '../state.ts';

type AttendanceCommand =
  CommandOf<'attendance.import'> | Extract<ServerCommand, { type: `attendance.${string}` }>;

export function decideAttendance(
  state: SessionState,
  command: AttendanceCommand,
  actor: Actor,
  context: Context,
): Decision {
  if (command.type === 'attendance.note') return note(state, command, context);
  const refusal = needModerator(actor);
  if (refusal) return refusal;
  if (state.status === 'draft') return refuse('session/not-open');
  if (command.stays.some(({ participantId }) => !personOf(state, participantId)))
    return refuse('participant/unknown');
  return happens({ type: 'attendance.imported', stays: command.stays });
}

/** [S111] What is not news is left out; nobody goes before they came, or comes in the future. */
function note(
  state: SessionState,
  { came, went }: Extract<AttendanceCommand, { type: 'attendance.note' }>,
  { now }: Context,
): Decision {
  const { openedAt } = state.attendance;
  if (state.status !== 'open' || openedAt === null) return happens();
  const between = (least: Instant, at: Instant): Instant => (at > now ? now : at < least ? least : at);
  const gone = went.flatMap(({ participantId, at }) => {
    const since = hereSince(state, participantId);
    return since === null ? [] : [{ participantId, at: between(since, at) }];
  });
  const come = came.flatMap(({ participantId, at }) => {
    const left = gone.find((one) => one.participantId === participantId)?.at;
    const isNews = left !== undefined || hereSince(state, participantId) === null;
    if (!isNews || personOf(state, participantId)?.status !== 'seated') return [];
    const last = left ?? visitsOf(state, participantId).at(-1)?.to ?? openedAt;
    return [{ participantId, at: between(last > openedAt ? last : openedAt, at) }];
  });
  return come.length + gone.length === 0
    ? happens()
    : happens({ type: 'attendance.noted', came: come, went: gone });
}

const visitsOf = ({ attendance: { visits } }: SessionState, id: Id): Stay[] =>
  Object.hasOwn(visits, id) ? (visits[id] ?? []) : [];

/** Since when the log has somebody as here; null: it does not. */
export function hereSince(state: SessionState, id: Id): Instant | null {
  const last = visitsOf(state, id).at(-1);
  return last?.to === null ? last.from : null;
}

export const NOBODY_YET: AttendanceState = {
  openedAt: null,
  closedAt: null,
  course: [],
  visits: {},
  rooms: {},
  zoom: {},
};

/** Reads seats as they stood before the event. */
export function evolveAttendance(state: SessionState, event: Event): SessionState {
  const { attendance } = state;
  const next = folded(attendance, event);
  return next === attendance ? state : { ...state, attendance: next };
}

function folded(attendance: AttendanceState, event: Event): AttendanceState {
  const { course, visits, rooms, zoom } = attendance;
  switch (event.type) {
    case 'session.opened':
      return { ...attendance, openedAt: event.at };
    case 'session.closed':
      return {
        ...attendance,
        closedAt: event.at,
        visits: Object.fromEntries(Object.entries(visits).map(([id, stays]) => [id, ended(stays, event.at)])),
      };
    case 'step.started':
      return { ...attendance, course: [...course, { stepId: event.stepId, from: event.at, to: null }] };
    case 'step.ended':
      return { ...attendance, course: ended(course, event.at) };
    case 'participant.assigned': {
      // Who is placed after the end was in no other room before it.
      if (attendance.closedAt !== null) return attendance;
      const { participantId: id, groupId } = event;
      return {
        ...attendance,
        rooms: { ...rooms, [id]: [...(rooms[id] ?? []), { groupId, from: event.at }] },
      };
    }
    case 'participant.removed':
    case 'participant.left':
      return without(attendance, event.participantId);
    case 'participant.merged': {
      const { from, into } = event;
      const both = <T>(of: Record<Id, T[]>, theirs = of[from]): Record<Id, T[]> =>
        theirs ? { ...of, [into]: [...(of[into] ?? []), ...theirs] } : of;
      const gone = visits[from] && ended(visits[from], event.at);
      // Their own come last: whether they are here now is for these to say.
      const merged = gone ? { ...visits, [into]: [...gone, ...(visits[into] ?? [])] } : visits;
      const oneRoom = rooms[into] || !rooms[from] ? rooms : { ...rooms, [into]: rooms[from] };
      return without({ ...attendance, visits: merged, rooms: oneRoom, zoom: both(zoom) }, from);
    }
    case 'attendance.noted': {
      const then = { ...visits };
      for (const { participantId: id, at } of event.went) then[id] = ended(then[id] ?? [], at);
      for (const { participantId: id, at } of event.came)
        then[id] = [...(then[id] ?? []), { from: at, to: null }];
      return { ...attendance, visits: then };
    }
    case 'attendance.imported': {
      const then: AttendanceState['zoom'] = {};
      for (const { participantId: id, ...stay } of event.stays) then[id] = [...(then[id] ?? []), stay];
      return { ...attendance, zoom: then };
    }
    default:
      return attendance;
  }
}

/** The last of them is over. */
function ended<T extends Stay>(stays: T[], at: Instant): T[] {
  const last = stays.at(-1);
  return last?.to === null ? [...stays.slice(0, -1), { ...last, to: at }] : stays;
}

function without(attendance: AttendanceState, id: Id): AttendanceState {
  const { [id]: _, ...visits } = attendance.visits;
  const { [id]: __, ...rooms } = attendance.rooms;
  const { [id]: ___, ...zoom } = attendance.zoom;
  return { ...attendance, visits, rooms, zoom };
}
