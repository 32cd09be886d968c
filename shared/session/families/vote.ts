import { refuse } from '../../protocol/refusals.ts';
import type { CommandOf } from '../commands.ts';
import { happens, type Context, type Decision } from '../decision.ts';
import type { Event } from '../events.ts';
import { needModerator, needOpen, seatOf, type Actor } from '../rights.ts';
import type { Ballot, Id, Ref, SessionState, Vote } from '../state.ts';

type VoteCommand = CommandOf<
  'vote.open' | 'vote.close' | 'vote.hide' | 'vote.show' | 'vote.cast' | 'vote.withdraw'
>;

export function decideVote(
  state: SessionState,
  command: VoteCommand,
  actor: Actor,
  context: Context,
): Decision {
  const refusal = needOpen(state);
  if (refusal) return refusal;
  const ballot = openBallot(state);
  switch (command.type) {
    case 'vote.open': {
      const notModerator = needModerator(actor);
      if (notModerator) return notModerator;
      if (command.blockId !== undefined && !state.blockIds.includes(command.blockId)) {
        return refuse('block/unknown');
      }
      return happens(...(ballot ? [{ type: 'vote.closed' as const, ballotId: ballot.id }] : []), {
        type: 'vote.opened',
        ballotId: context.newId(),
        rules: { budget: command.budget, isHidden: command.isHidden, perCard: 1 },
        ...(command.blockId === undefined ? {} : { blockId: command.blockId }),
        ...(command.refs === undefined ? {} : { refs: [...new Set(command.refs)] }),
      });
    }
    case 'vote.close':
      return (
        needModerator(actor) ??
        (ballot ? happens({ type: 'vote.closed', ballotId: ballot.id }) : refuse('vote/not-open'))
      );
    case 'vote.hide':
    case 'vote.show':
      return needModerator(actor) ?? keep(state, command.type === 'vote.hide');
    case 'vote.cast':
      return cast(state, ballot, command.ref, actor, context);
    case 'vote.withdraw': {
      if (!ballot) return refuse('vote/not-open');
      if (!seatOf(state, actor)) return refuse('key/seat-needed');
      const mine = state.votes.some(
        (vote) =>
          vote.ballotId === ballot.id &&
          vote.ref === command.ref &&
          vote.participantId === actor.participantId,
      );
      if (!mine) return refuse('vote/not-cast');
      return happens({ type: 'vote.withdrawn', ballotId: ballot.id, ref: command.ref });
    }
  }
}

/** [S80] Of the newest vote, whether it is open or has just been closed. */
function keep(state: SessionState, isKept: boolean): Decision {
  const newest = state.ballots.at(-1);
  if (!newest) return refuse('vote/not-open');
  if ((newest.isKept ?? false) === isKept) return happens();
  return happens({ type: isKept ? 'vote.hidden' : 'vote.shown', ballotId: newest.id });
}

function cast(
  state: SessionState,
  ballot: Ballot | undefined,
  ref: Ref,
  actor: Actor,
  context: Context,
): Decision {
  if (!ballot) return refuse('vote/not-open');
  const seat = seatOf(state, actor);
  if (!seat) return refuse('key/seat-needed');
  const [groupId, blockId] = ref.split('/') as [Id, Id];
  // A plenary's ballot names its cards; a group's own vote is for its members.
  if (ballot.refs ? !ballot.refs.includes(ref) : ballot.blockId !== undefined && ballot.blockId !== blockId) {
    return refuse('vote/not-on-ballot');
  }
  if (!ballot.refs && seat.groupId !== groupId) return refuse('group/not-member');
  if (context.cardZone === undefined || context.cardZone === null) return refuse('vote/card-unknown');
  if (ballot.zones && !ballot.zones.includes(context.cardZone)) return refuse('vote/not-on-ballot');
  const mine = state.votes.filter((vote) => vote.ballotId === ballot.id && vote.participantId === seat.id);
  if (mine.filter((vote) => vote.ref === ref).length >= ballot.perCard) return refuse('vote/already-cast');
  if (dotsLeft(ballot, mine, blockId) <= 0) return refuse('vote/no-dots-left', { budget: ballot.budget });
  return happens({ type: 'vote.cast', ballotId: ballot.id, ref });
}

export const openBallot = (state: Pick<SessionState, 'ballots'>): Ballot | undefined =>
  state.ballots.find((ballot) => ballot.isOpen);

/** [S44] [S80] Whose dots count for nobody's screen but their giver's. */
export const isSecret = (state: Pick<SessionState, 'status'>, ballot: Ballot): boolean =>
  (ballot.isOpen && ballot.isHidden) || (ballot.isKept === true && state.status !== 'closed');

/** The newest vote of the plenary, which names its cards. */
export const plenaryBallot = (state: Pick<SessionState, 'ballots'>): Ballot | undefined =>
  state.ballots.findLast(({ refs }) => refs !== undefined);

/** [S43] A group's vote gives its budget for each block, a plenary's for all its cards together. */
export function dotsLeft(ballot: Ballot, mine: Vote[], blockId: Id): number {
  const used = ballot.refs ? mine : mine.filter((vote) => vote.ref.split('/')[1] === blockId);
  return ballot.budget - used.length;
}

export function evolveVote(state: SessionState, event: Event): SessionState {
  switch (event.type) {
    case 'vote.opened': {
      const { ballotId: id, rules, blockId, refs, zones } = event;
      const ballot: Ballot = {
        id,
        isOpen: true,
        ...rules,
        ...(blockId === undefined ? {} : { blockId }),
        ...(refs === undefined ? {} : { refs }),
        ...(zones === undefined ? {} : { zones }),
        ...(state.ballots.some((other) => other.id === id && other.isKept) ? { isKept: true } : {}),
      };
      return { ...state, ballots: [...state.ballots.filter((other) => other.id !== id), ballot] };
    }
    case 'vote.closed':
      return {
        ...state,
        ballots: state.ballots.map((ballot) =>
          ballot.id === event.ballotId ? { ...ballot, isOpen: false } : ballot,
        ),
      };
    case 'vote.hidden':
    case 'vote.shown': {
      const isKept = event.type === 'vote.hidden';
      return {
        ...state,
        ballots: state.ballots.map((ballot) =>
          ballot.id === event.ballotId ? { ...ballot, isKept } : ballot,
        ),
      };
    }
    case 'vote.cast': {
      const vote = { ref: event.ref, participantId: event.by, ballotId: event.ballotId };
      return { ...state, votes: [...state.votes, vote] };
    }
    case 'vote.withdrawn': {
      const at = state.votes.findIndex(
        (vote) =>
          vote.ref === event.ref && vote.participantId === event.by && vote.ballotId === event.ballotId,
      );
      return { ...state, votes: state.votes.filter((_, index) => index !== at) };
    }
    case 'participant.merged':
      return { ...state, votes: mergeVotes(state, event.from, event.into) };
    default:
      return state;
  }
}

/** Two seats of one person become one: no ballot then holds more of their dots than it gave. */
function mergeVotes(state: SessionState, from: Id, into: Id): Vote[] {
  const merged: Vote[] = [];
  for (const vote of state.votes) {
    const next = vote.participantId === from ? { ...vote, participantId: into } : vote;
    const ballot = state.ballots.find((candidate) => candidate.id === next.ballotId);
    const mine = merged.filter(
      (other) => other.participantId === next.participantId && other.ballotId === next.ballotId,
    );
    const isOver =
      ballot !== undefined &&
      next.participantId === into &&
      (mine.filter((other) => other.ref === next.ref).length >= ballot.perCard ||
        dotsLeft(ballot, mine, next.ref.split('/')[1] ?? '') <= 0);
    if (!isOver) merged.push(next);
  }
  return merged;
}
