import { LIMITS } from '../../protocol/limits.ts';
import { refuse } from '../../protocol/refusals.ts';
import type { CommandOf } from '../commands.ts';
import { happens, type Context, type Decision, type JoinCommand } from '../decision.ts';
import type { Event, EventBody } from '../events.ts';
import {
  isModerator,
  needModerator,
  needOpen,
  needOpenGroup,
  personOf,
  seatOf,
  type Actor,
} from '../rights.ts';
import type { Role, Seat, SessionState } from '../state.ts';
import { resolveTerritory } from './territory.ts';

type ParticipantCommand = CommandOf<
  | 'participant.assign'
  | 'participant.arrive'
  | 'participant.mute'
  | 'participant.change'
  | 'participant.role'
  | 'participant.remove'
  | 'participant.merge'
  | 'participant.leave'
>;

/** [S11] Draft and open sessions can be joined; who finds no place waits. */
export function decideJoin(state: SessionState, command: JoinCommand, context: Context): Decision {
  if (state.status === 'closed') return refuse('session/closed');
  if (!state.languages.includes(command.language)) {
    return refuse('session/language-unknown', { language: command.language });
  }
  const seats = Object.values(state.seats);
  const isParticipant = command.role === 'participant';
  const sameKind = seats.filter((seat) => (seat.role === 'participant') === isParticipant).length;
  if (sameKind >= (isParticipant ? 2 * state.capacity + 20 : LIMITS.staff)) return refuse('session/full');
  const territory =
    command.territory === undefined ? null : resolveTerritory(state, command.territory, context.newId);
  return happens(...(territory?.events ?? []), {
    type: 'participant.joined',
    participantId: command.participantId,
    role: command.role,
    language: command.language,
    territoryId: territory?.territoryId ?? null,
    status: isParticipant && freePlaces(state) <= 0 ? 'waiting' : 'seated',
  });
}

export function decideParticipant(
  state: SessionState,
  command: ParticipantCommand,
  actor: Actor,
  context: Context,
): Decision {
  switch (command.type) {
    case 'participant.leave': {
      const seat = seatOf(state, actor);
      return seat ? happens({ type: 'participant.left', participantId: seat.id }) : refuse('key/seat-needed');
    }
    case 'participant.change':
      return change(state, command, actor, context);
    case 'participant.arrive':
      return arrive(state, command, actor);
    default:
  }
  const refusal = needModerator(actor);
  if (refusal) return refusal;
  if (command.type === 'participant.merge') {
    const [from, into] = [personOf(state, command.from), personOf(state, command.into)];
    if (!from || !into || from === into) return refuse('participant/unknown');
    return (
      needOrganizerFor(actor, from.role) ??
      happens({ type: 'participant.merged', from: from.id, into: into.id })
    );
  }
  const seat = personOf(state, command.participantId);
  if (!seat) return refuse('participant/unknown');
  switch (command.type) {
    case 'participant.assign':
      if (seat.status === 'waiting') return refuse('participant/waiting');
      if (seat.groupId === command.groupId) return happens();
      return (
        (command.groupId === null ? null : needOpenGroup(state, command.groupId)) ??
        happens({ type: 'participant.assigned', participantId: seat.id, groupId: command.groupId })
      );
    case 'participant.role':
      if (seat.role === command.role) return happens();
      return (
        needOrganizerFor(actor, seat.role, command.role) ??
        happens({ type: 'participant.given-role', participantId: seat.id, role: command.role })
      );
    case 'participant.mute':
      if ((seat.isMuted ?? false) === command.isMuted) return happens();
      return (
        needOrganizerFor(actor, seat.role) ??
        happens({ type: 'participant.muted', participantId: seat.id, isMuted: command.isMuted })
      );
    case 'participant.remove':
      return (
        needOrganizerFor(actor, seat.role) ?? happens({ type: 'participant.removed', participantId: seat.id })
      );
  }
}

/** [S14] Only an organizer makes, unmakes or removes an organizer. */
const needOrganizerFor = (actor: Actor, ...roles: Role[]) =>
  roles.includes('organizer') && actor.role !== 'organizer' ? refuse('session/not-organizer') : null;

/** [S20] Everybody says so for themselves; a moderator ticks off who is seen in the room and does not say so. */
function arrive(state: SessionState, command: CommandOf<'participant.arrive'>, actor: Actor): Decision {
  const refusal = needOpen(state);
  if (refusal) return refusal;
  const id = command.participantId ?? actor.participantId;
  if (id === null) return refuse('key/seat-needed');
  if (id !== actor.participantId && !isModerator(actor)) return refuse('participant/not-you');
  const seat = personOf(state, id);
  if (!seat) return refuse('participant/unknown');
  if (seat.groupId === null) return refuse('participant/no-group');
  const { isThere = true } = command;
  if ((seat.arrivedIn === seat.groupId) === isThere) return happens();
  const arrived = { type: 'participant.arrived' as const, participantId: id, groupId: seat.groupId };
  return happens(isThere ? arrived : { ...arrived, isThere });
}

function change(
  state: SessionState,
  command: CommandOf<'participant.change'>,
  actor: Actor,
  context: Context,
): Decision {
  const id = command.participantId ?? actor.participantId;
  if (id === null) return refuse('key/seat-needed');
  if (id !== actor.participantId && !isModerator(actor)) return refuse('participant/not-you');
  if (!personOf(state, id)) return refuse('participant/unknown');
  const { language } = command;
  if (language !== undefined && !state.languages.includes(language)) {
    return refuse('session/language-unknown', { language });
  }
  const territory =
    command.territory === undefined ? null : resolveTerritory(state, command.territory, context.newId);
  const { preferredBlocks } = command;
  const unknown = preferredBlocks?.find((block) => !state.blockIds.includes(block));
  if (unknown !== undefined) return refuse('block/unknown', { blockId: unknown });
  if ([language, territory ?? undefined, command.name, preferredBlocks].every((one) => one === undefined))
    return happens();
  return happens(...(territory?.events ?? []), {
    type: 'participant.changed',
    participantId: id,
    ...(language === undefined ? {} : { language }),
    ...(territory ? { territoryId: territory.territoryId } : {}),
    ...(preferredBlocks === undefined ? {} : { preferredBlocks }),
    ...(command.name === undefined ? {} : { isRenamed: true }),
  });
}

/** Places for participants that nobody has; below zero when the capacity was lowered. */
export const freePlaces = (state: SessionState): number =>
  state.capacity -
  Object.values(state.seats).filter((seat) => seat.role === 'participant' && seat.status === 'seated').length;

/** [S12] Who waits longest gets the place that became free. */
export function promotions(state: SessionState): EventBody[] {
  const waiting = Object.values(state.seats).filter((seat) => seat.status === 'waiting');
  if (waiting.length === 0) return [];
  const free = waiting.filter((seat) => seat.role !== 'participant');
  const queue = waiting
    .filter((seat) => seat.role === 'participant')
    .slice(0, Math.max(0, freePlaces(state)));
  return [...free, ...queue].map((seat) => ({ type: 'participant.promoted', participantId: seat.id }));
}

export function evolveSeats(state: SessionState, event: Event): SessionState {
  switch (event.type) {
    case 'participant.joined': {
      const { participantId: id, role, language, territoryId, status } = event;
      const seat: Seat = { id, role, groupId: null, territoryId, language, status, joinedAt: event.at };
      return { ...state, seats: { ...state.seats, [id]: seat } };
    }
    case 'participant.promoted':
      return changeSeat(state, event.participantId, { status: 'seated' });
    case 'participant.assigned':
      return changeSeat(withoutArrivals(state, event.participantId), event.participantId, {
        groupId: event.groupId,
      });
    case 'participant.arrived':
      return event.isThere === false
        ? withoutArrivals(state, event.participantId)
        : changeSeat(state, event.participantId, { arrivedIn: event.groupId });
    case 'participant.muted':
      return changeSeat(state, event.participantId, { isMuted: event.isMuted });
    case 'step.started':
      return state.steps.find(({ id }) => id === event.stepId)?.kind === 'move'
        ? withoutArrivals(state)
        : state;
    case 'participant.changed':
      return changeSeat(state, event.participantId, {
        ...(event.language === undefined ? {} : { language: event.language }),
        ...(event.territoryId === undefined ? {} : { territoryId: event.territoryId }),
        ...(event.preferredBlocks === undefined ? {} : { preferredBlocks: event.preferredBlocks }),
      });
    case 'participant.given-role':
      return changeSeat(state, event.participantId, { role: event.role });
    case 'participant.removed':
    case 'participant.left':
      return withoutSeat(state, event.participantId);
    case 'participant.merged':
      return withoutSeat(mergedSeat(state, event.from, event.into), event.from);
    case 'territory.merged':
      return {
        ...state,
        seats: Object.fromEntries(
          Object.entries(state.seats).map(([id, seat]) => [
            id,
            seat.territoryId === event.from ? { ...seat, territoryId: event.into } : seat,
          ]),
        ),
      };
    default:
      return state;
  }
}

function changeSeat(state: SessionState, id: string, change: Partial<Seat>): SessionState {
  const seat = state.seats[id];
  return seat ? { ...state, seats: { ...state.seats, [id]: { ...seat, ...change } } } : state;
}

/** [S20] Whoever is sent on their way has not arrived yet: one person, or with a new `move` step everybody. */
function withoutArrivals(state: SessionState, onlyId?: string): SessionState {
  const seats = Object.entries(state.seats).map(([id, seat]): [string, Seat] => {
    if (seat.arrivedIn === undefined || (onlyId ?? id) !== id) return [id, seat];
    const { arrivedIn: _, ...onTheWay } = seat;
    return [id, onTheWay];
  });
  return { ...state, seats: Object.fromEntries(seats) };
}

/** [S15] Whoever came in a second time keeps the place, group and territory they had. */
function mergedSeat(state: SessionState, fromId: string, intoId: string): SessionState {
  const [from, into] = [state.seats[fromId], state.seats[intoId]];
  if (!from || !into) return state;
  const groupId = into.groupId ?? from.groupId;
  const hasArrived = groupId !== null && [into.arrivedIn, from.arrivedIn].includes(groupId);
  return changeSeat(state, intoId, {
    groupId,
    ...(hasArrived ? { arrivedIn: groupId } : {}),
    ...(into.isMuted || from.isMuted ? { isMuted: true } : {}),
    territoryId: into.territoryId ?? from.territoryId,
    status: from.status === 'seated' ? 'seated' : into.status,
  });
}

function withoutSeat(state: SessionState, id: string): SessionState {
  const { [id]: _, ...seats } = state.seats;
  return { ...state, seats };
}
