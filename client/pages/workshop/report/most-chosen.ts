import type { CardSnapshot } from '#shared/canvas/snapshot.ts';

/** Cards with dots, the most chosen first; equal ones as they stand on the canvas. Hidden dots choose nothing. */
export const mostChosen = (cards: CardSnapshot[], dots: ReadonlyMap<string, number>): CardSnapshot[] =>
  cards
    .filter(({ id }) => (dots.get(id) ?? 0) > 0)
    .toSorted((a, b) => (dots.get(b.id) ?? 0) - (dots.get(a.id) ?? 0));
