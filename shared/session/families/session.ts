import { refuse } from '../../protocol/refusals.ts';
import type { CommandOf } from '../commands.ts';
import { happens, type Decision } from '../decision.ts';
import type { Event, EventBody } from '../events.ts';
import { needModerator, type Actor } from '../rights.ts';
import type { SessionState } from '../state.ts';
import { endStep } from './step.ts';
import { openBallot } from './vote.ts';

type SessionCommand = CommandOf<'session.open' | 'session.close' | 'session.change'>;

export function decideSession(state: SessionState, command: SessionCommand, actor: Actor): Decision {
  const refusal = needModerator(actor);
  if (refusal) return refusal;
  switch (command.type) {
    case 'session.open':
      if (state.status === 'open') return refuse('session/already-open');
      if (state.status === 'closed') return refuse('session/closed');
      if (isTimeUnconfirmed(state)) return refuse('session/time-unconfirmed');
      return happens({ type: 'session.opened' });
    case 'session.close':
      if (state.status !== 'open') return refuse('session/not-open');
      return happens(...endStep(state), ...closePlenaryVote(state), { type: 'session.closed' });
    case 'session.change': {
      const { type: _, id: __, ...change } = command;
      if (Object.keys(change).length === 0) return happens();
      const isConfirmed = change.startsAt !== undefined && actor.participantId !== null;
      return happens({
        type: 'session.changed',
        ...withoutUndefined(change),
        ...(isConfirmed ? { timeConfirmedBy: actor.participantId } : {}),
      } as Extract<Event, { type: 'session.changed' }>);
    }
  }
}

/** A vote that came with no step: left open, its tally would stay hidden for ever. */
function closePlenaryVote(state: SessionState): EventBody[] {
  const ballot = openBallot(state);
  return ballot && ballot.id !== state.step?.id ? [{ type: 'vote.closed', ballotId: ballot.id }] : [];
}

/** [S3] The stated times contradict each other and nobody with a name has chosen one. */
export function isTimeUnconfirmed(
  state: Pick<SessionState, 'isTimeInConflict' | 'startsAt' | 'timeConfirmedBy'>,
): boolean {
  return state.isTimeInConflict && (state.startsAt === null || state.timeConfirmedBy === null);
}

type SessionSlice = Pick<
  SessionState,
  'status' | 'title' | 'startsAt' | 'timeZones' | 'languages' | 'capacity'
> & { timeConfirmedBy?: SessionState['timeConfirmedBy'] };

export function evolveSession<S extends SessionSlice>(slice: S, event: Event): S {
  switch (event.type) {
    case 'session.opened':
      return { ...slice, status: 'open' };
    case 'session.closed':
      return { ...slice, status: 'closed' };
    case 'session.changed': {
      const { type: _, seq: __, at: ___, by: ____, timeConfirmedBy, ...change } = event;
      // Who confirmed is the server's knowledge; a view has no such field.
      const confirmed =
        'timeConfirmedBy' in slice && timeConfirmedBy !== undefined ? { timeConfirmedBy } : {};
      return { ...slice, ...change, ...confirmed };
    }
    default:
      return slice;
  }
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}
