import type { PollQuestion } from '../session/families/poll.ts';
import type {
  Commitment,
  Floor,
  Group,
  HelpCall,
  Id,
  Instant,
  Lang,
  Level,
  Lock,
  Message,
  Placement,
  Ref,
  Role,
  Round,
  RunningStep,
  SessionStatus,
  Spotlight,
  Step,
  Territory,
  Text,
  Turn,
} from '../session/state.ts';
import type { Event } from '../session/events.ts';
import type { Command } from '../session/commands.ts';
import type { Refusal } from './refusals.ts';

/** What every screen needs of the scenario, no more; the whole copy is at `GET /api/sessions/:id/scenario`. */
export type ScenarioSummary = {
  id: Id;
  blocks: { id: Id; number: number; title: Text; short: Text; icon: string; hue: string }[];
  zones: { id: Id; title: Text; icon: string }[];
  maturity: { level: Level; label: Text }[];
};

export type Person = {
  id: Id;
  name: string;
  role: Role;
  groupId: Id | null;
  territoryId: Id | null;
  language: Lang;
  /** Has a live connection now. */
  isHere: boolean;
  /** The dearest first. */
  preferredBlocks?: Id[];
  /** The group whose room they have arrived in, since they were last sent there. */
  arrivedIn?: Id;
  /** May not write on canvases; moderators alone are shown this of others. */
  isMuted?: true;
  /** On the waiting list; such people are shown to moderators and organizers only. */
  isWaiting?: true;
};

export type VoteTally = { ref: Ref; count: number | null /* hidden */; mine: number };

/** The session as one viewer may see it. */
export type SessionView = {
  id: Id;
  /** A copy of this session, to practise on: nothing of it is kept, and every screen says so. */
  rehearsalOf?: Id;
  seq: number;
  at: Instant;
  status: SessionStatus;
  title: Text;
  startsAt: Instant | null;
  timeZones: string[];
  languages: Lang[];
  capacity: number;
  joinCode?: string;
  warnings?: { code: string; message: Text }[];
  you: {
    role: Role;
    participantId: Id | null;
    groupId: Id | null;
    language: Lang;
    isWaiting?: true;
    isMuted?: true;
    votesLeft?: Record<Id, number>;
  };
  scenario: ScenarioSummary;
  steps: Step[];
  step: RunningStep | null;
  stepsDone: Id[];
  /** By step, in the order of speaking. Who does not speak is in it for moderators only. */
  turns: Record<Id, Turn[]>;
  floor: Floor | null;
  /** Of my group; for moderators, of all. */
  rounds: Record<Id, Round>;
  /** What everybody is shown. */
  spotlight: Spotlight | null;
  groups: Group[];
  territories: Territory[];
  people: Person[];
  locks: Lock[];
  help: HelpCall[];
  /** Moderators only: what was sent last, and of each how many of those it was for have put it away. */
  messages?: Message[];
  reads?: Record<Id, { readers: number; of: number }>;
  votes: VoteTally[];
  /** The plenary's own vote, the newest: on cards that it names. */
  plenaryVote: { isOpen: boolean; isKept: boolean; cards: VoteTally[] } | null;
  maturity: Placement[];
  /** The questions that steps ask of everybody. */
  poll: PollQuestion[];
  /** What people will do, mine among them. */
  commitments: (Commitment & { isMine?: boolean })[];
};

/** What the server sends after a batch of events. `after` ≠ the last number I know is a gap: ask anew. */
export type EventsMessage = {
  after: number;
  seq: number;
  events: Event[];
  /** Entries of the people list that changed or are new; whoever is gone is told by an event. */
  people?: Person[];
  /** Parts of the view that are told anew, where they have changed, rather than folded. */
  told?: Partial<SessionView>;
};

export type CommandAnswer = { ok: true; seq: number; events: Event[] } | Refusal;

/** socket.io, namespace `/session`. */
export type ServerToClient = {
  snapshot: (view: SessionView) => void;
  events: (message: EventsMessage) => void;
};
export type ClientToServer = {
  command: (command: Command, answer: (result: CommandAnswer) => void) => void;
};
/** `key` for programs; browsers hold cookies and say which seat. `knows`: the last sequence number already folded. */
export type SocketAuth = { sessionId: Id; key?: string; seat?: string; knows?: number };
