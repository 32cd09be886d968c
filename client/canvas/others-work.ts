import type { CardSnapshot } from '#shared/canvas/snapshot.ts';

/** What others did on a canvas since it was last told: cards by who added them where, cards changed, cards removed. */
export type OthersWork =
  | { kind: 'added'; author: string; zone: string; cards: CardSnapshot[] }
  | { kind: 'changed' | 'removed'; cards: CardSnapshot[] };

/** @param mine the cards that I changed meanwhile: of them nothing is told */
export function othersWork(
  before: Map<string, CardSnapshot>,
  after: Map<string, CardSnapshot>,
  me: string | null,
  mine: Set<string>,
): OthersWork[] {
  const added = new Map<string, OthersWork & { kind: 'added' }>();
  const changed: CardSnapshot[] = [];
  for (const card of after.values()) {
    const old = before.get(card.id);
    if (mine.has(card.id)) continue;
    const { author, zone } = card;
    if (old) {
      if (old.text !== card.text || old.zone !== zone) changed.push(card);
    } else if (author !== me) {
      const key = `${author} ${zone}`;
      const known = added.get(key) ?? { kind: 'added', author, zone, cards: [] };
      added.set(key, { ...known, cards: [...known.cards, card] });
    }
  }
  const removed = [...before.values()].filter(({ id }) => !after.has(id) && !mine.has(id));
  return [
    ...added.values(),
    { kind: 'changed' as const, cards: changed },
    { kind: 'removed' as const, cards: removed },
  ].filter(({ cards }) => cards.length > 0);
}
