export type Box = { left: number; top: number; right: number; bottom: number };
/** A card on the board: the zone it stands in, and which column that is in. */
export type CardBox = Box & { zone: Box; column: number };
export type BoardLayout = {
  columns: { left: number; right: number; zones: Box[] }[];
  cards: Map<string, CardBox>;
};
export type Tie = { thread: string; from: string; to: string };
export type Point = { x: number; y: number };

/** Half of the space between two cards of a zone: the way a thread takes there. */
const BETWEEN_CARDS = 4;
/** How far a zone's edge may be from its outermost cards. */
const ZONE_EDGE = 20;

/** A stretch of a way between cards or zones, where several threads run side by side. */
type Stretch = { way: string; middle: number; width: number; from: number; to: number; at: number };
type Route = { tie: Tie; start: Point; end: Point; stretches: Stretch[] };

/**
 * The corners of every thread: out of one card, through the spaces between cards, zones and columns, into the other; never
 * over a card. Threads of one card share their way; those of others run beside them.
 */
export function routeThreads(ties: Tie[], layout: BoardLayout): Map<string, Point[]> {
  const routes = ties.flatMap((tie) => {
    const [from, to] = [layout.cards.get(tie.from), layout.cards.get(tie.to)];
    return from && to ? [routeOf(tie, from, to, layout)] : [];
  });
  spread(routes);
  return new Map(routes.map((route) => [route.tie.thread, cornersOf(route)]));
}

function routeOf(tie: Tie, from: CardBox, to: CardBox, layout: BoardLayout): Route {
  const leaves = to.column < from.column ? 'left' : 'right';
  const enters = to.column > from.column ? 'left' : 'right';
  const start = { x: from[leaves], y: middleOf(from) };
  const end = { x: to[enters], y: middleOf(to) };
  const out = wayOut(from, leaves);
  const into = wayOut(to, enters).reverse();
  const gutters = guttersBetween(from.column, to.column, leaves);
  const across = gutters.slice(1).map((_, index) => {
    const column =
      layout.columns[from.column < to.column ? (gutters[index] ?? 0) : (gutters[index + 1] ?? 0)];
    return wayAcross(column?.zones ?? [], (start.y + end.y) / 2, `${gutters[index]}/${gutters[index + 1]}`);
  });
  const through = gutters.flatMap((gutter, index) => {
    const stretch = gutterStretch(layout, gutter);
    return index < across.length && across[index] ? [stretch, across[index]] : [stretch];
  });
  const stretches = [...out, ...through, ...into];
  measure(stretches, start, end);
  return { tie, start, end, stretches };
}

const middleOf = ({ top, bottom }: Box): number => (top + bottom) / 2;
const stretch = (way: string, middle: number, width: number): Stretch => ({
  way,
  middle,
  width,
  from: 0,
  to: 0,
  at: middle,
});

/** From a card to the outside of its zone: straight, or beside the card and beneath its row. */
function wayOut(card: CardBox, side: 'left' | 'right'): Stretch[] {
  const { zone } = card;
  const isOutermost =
    side === 'left' ? card.left - zone.left < ZONE_EDGE : zone.right - card.right < ZONE_EDGE;
  if (isOutermost) return [];
  const x = side === 'left' ? card.left - BETWEEN_CARDS : card.right + BETWEEN_CARDS;
  const y = card.bottom + BETWEEN_CARDS;
  return [
    stretch(`beside ${Math.round(x)} ${zone.top}`, x, 5),
    stretch(`row ${Math.round(y)} ${zone.left}`, y, 5),
  ];
}

/** Gutter n is to the left of column n. */
function guttersBetween(from: number, to: number, leaves: 'left' | 'right'): number[] {
  const first = leaves === 'right' ? from + 1 : from;
  const last = to > from ? to : to + 1;
  const step = Math.sign(last - first) || 1;
  return Array.from({ length: Math.abs(last - first) + 1 }, (_, index) => first + index * step);
}

function gutterStretch({ columns }: BoardLayout, gutter: number): Stretch {
  const [before, after] = [columns[gutter - 1], columns[gutter]];
  const left = before?.right ?? (after?.left ?? 0) - 12;
  const right = after?.left ?? (before?.right ?? 0) + 12;
  // The zones' own edges are free too; at the rim of the board there is less.
  return stretch(`gutter ${gutter}`, (left + right) / 2, before && after ? right - left + 8 : 8);
}

/** Past the zones of a column: between, above or below them, wherever the thread comes by. */
function wayAcross(zones: Box[], near: number, name: string): Stretch {
  const ways = [
    ...zones.slice(0, 1).map(({ top }) => stretch(`over ${name}`, top - 6, 6)),
    ...zones.map(({ bottom }, index) => {
      const next = zones[index + 1];
      return next
        ? stretch(`across ${index} ${name}`, (bottom + next.top) / 2, next.top - bottom - 4)
        : stretch(`under ${name}`, bottom + 8, 8);
    }),
  ];
  return ways.reduce(
    (best, way) => (Math.abs(way.middle - near) < Math.abs(best.middle - near) ? way : best),
    ways[0] ?? stretch(`nowhere ${name}`, near, 0),
  );
}

/** Upright and level stretches take turns: each reaches from the one before it to the one after. */
function measure(stretches: Stretch[], start: Point, end: Point): void {
  for (const [index, one] of stretches.entries()) {
    const isUpright = index % 2 === 0;
    const before = stretches[index - 1]?.middle ?? (isUpright ? start.y : start.x);
    const after = stretches[index + 1]?.middle ?? (isUpright ? end.y : end.x);
    one.from = Math.min(before, after);
    one.to = Math.max(before, after);
  }
}

/** Where threads of several cards would lie on one another, each card's get a lane of their own. */
function spread(routes: Route[]): void {
  const ways = new Map<string, Map<string, Stretch[]>>();
  for (const { tie, stretches } of routes) {
    for (const one of stretches) {
      const lanes = ways.get(one.way) ?? new Map<string, Stretch[]>();
      ways.set(one.way, lanes.set(tie.from, [...(lanes.get(tie.from) ?? []), one]));
    }
  }
  for (const owners of ways.values()) {
    const spans = [...owners.values()]
      .map((all) => ({
        all,
        from: Math.min(...all.map(({ from }) => from)),
        to: Math.max(...all.map(({ to }) => to)),
      }))
      .sort((a, b) => a.from - b.from);
    const ends: number[] = [];
    const placed = spans.map(({ all, from, to }) => {
      const free = ends.findIndex((end) => end + 6 < from);
      const lane = free < 0 ? ends.length : free;
      ends[lane] = to;
      return { all, lane };
    });
    for (const { all, lane } of placed) {
      for (const one of all) {
        const apart = Math.min(5, one.width / Math.max(1, ends.length - 1));
        one.at = one.middle + (lane - (ends.length - 1) / 2) * apart;
      }
    }
  }
}

function cornersOf({ start, end, stretches }: Route): Point[] {
  const corners = [start];
  let { y } = start;
  let x = start.x;
  for (const [index, { at }] of stretches.entries()) {
    if (index % 2 === 0) x = at;
    else y = at;
    corners.push({ x, y });
  }
  return [...corners, { x, y: end.y }, end].filter(
    (point, index, all) => index === 0 || point.x !== all[index - 1]?.x || point.y !== all[index - 1]?.y,
  );
}

/** An SVG path through the corners, rounded. */
export function pathThrough(corners: Point[], radius = 7): string {
  return corners
    .map((corner, index) => {
      const [before, after] = [corners[index - 1], corners[index + 1]];
      if (!before) return `M${corner.x} ${corner.y}`;
      if (!after) return `L${corner.x} ${corner.y}`;
      const [into, out] = [towards(corner, before, radius), towards(corner, after, radius)];
      return `L${into.x} ${into.y}Q${corner.x} ${corner.y} ${out.x} ${out.y}`;
    })
    .join('');
}

function towards(from: Point, to: Point, distance: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const share = length === 0 ? 0 : Math.min(distance, length / 2) / length;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}
