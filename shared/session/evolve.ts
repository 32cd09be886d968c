import type { Event, EventOf } from './events.ts';
import { evolveAttendance, NOBODY_YET } from './families/attendance.ts';
import { evolveGroup } from './families/group.ts';
import { evolveHelp } from './families/help.ts';
import { evolveLock } from './families/lock.ts';
import { evolveMaturity } from './families/maturity.ts';
import { evolveMessages } from './families/message.ts';
import { evolvePoll, NO_POLL } from './families/poll.ts';
import { evolveSeats } from './families/participant.ts';
import { evolveSession } from './families/session.ts';
import { evolveSpotlight } from './families/spotlight.ts';
import { evolveSynthesis } from './families/synthesis.ts';
import { evolveStep } from './families/step.ts';
import { evolveTerritory } from './families/territory.ts';
import { evolveTurn } from './families/turn.ts';
import { evolveVote } from './families/vote.ts';
import type { SessionState } from './state.ts';

/** What a session's state and a viewer's view have in common, and fold with the same code. */
export type CommonSlice = Pick<
  SessionState,
  | 'status'
  | 'title'
  | 'startsAt'
  | 'timeZones'
  | 'languages'
  | 'capacity'
  | 'step'
  | 'steps'
  | 'stepsDone'
  | 'groups'
  | 'territories'
  | 'locks'
  | 'help'
  | 'maturity'
>;

const commonFamilies: ((slice: CommonSlice, event: Event) => CommonSlice)[] = [
  evolveSession,
  evolveGroup,
  evolveTerritory,
  evolveStep,
  evolveLock,
  evolveHelp,
  evolveMaturity,
];

/** Leaves every other field of `slice` as it is. */
export function evolveCommon<S extends CommonSlice>(slice: S, event: Event): S {
  return commonFamilies.reduce((folded, family) => family(folded, event), slice as CommonSlice) as S;
}

/** The state after an event. The first event of a log is `session.created`. Pure: equal input, equal output. */
export function evolve(state: SessionState | null, event: Event): SessionState {
  if (event.type === 'session.created') return created(event);
  if (!state) throw new Error(`The log begins with ${event.type} instead of session.created`);
  // Turns first: how long somebody has spoken depends on the step as it stood.
  const folded = evolveCommon(
    evolveTurn(evolveMessages(evolveAttendance(state, event), event), event),
    event,
  );
  const next = evolveSpotlight(evolveCanvases(evolveVote(evolveSeats(folded, event), event), event), event);
  return { ...evolveSynthesis(evolvePoll(next, event), event), seq: event.seq };
}

function created(event: EventOf<'session.created'>): SessionState {
  const { type: _, at: __, by: ___, ...settings } = event;
  return {
    ...settings,
    turns: event.turns ?? {},
    floor: null,
    rounds: {},
    spotlight: null,
    status: 'draft',
    step: null,
    stepsDone: [],
    groups: [],
    canvases: [],
    seats: {},
    locks: [],
    help: [],
    messages: [],
    readers: {},
    ballots: [],
    votes: [],
    maturity: [],
    poll: NO_POLL,
    synthesis: { until: null, hidden: [], frozen: null, isPublic: false },
    attendance: NOBODY_YET,
  };
}

function evolveCanvases(state: SessionState, event: Event): SessionState {
  const named =
    event.type === 'group.created'
      ? { groupId: event.group.id, blocks: event.group.blocks }
      : event.type === 'group.changed'
        ? { groupId: event.groupId, blocks: event.blocks ?? [] }
        : null;
  if (!named) return state;
  const ids = named.blocks.map((block) => `${named.groupId}/${block}`);
  return { ...state, canvases: [...new Set([...state.canvases, ...ids])] };
}
