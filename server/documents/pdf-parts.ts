import { inLight } from './figure-colours.ts';
import { drawn } from './figure-drawing.ts';
import type { Entry, FigurePart, Heading, Part, Row } from './manuscript-shape.ts';
import { blockGround } from './palette.ts';
import { pngOf } from './pixels.ts';
import type { Item } from './pdf-flow.ts';
import { COLUMN, MARGIN, type Struct } from './pdf-sheet.ts';
import { caption, isKept, lazily, paragraphs, stack, tall, type Setting } from './pdf-setting.ts';
import { tableItems, threadItems } from './pdf-tables.ts';
import type { Line } from './pdf-words.ts';

export function itemsOf(part: Part, setting: Setting): Item[] {
  switch (part.kind) {
    case 'heading':
      return heading(part, setting);
    case 'paragraph':
      return paragraphs(part.runs, setting.looks[part.tone ?? 'text'], setting, 6, part.keepsNext);
    case 'figures':
      return figures(part.rows, setting);
    case 'cards':
      return cards(part.entries, setting);
    case 'threads':
      return threadItems(part, setting);
    case 'figure':
      return figure(part, setting);
    case 'table':
      return tableItems(part, setting);
  }
}

const BEFORE = { 1: 26, 2: 20, 3: 12 };

function heading(part: Heading, setting: Setting): Item[] {
  const { level, runs, hue, isNewPage } = part;
  const look = setting.looks[`heading${level}`];
  const lines = setting.sheet.words.lines(runs, look, COLUMN);
  const struct = lazily(() => setting.sheet.struct(`H${level}`, setting.parent));
  const index = level === 3 ? -1 : setting.headings.count++;
  const ruleHeight = hue === undefined ? 0 : 9;
  return lines.map((line, at): Item => {
    const isFirst = at === 0;
    const rule = isFirst ? ruleHeight : 0;
    return {
      height: line.height + rule + (at === lines.length - 1 ? 3 * setting.scale : 0),
      before: isFirst ? BEFORE[level] * setting.scale : 0,
      keepsNext: true,
      ...(isFirst && level !== 3 && { heading: index }),
      ...(isFirst && isNewPage && { isNewPage }),
      draw: (y) => {
        if (isFirst && hue !== undefined)
          setting.sheet.fill(MARGIN.side, y, COLUMN, 2.5, blockGround(hue).fill);
        setting.sheet.line(line, MARGIN.side, y + rule, COLUMN, struct());
        if (isFirst && level !== 3) setting.onHeading(part, index, y);
      },
    };
  });
}

const NUMBER_WIDTH = 34;

/** A list of cards, each under its number. */
function cards(entries: readonly Entry[], setting: Setting): Item[] {
  const list = lazily(() => setting.sheet.struct('L', setting.parent));
  return entries.flatMap((entry) => card(entry, list, setting));
}

function card({ number, text, facts }: Entry, list: () => Struct, setting: Setting): Item[] {
  const { sheet, looks: all } = setting;
  const width = COLUMN - NUMBER_WIDTH;
  const item = lazily(() => sheet.struct('LI', list()));
  const body = lazily(() => sheet.struct('LBody', item()));
  const label = sheet.words.lines([{ text: number ?? '' }], all.number, NUMBER_WIDTH);
  const lines: Line[] = [
    ...sheet.words.lines([text], all.text, width),
    ...(facts.length === 0 ? [] : sheet.words.lines([{ text: facts.join(' · ') }], all.facts, width)),
  ];
  return lines.map((line, index) => ({
    height: line.height,
    before: index === 0 ? 5 * setting.scale : 0,
    keepsNext: index < lines.length - 1 && (lines.length < 12 || isKept(index, lines.length)),
    draw: (y) => {
      if (index === 0) {
        const lbl = sheet.struct('Lbl', item());
        for (const one of label) sheet.line(one, MARGIN.side, y + 1, NUMBER_WIDTH, lbl);
      }
      sheet.line(line, MARGIN.side + NUMBER_WIDTH, y, width, body());
    },
  }));
}

const FIGURES_IN_A_ROW = 5;

/** Numbers, each over what it counts. */
function figures(rows: readonly Row[], setting: Setting): Item[] {
  const { sheet, looks: all } = setting;
  const width = COLUMN / FIGURES_IN_A_ROW;
  const list = lazily(() => sheet.struct('L', setting.parent));
  const rowsOfFive = Array.from({ length: Math.ceil(rows.length / FIGURES_IN_A_ROW) }, (_, index) =>
    rows.slice(index * FIGURES_IN_A_ROW, (index + 1) * FIGURES_IN_A_ROW),
  );
  return rowsOfFive.map((row) => {
    const cells = row.map(({ label, value }) => ({
      value: sheet.words.lines([{ text: value }], all.figure, width - 8),
      label: sheet.words.lines([{ text: label }], all.facts, width - 8),
    }));
    const height = Math.max(...cells.map(({ value, label }) => tall(value) + tall(label)));
    return {
      height,
      before: 5 * setting.scale,
      draw: (y: number) =>
        cells.forEach(({ value, label }, index) => {
          const body = sheet.struct('LBody', sheet.struct('LI', list()));
          stack(sheet, value, MARGIN.side + index * width, y, width - 8, body);
          stack(sheet, label, MARGIN.side + index * width, y + tall(value), width - 8, body);
        }),
    };
  });
}

function figure({ caption: title, description, drawing }: FigurePart, setting: Setting): Item[] {
  const { sheet, parent } = setting;
  const { svg, width, height } = drawn(drawing);
  const tall = (height / width) * COLUMN;
  return [
    ...caption(title, setting, 'figure'),
    {
      height: tall,
      before: 5,
      draw: (y) => {
        const bbox: [number, number, number, number] = [MARGIN.side, y, MARGIN.side + COLUMN, y + tall];
        const struct = sheet.struct('Figure', parent, { alt: description, bbox });
        const content = sheet.pdf.markStructureContent('Figure');
        sheet.pdf.image(pngOf(inLight(svg)), MARGIN.side, y, { width: COLUMN });
        sheet.pdf.endMarkedContent();
        struct.add(content);
        struct.end();
      },
    },
  ];
}
