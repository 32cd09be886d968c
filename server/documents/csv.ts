import { stringify } from 'csv-stringify/sync';
import type { ExportTexts } from '#shared/i18n/en/export.ts';
import type { Synthesis, SynthesisCard } from '#shared/synthesis/synthesis.ts';
import { lookupsOf, statusIn, type Lookups } from './lookups.ts';

/** One row for each card, in reading order. Dates and languages stay codes, so that a spreadsheet can sort by them. */
export function synthesisCsv(synthesis: Synthesis, texts: ExportTexts): string {
  const lookups = lookupsOf(synthesis, texts);
  const statuses = new Map(synthesis.actions.map(({ ref, status }) => [ref, status]));
  const columns = columnsOf(texts, lookups, (card) => {
    const status = statuses.get(card.ref) ?? card.status;
    return status === undefined ? '' : statusIn(texts, status);
  });
  const rows = synthesis.cards.map((card) => columns.map(({ of }) => harmless(of(card))));
  return stringify([columns.map(({ title }) => title), ...rows], {
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
    // Or a single line feed in a card would begin a row.
    quote_record_delimiter: true,
  });
}

type Column = { title: string; of: (card: SynthesisCard) => string | number };

function columnsOf(
  texts: ExportTexts,
  lookups: Lookups,
  statusOf: (card: SynthesisCard) => string,
): Column[] {
  return [
    { title: texts.columnRef, of: ({ ref }) => ref },
    { title: texts.columnBlockNumber, of: ({ block }) => lookups.block(block)?.number ?? '' },
    { title: texts.columnBlock, of: ({ block }) => lookups.block(block)?.title ?? block },
    { title: texts.columnGroup, of: ({ group }) => lookups.groupName(group) },
    { title: texts.columnZone, of: ({ block, zone }) => lookups.zoneTitle(block, zone) },
    { title: texts.columnText, of: ({ text }) => text },
    { title: texts.columnLanguage, of: ({ lang }) => lang },
    { title: texts.columnOriginal, of: ({ original }) => original?.text ?? '' },
    { title: texts.columnOriginalLanguage, of: ({ original }) => original?.lang ?? '' },
    {
      title: texts.columnTerritories,
      of: ({ territories }) => lookups.territoryNames(territories).join('; '),
    },
    { title: texts.columnVotes, of: ({ votes }) => votes },
    { title: texts.columnOwner, of: ({ owner }) => owner ?? '' },
    { title: texts.columnDue, of: ({ due }) => due ?? '' },
    { title: texts.columnStatus, of: statusOf },
  ];
}

/**
 * A spreadsheet whose language separates by semicolons opens our commas as text and cuts cells at semicolons, tabs and
 * line ends instead, so a formula may not begin after one of these either. The start of a cell is `escape_formulas`'s.
 */
function harmless(value: string | number): string | number {
  if (typeof value === 'number') return value;
  return value.trim().replace(/(?<=[;\t\r\n])(?=[=+@\uFF1D\uFF0B\uFF20]|[-\uFF0D]\S)/gu, "'");
}
