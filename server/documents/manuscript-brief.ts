import type { ExportTexts } from '#shared/i18n/en/export.ts';
import { instantIn, numberIn } from '#shared/i18n/readable.ts';
import type { Lang } from '#shared/session/state.ts';
import { briefRows, type BriefReport, type BriefRow } from '#shared/synthesis/reading.ts';
import type { Synthesis } from '#shared/synthesis/synthesis.ts';
import { fill } from '#shared/synthesis/texts.ts';
import { labelledTotals, type Lookups } from './lookups.ts';
import type { Cell, Part, Run, Table } from './manuscript-shape.ts';
import { standingTables } from './manuscript-tables.ts';
import { blockName, cell, cut, heading, note, wordsIn } from './manuscript-words.ts';

/** So many rows of report sheets fit on the page beside the rest. */
const ROWS = 12;
/** Its column is narrower than that of the actions. */
const QUESTION_SHARE = 0.75;

/**
 * What was asked, by whom, what the rooms answered, and apart from these words what was counted. It may be sent on alone,
 * so it says nothing that needs the rest, and cuts what would not fit: the whole is behind it.
 */
export function briefParts(synthesis: Synthesis, texts: ExportTexts, lookups: Lookups): Part[] {
  const { programme } = synthesis;
  const asked = cut(programme.summary, 420);
  const names = programme.organisers.join(', ');
  const isSituated = synthesis.situations.some(({ territories }) => territories.length > 0);
  const standing = isSituated && synthesis.maturity.length > 0 ? standingTables(synthesis, texts) : [];
  return [
    heading(1, texts.brief),
    whichSession(synthesis, texts),
    ...(asked === '' ? [] : [{ kind: 'paragraph' as const, runs: [{ text: asked }], tone: 'lead' as const }]),
    ...(names === '' ? [] : [note(fill(texts.briefOrganisers, { names }))]),
    heading(2, texts.briefWritten),
    ...reports(synthesis, texts, lookups),
    heading(2, texts.briefFigures),
    {
      kind: 'figures',
      rows: labelledTotals(synthesis, texts).map(([label, number]) => ({
        label,
        value: numberIn(texts.locale, number),
      })),
    },
    // Where the blocks need several tables, they stand in their part only.
    ...(standing.length === 1 ? standing : []),
  ];
}

function whichSession({ session, programme }: Synthesis, texts: ExportTexts): Part {
  const { event } = programme;
  const when = session.startsAt === null ? '' : instantIn(texts.locale, session.startsAt);
  const where = [event, when].filter(Boolean).join(' · ');
  return {
    kind: 'paragraph',
    runs: [
      { text: session.title || texts.untitled, tone: 'strong' },
      ...(where === '' ? [] : [{ text: `\n${where}`, tone: 'quiet' as const }]),
    ],
  };
}

function reports(synthesis: Synthesis, texts: ExportTexts, lookups: Lookups): Part[] {
  const rows = briefRows(synthesis);
  const perBlock = Math.max(1, Math.floor(ROWS / Math.max(1, rows.length)));
  const kept = rows.map((row) => ({ ...row, reports: mostChosenFirst(row).slice(0, perBlock) }));
  const lines = kept.reduce((sum, row) => sum + Math.max(1, row.reports.length), 0);
  const longest = lines <= 9 ? 100 : lines <= ROWS ? 80 : lines <= 24 ? 55 : 40;
  const left =
    rows.reduce((sum, row) => sum + row.reports.length, 0) -
    kept.reduce((sum, row) => sum + row.reports.length, 0);
  const said: Said = (text, lang, share = 1) => wordsIn(cut(text, longest * share), lang, synthesis, texts);
  const table: Table = {
    kind: 'table',
    caption: texts.briefReports,
    columns: [
      { title: [{ text: texts.columnBlock }], width: 26 },
      { title: [{ text: texts.briefAction }], width: 42 },
      { title: [{ text: texts.briefQuestion }], width: 32 },
    ],
    rows: kept.flatMap((row) => reportRows(row, lookups, texts, said)),
  };
  const more = fill(texts.briefMore, { number: numberIn(texts.locale, left) });
  return [table, ...(left === 0 ? [] : [note(more)])];
}

/** As they stand in the synthesis, but for the votes of their actions: which sheets stand on the page is the rooms' choice. */
const mostChosenFirst = ({ reports }: BriefRow): BriefReport[] =>
  reports.toSorted((a, b) => (b.action?.votes ?? 0) - (a.action?.votes ?? 0));

/** People's words, as long as there is room for, marked where they are in another language. */
type Said = (text: string, lang: Lang, share?: number) => Run[];

function reportRows(row: BriefRow, lookups: Lookups, texts: ExportTexts, said: Said): Cell[][] {
  const name: Cell = { runs: blockName(row.block, lookups) };
  if (row.reports.length === 0) return [[name, { runs: withoutSheet(row, texts, said) }, cell('')]];
  return row.reports.map(({ action, report }) => [
    name,
    action === null ? cell(texts.briefNoAction, 'quiet') : { runs: said(action.text, action.lang) },
    report.question.trim() === ''
      ? cell(texts.briefNoQuestion, 'quiet')
      : { runs: said(report.question, report.lang, QUESTION_SHARE) },
  ]);
}

/** A sheet that is missing is said, never filled in. */
function withoutSheet({ cards, mostChosen }: BriefRow, texts: ExportTexts, said: Said): Run[] {
  if (cards === 0) return [{ text: texts.briefNothing, tone: 'quiet' }];
  const missing: Run = { text: texts.briefNoSheet, tone: 'warn' };
  if (mostChosen === null) return [missing];
  const [before = ''] = texts.briefMostChosen.split('{{text}}');
  return [missing, { text: ` ${before}` }, ...said(mostChosen.text, mostChosen.lang)];
}
