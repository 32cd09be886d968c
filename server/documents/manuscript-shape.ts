import type { Lang } from '#shared/session/state.ts';
import type { Drawing } from './figures.ts';

/**
 * The synthesis as a document before it has a format: Markdown, DOCX and PDF set the same manuscript, each in its way.
 * All texts are raw; making them harmless is the matter of each format.
 */
export type Manuscript = {
  language: Lang;
  title: string;
  cover: Cover;
  /** Page one: it may not grow beyond it, however much was written. */
  brief: Part[];
  contents: string;
  body: Part[];
};

export type Cover = {
  /** What it is: "Synthesis". */
  kind: string;
  subtitle: string;
  /** Whether it may still change. */
  status: { text: string; isFinal: boolean };
  rows: Row[];
  /** Canvases that are missing from what follows. */
  missing: string[];
  disclaimer: string;
  /** How many cards each block has, for the strip of colours. */
  strip: { hue: number | null; cards: number }[];
  /** The same in words. */
  stripText: string;
};

export type Row = { label: string; value: string };

/** Words of one kind. `lang` where they are people's: it may be another one than the document's. */
export type Run = { text: string; lang?: Lang; tone?: 'strong' | 'quiet' | 'warn' } | BlockNumber;

/** A block's number in its colour. */
export type BlockNumber = { block: number; hue: number | null };

/** A card where it stands in full, under its number ("4.12"). Where it is only pointed to, `number` is null. */
export type Entry = { number: string | null; text: Run & { text: string }; facts: string[] };

export type Column = { title: Run[]; width: number; isNumber?: boolean };
export type Cell = {
  runs: Run[];
  /** 0 to 4 on the ramp of maturity levels, or of counts. */
  shade?: { ramp: 'maturity' | 'coverage'; step: number };
};
export type Table = {
  kind: 'table';
  caption: string;
  columns: Column[];
  /** The first cell of each names the row. */
  rows: Cell[][];
};

/** A table of so many rows stays on one page; a longer one may go on on the next. */
export const WHOLE = 14;

export type Heading = {
  kind: 'heading';
  /** 1 and 2 stand in the contents. */
  level: 1 | 2 | 3;
  runs: Run[];
  hue?: number | null;
  isNewPage?: true;
};

export type Threads = {
  kind: 'threads';
  columns: { gap: string; lever: string; action: string };
  noLever: string;
  noAction: string;
  rows: { gap: Entry; levers: Entry[]; actions: Entry[] }[];
};

/** Drawn where a format can hold drawings; its table says the same. `description`: for those who do not see it. */
export type FigurePart = { kind: 'figure'; caption: string; description: string; drawing: Drawing };

export type Part =
  | Heading
  | { kind: 'paragraph'; runs: Run[]; tone?: 'lead' | 'note' | 'reading'; keepsNext?: true }
  | { kind: 'figures'; rows: Row[] }
  | { kind: 'cards'; entries: Entry[] }
  | Threads
  | FigurePart
  | Table;

export const isBlockNumber = (run: Run): run is BlockNumber => 'block' in run;
