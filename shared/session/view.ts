import type {
  EventsMessage,
  Person,
  ScenarioSummary,
  SessionView,
  VoteTally,
} from '../protocol/session-view.ts';
import type { Event, EventOf } from './events.ts';
import { evolveCommon } from './evolve.ts';
import { isCallOf } from './families/help.ts';
import { isFor } from './families/message.ts';
import { pollFor, replaced } from './families/poll.ts';
import { isTimeUnconfirmed } from './families/session.ts';
import { dotsLeft, isSecret, openBallot, plenaryBallot } from './families/vote.ts';
import { isModerator, seatOf, type Actor } from './rights.ts';
import type { Id, Instant, Lang, Placement, Ref, SessionState, Text } from './state.ts';

/** What a view needs beside the state: the session's fixed part, and who has which name and is here. */
export type Surroundings = {
  scenario: ScenarioSummary;
  joinCode: string;
  warnings: { code: string; message: Text }[];
  timeWarning: { code: string; message: Text };
  nameOf: (id: Id) => string;
  isHere: (id: Id) => boolean;
  /** For a role link without a name. */
  language: Lang;
};

/** The session as this viewer may see it: the one place where visibility of state is decided. */
export function viewOf(state: SessionState, around: Surroundings, viewer: Actor, at: Instant): SessionView {
  const isStaff = isModerator(viewer);
  const seat = seatOf(state, viewer);
  return {
    id: state.id,
    ...(state.rehearsalOf === undefined ? {} : { rehearsalOf: state.rehearsalOf }),
    seq: state.seq,
    at,
    status: state.status,
    title: state.title,
    startsAt: state.startsAt,
    timeZones: state.timeZones,
    languages: state.languages,
    capacity: state.capacity,
    ...(isStaff ? { joinCode: around.joinCode, warnings: warningsOf(state, around) } : {}),
    you: {
      role: viewer.role,
      participantId: viewer.participantId,
      groupId: seat?.groupId ?? null,
      language: seat?.language ?? around.language,
      ...(seat?.status === 'waiting' ? { isWaiting: true as const } : {}),
      ...(seat?.isMuted ? { isMuted: true as const } : {}),
      ...votesLeft(state, viewer),
    },
    scenario: around.scenario,
    steps: state.steps,
    step: state.step,
    stepsDone: state.stepsDone,
    turns: turnsFor(state, viewer),
    floor: state.floor,
    rounds: roundsFor(state, viewer),
    spotlight: state.spotlight,
    groups: state.groups,
    territories: state.territories,
    people: peopleOf(state, around, viewer),
    locks: state.locks,
    help: state.help.filter((call) => isStaff || isCallOf(call, seat)),
    ...messagesFor(state, viewer),
    ...readsFor(state, viewer),
    votes: talliesOf(state, viewer.participantId),
    plenaryVote: plenaryVoteFor(state, viewer),
    maturity: state.maturity.filter((placement) => maySeePlacement(state, viewer, placement)),
    poll: pollFor(state, viewer),
    commitments: commitmentsFor(state, viewer),
  };
}

/** What is small and changes seldom: told anew when what it is made of has changed, so that browsers need not fold it. */
type Told = Pick<
  SessionView,
  'turns' | 'floor' | 'rounds' | 'spotlight' | 'plenaryVote' | 'poll' | 'messages' | 'reads'
>;
const TOLD: {
  madeOf: (state: SessionState) => unknown[];
  asSeen: (state: SessionState, viewer: Actor) => Partial<Told>;
}[] = [
  { madeOf: ({ turns }) => [turns], asSeen: (state, viewer) => ({ turns: turnsFor(state, viewer) }) },
  { madeOf: ({ floor }) => [floor], asSeen: ({ floor }) => ({ floor }) },
  { madeOf: ({ rounds }) => [rounds], asSeen: (state, viewer) => ({ rounds: roundsFor(state, viewer) }) },
  { madeOf: ({ spotlight }) => [spotlight], asSeen: ({ spotlight }) => ({ spotlight }) },
  {
    madeOf: (state) => [plenaryBallot(state) && state.votes],
    asSeen: (state, viewer) => ({ plenaryVote: plenaryVoteFor(state, viewer) }),
  },
  { madeOf: ({ poll }) => [poll], asSeen: (state, viewer) => ({ poll: pollFor(state, viewer) }) },
  { madeOf: ({ messages }) => [messages], asSeen: messagesFor },
  { madeOf: ({ readers, seats }) => [readers, seats], asSeen: readsFor },
];

/** For the viewer, what of this a batch of events has changed. */
export function toldAnew(
  before: SessionState,
  after: SessionState,
  viewer: Actor,
): { told?: Partial<SessionView> } {
  const told = TOLD.flatMap(({ madeOf, asSeen }) => {
    const parts = madeOf(after);
    if (madeOf(before).every((part, at) => part === parts[at])) return [];
    const seen = asSeen(after, viewer);
    return JSON.stringify(seen) === JSON.stringify(asSeen(before, viewer)) ? [] : [seen];
  });
  return told.length === 0 ? {} : { told: Object.assign({}, ...told) as Partial<Told> };
}

function messagesFor({ messages }: SessionState, viewer: Actor): Pick<SessionView, 'messages'> {
  return isModerator(viewer) ? { messages } : {};
}

/** [S86] Of those a message was for and who are still in the session. */
function readsFor({ messages, readers, seats }: SessionState, viewer: Actor): Pick<SessionView, 'reads'> {
  if (!isModerator(viewer)) return {};
  const counted = messages.map((message) => {
    const asked = Object.values(seats).filter((seat) => isFor(message, seat));
    const read = asked.filter(({ id }) => readers[message.id]?.includes(id));
    return [message.id, { readers: read.length, of: asked.length }] as const;
  });
  return { reads: Object.fromEntries(counted) };
}

/** The plenary's dots are counted apart: a card may have been given some in its group before. */
function plenaryVoteFor(state: SessionState, viewer: Actor): SessionView['plenaryVote'] {
  const ballot = plenaryBallot(state);
  if (!ballot?.refs) return null;
  const votes = state.votes.filter(({ ballotId }) => ballotId === ballot.id);
  const count = (ref: Ref, of: typeof votes): number => of.filter((vote) => vote.ref === ref).length;
  const mine = votes.filter(({ participantId }) => participantId === viewer.participantId);
  return {
    isOpen: ballot.isOpen,
    isKept: ballot.isKept ?? false,
    cards: ballot.refs.map((ref) => ({
      ref,
      count: isSecret(state, ballot) ? null : count(ref, votes),
      mine: count(ref, mine),
    })),
  };
}

function roundsFor(state: SessionState, viewer: Actor): SessionView['rounds'] {
  if (isModerator(viewer)) return state.rounds;
  const groupId = seatOf(state, viewer)?.groupId;
  const round = groupId ? state.rounds[groupId] : undefined;
  return groupId && round ? { [groupId]: round } : {};
}

/** [S107] Without their names, but for one's own. */
function commitmentsFor(state: SessionState, viewer: Actor): SessionView['commitments'] {
  return state.poll.commitments.flatMap(({ participantId, ...commitment }) => {
    if (participantId === viewer.participantId) return { ...commitment, isMine: true as const };
    return commitment.mayBeShown ? commitment : [];
  });
}

/** [S76] Who does not speak is for moderators to know. */
function turnsFor(state: SessionState, viewer: Actor): SessionView['turns'] {
  if (isModerator(viewer)) return state.turns;
  return Object.fromEntries(
    Object.entries(state.turns).map(([stepId, turns]) => [stepId, turns.filter(({ isIn }) => isIn)]),
  );
}

function warningsOf(state: SessionState, around: Surroundings): { code: string; message: Text }[] {
  return isTimeUnconfirmed(state) ? [around.timeWarning, ...around.warnings] : around.warnings;
}

export function peopleOf(state: SessionState, around: Surroundings, viewer: Actor): Person[] {
  return Object.values(state.seats)
    .filter((seat) => seat.status === 'seated' || isModerator(viewer) || seat.id === viewer.participantId)
    .map((seat) => ({
      id: seat.id,
      name: around.nameOf(seat.id),
      role: seat.role,
      groupId: seat.groupId,
      territoryId: seat.territoryId,
      language: seat.language,
      isHere: around.isHere(seat.id),
      ...(seat.preferredBlocks ? { preferredBlocks: seat.preferredBlocks } : {}),
      ...(seat.arrivedIn === undefined ? {} : { arrivedIn: seat.arrivedIn }),
      ...(seat.isMuted && isModerator(viewer) ? { isMuted: true as const } : {}),
      ...(seat.status === 'waiting' ? { isWaiting: true as const } : {}),
    }))
    .sort(byName);
}

/** [S52] Others' placements on a block show once I placed mine there; moderators see all, after the end everybody. */
export function maySeePlacement(state: SessionState, viewer: Actor, placement: Placement): boolean {
  if (isModerator(viewer) || state.status === 'closed') return true;
  if (viewer.participantId === null) return false;
  return state.maturity.some(
    (mine) => mine.participantId === viewer.participantId && mine.blockId === placement.blockId,
  );
}

/** [S44] [S80] Dots of secret votes count for nobody's screen but their giver's. */
export function talliesOf(state: SessionState, participantId: Id | null): VoteTally[] {
  const secret = state.ballots.filter((ballot) => isSecret(state, ballot)).map(({ id }) => id);
  const tallies = new Map<Ref, VoteTally>();
  for (const vote of state.votes) {
    const isMine = vote.participantId === participantId;
    const isHidden = secret.includes(vote.ballotId);
    if (isHidden && !isMine) continue;
    const tally = tallies.get(vote.ref) ?? { ref: vote.ref, count: 0, mine: 0 };
    tallies.set(vote.ref, {
      ref: vote.ref,
      count: isHidden || tally.count === null ? null : tally.count + 1,
      mine: tally.mine + (isMine ? 1 : 0),
    });
  }
  return [...tallies.values()].sort(byRef);
}

/** Totals that anybody may know now: votes of an open hidden ballot left out. */
export function countedVotes(state: SessionState): Map<Ref, number> {
  return new Map(
    talliesOf(state, null).flatMap(({ ref, count }) => (count === null ? [] : [[ref, count] as const])),
  );
}

export function votesLeft(state: SessionState, viewer: Actor): { votesLeft?: Record<Id, number> } {
  const ballot = openBallot(state);
  if (!ballot || viewer.participantId === null) return {};
  const mine = state.votes.filter(
    (vote) => vote.ballotId === ballot.id && vote.participantId === viewer.participantId,
  );
  const seat = state.seats[viewer.participantId];
  const group = state.groups.find((candidate) => candidate.id === seat?.groupId);
  const blocks = ballot.refs
    ? [...new Set(ballot.refs.map((ref) => ref.split('/')[1] ?? ''))]
    : (group?.blocks ?? []).filter((block) => ballot.blockId === undefined || block === ballot.blockId);
  return { votesLeft: Object.fromEntries(blocks.map((block) => [block, dotsLeft(ballot, mine, block)])) };
}

/**
 * The browser's half: what I saw, folded with what I was sent. Equals the server's `viewOf` at the same number,
 * whoever I am; whatever would change what I may see arrives as a new snapshot instead.
 */
export function foldView(view: SessionView, message: EventsMessage): SessionView {
  const folded = message.events.reduce(foldEvent, view);
  const at = message.events.at(-1)?.at ?? view.at;
  return {
    ...folded,
    ...message.told,
    seq: message.seq,
    at,
    people: mergePeople(folded.people, message.people ?? []),
  };
}

function mergePeople(people: Person[], changed: Person[]): Person[] {
  const byId = new Map(changed.map((person) => [person.id, person]));
  const known = people.map((person) => byId.get(person.id) ?? person);
  return [...known, ...changed.filter((person) => people.every(({ id }) => id !== person.id))].sort(byName);
}

function foldEvent(view: SessionView, event: Event): SessionView {
  const next = evolveCommon(view, event);
  switch (event.type) {
    case 'participant.removed':
    case 'participant.left':
      return { ...next, people: next.people.filter((person) => person.id !== event.participantId) };
    case 'vote.cast':
    case 'vote.withdrawn':
      return { ...next, ...foldVote(next, event) };
    case 'poll.committed': {
      const isMine = event.by === next.you.participantId;
      const commitment = isMine ? { ...event.commitment, isMine } : event.commitment;
      return { ...next, commitments: replaced(next.commitments, commitment) };
    }
    case 'poll.uncommitted':
      return { ...next, commitments: next.commitments.filter(({ id }) => id !== event.commitmentId) };
    default:
      return next;
  }
}

function foldVote(view: SessionView, event: EventOf<'vote.cast' | 'vote.withdrawn'>): Partial<SessionView> {
  if (!event.shown) return {};
  const { tally, votesLeft } = event.shown;
  const others = view.votes.filter((vote) => vote.ref !== event.ref);
  return {
    votes: tally ? [...others, tally].sort(byRef) : others,
    ...(votesLeft ? { you: { ...view.you, votesLeft } } : {}),
  };
}

/** An order that server and browser agree on whoever came, left or waited when; screens sort as their language does. */
const byName = (a: Person, b: Person): number =>
  a.name === b.name ? (a.id < b.id ? -1 : 1) : a.name < b.name ? -1 : 1;
const byRef = (a: VoteTally, b: VoteTally): number => (a.ref < b.ref ? -1 : 1);
