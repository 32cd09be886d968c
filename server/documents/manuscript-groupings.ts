import type { ExportTexts } from '#shared/i18n/en/export.ts';
import { numberIn } from '#shared/i18n/readable.ts';
import { coverageOf } from '#shared/synthesis/reading.ts';
import type { Synthesis } from '#shared/synthesis/synthesis.ts';
import { fill } from '#shared/synthesis/texts.ts';
import { coverageStep, figureParts, type Figure } from './figures.ts';
import { chosenSituations, type Lookups } from './lookups.ts';
import type { Cell, Part, Run, Table } from './manuscript-shape.ts';
import { byColumns, column } from './manuscript-tables.ts';
import {
  blockNumber,
  cell,
  cut,
  heading,
  note,
  noteOn,
  wordsIn,
  onNewPage,
  type Entries,
} from './manuscript-words.ts';

/** The cards again, by their numbers, under the situations that people found closest to their territories. */
export function situations(
  synthesis: Synthesis,
  texts: ExportTexts,
  lookups: Lookups,
  entries: Entries,
): Part[] {
  if (synthesis.situations.length === 0) return [];
  const { chosen, others } = chosenSituations(synthesis, texts);
  return [
    heading(1, texts.bySituation),
    ...chosen.flatMap(({ title, territories, cards }): Part[] => {
      const names = lookups.territoryNames(territories).join(', ');
      const numbers = cards.map(entries.number).join(', ');
      const about = cards.length === 0 ? texts.noSituationCards : fill(texts.situationCards, { numbers });
      return [heading(2, title), note(fill(texts.situationTerritories, { names })), note(about)];
    }),
    ...(others === '' ? [] : [note(others)]),
  ];
}

/** Cards that may say the same: only proposed, so by their numbers, each list by the words of its first. */
export function similar(
  synthesis: Synthesis,
  texts: ExportTexts,
  lookups: Lookups,
  entries: Entries,
): Part[] {
  const rows = synthesis.blocks.flatMap(({ id, similar = [] }) =>
    similar.flatMap((refs) =>
      lookups
        .cards(refs.slice(0, 1))
        .map(({ text, lang, zone }): Cell[] => [
          { runs: blockNumber(id, lookups) },
          cell(lookups.zoneTitle(id, zone)),
          { runs: [{ text: refs.map(entries.number).join(', ') }] },
          { runs: [{ text: cut(text, 90), lang }] },
        ]),
    ),
  );
  if (rows.length === 0) return [];
  const columns = [
    column(texts.columnBlock, 10),
    column(texts.columnZone, 22),
    column(texts.columnCards, 26),
    column(texts.similarFirst, 42),
  ];
  return [
    heading(1, texts.similar),
    noteOn(texts.similarNote),
    { kind: 'table', caption: texts.similarCaption, columns, rows },
  ];
}

export function coverage(synthesis: Synthesis, texts: ExportTexts, figures: readonly Figure[]): Part[] {
  const tables = coverageTables(synthesis, texts);
  if (tables.length === 0) return [];
  return [
    heading(1, texts.coverage),
    noteOn(texts.coverageNote),
    ...figureParts(figures, 'coverage'),
    ...tables,
  ];
}

export function coverageTables(synthesis: Synthesis, texts: ExportTexts): Table[] {
  const rows = coverageOf(synthesis);
  if (rows.length === 0) return [];
  const names = new Map(synthesis.territories.map(({ id, name }) => [id, name]));
  const count = (number: number) =>
    number === 0
      ? cell('')
      : {
          ...cell(numberIn(texts.locale, number)),
          shade: {
            ramp: 'coverage' as const,
            step: coverageStep(number),
          },
        };
  return byColumns(
    synthesis,
    texts.columnTerritory,
    texts.coverageTable,
    rows.map(({ territory, counts }) => ({
      name: territory === null ? texts.coverageNone : (names.get(territory) ?? territory),
      cells: counts.map(count),
    })),
  );
}

/** What each group told the plenary. */
export function groupReports(
  synthesis: Synthesis,
  texts: ExportTexts,
  lookups: Lookups,
  entries: Entries,
): Part[] {
  const sheets = synthesis.groups.flatMap(({ id, reports }) =>
    reports.flatMap(({ block, action, question, lines, lang }): Part[] => {
      const title = fill(texts.reportTitle, {
        group: lookups.roomName(id),
        block: lookups.blockTitle(block),
      });
      const said = (text: string, runs: Run[]): Part => ({
        kind: 'paragraph',
        runs: labelled(text, runs),
      });
      return [
        heading(2, title),
        ...lookups
          .cards(action === null ? [] : [action])
          .map((card) => said(texts.reportAction, entries.brief(card))),
        ...(question.trim() === ''
          ? []
          : [said(texts.reportQuestion, wordsIn(question, lang, synthesis, texts))]),
        ...(lines.trim() === ''
          ? []
          : [{ kind: 'paragraph' as const, runs: wordsIn(lines, lang, synthesis, texts) }]),
      ];
    }),
  );
  return [onNewPage(heading(1, texts.reports)), ...(sheets.length === 0 ? [note(texts.noReports)] : sheets)];
}

/** "Open question: …", the words of people in the place of `{{text}}`. */
function labelled(text: string, runs: Run[]): Run[] {
  const [before = '', after = ''] = text.split('{{text}}');
  return [
    { text: before, tone: 'strong' },
    ...runs,
    ...(after === '' ? [] : [{ text: after, tone: 'strong' as const }]),
  ];
}
