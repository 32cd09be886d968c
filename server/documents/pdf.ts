import PDFDocument from 'pdfkit';
import type { ExportTexts } from '#shared/i18n/en/export.ts';
import { fill } from '#shared/synthesis/texts.ts';
import { coverItems } from './pdf-cover.ts';
import type { Heading, Manuscript, Part } from './manuscript-shape.ts';
import { heightOf, paginate, type Item, type Placed } from './pdf-flow.ts';
import { itemsOf } from './pdf-parts.ts';
import { lazily, paragraphs, plainText, scaled, type Setting } from './pdf-setting.ts';
import { A4, BOTTOM, COLUMN, looks, MARGIN, Sheet, type Pdf, type Struct } from './pdf-sheet.ts';
import { Typesetter } from './pdf-words.ts';
import { plainLine } from './plain-text.ts';
import { NO_TIME } from './zipped.ts';

/** The synthesis to print and to send on: tagged, its typefaces within it, and nothing in it from the hour it was made. */
export async function synthesisPdf(manuscript: Manuscript, texts: ExportTexts): Promise<Buffer> {
  const pdf = new PDFDocument({
    autoFirstPage: false,
    size: 'A4',
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: manuscript.language,
    info: {
      Title: plainLine(manuscript.title),
      Subject: texts.synthesis,
      Creator: 'Minga',
      Producer: 'Minga',
      CreationDate: NO_TIME,
      ModDate: NO_TIME,
    },
  });
  const bytes = collected(pdf);
  write(pdf, manuscript, texts);
  pdf.end();
  return bytes;
}

function collected(pdf: Pdf): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
}

function write(pdf: Pdf, manuscript: Manuscript, texts: ExportTexts): void {
  const sheet = new Sheet(pdf, new Typesetter(pdf));
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  const outline: { item: PDFKit.PDFOutline; level: number }[] = [];
  const numbers = new Map<number, number>();
  let page = 0;
  const setting: Setting = {
    sheet,
    texts,
    looks: looks(),
    scale: 1,
    parent: root,
    tables: { count: 0 },
    figures: { count: 0 },
    headings: { count: 0 },
    onHeading: ({ level, runs }, index, y) => {
      pdf.addNamedDestination(`part${index}`, 'XYZ', MARGIN.side, y - 8, null);
      const parent = level === 2 ? outline.at(-1)?.item : undefined;
      const item = (parent ?? pdf.outline).addItem(plainLine(plainText(runs)));
      if (level === 1) outline.push({ item, level });
    },
  };
  const cover = paginate(coverItems(manuscript, setting), MARGIN.top, BOTTOM);
  const brief = paginate(onOnePage(manuscript.brief, setting), MARGIN.top, BOTTOM);
  const { headings } = setting;
  const firstOfBody = headings.count;
  const body = paginate(
    manuscript.body.flatMap((part) => itemsOf(part, setting)),
    MARGIN.top,
    BOTTOM,
  );
  const entries = [...manuscript.brief, ...manuscript.body].filter(isInContents);
  const contents = paginate(
    contentsItems(manuscript.contents, entries, numbers, setting),
    MARGIN.top,
    BOTTOM,
  );
  const offset = brief.length + contents.length;
  entries.forEach((_, index) => {
    const pages = index < firstOfBody ? brief : body;
    const found = pages.findIndex((placed) => placed.some(({ item }) => item.heading === index));
    numbers.set(index, found + 1 + (index < firstOfBody ? 0 : offset));
  });
  for (const pages of [cover, brief, contents, body]) {
    for (const placed of pages) {
      pdf.addPage();
      draw(placed);
      if (pages !== cover) footer(manuscript.title, (page += 1), setting);
    }
  }
  root.end();
}

const isInContents = (part: Part): part is Heading => part.kind === 'heading' && part.level !== 3;

function draw(placed: readonly Placed[]): void {
  for (const { item, y } of placed) item.draw(y);
}

/** The brief is one page, whatever was written: smaller letters where there is more. */
function onOnePage(parts: readonly Part[], setting: Setting): Item[] {
  const before = { tables: setting.tables.count, headings: setting.headings.count };
  for (const scale of [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65]) {
    setting.tables.count = before.tables;
    setting.headings.count = before.headings;
    const items = parts.flatMap((part) => itemsOf(part, scaled(setting, scale)));
    if (heightOf(items) <= BOTTOM - MARGIN.top || scale === 0.65) return items;
  }
  return [];
}

function contentsItems(
  title: string,
  entries: readonly Heading[],
  numbers: ReadonlyMap<number, number>,
  setting: Setting,
): Item[] {
  const { sheet, looks: all } = setting;
  const toc = lazily(() => sheet.struct('TOC', setting.parent));
  const width = COLUMN - 40;
  const heading = paragraphs([{ text: title }], all.heading1, setting, 0);
  return [
    ...heading,
    ...entries.map(({ level, runs }, index): Item => {
      const indent = level === 1 ? 0 : 14;
      const look = level === 1 ? all.strong : all.text;
      const [line] = sheet.words.lines([{ text: cut(plainText(runs)) }], look, width - indent);
      const height = line?.height ?? 0;
      return {
        height,
        before: level === 1 ? 8 : 1.5,
        draw: (y) => {
          if (!line) return;
          const link = sheet.struct('Link', sheet.struct('TOCI', toc()));
          const [number] = sheet.words.lines([{ text: String(numbers.get(index) ?? '') }], look, 40);
          sheet.line(line, MARGIN.side + indent, y, width - indent, link);
          if (number) sheet.line(number, MARGIN.side + width, y, 40, link, 'right');
          leader(
            sheet,
            MARGIN.side + indent + line.width + 6,
            MARGIN.side + COLUMN - (number?.width ?? 0) - 6,
            y + height * 0.76,
          );
          sheet.pdf.goTo(MARGIN.side, y, COLUMN, height, `part${index}`, linkedTo(link));
        },
      };
    }),
  ];
}

/** Which part of the structure a link belongs to: an option that the library's types do not know. */
const linkedTo = (structParent: Struct) => ({ structParent }) as PDFKit.Mixins.AnnotationOption;

const cut = (title: string): string => (title.length > 80 ? `${title.slice(0, 79).trimEnd()}…` : title);

const leader = (sheet: Sheet, from: number, to: number, y: number): void =>
  sheet.artifact(() => {
    sheet.pdf
      .save()
      .lineWidth(0.5)
      .dash(0.6, { space: 2.6 })
      .moveTo(from, y)
      .lineTo(Math.max(from, to), y)
      .stroke('#B5BCB5');
    sheet.pdf.restore();
  });

function footer(title: string, page: number, { sheet, looks: all, texts }: Setting): void {
  const y = A4.height - 40;
  sheet.artifact(() => {
    const name = sheet.words.lines([{ text: cut(plainLine(title)) }], all.footer, COLUMN - 80).slice(0, 1);
    const number = sheet.words.lines([{ text: fill(texts.page, { number: page }) }], all.footer, 80);
    sheet.bare(name, MARGIN.side, y, COLUMN - 80, 'left');
    sheet.bare(number, MARGIN.side + COLUMN - 80, y, 80, 'right');
  }, 'Pagination');
}
