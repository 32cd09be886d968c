import {
  BorderStyle,
  Document,
  Footer,
  Packer,
  PageNumber,
  Paragraph,
  SectionType,
  ShadingType,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableOfContents,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
  type FileChild,
} from 'docx';
import { estimatePageNumbersWith } from 'docx/layout';
import type { ExportTexts } from '#shared/i18n/en/export.ts';
import { fill } from '#shared/synthesis/texts.ts';
import { partIn, type Setting } from './docx-parts.ts';
import { BRIEF_MARGIN, docxStyles, INTERFACE, PAGE, READING, TEXT_WIDTH, twips } from './docx-styles.ts';
import type { Cover, Manuscript } from './manuscript-shape.ts';
import { blockGround, INK, INK_QUIET, LINE, WARN } from './palette.ts';
import { plain, plainLine } from './plain-text.ts';
import { typeface } from './typefaces.ts';
import { sameBytes } from './docx-same-bytes.ts';

/** The synthesis as a document to send and to go on writing in: a cover, one page, contents, and all of it. */
export async function synthesisDocx(manuscript: Manuscript, texts: ExportTexts): Promise<Buffer> {
  const { language, title, cover, brief, contents, body } = manuscript;
  const setting: Setting = { language, texts, descriptions: [] };
  const margin = { top: PAGE.top, bottom: PAGE.bottom, left: PAGE.side, right: PAGE.side, footer: twips(10) };
  const page = { size: { width: PAGE.width, height: PAGE.height }, margin };
  const footers = { default: footerOf(title, texts) };
  const document = new Document({
    title: plainLine(title),
    subject: texts.synthesis,
    creator: 'Minga',
    lastModifiedBy: 'Minga',
    description: plainLine(cover.status.text),
    styles: docxStyles(language, briefSize(brief)),
    fonts: [
      { name: INTERFACE, data: typeface('interface'), bold: typeface('interfaceBold') },
      { name: READING, data: typeface('reading'), bold: typeface('readingBold') },
    ],
    ...(isEstimable(body) && { pageNumbers: estimatePageNumbersWith({ guess: true }) }),
    sections: [
      { properties: { page }, children: coverIn(title, cover, setting) },
      {
        properties: {
          page: {
            ...page,
            margin: { ...margin, top: BRIEF_MARGIN, bottom: BRIEF_MARGIN },
            pageNumbers: { start: 1 },
          },
          type: SectionType.NEXT_PAGE,
        },
        footers,
        children: brief.flatMap((part) => partIn(part, setting, true)),
      },
      {
        properties: { page, type: SectionType.NEXT_PAGE },
        footers,
        children: [
          new Paragraph({ style: 'ContentsHeading', text: contents }),
          new TableOfContents(contents, { hyperlink: true, headingStyleRange: '1-2' }),
        ],
      },
      {
        properties: { page, type: SectionType.NEXT_PAGE },
        footers,
        children: body.flatMap((part) => partIn(part, setting)),
      },
    ],
  });
  return sameBytes(await Packer.toBuffer(document), setting.descriptions);
}

/**
 * Where the pages will end is worked out by laying all of it out, which takes long: in a long document the numbers in the
 * contents are left to the program that opens it, which asks before it fills them in.
 */
const isEstimable = (body: Manuscript['body']): boolean =>
  body.reduce((sum, part) => sum + (part.kind === 'cards' ? part.entries.length : 1), 0) < 300;

/** Smaller letters where more rows stand on the one page; in half points. */
function briefSize(brief: Manuscript['brief']): number {
  const rows = brief.reduce((sum, part) => sum + (part.kind === 'table' ? part.rows.length : 0), 0);
  return rows <= 16 ? 16 : rows <= 26 ? 13 : 10;
}

const footerOf = (title: string, texts: ExportTexts): Footer => {
  const [before = ''] = texts.page.split('{{number}}');
  return new Footer({
    children: [
      new Paragraph({
        style: 'Footer',
        tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }],
        children: [
          new TextRun({ text: plainLine(title) }),
          new TextRun({ children: [new Tab(), before, PageNumber.CURRENT] }),
        ],
      }),
    ],
  });
};

function coverIn(title: string, cover: Cover, setting: Setting): FileChild[] {
  const { kind, subtitle, status, rows, missing, disclaimer } = cover;
  return [
    ...stripIn(cover, setting),
    new Paragraph({ style: 'Kind', text: kind }),
    new Paragraph({ style: 'Title', text: plainLine(title) }),
    ...(subtitle === '' ? [] : [new Paragraph({ style: 'Subtitle', text: plainLine(subtitle) })]),
    rowsIn(rows, setting),
    new Paragraph({
      spacing: { before: 360 },
      children: [
        new TextRun({ text: plainLine(status.text), ...(status.isFinal ? {} : { bold: true, color: WARN }) }),
      ],
    }),
    ...missing.map(
      (line) =>
        new Paragraph({ children: [new TextRun({ text: plainLine(line), bold: true, color: WARN })] }),
    ),
    ...(disclaimer === '' ? [] : [new Paragraph({ style: 'Disclaimer', text: plain(disclaimer) })]),
  ];
}

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const BARE = { top: NONE, bottom: NONE, left: NONE, right: NONE };
const BARE_TABLE = { ...BARE, insideHorizontal: NONE, insideVertical: NONE };

/** The blocks in their colours, as wide as what was written on them. */
function stripIn({ strip, stripText }: Cover, setting: Setting): FileChild[] {
  if (strip.length === 0) return [];
  const shares = strip.map(({ cards }) => Math.max(cards, 0.5));
  const sum = shares.reduce((total, share) => total + share, 0);
  const widths = shares.map((share) => Math.max(100, Math.floor((share / sum) * TEXT_WIDTH)));
  setting.descriptions.push(stripText);
  return [
    new Table({
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      borders: BARE_TABLE,
      rows: [
        new TableRow({
          height: { value: 170, rule: 'exact' },
          children: strip.map(
            ({ hue }, index) =>
              new TableCell({
                width: { size: widths[index] ?? 0, type: WidthType.DXA },
                borders: { ...BARE, right: { style: BorderStyle.SINGLE, size: 12, color: 'FFFFFF' } },
                shading: { type: ShadingType.CLEAR, color: 'auto', fill: blockGround(hue).fill },
                children: [
                  new Paragraph({ children: [], spacing: { after: 0, line: 120, lineRule: 'exact' } }),
                ],
              }),
          ),
        }),
      ],
    }),
  ];
}

function rowsIn(rows: Cover['rows'], setting: Setting): Table {
  const widths = [twips(36), TEXT_WIDTH - twips(36)];
  const cellOf = (index: number, text: string, isFirst: boolean) =>
    new TableCell({
      width: { size: widths[index] ?? 0, type: WidthType.DXA },
      borders: {
        ...BARE,
        ...(isFirst && { top: { style: BorderStyle.SINGLE, size: 16, color: INK } }),
        bottom: { style: BorderStyle.SINGLE, size: 4, color: LINE },
      },
      margins: { top: 90, bottom: 90, left: 0, right: 120 },
      children: plain(text)
        .split('\n')
        .map(
          (line) =>
            new Paragraph({
              style: 'TableText',
              children: [
                new TextRun({
                  text: line,
                  size: 20,
                  ...(index === 0 ? { color: INK_QUIET } : { bold: true }),
                }),
              ],
            }),
        ),
    });
  setting.descriptions.push(
    rows.map(({ label, value }) => fill(setting.texts.total, { label, number: value })).join('; '),
  );
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: BARE_TABLE,
    rows: rows.map(
      ({ label, value }, index) =>
        new TableRow({
          cantSplit: true,
          children: [cellOf(0, label, index === 0), cellOf(1, value, index === 0)],
        }),
    ),
  });
}
