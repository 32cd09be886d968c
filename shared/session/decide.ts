import { refuse } from '../protocol/refusals.ts';
import type { Command } from './commands.ts';
import type { Context, Decision, ServerCommand } from './decision.ts';
import type { Event, EventBody } from './events.ts';
import { evolve } from './evolve.ts';
import { decideAttendance } from './families/attendance.ts';
import { decideGroup } from './families/group.ts';
import { decideHelp } from './families/help.ts';
import { decideLock } from './families/lock.ts';
import { decideMaturity } from './families/maturity.ts';
import { decideMessage } from './families/message.ts';
import { decideJoin, decideParticipant, promotions } from './families/participant.ts';
import { decidePoll } from './families/poll.ts';
import { decideSession } from './families/session.ts';
import { decideSynthesis, isFrozen } from './families/synthesis.ts';
import { decideSpotlight } from './families/spotlight.ts';
import { decideStep } from './families/step.ts';
import { decideTerritory } from './families/territory.ts';
import { decideTurn } from './families/turn.ts';
import { decideVote } from './families/vote.ts';
import type { Actor } from './rights.ts';
import type { SessionState } from './state.ts';

/**
 * What a command leads to: events, or a refusal. Pure; rules in SPEC.md. The caller numbers and times the events,
 * stores them, and only then folds and passes them on.
 */
export function decide(
  state: SessionState,
  command: Command | ServerCommand,
  actor: Actor,
  context: Context,
): Decision {
  const decision = decideAlone(state, command, actor, context);
  if (!decision.ok || decision.events.length === 0) return decision;
  const after = stamp(state.seq, decision.events, actor, context.now).reduce(evolve, state);
  return { ok: true, events: [...decision.events, ...promotions(after)] };
}

function decideAlone(
  state: SessionState,
  command: Command | ServerCommand,
  actor: Actor,
  context: Context,
): Decision {
  if (command.type === 'participant.join') return decideJoin(state, command, context);
  if (command.type === 'synthesis.freeze') return decideSynthesis(state, command, actor, context);
  if (command.type === 'attendance.note') return decideAttendance(state, command, actor, context);
  const refusal = needStanding(state, command, actor, context);
  if (refusal) return refusal;
  switch (command.type) {
    case 'session.open':
    case 'session.close':
    case 'session.change':
      return decideSession(state, command, actor);
    case 'group.create':
    case 'group.change':
    case 'group.ready':
    case 'group.discuss':
    case 'group.dissolve':
      return decideGroup(state, command, actor);
    case 'participant.assign':
    case 'participant.arrive':
    case 'participant.change':
    case 'participant.role':
    case 'participant.mute':
    case 'participant.remove':
    case 'participant.merge':
    case 'participant.leave':
      return decideParticipant(state, command, actor, context);
    case 'territory.change':
    case 'territory.merge':
      return decideTerritory(state, command, actor);
    case 'step.start':
    case 'step.next':
    case 'step.previous':
    case 'step.pause':
    case 'step.resume':
    case 'step.reorder':
    case 'step.extend':
      return decideStep(state, command, actor, context);
    case 'turn.give':
    case 'turn.extend':
    case 'turn.change':
    case 'turn.reorder':
      return decideTurn(state, command, actor, context);
    case 'spotlight.set':
    case 'spotlight.clear':
      return decideSpotlight(state, command, actor);
    case 'lock.set':
    case 'lock.clear':
      return decideLock(state, command, actor);
    case 'vote.open':
    case 'vote.close':
    case 'vote.hide':
    case 'vote.show':
    case 'vote.cast':
    case 'vote.withdraw':
      return decideVote(state, command, actor, context);
    case 'maturity.place':
      return decideMaturity(state, command, actor, context);
    case 'poll.answer':
    case 'poll.commit':
    case 'poll.show':
    case 'poll.hide':
      return decidePoll(state, command, actor, context);
    case 'help.call':
    case 'help.take':
    case 'help.answer':
    case 'help.close':
      return decideHelp(state, command, actor, context);
    case 'synthesis.correct':
    case 'synthesis.hide':
    case 'synthesis.show':
    case 'synthesis.publish':
      return decideSynthesis(state, command, actor, context);
    case 'attendance.import':
      return decideAttendance(state, command, actor, context);
    case 'message.send':
    case 'message.read':
      return decideMessage(state, command, actor, context);
    default:
      return assertNever(command);
  }
}

/** [S2] A closed session changes no more, but for its register, its synthesis and its attendance; [S13] [S19] who waits or observes may only change or give up the seat. */
function needStanding(
  state: SessionState,
  command: Command | ServerCommand,
  actor: Actor,
  { now }: Context,
): Decision | null {
  if (actor.participantId !== null) {
    const seat = state.seats[actor.participantId];
    if (!seat) return refuse('key/unknown');
    const isOwnSeat = command.type === 'participant.leave' || command.type === 'participant.change';
    if (seat.status === 'waiting' && !isOwnSeat) return refuse('participant/waiting');
    if (seat.role === 'observer' && !isOwnSeat) return refuse('participant/observer');
  }
  const isOpenAfter =
    command.type.startsWith('territory.') ||
    command.type.startsWith('synthesis.') ||
    command.type.startsWith('attendance.') ||
    (command.type.startsWith('participant.') && command.type !== 'participant.arrive');
  if (state.status === 'closed' && !isOpenAfter) return refuse('session/closed');
  // [S98] Names of places, and who agreed, are in it.
  if (command.type.startsWith('territory.') && isFrozen(state, now)) return refuse('synthesis/frozen');
  return null;
}

const isOfServer = ({ type }: EventBody): boolean =>
  type === 'participant.promoted' || type === 'synthesis.frozen' || type === 'attendance.noted';

/** Numbers and times events that follow `after`. Promotions, freezing and the roll are the server's doing, everything else the actor's. */
export function stamp(after: number, bodies: EventBody[], actor: Actor, now: string): Event[] {
  return bodies.map((body, index) => ({
    ...body,
    seq: after + index + 1,
    at: now,
    by: isOfServer(body) ? 'server' : (actor.participantId ?? actor.role),
  }));
}

function assertNever(value: never): never {
  throw new Error(`Unknown command ${JSON.stringify(value)}`);
}
