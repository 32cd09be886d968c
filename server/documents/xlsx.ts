import type writeExcelFile from 'write-excel-file/node';
import type { ExportTexts } from '#shared/i18n/en/export.ts';
import type { Synthesis } from '#shared/synthesis/synthesis.ts';
import { lookupsOf } from './lookups.ts';
import { plain, plainLine } from './plain-text.ts';
import { sheetsOf, type CellValue, type Sheet } from './xlsx-sheets.ts';
import { withoutTime } from './zipped.ts';

/** The synthesis as a workbook, one sheet for each way of looking at it, each with a heading that stays and filters. */
export async function synthesisXlsx(synthesis: Synthesis, texts: ExportTexts): Promise<Buffer> {
  // Only who asks for a workbook waits for what writes it.
  const { default: write } = await import('write-excel-file/node');
  const sheets = sheetsOf(synthesis, texts, lookupsOf(synthesis, texts));
  const names = sheetNames(sheets.map(({ name }) => name));
  const file = await write(
    sheets.map((sheet, index) => written(sheet, names[index] ?? '')),
    { fontFamily: 'Calibri', fontSize: 11, features: [laidOut(sheets, names)] },
  ).toBuffer();
  return withoutTime(file);
}

/** The last of its overloads: several sheets. */
type Call = Parameters<typeof writeExcelFile>;
type WrittenSheet = Call[0][number];
type Feature = NonNullable<NonNullable<Call[1]>['features']>[number];

function written({ columns, rows }: Sheet, name: string): WrittenSheet {
  const heading = columns.map(({ title, isNumber }) => ({
    value: cellText(title),
    type: String,
    fontWeight: 'bold' as const,
    backgroundColor: '#E9EDE9',
    bottomBorderStyle: 'thin' as const,
    bottomBorderColor: '#1B2422',
    align: isNumber ? ('right' as const) : ('left' as const),
    alignVertical: 'top' as const,
    wrap: true,
  }));
  return {
    sheet: name,
    data: [tall(heading, columns), ...rows.map((row) => tall(row.map(cellOf), columns))],
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
    orientation: 'landscape',
  };
}

/** The height a row needs, in points: LibreOffice gives a row whose text wraps one line, and hides the rest. */
function tall<Cell extends { value: unknown } | null>(row: Cell[], columns: Sheet['columns']) {
  const lines = row.map((cell, column) =>
    (cell?.value instanceof Date ? '' : String(cell?.value ?? ''))
      .split('\n')
      .reduce(
        (sum, line) => sum + Math.max(1, Math.ceil((line.length * 1.1) / (columns[column]?.width ?? 10))),
        0,
      ),
  );
  // No spreadsheet lets a row be taller than 409.
  const height = Math.min(409, 15 * Math.max(1, ...lines));
  return row.map((cell) => (cell === null ? null : { ...cell, height }));
}

function cellOf(value: CellValue) {
  if (value === null || value === '') return null;
  if (typeof value === 'number') return { value, type: Number, alignVertical: 'top' as const };
  if (value instanceof Date)
    return {
      value,
      type: Date,
      format: 'yyyy-mm-dd',
      align: 'left' as const,
      alignVertical: 'top' as const,
    };
  // Said to be text, or a program might take the first letters for a formula.
  return { value: cellText(value), type: String, wrap: true, alignVertical: 'top' as const };
}

/** The longest text that a cell may hold; a longer one makes a file that wants repair. */
const LONGEST = 32_767;

/**
 * `_x0041_` means "A" inside a workbook, so whoever writes just that has its first sign written that way. The same
 * keeps words like "constructor" from being looked up in the library's table of strings, which knows them already.
 */
function cellText(text: string): string {
  const clean = plain(text).replace(/_(?=x[\da-f]{4}_)/giu, '_x005F_');
  const cut = clean.length > LONGEST ? `${plain(clean.slice(0, LONGEST - 2))} …` : clean;
  if (!(cut in {})) return cut;
  return `_x${cut.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_${cut.slice(1)}`;
}

/** What the library has no option for: a filter on each heading, and when printed a page as wide as the sheet, with the heading on each. */
function laidOut(sheets: readonly Sheet[], names: readonly string[]): Feature {
  const headings = names.map(
    (name, index) =>
      `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${inXml(`'${name.replaceAll("'", "''")}'!$1:$1`)}</definedName>`,
  );
  return {
    files: {
      transform: {
        'xl/workbook.xml': {
          // The place is the format's: after the sheets.
          transform: (xml) =>
            xml.replace('</sheets>', () => `</sheets><definedNames>${headings.join('')}</definedNames>`),
        },
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _, { sheetIndex }) => {
            const sheet = sheets[sheetIndex];
            if (!sheet) return xml;
            const area = `A1:${columnName(sheet.columns.length)}${sheet.rows.length + 1}`;
            const filter = sheet.isTable ? `<autoFilter ref="${area}"/>` : '';
            return xml
              .replace(/(<worksheet[^>]*>)/, '$1<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
              .replace('</sheetData>', `</sheetData>${filter}`)
              .replace('<pageSetup ', '<pageSetup fitToWidth="1" fitToHeight="0" ')
              .replace('paperSize="9"', `paperSize="${isWide(sheet) ? A3 : A4}"`)
              .replace(/<pageMargins [^>]*>/, NARROW);
          },
        },
      },
    },
  };
}

/** Wider than this it would be too small to read on the smaller paper. */
const isWide = ({ columns }: Sheet): boolean => columns.reduce((sum, { width }) => sum + width, 0) > 150;
/** As the format numbers papers. */
const [A3, A4] = [8, 9];
const NARROW = '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>';

const inXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** No sheet has more than 26 columns. */
const columnName = (number: number): string => String.fromCharCode(64 + number);

/** Names that every spreadsheet takes: none of its signs, at most 31 letters, none twice. */
export function sheetNames(wished: readonly string[]): string[] {
  const taken = new Set<string>();
  return wished.map((name, index) => {
    const legal =
      plainLine(name)
        .replace(/[[\]/\\:*?]/g, ' ')
        .replace(/\s+/gu, ' ')
        .replace(/^['\s]+|['\s]+$/g, '') || `${index + 1}`;
    let unique = plain(legal.slice(0, 31));
    for (let again = 2; taken.has(unique.toLowerCase()); again++)
      unique = `${plain(legal.slice(0, 27))} ${again}`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}
