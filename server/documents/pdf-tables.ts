import { WHOLE, type Entry, type Run, type Table, type Threads } from './manuscript-shape.ts';
import { INK, LINE, shadeGround, ZONES } from './palette.ts';
import type { Item } from './pdf-flow.ts';
import { caption, lazily, stack, tall, type Setting } from './pdf-setting.ts';
import { COLUMN, MARGIN, type Struct } from './pdf-sheet.ts';
import type { Line, Look } from './pdf-words.ts';

/** The lines of a cell, and how it is drawn around them. */
type Box = {
  lines: Line[];
  align: 'left' | 'right';
  type: 'TH' | 'TD';
  scope?: 'Row' | 'Column';
  ground?: string;
  rim?: { color: string; isThick: boolean };
};
type Grid = {
  widths: number[];
  pad: { x: number; y: number };
  /** Under each row. */
  rule: string | null;
};

/** Lines of one row on one page at most; a row of more is cut. */
const MOST_LINES = 40;

export function tableItems({ caption: title, columns, rows }: Table, setting: Setting): Item[] {
  const { sheet, looks: all } = setting;
  const sum = columns.reduce((total, { width }) => total + width, 0);
  const grid: Grid = {
    widths: columns.map(({ width }) => (width / sum) * COLUMN),
    pad: { x: 0, y: 3.6 * setting.scale },
    rule: LINE,
  };
  const lines = (runs: readonly Run[], look: Look, index: number, inset: number) =>
    sheet.words.lines(runs, look, (grid.widths[index] ?? 0) - (columns[index]?.isNumber ? 16 : 8) - inset);
  const table = lazily(() => sheet.struct('Table', setting.parent));
  const head = columns.map(({ title: words, isNumber }, index): Box => ({
    lines: lines(words, all.head, index, 0),
    align: isNumber ? 'right' : 'left',
    type: 'TH',
    scope: 'Column',
  }));
  const body = rows.map((cells) =>
    cells.map((cell, index): Box => {
      const ground = cell.shade && shadeGround(cell.shade);
      return {
        lines: ground
          ? lines(cell.runs, { ...all.cell, isBold: true, color: ground.ink }, index, 4)
          : lines(cell.runs, all.cell, index, 0),
        align: columns[index]?.isNumber ? 'right' : 'left',
        ...(index === 0 ? { type: 'TH' as const, scope: 'Row' as const } : { type: 'TD' as const }),
        ...(ground && { ground: ground.fill }),
      };
    }),
  );
  return [...caption(title, setting), ...gridItems(head, body, grid, table, setting)];
}

/** Head and rows as items; the head comes again on each page, where it says nothing new. */
function gridItems(head: Box[], rows: Box[][], grid: Grid, table: () => Struct, setting: Setting): Item[] {
  const { sheet } = setting;
  const headHeight = Math.max(...head.map(({ lines }) => tall(lines))) + 2 * grid.pad.y;
  let isDrawn = false;
  const thead = lazily(() => sheet.struct('TR', sheet.struct('THead', table())));
  const drawHead = (y: number): void => {
    if (isDrawn) {
      sheet.artifact(() => drawAgain(head, grid, y, setting), 'Pagination');
    } else {
      isDrawn = true;
      drawRow(head, grid, y, headHeight, true, thead(), setting);
    }
    if (grid.rule) sheet.rule(MARGIN.side, y + headHeight, COLUMN, INK, 0.9);
  };
  const headItem: Item = {
    height: headHeight + 1,
    before: 3 * setting.scale,
    keepsNext: true,
    draw: drawHead,
  };
  const body = lazily(() => sheet.struct('TBody', table()));
  return [
    headItem,
    ...rows.flatMap((row, place) => {
      const isKept = grid.rule !== null && rows.length <= WHOLE && place < rows.length - 1;
      const tr = lazily(() => sheet.struct('TR', body()));
      const cells = row.map((box) =>
        lazily(() => sheet.struct(box.type, tr(), box.scope ? { scope: box.scope } : {})),
      );
      return chunksOf(row).map((chunk, index, all): Item => {
        const isLast = index === all.length - 1;
        const padding = (index === 0 ? grid.pad.y : 0) + (isLast ? grid.pad.y : 0);
        const height = Math.max(...chunk.map(({ lines }) => tall(lines))) + padding;
        return {
          height,
          before: 0,
          ...(isKept && { keepsNext: true }),
          head: headItem,
          draw: (y) => {
            drawRow(chunk, grid, y, height, index === 0, cells, setting);
            if (grid.rule && isLast) sheet.rule(MARGIN.side, y + height, COLUMN, grid.rule, 0.6);
          },
        };
      });
    }),
  ];
}

/** A row that is higher than a page goes over several. */
function chunksOf(row: Box[]): Box[][] {
  const most = Math.max(...row.map(({ lines }) => lines.length));
  return Array.from({ length: Math.max(1, Math.ceil(most / MOST_LINES)) }, (_, index) =>
    row.map((box) => ({ ...box, lines: box.lines.slice(index * MOST_LINES, (index + 1) * MOST_LINES) })),
  );
}

/** Between two columns; more after numbers, which stand at the right edge of theirs. */
const gap = ({ align }: Box): number => (align === 'right' ? 16 : 8);

function drawRow(
  row: Box[],
  grid: Grid,
  y: number,
  height: number,
  isFirst: boolean,
  into: Struct | (() => Struct)[],
  setting: Setting,
): void {
  const { sheet } = setting;
  let x = MARGIN.side;
  row.forEach((box, index) => {
    const width = grid.widths[index] ?? 0;
    if (box.ground) sheet.fill(x + 0.5, y + 0.5, width - 1, height - 1, box.ground);
    if (box.rim) drawRim(box.rim, x, y, width, height, setting);
    const inset = grid.pad.x + (box.ground && !box.rim ? 4 : 0);
    const struct = Array.isArray(into)
      ? into[index]?.()
      : sheet.struct(box.type, into, box.scope ? { scope: box.scope } : {});
    if (struct) {
      const top = y + (isFirst ? grid.pad.y : 0);
      stack(sheet, box.lines, x + inset, top, width - gap(box) - inset, struct, box.align);
    }
    x += width;
  });
}

/** The words of a head once more, without a place in the structure. */
function drawAgain(row: Box[], grid: Grid, y: number, { sheet }: Setting): void {
  let x = MARGIN.side;
  row.forEach((box, index) => {
    const width = grid.widths[index] ?? 0;
    sheet.bare(box.lines, x + grid.pad.x, y + grid.pad.y, width - gap(box) - grid.pad.x, box.align);
    x += width;
  });
}

function drawRim(
  { color, isThick }: { color: string; isThick: boolean },
  x: number,
  y: number,
  width: number,
  height: number,
  { sheet }: Setting,
): void {
  sheet.artifact(() => {
    sheet.pdf
      .lineWidth(0.6)
      .rect(x + 0.5, y + 0.5, width - 5, height - 1)
      .stroke(`#${color}`);
    if (isThick) sheet.pdf.rect(x + 0.5, y + 0.5, 2.5, height - 1).fill(`#${color}`);
  });
}

/** Gap by gap its levers and actions, side by side, in the tints of the board. */
export function threadItems({ columns, rows, noLever, noAction }: Threads, setting: Setting): Item[] {
  const { sheet, looks: all } = setting;
  const width = COLUMN / 3;
  const grid: Grid = { widths: [width, width, width], pad: { x: 8, y: 5 }, rule: null };
  const table = lazily(() => sheet.struct('Table', setting.parent));
  const linesOf = (entries: readonly Entry[]): Line[] =>
    entries.flatMap(({ number, text, facts }) => [
      ...sheet.words.lines(
        [...(number === null ? [] : [{ text: `${number}  `, tone: 'quiet' as const }]), text],
        all.cell,
        width - 24,
      ),
      ...(facts.length === 0 ? [] : sheet.words.lines([{ text: facts.join(' · ') }], all.facts, width - 24)),
    ]);
  const box = (kind: keyof typeof ZONES, entries: readonly Entry[], none: string): Box => ({
    lines:
      entries.length === 0
        ? sheet.words.lines([{ text: none, tone: 'quiet' }], all.cell, width - 24)
        : linesOf(entries),
    align: 'left',
    ...(kind === 'gap' ? { type: 'TH' as const, scope: 'Row' as const } : { type: 'TD' as const }),
    rim: {
      color: entries.length === 0 ? LINE : ZONES[kind].line,
      isThick: kind === 'action' && entries.length > 0,
    },
    ...(entries.length > 0 && kind !== 'action' && { ground: ZONES[kind].fill }),
  });
  const head = [columns.gap, columns.lever, columns.action].map((text): Box => ({
    lines: sheet.words.lines([{ text }], all.head, width - 24),
    align: 'left',
    type: 'TH',
    scope: 'Column',
  }));
  const body = rows.map(({ gap, levers, actions }) => [
    box('gap', [gap], ''),
    box('lever', levers, noLever),
    box('action', actions, noAction),
  ]);
  return gridItems(head, body, grid, table, setting).map((item, index) =>
    index === 0 ? item : { ...item, height: item.height + 4 },
  );
}
