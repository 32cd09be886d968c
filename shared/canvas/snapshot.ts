import type { Id, Instant, Lang, Text } from '../session/state.ts';
import type { ActionStatus } from './schema.ts';

/** A canvas as others may rely on it: live, well-formed entries in reading order (zone, rank, id). */
export type CanvasSnapshot = {
  session: Id;
  group: Id;
  block: Id;
  /** Malformed entries that were left out. */
  rejected: number;
  cards: CardSnapshot[];
  threads: { id: Id; from: Id; to: Id }[];
  comments: { id: Id; card: Id; author: Id; text: string; lang: Lang; at: Instant }[];
  translations: TranslationSnapshot[];
  report: { action: Id | null; lang: Lang; question: string; lines: string };
  /** Only in canvases of the reserved group "synthesis". */
  narrative?: Text;
};

export type CardSnapshot = {
  id: Id;
  zone: Id;
  rank: string;
  text: string;
  author: Id;
  territories: Id[];
  lang: Lang;
  at: Instant;
  owner?: string;
  due?: string;
  status?: ActionStatus;
  /** Who said it, where somebody else wrote it down. */
  spokenBy?: string;
  /** The group's own: the synthesis leaves it out. */
  isInternal?: true;
};

export type TranslationSnapshot = {
  id: Id;
  card: Id;
  lang: Lang;
  text: string;
  by: Id;
  status: 'draft' | 'published';
  /** The original was changed after this was written. */
  isStale: boolean;
};
