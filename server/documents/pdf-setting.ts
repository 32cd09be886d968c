import type { ExportTexts } from '#shared/i18n/en/export.ts';
import { fill } from '#shared/synthesis/texts.ts';
import { isBlockNumber, type Heading, type Run } from './manuscript-shape.ts';
import type { Item } from './pdf-flow.ts';
import { COLUMN, looks, MARGIN, type Looks, type Sheet, type Struct } from './pdf-sheet.ts';
import type { Line, Look } from './pdf-words.ts';

/** What parts are set with. */
export type Setting = {
  sheet: Sheet;
  texts: ExportTexts;
  looks: Looks;
  scale: number;
  /** Where new parts go in the structure. */
  parent: Struct;
  tables: { count: number };
  figures: { count: number };
  /** Told of each heading that stands in the contents, when it is drawn. */
  onHeading: (heading: Heading, index: number, y: number) => void;
  headings: { count: number };
};

export const scaled = (setting: Setting, scale: number): Setting => ({
  ...setting,
  looks: looks(scale),
  scale,
});

/** Lines one under another. Neither the first nor the last of a paragraph stands alone on a page. */
export function paragraphs(
  runs: readonly Run[],
  look: Look,
  setting: Setting,
  before: number,
  isKeptWithNext = false,
  width = COLUMN,
): Item[] {
  const lines = setting.sheet.words.lines(runs, look, width);
  const struct = lazily(() => setting.sheet.struct('P', setting.parent));
  return lines.map((line, index) => ({
    height: line.height,
    before: index === 0 ? before * setting.scale : 0,
    keepsNext: isKept(index, lines.length) || (isKeptWithNext && index === lines.length - 1),
    draw: (y) => setting.sheet.line(line, MARGIN.side, y, COLUMN, struct()),
  }));
}

export const isKept = (index: number, count: number): boolean =>
  count > 1 && (index === 0 || index === count - 2) && index < count - 1;

/** Parts of the structure are made in the order in which they are drawn. */
export function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

export const tall = (lines: readonly Line[]): number => lines.reduce((sum, { height }) => sum + height, 0);

/** Draws lines one under another. */
export function stack(
  sheet: Sheet,
  lines: readonly Line[],
  x: number,
  y: number,
  width: number,
  parent: Struct,
  align: 'left' | 'right' = 'left',
): void {
  let at = y;
  for (const line of lines) {
    sheet.line(line, x, at, width, parent, align);
    at += line.height;
  }
}

/** "Table 3. …", "Figure 1. …": before what it names. */
export function caption(title: string, setting: Setting, of: 'table' | 'figure' = 'table'): Item[] {
  const counter = of === 'table' ? setting.tables : setting.figures;
  counter.count += 1;
  const text = fill(setting.texts[`${of}Caption`], { number: counter.count, title });
  return paragraphs([{ text }], setting.looks.caption, setting, 12).map((item) => ({
    ...item,
    keepsNext: true,
  }));
}

export const plainText = (runs: readonly Run[]): string =>
  runs.map((run) => (isBlockNumber(run) ? `${run.block}.` : run.text)).join('');
