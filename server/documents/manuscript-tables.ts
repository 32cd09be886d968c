import type { ExportTexts } from '#shared/i18n/en/export.ts';
import { dueIn, numberIn } from '#shared/i18n/readable.ts';
import {
  actionsByBlock,
  spreadOfBlocks,
  standingBySituation,
  threadsOfBlocks,
} from '#shared/synthesis/reading.ts';
import type { Synthesis, SynthesisMaturity } from '#shared/synthesis/synthesis.ts';
import { fill } from '#shared/synthesis/texts.ts';
import { figureParts, type Figure } from './figures.ts';
import { statusIn, type Lookups } from './lookups.ts';
import type { Cell, Part, Run, Table } from './manuscript-shape.ts';
import {
  blockName,
  cell,
  heading,
  note,
  noteOn,
  onNewPage,
  wordsIn,
  type Entries,
} from './manuscript-words.ts';

/** As many columns of blocks as a page holds; more of them make another table. */
const COLUMNS = 10;

/** A table with a column for each block, cut where a page ends. */
export function byColumns(
  { blocks }: Pick<Synthesis, 'blocks'>,
  rowTitle: string,
  caption: string,
  rows: readonly { name: string; cells: Cell[] }[],
): Table[] {
  const starts = blocks.map((_, index) => index).filter((index) => index % COLUMNS === 0);
  return starts.map((start) => ({
    kind: 'table',
    caption,
    columns: [
      { title: [{ text: rowTitle }], width: 22 },
      ...blocks.slice(start, start + COLUMNS).map(({ number, hue }) => ({
        title: [{ block: number, hue: hue ?? null }],
        width: 9,
      })),
    ],
    rows: rows.map(({ name, cells }) => [cell(name), ...cells.slice(start, start + COLUMNS)]),
  }));
}

export function actionPlan(
  synthesis: Synthesis,
  texts: ExportTexts,
  lookups: Lookups,
  entries: Entries,
): Part[] {
  const blocks = synthesis.blocks.map(({ id }) => id);
  const rows = actionsByBlock(synthesis, blocks).map(
    ({ action: { ref, owner, due, status, votes }, card }): Cell[] => [
      { runs: [{ text: entries.number(ref), tone: 'quiet' }] },
      { runs: entries.brief(card) },
      cell(lookups.territoryNames(card.territories).join(', ') || texts.none),
      owner === null ? cell(texts.ownerOpen, 'quiet') : cell(owner),
      due === null ? cell(texts.dueOpen, 'quiet') : cell(dueIn(texts.locale, due)),
      cell(numberIn(texts.locale, votes)),
      cell(statusIn(texts, status)),
    ],
  );
  const table: Table = {
    kind: 'table',
    caption: texts.actionPlanCaption,
    columns: [
      column(texts.columnCard, 9),
      column(texts.columnAction, 34),
      column(texts.columnTerritories, 18),
      column(texts.columnOwner, 17),
      column(texts.columnDue, 15),
      { ...column(texts.columnVotes, 9), isNumber: true },
      column(texts.columnStatus, 14),
    ],
    rows,
  };
  return [onNewPage(heading(1, texts.actionPlan)), rows.length === 0 ? note(texts.noActions) : table];
}

/** What people will do themselves. */
export function commitments(synthesis: Synthesis, texts: ExportTexts, lookups: Lookups): Part[] {
  const rows = (synthesis.commitments ?? []).map(({ text, lang, due, territory }): Cell[] => [
    { runs: wordsIn(text, lang, synthesis, texts) },
    cell(territory === null ? texts.none : lookups.territoryNames([territory]).join(', ')),
    due === null ? cell(texts.dueOpen, 'quiet') : cell(dueIn(texts.locale, due)),
  ]);
  if (rows.length === 0) return [];
  const columns = [
    column(texts.columnCommitment, 50),
    column(texts.columnTerritory, 25),
    column(texts.columnDue, 25),
  ];
  return [
    heading(1, texts.commitments),
    noteOn(texts.commitmentsNote),
    { kind: 'table', caption: texts.commitments, columns, rows },
  ];
}

export const column = (text: string, width: number) => ({ title: [{ text }], width });

/** Where territories stand: by situation, by territory, and with the evidence that was given. */
export function standing(
  synthesis: Synthesis,
  texts: ExportTexts,
  lookups: Lookups,
  figures: readonly Figure[],
): Part[] {
  const title = onNewPage(heading(1, texts.maturity));
  if (synthesis.maturity.length === 0) return [title, note(texts.noMaturity)];
  return [
    title,
    ...figureParts(figures, 'spread'),
    spreadTable(synthesis, texts, lookups, { isOnPaper: true }),
    ...figureParts(figures, 'standing'),
    ...standingTables(synthesis, texts),
    ...figureParts(figures, 'medians'),
    ...medians(synthesis, texts, lookups),
    evidence(synthesis, texts, lookups),
  ];
}

/** For each block how many chose each level. On paper, where columns are narrow, levels by their numbers alone. */
export function spreadTable(
  synthesis: Synthesis,
  texts: ExportTexts,
  lookups: Lookups,
  { isOnPaper = false } = {},
): Table {
  const number = (value: number | null) => cell(value === null ? texts.none : numberIn(texts.locale, value));
  const labels = new Map(isOnPaper ? [] : synthesis.levels.map(({ level, label }) => [level, label]));
  const provisionalOf = (count: number): Run[] => {
    const mark = numberIn(texts.locale, count);
    if (count === 0) return [];
    return [{ text: ` (${isOnPaper ? mark : fill(texts.provisionalOf, { number: mark })})`, tone: 'quiet' }];
  };
  return {
    kind: 'table',
    caption: isOnPaper ? texts.spreadOnPaper : texts.figureSpread,
    columns: [
      column(texts.columnBlock, 40),
      ...[0, 1, 2, 3, 4].map((level) => ({
        ...column(`${numberIn(texts.locale, level)} ${labels.get(level) ?? ''}`.trim(), 12),
        isNumber: true,
      })),
      { ...column(texts.columnCount, 9), isNumber: true },
      { ...column(texts.columnMedian, 14), isNumber: true },
      { ...column(texts.columnUnknown, 15), isNumber: true },
    ],
    rows: spreadOfBlocks(synthesis).map(({ block, levels, provisional, count, median, unknown }) => [
      { runs: blockName(block, lookups) },
      ...levels.map((placed, level) =>
        placed === 0
          ? cell('')
          : { runs: [...number(placed).runs, ...provisionalOf(provisional[level] ?? 0)] },
      ),
      number(count),
      number(median),
      number(unknown),
    ]),
  };
}

/** How far the gaps of each block lead. */
export function threadTable(synthesis: Synthesis, texts: ExportTexts, lookups: Lookups): Table {
  return {
    kind: 'table',
    caption: texts.figureThreads,
    columns: [
      column(texts.columnBlock, 40),
      ...[texts.threadsToAction, texts.threadsToLever, texts.threadsOpen].map((title) => ({
        ...column(title, 20),
        isNumber: true,
      })),
    ],
    rows: threadsOfBlocks(synthesis).map(({ block, toAction, toLever, open }) => [
      { runs: blockName(block, lookups) },
      ...[toAction, toLever, open].map((number) => cell(numberIn(texts.locale, number))),
    ]),
  };
}

/** For each situation and block the range of levels, and how many answered. */
export function standingTables(synthesis: Synthesis, texts: ExportTexts): Table[] {
  const rows = standingBySituation(synthesis).map(({ title, cells }) => ({
    name: title || texts.standingOthers,
    cells: cells.map((one): Cell => {
      if (one === null) return cell('');
      const range = rangeIn(texts, one);
      return cell(fill(texts.standingCell, { range, number: numberIn(texts.locale, one.count) }));
    }),
  }));
  return byColumns(synthesis, texts.columnSituation, texts.standing, rows);
}

/** Territory by block, in the order of the synthesis: alphabetical, never by level. */
export function medians(synthesis: Synthesis, texts: ExportTexts, lookups: Lookups): Table[] {
  const { blocks, territories, maturity } = synthesis;
  const rows = territories
    .filter(({ id }) => maturity.some(({ territory }) => territory === id))
    .map(({ id }) => ({
      name: lookups.territoryNames([id])[0] ?? id,
      cells: blocks.map(({ id: block }): Cell => {
        const found = maturity.find((one) => one.territory === id && one.block === block);
        if (!found) return cell('');
        if (found.median === null) return cell(texts.none, 'quiet');
        const range = numberIn(texts.locale, found.median);
        return {
          ...cell(fill(texts.standingCell, { range, number: numberIn(texts.locale, found.count) })),
          shade: { ramp: 'maturity', step: found.median },
        };
      }),
    }));
  return byColumns(synthesis, texts.columnTerritory, texts.maturityByTerritory, rows);
}

function evidence(synthesis: Synthesis, texts: ExportTexts, lookups: Lookups): Table {
  const number = (value: number | null) => cell(value === null ? texts.none : numberIn(texts.locale, value));
  return {
    kind: 'table',
    caption: texts.maturityEvidence,
    columns: [
      column(texts.columnTerritory, 18),
      column(texts.columnBlock, 30),
      column(texts.columnSpread, 12),
      { ...column(texts.columnMedian, 14), isNumber: true },
      { ...column(texts.columnCount, 7), isNumber: true },
      { ...column(texts.columnUnknown, 14), isNumber: true },
      column(texts.columnEvidence, 32),
    ],
    rows: synthesis.maturity.map((place) => [
      cell(lookups.territoryNames([place.territory])[0] ?? place.territory),
      { runs: blockName(place.block, lookups) },
      cell(rangeIn(texts, place)),
      number(place.median),
      number(place.count),
      number(place.unknown),
      { runs: evidenceIn(texts, place) },
    ]),
  };
}

function rangeIn(texts: ExportTexts, { min, max }: { min: number | null; max: number | null }): string {
  if (min === null || max === null) return texts.none;
  return min === max ? `${min}` : fill(texts.spread, { min, max });
}

function evidenceIn(texts: ExportTexts, { count, evidence }: SynthesisMaturity): Run[] {
  if (evidence.length > 0) return [{ text: evidence.join('; ') }];
  return [{ text: count === 0 ? texts.none : texts.isProvisionalLevel, tone: 'quiet' }];
}
