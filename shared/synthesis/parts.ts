import type { CanvasSnapshot } from '../canvas/snapshot.ts';
import type { Id, Ref } from '../session/state.ts';
import type { Threads } from './arguments.ts';
import type { ReadingOrder, Written } from './cards.ts';
import type { SynthesisCard, SynthesisInput, Words } from './shape.ts';
import type { ListedTerritory } from './territories.ts';

/** What the sections of a synthesis are made from, read and put in order once. */
export type Parts = {
  input: SynthesisInput;
  order: ReadingOrder;
  /** Those of groups, not the narratives'. */
  canvases: CanvasSnapshot[];
  written: Written[];
  /** The same cards as the synthesis shows them. */
  cards: SynthesisCard[];
  refs: ReadonlySet<Ref>;
  places: ListedTerritory[];
  tied: Threads;
  threads: number;
  similar: ReadonlyMap<Id, Ref[][]>;
  /** In the language of the synthesis, or the nearest there is. */
  say: (text: Words) => string;
};

export const refsOf = (cards: readonly SynthesisCard[]): Ref[] => cards.map(({ ref }) => ref);

/** Most votes first; what is equal stays in reading order. */
export const byVotes = (cards: readonly SynthesisCard[]): SynthesisCard[] =>
  cards.toSorted((a, b) => b.votes - a.votes);
