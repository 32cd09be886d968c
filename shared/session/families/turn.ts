import { refuse, type Refusal } from '../../protocol/refusals.ts';
import type { CommandOf } from '../commands.ts';
import { happens, type Context, type Decision } from '../decision.ts';
import type { Event, EventBody } from '../events.ts';
import {
  groupOf,
  needFacilitator,
  needModerator,
  needOpen,
  needOpenGroup,
  personOf,
  type Actor,
} from '../rights.ts';
import type { Floor, Id, Instant, Round, SessionState, Turn } from '../state.ts';

type TurnCommand = CommandOf<'turn.give' | 'turn.change' | 'turn.reorder' | 'turn.extend'>;

/** A group tells the plenary about one block in this time. */
const REPORT_MS = 90_000;
/** Somebody's turn in a group's own round. */
const PERSON_MS = 120_000;

export function decideTurn(
  state: SessionState,
  command: TurnCommand,
  actor: Actor,
  context: Context,
): Decision {
  const refusal = mayLead(state, command, actor);
  if (refusal) return refusal;
  switch (command.type) {
    case 'turn.give':
      return needOpen(state) ?? give(state, command, context);
    case 'turn.extend': {
      const floor = floorIn(state, command.groupId);
      if (!floor) return needOpen(state) ?? refuse('turn/nobody');
      const earliest = Math.min(0, -leftMsOf(floor, state.step?.pausedAt ?? null, context.now));
      return happens({ type: 'turn.extended', byMs: Math.max(command.byMs, earliest), ...inGroup(command) });
    }
    case 'turn.change':
      return change(state, command, context);
    case 'turn.reorder':
      return reorder(state, command);
  }
}

/** [S109] A group's own round is its facilitator's, the plenary's turns are the moderators'. */
function mayLead(state: SessionState, command: TurnCommand, actor: Actor): Refusal | null {
  if (!('groupId' in command) || command.groupId === undefined) return needModerator(actor);
  const group = groupOf(state, command.groupId);
  if (!group) return refuse('group/unknown');
  return needOpenGroup(state, group.id) ?? needFacilitator(actor, group);
}

/** Who speaks in the plenary, or in a group's own round. */
const floorIn = (state: SessionState, groupId: Id | undefined): Floor | null =>
  groupId === undefined ? state.floor : (state.rounds[groupId]?.floor ?? null);

const inGroup = ({ groupId }: { groupId?: Id | undefined }): { groupId?: Id } =>
  groupId === undefined ? {} : { groupId };

/** How long the turn lasts, or null where nobody of that name speaks here. */
function lengthOf(state: SessionState, stepId: Id, to: Id, groupId: Id | undefined): number | null {
  if (groupId !== undefined) return personOf(state, to)?.groupId === groupId ? PERSON_MS : null;
  const turn = turnOf(state, stepId, to);
  return turn?.isIn ? turn.plannedMs : null;
}

/** [S77] `from` is who the sender sees speaking: two moderators pressing "next" at once pass over nobody. */
function give(
  state: SessionState,
  { to, from, groupId }: CommandOf<'turn.give'>,
  context: Context,
): Decision {
  if (!state.step) return refuse('session/no-step');
  const stepId = state.step.id;
  const now = floorIn(state, groupId)?.turnId ?? null;
  if (now !== from) return refuse('turn/moved', { turnId: now });
  if (to === from) return happens();
  const given = { type: 'turn.given' as const, stepId, turnId: to, ...inGroup({ groupId }) };
  if (to === null) return happens(given);
  const plannedMs = lengthOf(state, stepId, to, groupId);
  if (plannedMs === null) return refuse('turn/unknown');
  return happens({ ...given, endsAt: later(context.now, plannedMs) });
}

/** [S78] What is freed by who drops out goes to questions, to those who are still to come, or shortens the step. */
function change(state: SessionState, command: CommandOf<'turn.change'>, context: Context): Decision {
  const { stepId, turnId, isIn, freed = 'questions' } = command;
  const turn = turnOf(state, stepId, turnId);
  if (!turn) return refuse('turn/unknown');
  if (turn.isIn === isIn) return happens();
  const changed = { type: 'turn.changed' as const, stepId, turnId, isIn };
  const freedMs = isIn || hasBegun(state, stepId, turn) ? 0 : turn.plannedMs;
  if (freedMs === 0 || freed === 'questions') return happens(changed);
  if (freed === 'step') return happens(changed, ...shortened(state, stepId, freedMs, context));
  const others = (state.turns[stepId] ?? []).filter(
    (other) => other.isIn && other.id !== turnId && !hasBegun(state, stepId, other),
  );
  // Whole seconds, so that clocks read well; the rest goes to questions.
  const moreMs = Math.floor(freedMs / Math.max(1, others.length) / 1000) * 1000;
  const lengths = Object.fromEntries(others.map(({ id, plannedMs }) => [id, plannedMs + moreMs]));
  return happens(others.length > 0 ? { ...changed, lengths } : changed);
}

function shortened(state: SessionState, stepId: Id, byMs: number, { now }: Context): EventBody[] {
  const running = state.step;
  if (running?.id === stepId) {
    const leftMs = ms(running.endsAt) - ms(running.pausedAt ?? now);
    return [{ type: 'step.extended', byMs: -Math.max(0, Math.min(byMs, leftMs)) }];
  }
  const step = state.steps.find(({ id }) => id === stepId);
  if (!step || state.stepsDone.includes(stepId)) return [];
  return [{ type: 'step.planned', stepId, plannedMs: Math.max(60_000, step.plannedMs - byMs) }];
}

function reorder(state: SessionState, command: CommandOf<'turn.reorder'>): Decision {
  const { stepId, turnId, before } = command;
  const turns = state.turns[stepId] ?? [];
  for (const id of before === null ? [turnId] : [turnId, before]) {
    if (!turns.some((turn) => turn.id === id)) return refuse('turn/unknown');
  }
  const isSame = reordered(turns, turnId, before).every((turn, at) => turn === turns[at]);
  return isSame ? happens() : happens({ type: 'turn.reordered', stepId, turnId, before });
}

const turnOf = (state: SessionState, stepId: Id, turnId: Id): Turn | undefined =>
  (Object.hasOwn(state.turns, stepId) ? state.turns[stepId] : undefined)?.find(({ id }) => id === turnId);

const hasBegun = ({ floor }: SessionState, stepId: Id, turn: Turn): boolean =>
  turn.spokenMs !== undefined || (floor?.stepId === stepId && floor.turnId === turn.id);

/** What is left of a turn; a pause of the step stops its clock too. */
export function leftMsOf(floor: Floor, pausedAt: Instant | null, now: Instant): number {
  const at = pausedAt === null ? ms(now) : Math.max(ms(pausedAt), ms(floor.startedAt));
  return ms(floor.endsAt) - at;
}

export function evolveTurn(state: SessionState, event: Event): SessionState {
  switch (event.type) {
    case 'group.created':
      return forHarvests(state, (turns) => [...turns, reportOf(event.group.id, event.group.blocks)]);
    case 'group.changed': {
      const { groupId, blocks } = event;
      if (!blocks) return state;
      const { plannedMs } = reportOf(groupId, blocks);
      return forHarvests(state, (turns) =>
        turns.map((turn) => (turn.id === groupId ? { ...turn, plannedMs } : turn)),
      );
    }
    case 'turn.given': {
      const { turnId, endsAt, groupId } = event;
      const floor = turnId && endsAt ? { stepId: event.stepId, turnId, startedAt: event.at, endsAt } : null;
      if (groupId === undefined) return { ...floorLeft(state, event.at), floor };
      return { ...state, rounds: { ...state.rounds, [groupId]: goneOn(state.rounds[groupId], floor) } };
    }
    case 'turn.extended': {
      const extended = (floor: Floor): Floor => ({ ...floor, endsAt: later(floor.endsAt, event.byMs) });
      const { groupId } = event;
      if (groupId === undefined) return { ...state, floor: state.floor && extended(state.floor) };
      return mapRounds(state, (floor, id) => (id === groupId ? extended(floor) : floor));
    }
    case 'turn.changed': {
      const { stepId, turnId, isIn, lengths = {} } = event;
      const isSpeaking = state.floor?.stepId === stepId && state.floor.turnId === turnId;
      const before = isSpeaking && !isIn ? floorLeft(state, event.at) : state;
      const turns = (before.turns[stepId] ?? []).map((turn) => ({
        ...turn,
        plannedMs: lengths[turn.id] ?? turn.plannedMs,
        isIn: turn.id === turnId ? isIn : turn.isIn,
      }));
      return { ...before, turns: { ...before.turns, [stepId]: turns } };
    }
    case 'turn.reordered': {
      const { stepId, turnId, before } = event;
      const turns = reordered(state.turns[stepId] ?? [], turnId, before);
      return { ...state, turns: { ...state.turns, [stepId]: turns } };
    }
    case 'step.planned':
      return {
        ...state,
        steps: state.steps.map((step) =>
          step.id === event.stepId ? { ...step, plannedMs: event.plannedMs } : step,
        ),
      };
    case 'step.ended':
      return { ...floorLeft(state, event.at), rounds: {} };
    case 'step.resumed': {
      const moved = (floor: Floor): Floor => {
        // Who was given the floor during the pause has waited for less of it.
        const byMs = Math.min(event.byMs, ms(event.at) - ms(floor.startedAt));
        return { ...floor, endsAt: later(floor.endsAt, byMs), startedAt: later(floor.startedAt, byMs) };
      };
      return mapRounds({ ...state, floor: state.floor && moved(state.floor) }, moved);
    }
    case 'group.dissolved': {
      const { [event.groupId]: _, ...rounds } = state.rounds;
      return event.groupId in state.rounds ? { ...state, rounds } : state;
    }
    case 'participant.assigned':
      return mapRounds(state, (floor, groupId) =>
        floor.turnId === event.participantId && groupId !== event.groupId ? null : floor,
      );
    case 'participant.removed':
    case 'participant.left':
      return mapRounds(state, (floor) => (floor.turnId === event.participantId ? null : floor));
    case 'participant.merged':
      return mapRounds(state, (floor) => (floor.turnId === event.from ? null : floor));
    default:
      return state;
  }
}

/** The floor goes on in a group's round: who had it has spoken. */
function goneOn(round: Round | undefined, floor: Floor | null): Round {
  const had = round?.floor?.turnId;
  const spoken = round?.spoken ?? [];
  return { floor, spoken: had === undefined || spoken.includes(had) ? spoken : [...spoken, had] };
}

/** What becomes of the floor in every group's round in which somebody has it. */
function mapRounds(state: SessionState, change: (floor: Floor, groupId: Id) => Floor | null): SessionState {
  const rounds = Object.entries(state.rounds).map(
    ([id, round]) => [id, round.floor ? { ...round, floor: change(round.floor, id) } : round] as const,
  );
  return { ...state, rounds: Object.fromEntries(rounds) };
}

/** Nobody has the floor any more; how long it was had stays on record. */
function floorLeft(state: SessionState, at: Instant): SessionState {
  const { floor } = state;
  if (!floor) return state;
  const until = state.step?.pausedAt ?? at;
  const spokenMs = Math.max(0, ms(until) - ms(floor.startedAt));
  const turns = (state.turns[floor.stepId] ?? []).map((turn) =>
    turn.id === floor.turnId ? { ...turn, spokenMs: (turn.spokenMs ?? 0) + spokenMs } : turn,
  );
  return { ...state, floor: null, turns: { ...state.turns, [floor.stepId]: turns } };
}

const reportOf = (id: Id, blocks: Id[]): Turn => ({ id, plannedMs: REPORT_MS * blocks.length, isIn: true });

/** Every group has its turn when results are brought together. */
function forHarvests(state: SessionState, change: (turns: Turn[]) => Turn[]): SessionState {
  const harvests = state.steps.filter(({ kind }) => kind === 'harvest');
  if (harvests.length === 0) return state;
  const changed = harvests.map(({ id }) => [id, change(state.turns[id] ?? [])] as const);
  return { ...state, turns: { ...state.turns, ...Object.fromEntries(changed) } };
}

function reordered(turns: Turn[], turnId: Id, before: Id | null): Turn[] {
  const moving = turns.find(({ id }) => id === turnId);
  if (!moving || turnId === before) return turns;
  const others = turns.filter((turn) => turn !== moving);
  const found = others.findIndex(({ id }) => id === before);
  return others.toSpliced(found === -1 ? others.length : found, 0, moving);
}

const ms = (at: Instant): number => Date.parse(at);
const later = (at: Instant, byMs: number): Instant => new Date(ms(at) + byMs).toISOString();
