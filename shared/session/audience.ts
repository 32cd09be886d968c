import type { Event, EventOf } from './events.ts';
import { isModerator, personOf, seatOf, type Actor } from './rights.ts';
import type { Id, MessageTarget, SessionState } from './state.ts';
import { isCallOf } from './families/help.ts';
import { isSecret, openBallot } from './families/vote.ts';
import { maySeePlacement, talliesOf, votesLeft } from './view.ts';

/** What one viewer gets of an event: as it is, changed for their eyes, nothing of it, or everything anew. */
export type Share = Event | 'nothing' | 'snapshot';

/**
 * One table, by event type: who may see what. `before` and `after` are the states around the whole batch.
 * Held by a property test: for every viewer, folding what they were sent equals `viewOf` ([S61]).
 */
export function shareOf(event: Event, viewer: Actor, before: SessionState, after: SessionState): Share {
  const seat = seatOf(after, viewer);
  if ('participantId' in event && waits(event.participantId, before, after)) {
    if (!isModerator(viewer) && event.participantId !== viewer.participantId) return 'nothing';
  }
  switch (event.type) {
    case 'step.planned': // seldom, and browsers need not know it
    case 'session.closed': // placements open up to everybody
    case 'vote.opened': // everybody has dots now
    case 'vote.closed': // tallies open up
    case 'vote.hidden':
    case 'vote.shown':
    case 'participant.merged': // dots, placements and names move together
      return 'snapshot';
    case 'session.changed':
      return isModerator(viewer) && event.timeConfirmedBy !== undefined ? 'snapshot' : event;
    case 'territory.merged':
      // Who waits is in no list of people but their own.
      return seat?.status === 'waiting' ? 'snapshot' : event;
    case 'participant.promoted':
    case 'participant.assigned':
    case 'participant.changed':
    case 'participant.given-role':
      return event.participantId === viewer.participantId ? 'snapshot' : event;
    case 'group.changed':
      return event.blocks && event.groupId === seat?.groupId && openBallot(after) ? 'snapshot' : event;
    case 'vote.cast':
    case 'vote.withdrawn':
      return shareOfVote(event, viewer, after);
    case 'maturity.placed':
      return shareOfPlacement(event, viewer, before, after);
    case 'help.called':
      return isModerator(viewer) || isCallOf(event.help, seat) ? event : 'nothing';
    case 'help.taken':
    case 'help.answered':
    case 'help.closed': {
      const call = before.help.find((candidate) => candidate.id === event.helpId);
      return isModerator(viewer) || (call && isCallOf(call, seat)) ? event : 'nothing';
    }
    case 'synthesis.dated':
    case 'synthesis.card-hidden':
    case 'synthesis.card-shown':
    case 'synthesis.published':
    case 'synthesis.frozen':
      return isModerator(viewer) ? event : 'nothing';
    case 'turn.given':
    case 'turn.extended':
    case 'turn.changed':
    case 'turn.reordered':
      // Others are told who speaks, and never who does not.
      return isModerator(viewer) ? event : 'nothing';
    case 'poll.answered':
    case 'poll.shown':
    case 'poll.hidden':
      return 'nothing'; // told anew, to each what they may see
    case 'poll.committed':
    case 'poll.uncommitted':
      return shareOfCommitment(event, viewer, before);
    case 'participant.muted':
      if (event.participantId === viewer.participantId) return 'snapshot';
      return isModerator(viewer) ? event : 'nothing';
    case 'attendance.noted':
    case 'attendance.imported':
      return 'nothing'; // moderators ask for it
    case 'message.read':
      return 'nothing'; // moderators are told how many
    case 'message.sent':
      return isAddressed(event.to, viewer, seat?.groupId ?? null) || event.by === viewer.participantId
        ? event
        : 'nothing';
    default:
      return event;
  }
}

/** On the waiting list all along: that they are there is for moderators to know. */
function waits(id: Id, before: SessionState, after: SessionState): boolean {
  const seats = [personOf(before, id), personOf(after, id)].filter((seat) => seat !== undefined);
  return seats.length > 0 && seats.every((seat) => seat.status === 'waiting');
}

/** A dot is its giver's secret for ever; others see at most that the tally moved. */
function shareOfVote(
  event: EventOf<'vote.cast' | 'vote.withdrawn'>,
  viewer: Actor,
  after: SessionState,
): Share {
  const isMine = event.by === viewer.participantId;
  const isHidden = after.ballots.some((ballot) => ballot.id === event.ballotId && isSecret(after, ballot));
  if (isHidden && !isMine) return 'nothing';
  const tally = talliesOf(after, viewer.participantId).find(({ ref }) => ref === event.ref) ?? null;
  return {
    ...event,
    by: isMine ? event.by : 'participant',
    shown: { tally, ...(isMine ? votesLeft(after, viewer) : {}) },
  };
}

function shareOfPlacement(
  event: EventOf<'maturity.placed'>,
  viewer: Actor,
  before: SessionState,
  after: SessionState,
): Share {
  const { placement } = event;
  if (!maySeePlacement(after, viewer, placement)) return 'nothing';
  // My first on this block opens the others' to me.
  return maySeePlacement(before, viewer, placement) ? event : 'snapshot';
}

/** [S107] What somebody will do goes to others without their name, and only as long as they agree to it. */
function shareOfCommitment(
  event: EventOf<'poll.committed' | 'poll.uncommitted'>,
  viewer: Actor,
  before: SessionState,
): Share {
  if (event.by === viewer.participantId) return event;
  const by = 'participant' as const;
  if (event.type === 'poll.committed' && event.commitment.mayBeShown) return { ...event, by };
  const commitmentId = event.type === 'poll.committed' ? event.commitment.id : event.commitmentId;
  const wasShown = before.poll.commitments.some(({ id, mayBeShown }) => id === commitmentId && mayBeShown);
  const { seq, at } = event;
  return wasShown ? { type: 'poll.uncommitted', commitmentId, seq, at, by } : 'nothing';
}

function isAddressed(to: MessageTarget, viewer: Actor, groupId: string | null): boolean {
  if (to === 'all') return true;
  if (isModerator(viewer)) return to === 'moderators' || 'groupId' in to;
  if (to === 'moderators') return false;
  return 'groupId' in to ? to.groupId === groupId : to.participantId === viewer.participantId;
}
