import type { ExportTexts } from '#shared/i18n/en/export.ts';
import { dueIn, instantIn } from '#shared/i18n/readable.ts';
import type { Ref } from '#shared/session/state.ts';
import type { Synthesis, SynthesisCard } from '#shared/synthesis/synthesis.ts';
import { fill } from '#shared/synthesis/texts.ts';
import { cardColumns } from './csv.ts';
import { labelledTotals, leftOut, statusIn, type Lookups } from './lookups.ts';
import { countedBy } from './manuscript-people.ts';

export type CellValue = string | number | Date | null;
export type Sheet = {
  name: string;
  columns: { title: string; width: number; isNumber?: boolean }[];
  rows: CellValue[][];
  /** Rows of one kind, which one may want to filter. */
  isTable: boolean;
};

export function sheetsOf(synthesis: Synthesis, texts: ExportTexts, lookups: Lookups): Sheet[] {
  return [
    about(synthesis, texts, lookups),
    cards(synthesis, texts, lookups),
    actions(synthesis, texts, lookups),
    threads(synthesis, texts, lookups),
    maturity(synthesis, texts, lookups),
    territories(synthesis, texts, lookups),
    situations(synthesis, texts, lookups),
    // Where there is anything to tell.
    ...[
      similar(synthesis, texts, lookups),
      commitments(synthesis, texts, lookups),
      polls(synthesis, texts),
      participation(synthesis, texts, lookups),
    ].filter(({ rows }) => rows.length > 0),
  ];
}

type Column<Row> = { title: string; width: number; isNumber?: boolean; of: (row: Row) => CellValue };

function table<Row>(name: string, columns: Column<Row>[], rows: readonly Row[]): Sheet {
  return {
    name,
    columns: columns.map(({ title, width, isNumber }) => ({ title, width, ...(isNumber && { isNumber }) })),
    rows: rows.map((row) => columns.map(({ of }) => of(row))),
    isTable: true,
  };
}

function about(synthesis: Synthesis, texts: ExportTexts, lookups: Lookups): Sheet {
  const { session, asOf, levels, unreadable } = synthesis;
  const date = session.startsAt === null ? null : instantIn(texts.locale, session.startsAt);
  const lines = [
    texts.synthesis,
    date === null ? texts.dateNotSet : fill(texts.date, { date }),
    asOf.isFinal ? texts.isFinal : fill(texts.isProvisional, { seq: asOf.seq }),
    ...unreadable.map(({ group, block, code }) =>
      fill(texts.unreadable, { group: lookups.groupName(group), block: lookups.blockTitle(block), code }),
    ),
  ];
  const named = levels.map(({ level, label }) => `${level} ${label}`).join(', ');
  const how = [
    texts.howCards,
    texts.howVotes,
    texts.howTerritories,
    texts.howMaturity,
    ...(named === '' ? [] : [fill(texts.levels, { levels: named })]),
    ...leftOut(synthesis, texts),
  ];
  return {
    name: texts.sheetAbout,
    columns: [
      { title: session.title || texts.untitled, width: 90 },
      { title: '', width: 12, isNumber: true },
    ],
    rows: [
      ...lines.map((line) => [line, null]),
      [null, null],
      ...labelledTotals(synthesis, texts),
      [null, null],
      ...how.map((line) => [line, null]),
    ],
    isTable: false,
  };
}

const WIDTHS: Partial<Record<keyof ExportTexts, number>> = {
  columnRef: 20,
  columnBlockNumber: 9,
  columnBlock: 24,
  columnGroup: 10,
  columnZone: 16,
  columnText: 54,
  columnLanguage: 10,
  columnOriginal: 34,
  columnOriginalLanguage: 10,
  columnTerritories: 20,
  columnVotes: 8,
  columnOwner: 20,
  columnDue: 13,
  columnStatus: 13,
};

function cards(synthesis: Synthesis, texts: ExportTexts, lookups: Lookups): Sheet {
  const columns = cardColumns(synthesis, texts, lookups).map(({ key, of }) => ({
    title: texts[key],
    width: WIDTHS[key] ?? 16,
    isNumber: key === 'columnVotes' || key === 'columnBlockNumber',
    of: key === 'columnDue' ? (card: SynthesisCard) => dueCell(texts, card.due) : of,
  }));
  return table(texts.totalCards, columns, synthesis.cards);
}

function actions(synthesis: Synthesis, texts: ExportTexts, lookups: Lookups): Sheet {
  const rows = synthesis.actions.flatMap((action) =>
    lookups.cards([action.ref]).map((card) => ({ ...action, card })),
  );
  return table(
    texts.actionPlan,
    [
      ...cardPlace<(typeof rows)[number]>(texts, lookups, ({ card }) => card),
      { title: texts.columnAction, width: 60, of: ({ card }) => card.text },
      { title: texts.columnLanguage, width: 12, of: ({ card }) => card.lang },
      {
        title: texts.columnTerritories,
        width: 26,
        of: ({ card }) => lookups.territoryNames(card.territories).join('; '),
      },
      { title: texts.columnOwner, width: 24, of: ({ owner }) => owner },
      { title: texts.columnDue, width: 16, of: ({ due }) => dueCell(texts, due) },
      { title: texts.columnVotes, width: 10, isNumber: true, of: ({ votes }) => votes },
      { title: texts.columnStatus, width: 16, of: ({ status }) => statusIn(texts, status) },
    ],
    rows,
  );
}

/** One row for each thread from a gap; a gap that leads nowhere yet keeps its row, the rest of it empty. */
function threads(synthesis: Synthesis, texts: ExportTexts, lookups: Lookups): Sheet {
  const rows = synthesis.blocks.flatMap((block) => [
    ...block.arguments.flatMap(({ gap, levers, actions }) =>
      lookups
        .cards([gap])
        .flatMap((card) => lookups.cards([...levers, ...actions]).map((to) => ({ gap: card, to }))),
    ),
    ...lookups.cards(block.openGaps).map((gap) => ({ gap, to: null })),
  ]);
  return table<{ gap: SynthesisCard; to: SynthesisCard | null }>(
    texts.sheetArguments,
    [
      ...cardPlace<{ gap: SynthesisCard }>(texts, lookups, ({ gap }) => gap),
      { title: texts.columnGap, width: 50, of: ({ gap }) => gap.text },
      { title: texts.columnZone, width: 20, of: ({ to }) => to && lookups.zoneTitle(to.block, to.zone) },
      { title: texts.columnText, width: 50, of: ({ to }) => to && to.text },
      { title: texts.columnRef, width: 26, of: ({ to }) => to && to.ref },
    ],
    rows,
  );
}

function maturity(synthesis: Synthesis, texts: ExportTexts, lookups: Lookups): Sheet {
  return table(
    texts.sheetMaturity,
    [
      {
        title: texts.columnTerritory,
        width: 26,
        of: ({ territory }) => lookups.territoryNames([territory])[0] ?? territory,
      },
      ...blockColumns<Synthesis['maturity'][number]>(texts, lookups, ({ block }) => block),
      { title: texts.columnMin, width: 10, isNumber: true, of: ({ min }) => min },
      { title: texts.columnMedian, width: 10, isNumber: true, of: ({ median }) => median },
      { title: texts.columnMax, width: 10, isNumber: true, of: ({ max }) => max },
      { title: texts.columnCount, width: 8, isNumber: true, of: ({ count }) => count },
      { title: texts.columnUnknown, width: 14, isNumber: true, of: ({ unknown }) => unknown },
      {
        title: texts.columnEvidence,
        width: 70,
        of: ({ evidence, count }) =>
          evidence.length === 0 && count > 0 ? texts.isProvisionalLevel : evidence.join('\n'),
      },
    ],
    synthesis.maturity,
  );
}

type CardOf = { name: string; card: SynthesisCard | null };

function territories(synthesis: Synthesis, texts: ExportTexts, lookups: Lookups): Sheet {
  const rows = synthesis.territories.flatMap(({ name, cards }) => cardsUnder(name, cards, lookups));
  return table(
    texts.columnTerritories,
    [{ title: texts.columnTerritory, width: 26, of: ({ name }) => name }, ...cardsOf(texts, lookups)],
    rows,
  );
}

function situations(synthesis: Synthesis, texts: ExportTexts, lookups: Lookups): Sheet {
  const rows = synthesis.situations.flatMap(({ title, territories, cards }) =>
    cardsUnder(title, cards, lookups).map((row) => ({ ...row, territories })),
  );
  return table<(typeof rows)[number]>(
    texts.bySituation,
    [
      { title: texts.columnSituation, width: 30, of: ({ name }) => name },
      {
        title: texts.columnTerritories,
        width: 30,
        of: ({ territories }) => lookups.territoryNames(territories).join('; '),
      },
      ...cardsOf(texts, lookups),
    ],
    rows,
  );
}

/** One row for each card, those of one proposal under its number. */
function similar(synthesis: Synthesis, texts: ExportTexts, lookups: Lookups): Sheet {
  const rows = synthesis.blocks
    .flatMap(({ similar = [] }) => similar)
    .flatMap((refs, at) => lookups.cards(refs).map((card) => ({ proposal: at + 1, card })));
  return table<(typeof rows)[number]>(
    texts.similar,
    [
      { title: texts.columnProposal, width: 14, isNumber: true, of: ({ proposal }) => proposal },
      ...cardPlace<(typeof rows)[number]>(texts, lookups, ({ card }) => card),
      { title: texts.columnGroup, width: 12, of: ({ card }) => lookups.groupName(card.group) },
      { title: texts.columnZone, width: 20, of: ({ card }) => lookups.zoneTitle(card.block, card.zone) },
      { title: texts.columnText, width: 60, of: ({ card }) => card.text },
      { title: texts.columnLanguage, width: 12, of: ({ card }) => card.lang },
    ],
    rows,
  );
}

function commitments(synthesis: Synthesis, texts: ExportTexts, lookups: Lookups): Sheet {
  return table(
    texts.commitments,
    [
      { title: texts.columnCommitment, width: 70, of: ({ text }) => text },
      { title: texts.columnLanguage, width: 12, of: ({ lang }) => lang },
      {
        title: texts.columnTerritory,
        width: 26,
        of: ({ territory }) =>
          territory === null ? null : (lookups.territoryNames([territory])[0] ?? territory),
      },
      { title: texts.columnDue, width: 16, of: ({ due }) => dueCell(texts, due) },
    ],
    synthesis.commitments ?? [],
  );
}

function polls({ polls = [] }: Synthesis, texts: ExportTexts): Sheet {
  const rows = polls.flatMap(({ text, options }) => options.map((option) => ({ question: text, ...option })));
  return table<(typeof rows)[number]>(
    texts.polls,
    [
      { title: texts.columnQuestion, width: 60, of: ({ question }) => question },
      { title: texts.columnAnswer, width: 40, of: ({ text }) => text },
      { title: texts.columnAnswers, width: 12, isNumber: true, of: ({ count }) => count },
    ],
    rows,
  );
}

function participation(synthesis: Synthesis, texts: ExportTexts, lookups: Lookups): Sheet {
  const rows = countedBy(synthesis, texts, lookups).flatMap(({ title, rows }) =>
    rows.map((row) => ({ kind: title, ...row })),
  );
  return table<(typeof rows)[number]>(
    texts.participation,
    [
      { title: texts.columnBy, width: 16, of: ({ kind }) => kind },
      { title: texts.columnWhich, width: 30, of: ({ name }) => name },
      { title: texts.columnPeople, width: 12, isNumber: true, of: ({ people }) => people },
      { title: texts.columnPresent, width: 12, isNumber: true, of: ({ present }) => present ?? null },
    ],
    rows,
  );
}

/** What nothing was written about keeps its row: it was there. */
function cardsUnder(name: string, refs: readonly Ref[], lookups: Lookups): CardOf[] {
  const cards = lookups.cards(refs);
  return cards.length === 0 ? [{ name, card: null }] : cards.map((card) => ({ name, card }));
}

const cardsOf = (texts: ExportTexts, lookups: Lookups): Column<CardOf>[] => [
  ...cardPlace<CardOf>(texts, lookups, ({ card }) => card),
  {
    title: texts.columnZone,
    width: 20,
    of: ({ card }) => card && lookups.zoneTitle(card.block, card.zone),
  },
  { title: texts.columnText, width: 60, of: ({ card }) => card && card.text },
  { title: texts.columnLanguage, width: 12, of: ({ card }) => card && card.lang },
  { title: texts.columnVotes, width: 10, isNumber: true, of: ({ card }) => card && card.votes },
];

const cardPlace = <Row>(
  texts: ExportTexts,
  lookups: Lookups,
  cardIn: (row: Row) => SynthesisCard | null,
): Column<Row>[] => [
  { title: texts.columnRef, width: 26, of: (row) => cardIn(row)?.ref ?? null },
  ...blockColumns<Row>(texts, lookups, (row) => cardIn(row)?.block ?? null),
];

const blockColumns = <Row>(
  texts: ExportTexts,
  lookups: Lookups,
  blockIn: (row: Row) => string | null,
): Column<Row>[] => [
  {
    title: texts.columnBlockNumber,
    width: 10,
    isNumber: true,
    of: (row) => lookups.block(blockIn(row) ?? '')?.number ?? null,
  },
  {
    title: texts.columnBlock,
    width: 26,
    of: (row) => lookups.block(blockIn(row) ?? '')?.title ?? blockIn(row),
  },
];

/** A date is a date, by which one can sort; a duration is said in words. */
function dueCell(texts: ExportTexts, due: string | null | undefined): CellValue {
  if (!due) return null;
  const date = new Date(`${due}T00:00:00Z`);
  const isDate = /^(19|2\d)\d\d-\d\d-\d\d$/.test(due) && !Number.isNaN(date.getTime());
  return isDate && date.toISOString().startsWith(due) ? date : dueIn(texts.locale, due);
}
