import type { EChartsCoreOption } from 'echarts';
// In one file, for each thread that writes loads it: the package's many small ones take eight times as long.
import { init } from 'echarts/dist/echarts.esm.min';
import type { BlockMark, Drawing, GridCell } from './figures.ts';
import { plainLine } from './plain-text.ts';

export type Width = 'wide' | 'narrow';
/** In CSS pixels. */
export type Picture = { svg: string; width: number; height: number };

const WIDTHS: Record<Width, number> = { wide: 760, narrow: 360 };
const FONT = "'Asap Minga', Asap, Alegreya, 'Noto Sans Arabic', sans-serif";
/** The library wants a face with each text; it stands once, on the drawing. */
const face = (size: number, weight = 400): Shape => ({ font: `${weight} ${size}px x` });

/** Draws a figure in the pages' tokens, which a page in the dark turns round. Equal drawings give equal bytes. */
export function drawn(drawing: Drawing, size: Width = 'wide'): Picture {
  switch (drawing.kind) {
    case 'spread':
      return spread(drawing, size);
    case 'grid':
      return grid(drawing, size);
    case 'threads':
      return threads(drawing, size);
  }
}

type Shape = Record<string, unknown>;
type At = { x: number; y: number; width: number; height: number };
type Api = {
  value: (place: number) => number;
  coord: (at: number[]) => number[];
  size: (of: number[]) => number[];
};

function chart(width: number, height: number, option: EChartsCoreOption): Picture {
  const one = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    one.setOption({ animation: false, ...option });
    return { svg: plainSvg(one.renderToSVGString({ useViewBox: true })), width, height };
  } finally {
    one.dispose();
  }
}

/**
 * Styles become attributes, for no page of ours allows styles in its markup; ids and sizes go, so that drawings may stand beside each
 * other and be as wide as their place.
 */
function plainSvg(svg: string): string {
  return svg
    .replace(
      /^<svg[^>]*(viewBox="[^"]*")>/,
      `<svg xmlns="http://www.w3.org/2000/svg" $1 font-family="${FONT}">`,
    )
    .replace(/<style[^>]*>[^]*?<\/style>/g, '')
    .replace(/ (?:class|xml:space|pointer-events|ecmeta_\w+)="[^"]*"| text-anchor="start"/g, '')
    .replace(/ style="font: ?(\d+) ([\d.]+)px[^"]*"/g, ' font-weight="$1" font-size="$2"')
    .replace(/ dominant-baseline="central"/g, ' dy="0.35em"')
    .replace(/><\/(?:path|rect|circle)>/g, '/>')
    .replace(/>\s+</g, '><');
}

const text = (words: string, x: number, y: number, more: Shape = {}): Shape => ({
  type: 'text',
  silent: true,
  style: {
    text: plainLine(words),
    x,
    y,
    fill: 'var(--ink)',
    ...face(12),
    textVerticalAlign: 'middle',
    ...more,
  },
});
const bold = (size: number): Shape => face(size, 700);
const quiet = (size: number): Shape => ({ ...face(size), fill: 'var(--ink-2)' });
const centred = { textAlign: 'center' };

const rect = ({ x, y, width, height }: At, style: Shape, r = 2): Shape => ({
  type: 'rect',
  silent: true,
  shape: { x, y, width, height, r },
  style,
});

/** Strokes from lower left to upper right: what is provisional, without colour. */
function hatched({ x, y, width, height }: At, stroke: string): Shape {
  const lines: string[] = [];
  for (let along = 5; along < width + height; along += 7) {
    const [right, left] = [Math.min(along, width), Math.max(0, along - height)];
    lines.push(`M${x + right} ${y + along - right}L${x + left} ${y + along - left}`);
  }
  return {
    type: 'path',
    silent: true,
    shape: { pathData: lines.join('') },
    style: { stroke, lineWidth: 1, fill: 'none', opacity: 0.55 },
  };
}

const LINE_HEIGHT = 13;
/** By letters, for no font is at hand to measure with: a little less than what fits. */
function wrapped(words: string, letters: number, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of plainLine(words).split(' ')) {
    if (line !== '' && line.length + 1 + word.length > letters) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  const kept = lines
    .slice(0, most)
    .map((one) => (one.length > letters + 3 ? `${one.slice(0, letters + 2)}…` : one));
  return lines.length > most ? [...kept.slice(0, -1), `${kept.at(-1) ?? ''}…`] : kept;
}

const block = (words: readonly string[], x: number, middle: number, style: Shape): Shape[] =>
  words.map((line, index) => text(line, x, middle + (index - (words.length - 1) / 2) * LINE_HEIGHT, style));

function chip({ number, hue }: BlockMark, x: number, middle: number): Shape[] {
  const width = number > 9 ? 28 : 22;
  return [
    rect({ x, y: middle - 10, width, height: 20 }, { fill: blockColour(hue) }),
    text(String(number), x + width / 2, middle, { ...bold(12), ...centred, fill: onBlock(hue) }),
  ];
}

const blockColour = (hue: number | null): string => (hue === null ? 'var(--ink-2)' : `var(--b${hue})`);
const onBlock = (hue: number | null): string => (hue === null ? 'var(--surface)' : `var(--on-b${hue})`);
/** The three lightest counts have one ink. */
const onGround = ({ ramp, step }: NonNullable<GridCell['ground']>): string =>
  ramp === 'k' && step < 3 ? 'var(--on-k)' : `var(--on-${ramp}${step})`;

const NO_AXIS = { axisLine: { show: false }, axisTick: { show: false }, axisLabel: { show: false } };
const RULED = { splitLine: { show: true, lineStyle: { color: 'var(--line)', width: 1 } } };
const places = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index));

/** A table of columns and rows as the library lays it out; `draw` fills its cells, `around` is what stands beside them. */
function cells(
  area: { left: number; top: number; right: number; width: number; rowHeight: number },
  columns: number,
  rows: number,
  draw: (column: number, row: number, at: At) => Shape[],
  around: Shape[],
  isRuled = false,
): Picture {
  const { left, top, right, width, rowHeight } = area;
  const height = top + rows * rowHeight + 2;
  return chart(width, height, {
    grid: { left, top, right, height: rows * rowHeight },
    xAxis: { type: 'category', data: places(columns), ...NO_AXIS, ...(isRuled && RULED) },
    yAxis: { type: 'category', inverse: true, data: places(rows), ...NO_AXIS, ...(isRuled && RULED) },
    series: [
      {
        type: 'custom',
        silent: true,
        data: places(rows).flatMap((_, row) => places(columns).map((__, column) => [column, row])),
        renderItem: (_: unknown, api: Api) => {
          const [column, row] = [api.value(0), api.value(1)];
          const [x = 0, y = 0] = api.coord([column, row]);
          const [wide = 0, high = 0] = api.size([1, 1]);
          const at = { x: x - wide / 2, y: y - high / 2, width: wide, height: high };
          const beside = column === 0 && row === 0 ? around : [];
          return { type: 'group', children: [...beside, ...draw(column, row, at)] };
        },
      },
    ],
  });
}

function grid({ blocks, rows }: Drawing & { kind: 'grid' }, size: Width): Picture {
  const isWide = size === 'wide';
  const left = isWide ? 168 : 88;
  const hasMarks = rows.some(({ cells: all }) => all.some((cell) => cell?.marks));
  const hasNotes = rows.some(({ cells: all }) => all.some((cell) => cell && cell.note !== ''));
  const area = {
    left,
    top: 30,
    right: 0,
    width: WIDTHS[size],
    rowHeight: hasMarks ? 50 : hasNotes && !isWide ? 40 : 32,
  };
  const columnWidth = (area.width - left) / blocks.length;
  const draw = (column: number, row: number, at: At): Shape[] => {
    const cell = rows[row]?.cells[column] ?? null;
    const box = { x: at.x + 1.5, y: at.y + 1.5, width: at.width - 3, height: at.height - 3 };
    if (!cell)
      return [
        rect(box, { fill: 'var(--zone)', stroke: 'var(--line-strong)', lineWidth: 0.75, lineDash: [1, 3] }),
      ];
    return cell.marks ? stripCell(cell, cell.marks, box, isWide) : valueCell(cell, box, isWide);
  };
  const heads = blocks.flatMap((mark, index) =>
    chip(mark, left + (index + 0.5) * columnWidth - (mark.number > 9 ? 14 : 11), 14),
  );
  const names = rows.flatMap(({ name }, row) =>
    block(
      wrapped(name, isWide ? 25 : 13, isWide ? 2 : 3),
      0,
      area.top + (row + 0.5) * area.rowHeight,
      face(isWide ? 12.5 : 11.5),
    ),
  );
  return cells(area, blocks.length, rows.length, draw, [...heads, ...names]);
}

/** A level or a count on its colour, always with the number upon it. */
function valueCell(
  { ground, text: words, note, isProvisional }: GridCell,
  box: At,
  isWide: boolean,
): Shape[] {
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const ink = ground ? onGround(ground) : 'var(--ink-2)';
  const base = ground
    ? rect(box, { fill: `var(--${ground.ramp}${ground.step})` })
    : rect(box, { fill: 'none', stroke: 'var(--line-strong)', lineWidth: 0.75 });
  const plate =
    isProvisional && ground
      ? [
          hatched(box, ink),
          rect(
            {
              x: middle.x - (isWide ? 27 : 13),
              y: box.y + 4,
              width: isWide ? 54 : 26,
              height: box.height - 8,
            },
            { fill: `var(--${ground.ramp}${ground.step})` },
          ),
        ]
      : [];
  if (note === '')
    return [base, ...plate, text(words, middle.x, middle.y, { ...bold(13), ...centred, fill: ink })];
  if (isWide)
    return [
      base,
      ...plate,
      text(words, middle.x - 4, middle.y, { ...bold(13), textAlign: 'right', fill: ink }),
      text(note, middle.x + 1, middle.y, { ...face(11), fill: ink }),
    ];
  return [
    base,
    ...plate,
    text(words, middle.x, middle.y - 7, { ...bold(12), ...centred, fill: ink }),
    text(note, middle.x, middle.y + 8, { ...face(10), ...centred, fill: ink }),
  ];
}

/** Which of the five levels were chosen, from the lowest to the highest, and by how many. */
function stripCell(
  { text: words, note, isProvisional }: GridCell,
  marks: number[],
  box: At,
  isWide: boolean,
): Shape[] {
  const pad = isWide ? 5 : 2;
  const step = (box.width - 2 * pad) / 5;
  const strip = [0, 1, 2, 3, 4].flatMap((level) => {
    const at = { x: box.x + pad + level * step, y: box.y + 5, width: step - 1, height: 13 };
    if (!marks.includes(level)) return [rect(at, { fill: 'var(--sunken)' }, 1)];
    const mark = rect(at, { fill: `var(--m${level})`, stroke: 'var(--ink-2)', lineWidth: 0.5 }, 1);
    return isProvisional ? [mark, hatched(at, `var(--on-m${level})`)] : [mark];
  });
  const frame = rect(box, { fill: 'none', stroke: 'var(--line)', lineWidth: 1 });
  if (isWide)
    return [
      frame,
      ...strip,
      text(words, box.x + pad, box.y + 32, bold(12.5)),
      text(note, box.x + box.width - pad, box.y + 32, { ...quiet(11), textAlign: 'right' }),
    ];
  const middle = box.x + box.width / 2;
  return [
    frame,
    ...strip,
    text(words, middle, box.y + 26, { ...bold(11), ...centred }),
    text(note, middle, box.y + 38, { ...quiet(10), ...centred }),
  ];
}

function spread({ levels, heads, key, rows }: Drawing & { kind: 'spread' }, size: Width): Picture {
  const isWide = size === 'wide';
  const area = {
    left: isWide ? 206 : 30,
    top: isWide ? 78 : 66,
    right: isWide ? 104 : 76,
    width: WIDTHS[size],
    rowHeight: isWide ? 42 : 38,
  };
  const column = (area.width - area.left - area.right) / 5;
  const most = Math.max(1, ...rows.flatMap(({ sure, provisional }) => [...sure, ...provisional]));
  const largest = Math.min(column / 4 - 1.5, area.rowHeight / 2 - 4);
  const circle = (count: number, level: number, isProvisional: boolean, cx: number, cy: number): Shape[] => {
    const r = Math.max(8, largest * Math.sqrt(count / most));
    const ground = `var(--m${level})`;
    const ink = `var(--on-m${level})`;
    return [
      disc(cx, cy, r, ground),
      ...(isProvisional ? [hatchedDisc(cx, cy, r, ink), plate(cx, cy, r < 10 ? 6 : 8.5, ground)] : []),
      text(String(count), cx, cy, {
        ...bold(r < 10 ? 10 : 11.5),
        ...centred,
        fill: ink,
      }),
    ];
  };
  const draw = (level: number, row: number, at: At): Shape[] => {
    const [sure, unsure] = [rows[row]?.sure[level] ?? 0, rows[row]?.provisional[level] ?? 0];
    const middle = { x: at.x + at.width / 2, y: at.y + at.height / 2 };
    const aside = sure > 0 && unsure > 0 ? at.width / 4 : 0;
    return [
      ...(sure > 0 ? circle(sure, level, false, middle.x - aside, middle.y) : []),
      ...(unsure > 0 ? circle(unsure, level, true, middle.x + aside, middle.y) : []),
    ];
  };
  const right = area.width - area.right;
  const scale = levels.flatMap(({ level, label }, index) => {
    const middle = area.left + (index + 0.5) * column;
    const y = isWide ? 38 : 50;
    return [
      rect(
        { x: middle - 10, y: y - 10, width: 20, height: 20 },
        { fill: `var(--m${level})`, stroke: 'var(--ink-2)', lineWidth: 0.5 },
      ),
      text(String(level), middle, y, { ...bold(12), ...centred, fill: `var(--on-m${level})` }),
      ...(isWide ? [text(wrapped(label, 17, 1)[0] ?? '', middle, 62, { ...quiet(11), ...centred })] : []),
    ];
  });
  const beside = rows.flatMap(({ block: mark, count, median }, row) => {
    const middle = area.top + (row + 0.5) * area.rowHeight;
    return [
      ...chip(mark, 0, middle),
      ...(isWide ? block(wrapped(mark.title, 28, 3), 32, middle, face(11.5)) : []),
      text(count, right + (isWide ? 34 : 28), middle, { ...bold(12.5), textAlign: 'right' }),
      text(median, area.width - 2, middle, { textAlign: 'right' }),
    ];
  });
  const legend = [
    ...circleKey(8, false),
    text(key.sure, 22, 10, quiet(11.5)),
    ...circleKey(isWide ? 208 : 130, true),
    text(key.provisional, isWide ? 222 : 144, 10, quiet(11.5)),
  ];
  const headings = [
    text(heads.count, right + (isWide ? 34 : 28), isWide ? 62 : 50, { ...quiet(11), textAlign: 'right' }),
    text(heads.median, area.width - 2, isWide ? 62 : 50, { ...quiet(11), textAlign: 'right' }),
  ];
  return cells(area, 5, rows.length, draw, [...legend, ...scale, ...headings, ...beside], true);
}

const circleKey = (cx: number, isProvisional: boolean): Shape[] => [
  disc(cx, 10, 6.5, 'var(--m2)'),
  ...(isProvisional ? [hatchedDisc(cx, 10, 6.5, 'var(--on-m2)')] : []),
];

const disc = (cx: number, cy: number, r: number, fill: string): Shape => ({
  type: 'circle',
  silent: true,
  shape: { cx, cy, r },
  style: { fill, stroke: 'var(--ink-2)', lineWidth: 0.75 },
});

/** What keeps the strokes away from a number. */
const plate = (cx: number, cy: number, r: number, fill: string): Shape => ({
  type: 'circle',
  silent: true,
  shape: { cx, cy, r },
  style: { fill },
});

/** The same strokes as `hatched`, within a circle. */
function hatchedDisc(cx: number, cy: number, r: number, stroke: string): Shape {
  const lines: string[] = [];
  for (let off = -Math.floor(r / 5) * 5; off < r; off += 5) {
    const [middle, half] = [off * Math.SQRT1_2, Math.sqrt(r * r - off * off) * Math.SQRT1_2];
    lines.push(`M${cx + middle - half} ${cy + middle + half}L${cx + middle + half} ${cy + middle - half}`);
  }
  return {
    type: 'path',
    silent: true,
    shape: { pathData: lines.join('') },
    style: { stroke, lineWidth: 1, fill: 'none', opacity: 0.55 },
  };
}

/** As wide as there are gaps: drawn through where an action was found, stitched where it is still to be. */
function threads({ key, rows }: Drawing & { kind: 'threads' }, size: Width): Picture {
  const isWide = size === 'wide';
  const left = isWide ? 216 : 36;
  const area = { left, top: isWide ? 30 : 66, right: 8, width: WIDTHS[size], rowHeight: isWide ? 42 : 34 };
  const most = Math.max(1, ...rows.map(({ toAction, toLever, open }) => toAction + toLever + open));
  const unit = (area.width - left - area.right) / most;
  const draw = (_: number, row: number, at: At): Shape[] => {
    const {
      block: mark,
      toAction,
      toLever,
      open,
    } = rows[row] ?? { block: NOBODY, toAction: 0, toLever: 0, open: 0 };
    const y = at.y + at.height / 2 - 11;
    const part = (count: number, before: number, kind: ThreadKind) =>
      count === 0
        ? []
        : [
            ...threadShape(
              { x: left + before * unit, y, width: count * unit - 2, height: 22 },
              kind,
              mark.hue,
            ),
            text(String(count), left + (before + count / 2) * unit - 1, y + 11, {
              ...bold(12),
              ...centred,
              fill: kind === 'toAction' ? onBlock(mark.hue) : 'var(--ink)',
            }),
          ];
    return [
      ...part(toAction, 0, 'toAction'),
      ...part(toLever, toAction, 'toLever'),
      ...part(open, toAction + toLever, 'open'),
    ];
  };
  const beside = rows.flatMap(({ block: mark }, row) => {
    const middle = area.top + (row + 0.5) * area.rowHeight;
    return [
      ...chip(mark, 0, middle),
      ...(isWide ? block(wrapped(mark.title, 30, 3), 32, middle, face(11.5)) : []),
    ];
  });
  const kinds = ['toAction', 'toLever', 'open'] as const;
  const legend = kinds.flatMap((kind, index) => {
    const [x, y] = isWide ? [index * 250, 10] : [0, 10 + index * 19];
    return [
      ...threadShape({ x, y: y - 6, width: 26, height: 12 }, kind, null),
      text(key[kind], x + 34, y, quiet(11.5)),
    ];
  });
  return cells(area, 1, rows.length, draw, [...legend, ...beside]);
}

type ThreadKind = 'toAction' | 'toLever' | 'open';
const NOBODY: BlockMark = { number: 0, hue: null, title: '' };

function threadShape(at: At, kind: ThreadKind, hue: number | null): Shape[] {
  const colour = blockColour(hue);
  if (kind === 'toAction') return [rect(at, { fill: colour })];
  if (kind === 'toLever')
    return [rect(at, { fill: 'var(--surface)', stroke: colour, lineWidth: 1.5 }), hatchedLightly(at, colour)];
  return [rect(at, { fill: 'none', stroke: 'var(--ink-2)', lineWidth: 1.25, lineDash: [4, 3] })];
}

const hatchedLightly = (at: At, colour: string): Shape => {
  const lines = hatched(at, colour);
  return { ...lines, style: { ...(lines['style'] as Shape), opacity: 0.35 } };
};
