import type { ExportTexts } from '#shared/i18n/en/export.ts';
import type { FigureId } from '#shared/protocol/figures.ts';
import { numberIn } from '#shared/i18n/readable.ts';
import {
  coverageOf,
  spreadOfBlocks,
  standingBySituation,
  threadsOfBlocks,
} from '#shared/synthesis/reading.ts';
import type { Synthesis } from '#shared/synthesis/synthesis.ts';
import { fill } from '#shared/synthesis/texts.ts';
import type { FigurePart } from './manuscript-shape.ts';

/** Which block a row or column is about: its number, in its colour. */
export type BlockMark = { number: number; hue: number | null; title: string };
/** `marks`: the levels that were chosen, for a strip of five; `ground`: a step of a ramp of colours. */
export type GridCell = {
  marks?: number[];
  ground?: { ramp: 'm' | 'k'; step: number };
  text: string;
  note: string;
  isProvisional: boolean;
};
export type Drawing =
  | {
      kind: 'spread';
      levels: { level: number; label: string }[];
      heads: { count: string; median: string };
      key: { sure: string; provisional: string };
      rows: { block: BlockMark; sure: number[]; provisional: number[]; count: string; median: string }[];
    }
  | { kind: 'grid'; blocks: BlockMark[]; rows: { name: string; cells: (GridCell | null)[] }[] }
  | {
      kind: 'threads';
      key: { toAction: string; toLever: string; open: string };
      rows: { block: BlockMark; toAction: number; toLever: number; open: number }[];
    };
/** A figure before it is drawn, its words in the reader's language. `description` says what it shows to who does not see it. */
export type Figure = { id: FigureId; caption: string; description: string; drawing: Drawing };

/** Those of one kind, as parts of a manuscript. */
export const figureParts = (figures: readonly Figure[], kind: FigureId): FigurePart[] =>
  figures
    .filter(({ id }) => id === kind)
    .map(({ caption, description, drawing }) => ({ kind: 'figure', caption, description, drawing }));

/** So many rows and columns of a grid are one drawing; the next ones are another, so that each fits on a page. */
const MOST = { rows: 18, columns: 10 };

/** What can be drawn of a synthesis. A figure of which there is nothing to show is left out; a long one comes in several. */
export function figuresOf(synthesis: Synthesis, texts: ExportTexts): Figure[] {
  return [
    ...threads(synthesis, texts),
    ...spread(synthesis, texts),
    ...standing(synthesis, texts),
    ...medians(synthesis, texts),
    ...coverage(synthesis, texts),
  ];
}

const markOf = ({ blocks }: Synthesis, id: string): BlockMark => {
  const block = blocks.find((one) => one.id === id);
  return { number: block?.number ?? 0, hue: block?.hue ?? null, title: block?.title ?? id };
};

const titleOf = ({ number, title }: BlockMark, texts: ExportTexts): string =>
  fill(texts.blockTitle, { number, title });

const described = (caption: string, rows: readonly string[], { figureTable }: ExportTexts): string =>
  `${caption}. ${rows.join('; ')}. ${figureTable}`;

function threads(synthesis: Synthesis, texts: ExportTexts): Figure[] {
  const rows = threadsOfBlocks(synthesis).map(({ block, ...counts }) => ({
    ...counts,
    block: markOf(synthesis, block),
  }));
  if (rows.every(({ toAction, toLever, open }) => toAction + toLever + open === 0)) return [];
  const key = { toAction: texts.threadsToAction, toLever: texts.threadsToLever, open: texts.threadsOpen };
  const said = rows.map(({ block, toAction, toLever, open }) =>
    [
      titleOf(block, texts),
      ...Object.entries({ [key.toAction]: toAction, [key.toLever]: toLever, [key.open]: open }).map(
        ([label, number]) => fill(texts.total, { label, number: numberIn(texts.locale, number) }),
      ),
    ].join(', '),
  );
  return [
    {
      id: 'threads',
      caption: texts.figureThreads,
      description: described(texts.figureThreads, said, texts),
      drawing: { kind: 'threads', key, rows },
    },
  ];
}

function spread(synthesis: Synthesis, texts: ExportTexts): Figure[] {
  if (synthesis.maturity.every(({ count }) => count === 0)) return [];
  const number = (value: number | null) => (value === null ? texts.none : numberIn(texts.locale, value));
  const all = spreadOfBlocks(synthesis);
  const rows = all.map(({ block, levels, provisional, count, median }) => ({
    block: markOf(synthesis, block),
    sure: levels.map((placed, level) => placed - (provisional[level] ?? 0)),
    provisional,
    count: number(count),
    median: number(median),
  }));
  const said = rows.map(({ block, sure, provisional, count, median }) => {
    const placed = sure.flatMap((n, level) => {
      const here = n + (provisional[level] ?? 0);
      return here === 0 ? [] : [fill(texts.total, { label: level, number: number(here) })];
    });
    return `${[titleOf(block, texts), ...placed].join(', ')} (n ${count}, ${texts.columnMedian} ${median})`;
  });
  return [
    {
      id: 'spread',
      caption: texts.figureSpread,
      description: described(texts.figureSpread, said, texts),
      drawing: {
        kind: 'spread',
        levels: [0, 1, 2, 3, 4].map((level) => ({
          level,
          label: synthesis.levels.find((one) => one.level === level)?.label ?? '',
        })),
        heads: { count: texts.columnCount, median: texts.columnMedian },
        key: { sure: texts.withEvidence, provisional: texts.isProvisionalLevel },
        rows,
      },
    },
  ];
}

function standing(synthesis: Synthesis, texts: ExportTexts): Figure[] {
  const rows = standingBySituation(synthesis).map(({ title, cells }) => ({
    name: title || texts.standingOthers,
    cells: cells.map(
      (one): GridCell | null =>
        one && {
          marks: one.levels.flatMap((count, level) => (count > 0 ? [level] : [])),
          text: one.min === one.max ? String(one.min) : `${one.min}–${one.max}`,
          note: noteOf(one.count, texts),
          isProvisional: one.isProvisional,
        },
    ),
  }));
  return grids('standing', texts.figureStanding, rows, synthesis, texts);
}

function medians(synthesis: Synthesis, texts: ExportTexts): Figure[] {
  const { blocks, territories, maturity } = synthesis;
  const rows = territories
    .filter(({ id }) => maturity.some(({ territory }) => territory === id))
    .map(({ id, name }) => ({
      name,
      cells: blocks.map(({ id: block }): GridCell | null => {
        const found = maturity.find((one) => one.territory === id && one.block === block);
        if (!found) return null;
        const { median, count, levels, provisional } = found;
        if (median === null) return { text: '?', note: '', isProvisional: false };
        return {
          ground: { ramp: 'm', step: Math.floor(median) },
          text: numberIn(texts.locale, median),
          note: noteOf(count, texts),
          isProvisional: levels.every((placed, level) => placed === provisional[level]),
        };
      }),
    }));
  return grids('medians', texts.maturityByTerritory, rows, synthesis, texts);
}

/** Shades by how many cards, not by a share: the ramp says "few" and "many" alike on every page. */
const COVERAGE_STEPS = [0, 1, 3, 6, 10];
export const coverageStep = (number: number): number =>
  COVERAGE_STEPS.findLastIndex((least) => number >= least);

function coverage(synthesis: Synthesis, texts: ExportTexts): Figure[] {
  const names = new Map(synthesis.territories.map(({ id, name }) => [id, name]));
  const rows = coverageOf(synthesis).map(({ territory, counts }) => ({
    name: territory === null ? texts.coverageNone : (names.get(territory) ?? territory),
    cells: counts.map((count): GridCell | null =>
      count === 0
        ? null
        : {
            ground: { ramp: 'k', step: coverageStep(count) },
            text: numberIn(texts.locale, count),
            note: '',
            isProvisional: false,
          },
    ),
  }));
  return grids('coverage', texts.coverageTable, rows, synthesis, texts);
}

const noteOf = (count: number, texts: ExportTexts): string => `n ${numberIn(texts.locale, count)}`;

type GridRow = { name: string; cells: (GridCell | null)[] };

function grids(
  id: FigureId,
  caption: string,
  rows: readonly GridRow[],
  synthesis: Synthesis,
  texts: ExportTexts,
): Figure[] {
  if (rows.every(({ cells }) => cells.every((cell) => cell === null))) return [];
  const blocks = synthesis.blocks.map((block) => markOf(synthesis, block.id));
  const parts = slices(rows, MOST.rows).flatMap((some) =>
    slices(blocks, MOST.columns).map((columns, index) => ({
      columns,
      rows: some.map(({ name, cells }) => ({
        name,
        cells: cells.slice(index * MOST.columns, (index + 1) * MOST.columns),
      })),
    })),
  );
  return parts.map(({ columns, rows: some }, index) => {
    const part = fill(texts.figurePart, { part: index + 1, parts: parts.length });
    const title = parts.length === 1 ? caption : `${caption} ${part}`;
    const said = some.map(({ name, cells }) => {
      const filled = cells.flatMap((cell, column) => {
        if (!cell) return [];
        const value = cell.note === '' ? cell.text : `${cell.text} (${cell.note})`;
        return [fill(texts.total, { label: columns[column]?.number ?? '', number: value })];
      });
      return [name, ...(filled.length === 0 ? [texts.none] : filled)].join(', ');
    });
    return {
      id,
      caption: title,
      description: described(title, said, texts),
      drawing: { kind: 'grid', blocks: columns, rows: some },
    };
  });
}

const slices = <T>(list: readonly T[], most: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / most) }, (_, index) =>
    list.slice(index * most, (index + 1) * most),
  );
