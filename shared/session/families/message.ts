import { refuse } from '../../protocol/refusals.ts';
import type { CommandOf } from '../commands.ts';
import { happens, type Context, type Decision } from '../decision.ts';
import { isModerator, needOpenGroup, personOf, seatOf, type Actor } from '../rights.ts';
import type { Event } from '../events.ts';
import type { Id, Message, Seat, SessionState } from '../state.ts';

/** How many messages moderators look back on. */
const KEPT = 10;

/** Moderators write to anyone, everybody else to the moderators. */
export function decideMessage(
  state: SessionState,
  command: CommandOf<'message.send' | 'message.read'>,
  actor: Actor,
  context: Context,
): Decision {
  if (command.type === 'message.read') return read(state, command.messageId, actor);
  const { to, text } = command;
  if (!isModerator(actor)) {
    if (to !== 'moderators') return refuse('message/not-allowed');
    if (!seatOf(state, actor)) return refuse('key/seat-needed');
  }
  const closed = typeof to === 'object' && 'groupId' in to ? needOpenGroup(state, to.groupId) : null;
  if (closed) return closed;
  if (typeof to === 'object' && 'participantId' in to && !personOf(state, to.participantId)) {
    return refuse('participant/unknown');
  }
  return happens({ type: 'message.sent', messageId: context.newId(), to, text });
}

/** [S86] Whoever it was for has put it away. */
function read(state: SessionState, messageId: Id, actor: Actor): Decision {
  const seat = seatOf(state, actor);
  if (!seat) return refuse('key/seat-needed');
  const message = state.messages.find(({ id }) => id === messageId);
  if (!message || !isFor(message, seat)) return refuse('message/unknown');
  const hasRead = state.readers[messageId]?.includes(seat.id);
  return hasRead ? happens() : happens({ type: 'message.read', messageId });
}

/** Of those it was for; what goes to moderators alone is counted for nobody. */
export function isFor({ to, by }: Message, seat: Seat): boolean {
  if (seat.status !== 'seated' || isModerator(seat) || seat.id === by || to === 'moderators') return false;
  if (to === 'all') return true;
  return 'groupId' in to ? to.groupId === seat.groupId : to.participantId === seat.id;
}

export function evolveMessages(state: SessionState, event: Event): SessionState {
  switch (event.type) {
    case 'message.sent': {
      const { messageId: id, at, by, to, text } = event;
      const messages = [...state.messages, { id, at, by, to, text }].slice(-KEPT);
      const readers = Object.fromEntries(
        messages.map((message) => [message.id, state.readers[message.id] ?? []]),
      );
      return { ...state, messages, readers };
    }
    case 'message.read': {
      const readers = [...(state.readers[event.messageId] ?? []), event.by];
      return { ...state, readers: { ...state.readers, [event.messageId]: readers } };
    }
    default:
      return state;
  }
}
