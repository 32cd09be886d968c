import type { CardSnapshot } from '#shared/canvas/snapshot.ts';

/** The cards of now, and of those in which nothing changed the very objects of before: what is drawn of them stays as it is. */
export function keepUnchanged(before: CardSnapshot[], now: CardSnapshot[]): CardSnapshot[] {
  const known = new Map(before.map((card) => [card.id, card]));
  return now.map((card) => {
    const old = known.get(card.id);
    return old && isSame(old, card) ? old : card;
  });
}

function isSame(a: CardSnapshot, b: CardSnapshot): boolean {
  const keys = Object.keys(b) as (keyof CardSnapshot)[];
  return keys.length === Object.keys(a).length && keys.every((key) => isEqual(a[key], b[key]));
}
const isEqual = (a: unknown, b: unknown): boolean =>
  Array.isArray(a) && Array.isArray(b)
    ? a.length === b.length && a.every((one, at) => one === b[at])
    : a === b;
