import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  routeThreads,
  type BoardLayout,
  type Box,
  type CardBox,
  type Point,
  type Tie,
} from '#shared/canvas/thread-routes.ts';

const COLUMN = { width: 360, apart: 20 };
const CARD = { apart: 8, inset: 8, head: 46 };

/** A board as the page lays it out: zones under one another in columns, cards in rows of equal height. */
function boardOf(zones: { column: number; perRow: number; heights: number[] }[]): BoardLayout {
  const cards = new Map<string, CardBox>();
  const columns: BoardLayout['columns'] = [];
  for (const [at, { column, perRow, heights }] of zones.entries()) {
    const left = column * (COLUMN.width + COLUMN.apart);
    columns[column] ??= { left, right: left + COLUMN.width, zones: [] };
    const top = (columns[column].zones.at(-1)?.bottom ?? -COLUMN.apart) + COLUMN.apart;
    const zone: Box = { left, top, right: left + COLUMN.width, bottom: top + CARD.head };
    const width = (COLUMN.width - 2 * CARD.inset - (perRow - 1) * CARD.apart) / perRow;
    for (let first = 0; first < heights.length; first += perRow) {
      const row = heights.slice(first, first + perRow);
      const height = Math.max(...row);
      for (const index of row.keys()) {
        const x = left + CARD.inset + index * (width + CARD.apart);
        const box = { left: x, top: zone.bottom, right: x + width, bottom: zone.bottom + height };
        cards.set(`${at}-${first + index}`, { ...box, zone, column });
      }
      zone.bottom += height + CARD.apart;
    }
    zone.bottom += CARD.inset;
    columns[column].zones.push(zone);
  }
  return { columns, cards };
}

const heights = (most: number) =>
  fc.array(fc.integer({ min: 60, max: 180 }), { minLength: 1, maxLength: most });
/** Five zones in three columns, up to 46 cards. */
const board = fc
  .tuple(heights(10), heights(10), heights(10), heights(8), heights(8))
  .map(([exists, gaps, actors, levers, actions]) =>
    boardOf([
      { column: 0, perRow: 2, heights: exists },
      { column: 0, perRow: 2, heights: gaps },
      { column: 1, perRow: 2, heights: actors },
      { column: 1, perRow: 2, heights: levers },
      { column: 2, perRow: 1, heights: actions },
    ]),
  );
/** Up to 20 threads from gaps (zone 1) and levers (3) to levers and actions (4). */
const tiesOn = ({ cards }: BoardLayout, picks: [number, number][]): Tie[] => {
  const of = (...zones: number[]) => [...cards.keys()].filter((id) => zones.includes(Number(id[0])));
  return picks.map(([a, b], at) => {
    const from = of(1, 3)[a % of(1, 3).length] ?? '';
    const later = from.startsWith('1') ? of(3, 4) : of(4);
    return { thread: `t${at}`, from, to: later[b % later.length] ?? '' };
  });
};
const picks = fc.array(fc.tuple(fc.nat(1000), fc.nat(1000)), { maxLength: 20 });

const isOver = (from: Point, to: Point, { left, top, right, bottom }: Box): boolean =>
  Math.min(from.x, to.x) < right - 0.5 &&
  Math.max(from.x, to.x) > left + 0.5 &&
  Math.min(from.y, to.y) < bottom - 0.5 &&
  Math.max(from.y, to.y) > top + 0.5;

describe('threads on the board', () => {
  it('run from the edge of one card to the edge of the other, upright or level, and never over a card', () => {
    fc.assert(
      fc.property(board, picks, (layout, picked) => {
        const ties = tiesOn(layout, picked);
        const routes = routeThreads(ties, layout);
        for (const { thread, from, to } of ties) {
          const corners = routes.get(thread) ?? [];
          const [first, last] = [corners[0], corners.at(-1)];
          const [out, into] = [layout.cards.get(from), layout.cards.get(to)];
          expect([out?.left, out?.right]).toContain(first?.x);
          expect([into?.left, into?.right]).toContain(last?.x);
          for (const [index, corner] of corners.slice(1).entries()) {
            const before = corners[index] ?? corner;
            expect(corner.x === before.x || corner.y === before.y, 'upright or level').toBe(true);
            for (const [id, card] of layout.cards)
              expect(isOver(before, corner, card), `${thread} runs over ${id}`).toBe(false);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('leave out what has an end that is not shown', () => {
    const layout = boardOf([{ column: 0, perRow: 2, heights: [80] }]);
    expect(routeThreads([{ thread: 't', from: '0-0', to: 'elsewhere' }], layout).size).toBe(0);
  });
});
