import { refuse } from '../../protocol/refusals.ts';
import type { CommandOf } from '../commands.ts';
import { happens, type Context, type Decision } from '../decision.ts';
import type { Event } from '../events.ts';
import { needMember, needModerator, needOpen, seatOf, type Actor } from '../rights.ts';
import type { HelpCall, Id, Seat, SessionState } from '../state.ts';

export function decideHelp(
  state: SessionState,
  command: CommandOf<'help.call' | 'help.take' | 'help.answer' | 'help.close'>,
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
    // Whoever called may have moved to another group since.
    const refusal = call.by === actor.participantId ? null : needMember(state, actor, call.groupId);
    return refusal ?? happens({ type: 'help.closed', helpId: call.id });
  }
  const refusal = needModerator(actor);
  if (refusal) return refusal;
  const takenBy = actor.participantId ?? actor.role;
  if (call.takenBy !== null && call.takenBy !== takenBy) return refuse('help/already-taken');
  const taken = call.takenBy === null ? [{ type: 'help.taken' as const, helpId: call.id, takenBy }] : [];
  if (command.type === 'help.take') return happens(...taken);
  return happens(...taken, { type: 'help.answered', helpId: call.id, text: command.text });
}

/** [S83] [S101] A call is its group's, and goes with whoever called when they move. */
export const isCallOf = (call: HelpCall, seat: Pick<Seat, 'id' | 'groupId'> | null): boolean =>
  seat !== null && (call.groupId === seat.groupId || call.by === seat.id);

export function evolveHelp<S extends Pick<SessionState, 'help'>>(slice: S, event: Event): S {
  switch (event.type) {
    case 'help.called':
      return { ...slice, help: [...slice.help, event.help] };
    case 'help.taken':
      return mapCall(slice, event.helpId, (call) => ({ ...call, takenBy: event.takenBy }));
    case 'help.answered':
      return mapCall(slice, event.helpId, (call) => ({ ...call, answer: event.text }));
    case 'help.closed':
      return { ...slice, help: slice.help.filter((call) => call.id !== event.helpId) };
    case 'group.dissolved':
      return { ...slice, help: slice.help.filter((call) => call.groupId !== event.groupId) };
    case 'participant.removed':
    case 'participant.left':
      return { ...slice, help: callsWithout(slice.help, event.participantId) };
    case 'participant.merged':
      return { ...slice, help: mergeCalls(slice.help, event.from, event.into) };
    default:
      return slice;
  }
}

const mapCall = <S extends Pick<SessionState, 'help'>>(
  slice: S,
  id: Id,
  change: (call: HelpCall) => HelpCall,
): S => ({
  ...slice,
  help: slice.help.map((call) => (call.id === id ? change(call) : call)),
});

/** Whoever is gone needs no help; what they had taken is to be taken again. */
const callsWithout = (help: HelpCall[], participantId: Id): HelpCall[] =>
  help
    .filter((call) => call.by !== participantId)
    .map((call) => (call.takenBy === participantId ? { ...call, takenBy: null } : call));

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
