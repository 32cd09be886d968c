import { refuse } from '../../protocol/refusals.ts';
import type { CommandOf } from '../commands.ts';
import { happens, type Context, type Decision } from '../decision.ts';
import type { Event } from '../events.ts';
import { needMember, needModerator, needOpen, seatOf, type Actor } from '../rights.ts';
import type { HelpCall, Id, SessionState } from '../state.ts';

export function decideHelp(
  state: SessionState,
  command: CommandOf<'help.call' | 'help.take' | 'help.close'>,
  actor: Actor,
  context: Context,
): Decision {
  if (command.type === 'help.call') {
    const refusal = needOpen(state);
    if (refusal) return refusal;
    const seat = seatOf(state, actor);
    if (!seat) return refuse('key/seat-needed');
    if (!seat.groupId) return refuse('help/no-group');
    if (state.help.some((call) => call.by === seat.id)) return refuse('help/already-called');
    const help = {
      id: context.newId(),
      groupId: seat.groupId,
      by: seat.id,
      reason: command.reason ?? '',
      language: seat.language,
      at: context.now,
      takenBy: null,
    };
    return happens({ type: 'help.called', help });
  }
  const call = state.help.find((candidate) => candidate.id === command.helpId);
  if (!call) return refuse('help/unknown');
  if (command.type === 'help.close') {
    return needMember(state, actor, call.groupId) ?? happens({ type: 'help.closed', helpId: call.id });
  }
  const refusal = needModerator(actor);
  if (refusal) return refusal;
  const takenBy = actor.participantId ?? actor.role;
  if (call.takenBy === takenBy) return happens();
  if (call.takenBy !== null) return refuse('help/already-taken');
  return happens({ type: 'help.taken', helpId: call.id, takenBy });
}

export function evolveHelp<S extends Pick<SessionState, 'help'>>(slice: S, event: Event): S {
  switch (event.type) {
    case 'help.called':
      return { ...slice, help: [...slice.help, event.help] };
    case 'help.taken':
      return {
        ...slice,
        help: slice.help.map((call) =>
          call.id === event.helpId ? { ...call, takenBy: event.takenBy } : call,
        ),
      };
    case 'help.closed':
      return { ...slice, help: slice.help.filter((call) => call.id !== event.helpId) };
    case 'participant.removed':
    case 'participant.left':
      return { ...slice, help: slice.help.filter((call) => call.by !== event.participantId) };
    case 'participant.merged':
      return { ...slice, help: mergeCalls(slice.help, event.from, event.into) };
    default:
      return slice;
  }
}

/** Two seats of one person become one, with one call at most. */
function mergeCalls(help: HelpCall[], from: Id, into: Id): HelpCall[] {
  const hasCalled = help.some((call) => call.by === into);
  return help
    .filter((call) => call.by !== from || !hasCalled)
    .map((call) => ({
      ...call,
      by: call.by === from ? into : call.by,
      takenBy: call.takenBy === from ? into : call.takenBy,
    }));
}
