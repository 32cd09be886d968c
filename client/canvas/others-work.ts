import type { CardSnapshot } from '#shared/canvas/snapshot.ts';

/** What others did on a canvas since it was last told, grouped. */
export type OthersWork = {
  added: { author: string; zone: string; count: number }[];
  changed: number;
  removed: number;
};

/** @param mine the cards that I changed meanwhile: of them nothing is told */
export function othersWork(
  before: Map<string, CardSnapshot>,
  after: Map<string, CardSnapshot>,
  me: string | null,
  mine: Set<string>,
): OthersWork {
  const added = new Map<string, { author: string; zone: string; count: number }>();
  let changed = 0;
  for (const card of after.values()) {
    const old = before.get(card.id);
    if (mine.has(card.id)) continue;
    if (old) {
      if (old.text !== card.text || old.zone !== card.zone) changed += 1;
    } else if (card.author !== me) {
      const key = `${card.author} ${card.zone}`;
      const group = added.get(key) ?? { author: card.author, zone: card.zone, count: 0 };
      added.set(key, { ...group, count: group.count + 1 });
    }
  }
  const removed = [...before.keys()].filter((id) => !after.has(id) && !mine.has(id)).length;
  return { added: [...added.values()], changed, removed };
}
