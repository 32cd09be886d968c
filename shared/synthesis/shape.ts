import type { ActionStatus } from '../canvas/schema.ts';
import type { AttendanceCounts } from '../session/attendance.ts';
import type { CanvasSnapshot } from '../canvas/snapshot.ts';
import type { Id, Instant, Lang, Ref, Role, SessionState } from '../session/state.ts';

/**
 * What a session produced (`contracts.md`). No clock time: equal input, equal bytes. A card's text stands once, in
 * `cards`; elsewhere its ref. Every document that leaves is drawn from this alone.
 */
export type Synthesis = {
  format: 'minga.synthesis';
  version: 1;
  language: Lang;
  asOf: { seq: number; isFinal: boolean };
  session: { id: Id; title: string; startsAt: Instant | null; languages: Lang[] };
  programme: SynthesisProgramme;
  totals: SynthesisTotals;
  /** What spans the blocks: the narrative of the canvas "overall". */
  narrative: string;
  /** The language in which `narrative` is; null when there is none. */
  narrativeLang: Lang | null;
  /** The scenario's maturity levels. */
  levels: { level: number; label: string }[];
  blocks: SynthesisBlock[];
  territories: SynthesisTerritory[];
  groups: { id: Id; name: string; blocks: Id[]; cards: Ref[]; reports: SynthesisReport[] }[];
  situations: { id: Id; title: string; territories: Id[]; cards: Ref[] }[];
  actions: SynthesisAction[];
  maturity: SynthesisMaturity[];
  /** What people said they would do themselves, and agreed to have shown; absent where nobody did. */
  commitments?: SynthesisCommitment[];
  /** How the answers fell to what everybody was asked; absent where nothing may be known, or nobody answered. */
  polls?: SynthesisPoll[];
  cards: SynthesisCard[];
  /** Canvases that could not be read: what is missing is said, never shown as empty. */
  unreadable: UnreadableCanvas[];
  /** How many participants were there, in all, by step and by group; absent where nobody was noted. */
  attendance?: AttendanceCounts;
  /** Absent where nobody has a seat. */
  participation?: SynthesisParticipation;
  /** How many cards the organizers left out afterwards, and until when they may. */
  corrections: { until: Instant | null; hidden: number };
  /** Set once nothing changes any more. `digest`: SHA-256 of all but this field, written as RFC 8785 has it. */
  frozen: { at: Instant; digest: string } | null;
};

/** What the scenario says of the event, for covers and briefs; blank where it says nothing. */
export type SynthesisProgramme = {
  subtitle: string;
  /** What people were asked to do. */
  summary: string;
  event: string;
  code: string;
  thematicLine: string;
  guideline: string;
  organisers: string[];
  disclaimer: string;
};

export type SynthesisTotals = {
  /** Participants with a seat. */
  people: number;
  organisations: number;
  /** Those somebody speaks for, wrote about or placed; "several" and "none" are no territory. */
  territories: number;
  /** Languages in which cards were written. */
  languages: number;
  cards: number;
  votes: number;
  threads: number;
  actions: number;
  actionsWithOwner: number;
};

export type SynthesisBlock = {
  id: Id;
  number: number;
  title: string;
  /** One of the eight block colours. */
  hue?: number;
  zones: { id: Id; title: string; cards: Ref[] }[];
  /** Gaps with a lever or an action; the others are in `openGaps`. */
  arguments: { gap: Ref; levers: Ref[]; actions: Ref[] }[];
  openGaps: Ref[];
  mostChosen: Ref[];
  /** A proposal, by the words alone: cards of one zone that may say the same. No card is in two; absent where there are none. */
  similar?: Ref[][];
} & Told;

/** What people wrote of a block, or of all together, as a whole; the language is null where they wrote nothing. */
export type Told = { narrative: string; narrativeLang: Lang | null };

/** Named only where its people agreed; otherwise `name` is a letter in words ("Territory A"). */
export type SynthesisTerritory = { id: Id; name: string; isNamed: boolean; cards: Ref[] };

export type SynthesisReport = { block: Id; action: Ref | null; question: string; lines: string; lang: Lang };

export type SynthesisAction = {
  ref: Ref;
  owner: string | null;
  due: string | null;
  status: ActionStatus;
  votes: number;
};

/** `min`, `max` and `median` over the known placements, `count` of them; `unknown` answered "I don't know". */
export type SynthesisMaturity = {
  territory: Id;
  block: Id;
  median: number | null;
  min: number | null;
  max: number | null;
  count: number;
  unknown: number;
  /** How many chose each level, 0 to 4; and how many of these gave no line of evidence. */
  levels: number[];
  provisional: number[];
  evidence: string[];
};

export type SynthesisCard = {
  ref: Ref;
  block: Id;
  group: Id;
  zone: Id;
  text: string;
  lang: Lang;
  /** What was written, where `text` is its published translation. `isStale`: it was changed since. */
  original?: { text: string; lang: Lang; isStale?: true };
  territories: Id[];
  votes: number;
  owner?: string;
  due?: string;
  status?: ActionStatus;
};

export type SynthesisCommitment = { text: string; lang: Lang; due: string | null; territory: Id | null };

export type SynthesisPoll = {
  step: Id;
  question: Id;
  text: string;
  /** How many answered. */
  answers: number;
  /** As they were asked. */
  options: { id: Id; text: string; count: number }[];
};

/** `people`: with a seat; `present`: those of them who were there, where that was noted. */
export type Counted = { people: number; present?: number };

/** Of `languages` and `territories` participants only. What nobody stands for is left out. */
export type SynthesisParticipation = {
  roles: ({ role: Role } & Counted)[];
  /** The language they read. */
  languages: ({ lang: Lang } & Counted)[];
  /** In the order of `territories`; null: several territories, none, or not said. */
  territories: ({ territory: Id | null } & Counted)[];
};

export type UnreadableCanvas = { group: Id; block: Id; code: string };

/** A text in the languages it has. */
export type Words = Readonly<Record<Lang, string | undefined>>;

/** What the synthesis needs of a scenario. */
export type SynthesisScenario = {
  blocks: readonly { id: Id; number: number; title: Words; hue?: number }[];
  zones: readonly { id: Id; title: Words; icon?: string }[];
  situations?: readonly { id: Id; title: Words }[] | undefined;
  steps?:
    | readonly {
        poll?: { id: Id; text: Words; options: { id: Id; label: Words }[] }[] | undefined;
      }[]
    | undefined;
  maturity?: { levels: readonly { level: number; label: Words }[] } | undefined;
  subtitle?: Words | undefined;
  summary?: Words | undefined;
  disclaimer?: Words | undefined;
  guideline?: { title: Words } | undefined;
  programme?:
    | {
        event?: Words | undefined;
        code?: string | undefined;
        thematicLine?: Words | undefined;
        organisers: readonly Id[];
      }
    | undefined;
  organisations?: readonly { id: Id; name: Words; acronym?: Words | undefined }[] | undefined;
};

export type SynthesisInput = {
  /**
   * Whoever may not see every placement yet gets a state whose `maturity` is filtered by `maySeePlacement`; votes of
   * an open hidden ballot are left out here.
   */
  state: SessionState;
  scenario: SynthesisScenario;
  /** Every canvas of the session that could be read, those of the group "synthesis" included, in any order. */
  canvases: readonly CanvasSnapshot[];
  unreadable: readonly UnreadableCanvas[];
  /** How many different organisations people named: the state holds none of them. */
  organisations: number;
  language: Lang;
  /** When it was frozen, and the digest of what it was then. */
  frozen?: Synthesis['frozen'];
  /** What it was made with when it was frozen (`MODEL`); absent: with what there is now. */
  model?: number;
};
