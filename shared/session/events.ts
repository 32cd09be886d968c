import type { VoteTally } from '../protocol/session-view.ts';
import type {
  BallotRules,
  Commitment,
  Group,
  HelpCall,
  Id,
  Instant,
  Lang,
  Lock,
  MessageTarget,
  Placement,
  Profile,
  Ref,
  Role,
  Step,
  Territory,
  Text,
  Turn,
} from './state.ts';

/**
 * What has happened: the only thing a session's log holds. A flat list on purpose, one line per fact.
 * Stored for ever: fields may be added, none renamed or removed.
 */
export type EventBody =
  | {
      type: 'session.created';
      id: Id;
      title: Text;
      startsAt: Instant | null;
      isTimeInConflict: boolean;
      timeConfirmedBy: Id | Role | null;
      timeZones: string[];
      languages: Lang[];
      capacity: number;
      blockIds: Id[];
      zoneIds: Id[];
      steps: Step[];
      turns?: Record<Id, Turn[]>;
      territories: Territory[];
      /** The session it is a copy of, to practise on. */
      rehearsalOf?: Id;
    }
  | { type: 'session.opened' }
  | { type: 'session.closed' }
  | {
      type: 'session.changed';
      title?: Text;
      startsAt?: Instant;
      timeConfirmedBy?: Id | Role;
      timeZones?: string[];
      languages?: Lang[];
      capacity?: number;
    }
  | { type: 'group.created'; group: Group }
  | {
      type: 'group.changed';
      groupId: Id;
      name?: string;
      blocks?: Id[];
      language?: Lang;
      facilitators?: Id[];
      rapporteur?: Id | null;
    }
  | { type: 'group.readied'; groupId: Id; isReady: boolean }
  | { type: 'group.discussed'; groupId: Id; blockId: Id; questionId: Id; isDiscussed: boolean }
  /** Its people were placed elsewhere in the same breath: `participant.assigned` of each follows. */
  | { type: 'group.dissolved'; groupId: Id }
  | {
      type: 'participant.joined';
      participantId: Id;
      role: Role;
      language: Lang;
      territoryId: Id | null;
      status: 'seated' | 'waiting';
    }
  | { type: 'participant.promoted'; participantId: Id }
  | { type: 'participant.assigned'; participantId: Id; groupId: Id | null }
  /** `groupId`: the room they were sent to, as a log is read without the state; `isThere`: taken back. */
  | { type: 'participant.arrived'; participantId: Id; groupId: Id; isThere?: false }
  /** `isRenamed`: the name itself lives with the person, not in the log. */
  | {
      type: 'participant.changed';
      participantId: Id;
      language?: Lang;
      territoryId?: Id;
      preferredBlocks?: Id[];
      isRenamed?: boolean;
    }
  | { type: 'participant.given-role'; participantId: Id; role: Role }
  | { type: 'participant.muted'; participantId: Id; isMuted: boolean }
  | { type: 'participant.removed'; participantId: Id }
  | { type: 'participant.left'; participantId: Id }
  | { type: 'participant.merged'; from: Id; into: Id }
  | { type: 'territory.added'; territory: Territory }
  | {
      type: 'territory.changed';
      territoryId: Id;
      name?: string;
      country?: string;
      situation?: Id;
      mayBeNamed?: boolean;
      profile?: Profile;
    }
  | { type: 'territory.merged'; from: Id; into: Id }
  | { type: 'step.started'; stepId: Id; endsAt: Instant }
  | { type: 'step.ended'; stepId: Id }
  | { type: 'step.paused' }
  | { type: 'step.resumed'; byMs: number }
  /** `before`: the step it now comes before; null: it is the last. */
  | { type: 'step.reordered'; stepId: Id; before: Id | null }
  | { type: 'step.extended'; byMs: number; groupId?: Id }
  | { type: 'step.planned'; stepId: Id; plannedMs: number }
  /** null: nobody has the floor, as for questions. `groupId`: in a group's own round, where a person is a turn. */
  | { type: 'turn.given'; stepId: Id; turnId: Id | null; endsAt?: Instant; groupId?: Id }
  | { type: 'turn.extended'; byMs: number; groupId?: Id }
  /** `lengths`: of those who speak longer for it. */
  | { type: 'turn.changed'; stepId: Id; turnId: Id; isIn: boolean; lengths?: Record<Id, number> }
  | { type: 'turn.reordered'; stepId: Id; turnId: Id; before: Id | null }
  /** Without a group it is the guideline that is shown: one of its blocks, or all of them. */
  | { type: 'spotlight.set'; groupId?: Id; blockId?: Id }
  | { type: 'spotlight.cleared' }
  | { type: 'lock.set'; lock: Lock }
  | { type: 'lock.cleared'; lock: Lock }
  | { type: 'vote.opened'; ballotId: Id; rules: BallotRules; blockId?: Id; refs?: Ref[]; zones?: Id[] }
  | { type: 'vote.closed'; ballotId: Id }
  | { type: 'vote.hidden'; ballotId: Id }
  | { type: 'vote.shown'; ballotId: Id }
  | { type: 'vote.cast'; ballotId: Id; ref: Ref; shown?: ShownVote }
  | { type: 'vote.withdrawn'; ballotId: Id; ref: Ref; shown?: ShownVote }
  | { type: 'maturity.placed'; placement: Placement }
  | { type: 'poll.answered'; questionId: Id; choice: Id }
  | { type: 'poll.shown'; stepId: Id }
  | { type: 'poll.hidden'; stepId: Id }
  | { type: 'poll.committed'; commitment: Commitment }
  | { type: 'poll.uncommitted'; commitmentId: Id }
  | { type: 'help.called'; help: HelpCall }
  | { type: 'help.taken'; helpId: Id; takenBy: Id | Role }
  | { type: 'help.answered'; helpId: Id; text: Text }
  | { type: 'help.closed'; helpId: Id }
  | { type: 'synthesis.dated'; until: Instant }
  | { type: 'synthesis.card-hidden'; ref: Ref; reason: string }
  | { type: 'synthesis.card-shown'; ref: Ref }
  | { type: 'synthesis.published'; isPublic: boolean }
  | { type: 'synthesis.frozen'; organisations: number; digests: Record<Lang, string>; model?: number }
  /** The roll: who has come and gone since the last, each with their own instant. */
  | {
      type: 'attendance.noted';
      came: { participantId: Id; at: Instant }[];
      went: { participantId: Id; at: Instant }[];
    }
  /** As Zoom's report has it; takes the place of what was imported before. */
  | { type: 'attendance.imported'; stays: { participantId: Id; from: Instant; to: Instant }[] }
  | { type: 'message.sent'; messageId: Id; to: MessageTarget; text: Text }
  | { type: 'message.read'; messageId: Id };

/** Put on a vote as it leaves for one viewer, never stored: the tally they see now, and their own dots left. */
export type ShownVote = { tally: VoteTally | null; votesLeft?: Record<Id, number> };

/** An event as stored and sent: numbered within its session, timed by the server, with who caused it. */
export type Event = EventBody & { seq: number; at: Instant; by: Id | Role | 'server' };
export type EventType = EventBody['type'];
export type EventOf<T extends EventType> = Extract<Event, { type: T }>;
