import { stringify } from 'csv-stringify/sync';
import type { ExportTexts } from '#shared/i18n/en/export.ts';
import type { Synthesis, SynthesisCard } from '#shared/synthesis/synthesis.ts';
import { leftOut, lookupsOf, statusIn, type Lookups } from './lookups.ts';

/** One row for each card, in reading order; after them one that says how many were left out, where any were. Dates and languages stay codes, so that a spreadsheet can sort by them. */
export function synthesisCsv(synthesis: Synthesis, texts: ExportTexts): string {
  const lookups = lookupsOf(synthesis, texts);
  const columns = cardColumns(synthesis, texts, lookups);
  const notes = leftOut(synthesis, texts).map((note) =>
    columns.map(({ key }) => (key === 'columnText' ? note : '')),
  );
  return tableCsv(
    columns.map(({ key }) => texts[key]),
    [...synthesis.cards.map((card) => columns.map(({ of }) => of(card))), ...notes],
  );
}

/** A table for spreadsheets of every language; what people typed is text in it, whatever it begins with. */
export const tableCsv = (headings: string[], rows: (string | number)[][]): string =>
  stringify([headings, ...rows.map((row) => row.map(harmless))], {
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
    // Or a single line feed in a card would begin a row.
    quote_record_delimiter: true,
  });

type Column = { key: keyof ExportTexts; of: (card: SynthesisCard) => string | number };

/** What is told of each card where cards stand in rows. */
export function cardColumns(synthesis: Synthesis, texts: ExportTexts, lookups: Lookups): Column[] {
  const statuses = new Map(synthesis.actions.map(({ ref, status }) => [ref, status]));
  const statusOf = (card: SynthesisCard) => {
    const status = statuses.get(card.ref) ?? card.status;
    return status === undefined ? '' : statusIn(texts, status);
  };
  return [
    { key: 'columnRef', of: ({ ref }) => ref },
    { key: 'columnBlockNumber', of: ({ block }) => lookups.block(block)?.number ?? '' },
    { key: 'columnBlock', of: ({ block }) => lookups.block(block)?.title ?? block },
    { key: 'columnGroup', of: ({ group }) => lookups.groupName(group) },
    { key: 'columnZone', of: ({ block, zone }) => lookups.zoneTitle(block, zone) },
    { key: 'columnText', of: ({ text }) => text },
    { key: 'columnLanguage', of: ({ lang }) => lang },
    { key: 'columnOriginal', of: ({ original }) => original?.text ?? '' },
    { key: 'columnOriginalLanguage', of: ({ original }) => original?.lang ?? '' },
    {
      key: 'columnTerritories',
      of: ({ territories }) => lookups.territoryNames(territories).join('; '),
    },
    { key: 'columnVotes', of: ({ votes }) => votes },
    { key: 'columnOwner', of: ({ owner }) => owner ?? '' },
    { key: 'columnDue', of: ({ due }) => due ?? '' },
    { key: 'columnStatus', of: statusOf },
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
