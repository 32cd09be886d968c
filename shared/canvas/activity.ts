import type { Id, Instant } from '../session/state.ts';
import type { CanvasSnapshot } from './snapshot.ts';

/** How far a canvas has come, without its words: what the console shows of each room. */
export type CanvasActivity = {
  groupId: Id;
  blockId: Id;
  /** Cards by zone; zones without cards are left out. */
  zones: Record<Id, number>;
  cards: number;
  /** When its youngest card was written, by its writer's clock. */
  lastCardAt: Instant | null;
};

export function activityOf(snapshot: CanvasSnapshot): CanvasActivity {
  const zones: Record<Id, number> = {};
  let lastCardAt: Instant | null = null;
  for (const { zone, at } of snapshot.cards) {
    zones[zone] = (zones[zone] ?? 0) + 1;
    if (lastCardAt === null || at > lastCardAt) lastCardAt = at;
  }
  return {
    groupId: snapshot.group,
    blockId: snapshot.block,
    zones,
    cards: snapshot.cards.length,
    lastCardAt,
  };
}
