import type { Id, Instant } from '../session/state.ts';
import { ARGUMENT_ZONES, CanvasArguments } from './argument.ts';
import type { CanvasSnapshot } from './snapshot.ts';
import { newestTranslation } from './translations.ts';

/** How far back "recent" goes, in ms. */
export const RECENT_MS = 5 * 60_000;

/** What has happened of late, by the server's clock. */
export type CanvasPulse = {
  /** Cards added in the last five minutes. */
  recentCards: number;
  /** Null while nobody has added one since the canvas was opened. */
  lastCardAt: Instant | null;
  /** Who has removed others' cards in the last five minutes, and how many of them are still gone. */
  removals: { by: Id; cards: number; at: Instant }[];
};

/** How far a canvas has come, without its words: what the console shows of each room. */
export type CanvasActivity = CanvasPulse & {
  groupId: Id;
  blockId: Id;
  /** Cards by zone; zones without cards are left out. */
  zones: Record<Id, number>;
  cards: number;
  /** Gaps to which neither a lever nor an action answers. */
  openGaps: number;
  /** Cards that no other language has a present translation of. */
  untranslated: number;
  /** Who has written a card that still stands. */
  authors: Id[];
};

export function activityOf(snapshot: CanvasSnapshot, pulse: CanvasPulse, now: Instant): CanvasActivity {
  const { cards } = snapshot;
  const zones: Record<Id, number> = {};
  for (const { zone } of cards) zones[zone] = (zones[zone] ?? 0) + 1;
  const threads = new CanvasArguments(snapshot);
  const written = cards
    .map(({ at }) => at)
    .toSorted()
    .at(-1);
  const isTranslated = (id: Id): boolean =>
    snapshot.translations.some(
      ({ card, lang }) => card === id && newestTranslation(snapshot, id, lang)?.isStale === false,
    );
  return {
    groupId: snapshot.group,
    blockId: snapshot.block,
    zones,
    cards: cards.length,
    openGaps: cards.filter((card) => card.zone === ARGUMENT_ZONES.gaps && threads.isOpen(card)).length,
    untranslated: cards.filter(({ id }) => !isTranslated(id)).length,
    authors: [...new Set(cards.map(({ author }) => author))].toSorted(),
    ...pulse,
    // After a restart the writers' own word has to do, but nobody wrote in the future.
    lastCardAt: pulse.lastCardAt ?? (written === undefined ? null : written > now ? now : written),
  };
}
