/**
 * A session as its log tells it: what `evolve` folds and `decide` reads. No names, no e-mails, no keys (law 5);
 * people are participant ids. Parts that a viewer sees unchanged have the shape of the wire (`SessionView`), so that
 * server and browser fold them with the same code.
 */

/** `[A-Za-z0-9_-]{1,40}`. Blocks, zones and steps come from the scenario, groups are g1, g2…, the rest is random. */
export type Id = string;
/** `group/block/card`: a card's name outside its canvas. */
export type Ref = string;
/** BCP 47; one of the session's languages. */
export type Lang = string;
export type Text = Record<Lang, string>;
/** ISO 8601, UTC, milliseconds. */
export type Instant = string;

export const ROLES = ['organizer', 'moderator', 'interpreter', 'participant', 'observer'] as const;
export type Role = (typeof ROLES)[number];

export const STEP_KINDS = [
  'plenary',
  'material',
  'case',
  'individual',
  'move',
  'note',
  'connect',
  'choose',
  'place',
  'harvest',
  'poll',
  'break',
  'closing',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

export type Level = 0 | 1 | 2 | 3 | 4;

export type Step = {
  id: Id;
  kind: StepKind;
  title: Text;
  plannedMs: number;
  round?: number;
  zones?: Id[];
  isPrivate?: boolean;
  caseIds?: Id[];
  votes?: BallotRules;
  /** What is asked of everybody in it; the words are in the scenario's copy. */
  poll?: { id: Id; options: Id[] }[];
  /** It asks what each will do themself. */
  asksCommitment?: boolean;
};
export type BallotRules = { budget: number; isHidden: boolean; perCard: number };

/** The step under way. `endsAt` moves with every extension; while paused it stands still and is moved on resume. */
export type RunningStep = {
  id: Id;
  startedAt: Instant;
  endsAt: Instant;
  pausedAt: Instant | null;
  /** Groups with an end of their own. */
  groups?: Record<Id, { endsAt: Instant }>;
};

/** What a step gives the floor to, one after the other: the speakers of a case study, or the report sheets of a group. */
export type Turn = {
  /** The case study's id, or the group's. */
  id: Id;
  plannedMs: number;
  /** Speaks: speakers who have not confirmed, or who dropped out, do not, and only moderators are told of them. */
  isIn: boolean;
  /** Absent: has not had the floor yet. */
  spokenMs?: number;
};
/** What all are shown: a group's canvas, or, without a group, the guideline: one of its blocks, or all of them. */
export type Spotlight = { groupId: Id; blockId: Id } | { groupId: null; blockId: Id | null };
/** Who has the floor now; a pause of the step stops this clock too. */
export type Floor = { stepId: Id; turnId: Id; startedAt: Instant; endsAt: Instant };

/** Who speaks in a group, one after the other: a person is a turn. `spoken`: who has had the floor in this step. */
export type Round = { floor: Floor | null; spoken: Id[] };

export type Group = {
  id: Id;
  name: string;
  blocks: Id[];
  language?: Lang;
  facilitators: Id[];
  rapporteur: Id | null;
  isReady: boolean;
  /** Guiding questions the group has done with, as `blockId/questionId`. */
  discussed?: string[];
  /** Since when it is no group any more: what it wrote stays, its people are elsewhere. */
  dissolvedAt?: Instant;
};

export type Territory = {
  id: Id;
  name: string;
  country?: string;
  situation?: Id;
  mayBeNamed: boolean;
  profile?: Profile;
  /** `none`: "several" and "none", for people of networks and agencies, who place no territory. */
  kind?: 'none';
  /** Names it was merged from: typed again, they still mean this place. */
  aliases?: string[];
  /** Ids it was merged from: cards written before still carry them. */
  formerIds?: Id[];
};

/** Answers to the scenario's profile, by field: a line, or the options chosen. */
export type Profile = Record<Id, string | Id[]>;

/** An empty lock locks everything; each field narrows it. */
export type Lock = { groupId?: Id; blockId?: Id; zone?: Id };

export type HelpCall = {
  id: Id;
  groupId: Id;
  by: Id;
  reason: string;
  language: Lang;
  at: Instant;
  takenBy: Id | Role | null;
  /** What whoever took it has written to the group meanwhile. */
  answer?: Text;
};

export type Placement = {
  participantId: Id;
  territoryId: Id;
  blockId: Id;
  /** null: "I don't know". */
  level: Level | null;
  evidence: string;
  at: Instant;
};

export type Seat = {
  id: Id;
  role: Role;
  groupId: Id | null;
  territoryId: Id | null;
  language: Lang;
  status: 'seated' | 'waiting';
  /** The blocks this person would like to work on, the dearest first. */
  preferredBlocks?: Id[];
  /** The group whose room they are in by their own or a moderator's word; absent: on the way, or not asked. */
  arrivedIn?: Id;
  /** A moderator has taken away writing on canvases. */
  isMuted?: boolean;
  joinedAt: Instant;
};

/** What a moderator has sent, or was sent. */
export type Message = { id: Id; at: Instant; by: Id | Role | 'server'; to: MessageTarget; text: Text };
export type MessageTarget = 'all' | 'moderators' | { groupId: Id } | { participantId: Id };

/** A vote under way, or the last one closed: whose dots, on what, how many. */
export type Ballot = BallotRules & {
  /** The same step entered twice is the same ballot: going back never gives new dots. */
  id: Id;
  isOpen: boolean;
  /** Its tallies stay hidden, also once it is closed, until a moderator shows them. */
  isKept?: boolean;
  blockId?: Id;
  refs?: Ref[];
  /** Zones in which cards may be chosen; absent: all. */
  zones?: Id[];
};
export type Vote = { ref: Ref; participantId: Id; ballotId: Id };

export type PollState = {
  answers: { questionId: Id; participantId: Id; choice: Id }[];
  /** Steps whose tallies everybody sees. */
  shown: Id[];
  commitments: (Commitment & { participantId: Id })[];
};
/** What somebody will do, in one sentence; `due`: until which day. Shown to others where they agreed, and then without their name. */
export type Commitment = {
  id: Id;
  text: string;
  lang: Lang;
  due?: string;
  territoryId: Id | null;
  mayBeShown: boolean;
};

export type SessionStatus = 'draft' | 'open' | 'closed';

export type SessionState = {
  id: Id;
  /** A copy of this session, to practise on: nothing of it is kept. */
  rehearsalOf?: Id;
  seq: number;
  status: SessionStatus;
  title: Text;
  startsAt: Instant | null;
  /** The scenario's stated times contradict each other: a named person has to choose before the session opens. */
  isTimeInConflict: boolean;
  timeConfirmedBy: Id | Role | null;
  timeZones: string[];
  languages: Lang[];
  capacity: number;
  blockIds: Id[];
  zoneIds: Id[];
  steps: Step[];
  step: RunningStep | null;
  stepsDone: Id[];
  /** By step, in the order of speaking. */
  turns: Record<Id, Turn[]>;
  floor: Floor | null;
  /** By group, in the step under way. */
  rounds: Record<Id, Round>;
  /** What is shown to everybody. */
  spotlight: Spotlight | null;
  groups: Group[];
  /** `group/block` of every canvas there ever was: a group that changes its blocks loses no work. */
  canvases: string[];
  territories: Territory[];
  seats: Record<Id, Seat>;
  locks: Lock[];
  help: HelpCall[];
  /** The newest; older ones are in the log alone. */
  messages: Message[];
  /** By message, who has put it away. */
  readers: Record<Id, Id[]>;
  ballots: Ballot[];
  votes: Vote[];
  maturity: Placement[];
  poll: PollState;
  synthesis: SynthesisState;
  attendance: AttendanceState;
};

/** From one instant to another; `to` null: not over. */
export type Stay = { from: Instant; to: Instant | null };

/** Who was there when. No view holds it: moderators ask for it. Who gives up their seat takes theirs along. */
export type AttendanceState = {
  openedAt: Instant | null;
  closedAt: Instant | null;
  /** The steps as they were run. */
  course: (Stay & { stepId: Id })[];
  /** By person: with a page open. */
  visits: Record<Id, Stay[]>;
  /** By person: the groups they were given. */
  rooms: Record<Id, { groupId: Id | null; from: Instant }[]>;
  /** By person: as Zoom's report had it. */
  zoom: Record<Id, Stay[]>;
};

/** What was decided about the synthesis; what is in it is computed. No view holds it: only who corrects is told. */
export type SynthesisState = {
  /** Until when it is open for corrections. */
  until: Instant | null;
  hidden: HiddenCard[];
  frozen: FrozenSynthesis | null;
  /** There is a link for everybody. */
  isPublic: boolean;
};
export type HiddenCard = { ref: Ref; reason: string; by: Id | Role | 'server'; at: Instant };
export type FrozenSynthesis = {
  at: Instant;
  /** How many there were: who is erased later takes theirs along. */
  organisations: number;
  /** SHA-256 of the canonical synthesis in each language. */
  digests: Record<Lang, string>;
  /** What the synthesis was made with (`MODEL` in `shared/synthesis`); absent in older logs: 1. */
  model?: number;
  /** As it was then. */
  state: SessionState;
};
