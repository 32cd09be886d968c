import { refuse } from '../../protocol/refusals.ts';
import type { CommandOf } from '../commands.ts';
import { happens, type Context, type Decision } from '../decision.ts';
import { groupOf, isModerator, personOf, seatOf, type Actor } from '../rights.ts';
import type { SessionState } from '../state.ts';

/** Moderators write to anyone, everybody else to the moderators. A message is passed on, it is no part of the state. */
export function decideMessage(
  state: SessionState,
  command: CommandOf<'message.send'>,
  actor: Actor,
  context: Context,
): Decision {
  const { to, text } = command;
  if (!isModerator(actor)) {
    if (to !== 'moderators') return refuse('message/not-allowed');
    if (!seatOf(state, actor)) return refuse('key/seat-needed');
  }
  if (typeof to === 'object' && 'groupId' in to && !groupOf(state, to.groupId))
    return refuse('group/unknown');
  if (typeof to === 'object' && 'participantId' in to && !personOf(state, to.participantId)) {
    return refuse('participant/unknown');
  }
  return happens({ type: 'message.sent', messageId: context.newId(), to, text });
}
