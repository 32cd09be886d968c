import {
  BorderStyle,
  HeadingLevel,
  ImageRun,
  Paragraph,
  SequentialIdentifier,
  ShadingType,
  Tab,
  TabStopType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
  type FileChild,
  type IParagraphOptions,
  type ITableCellBorders,
} from 'docx';
import type { ExportTexts } from '#shared/i18n/en/export.ts';
import type { Lang } from '#shared/session/state.ts';
import { fill } from '#shared/synthesis/texts.ts';
import { CARD_INDENT, TEXT_WIDTH } from './docx-styles.ts';
import { inLight } from './figure-colours.ts';
import { drawn } from './figure-drawing.ts';
import {
  isBlockNumber,
  WHOLE,
  type Cell,
  type Entry,
  type FigurePart,
  type Heading,
  type Part,
  type Row,
  type Run,
  type Table as TablePart,
  type Threads,
} from './manuscript-shape.ts';
import { pngOf } from './pixels.ts';
import { blockGround, INK, INK_QUIET, LINE, shadeGround, WARN, ZONES } from './palette.ts';
import { clean, isRightToLeft, languageTag, plainLine } from './plain-text.ts';

/** What parts are set with. Descriptions of tables are kept: the library has no place for these. */
export type Setting = {
  language: Lang;
  texts: ExportTexts;
  /** In the order of the tables in the file. */
  descriptions: string[];
};

export function partIn(part: Part, setting: Setting, isBrief = false): FileChild[] {
  switch (part.kind) {
    case 'heading':
      return [headingIn(part, setting, isBrief)];
    case 'paragraph':
      return [
        paragraph(
          { style: PARAGRAPHS[part.tone ?? 'plain'], ...(part.keepsNext && { keepNext: true }) },
          part.runs,
          setting,
        ),
      ];
    case 'figures':
      return figures(part.rows, setting);
    case 'cards':
      return part.entries.map((entry) => cardIn(entry, setting));
    case 'threads':
      return threads(part, setting);
    case 'figure':
      return figure(part, setting);
    case 'table':
      return table(part, setting, isBrief);
  }
}

const PARAGRAPHS = { plain: 'Normal', lead: 'Lead', note: 'Note', reading: 'Reading' };
const LEVELS = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 };

function headingIn({ level, runs, hue, isNewPage }: Heading, setting: Setting, isBrief: boolean): Paragraph {
  const color = hue === undefined ? null : blockGround(hue).fill;
  return paragraph(
    {
      heading: LEVELS[level],
      ...(isNewPage && { pageBreakBefore: true }),
      ...(isBrief && { spacing: level === 1 ? { before: 0, after: 100 } : { before: 180, after: 40 } }),
      ...(color && { border: { top: { style: BorderStyle.SINGLE, size: 24, color, space: 6 } } }),
    },
    runs,
    setting,
  );
}

/** With the direction of the words it begins with. */
function paragraph(options: IParagraphOptions, runs: readonly Run[], setting: Setting): Paragraph {
  const first = runs.find((run) => !isBlockNumber(run) && run.text.trim() !== '');
  const isTurned = first !== undefined && !isBlockNumber(first) && isRightToLeft(first.text);
  return new Paragraph({
    ...options,
    ...(isTurned && { bidirectional: true }),
    children: runs.flatMap((run) => runsIn(run, setting)),
  });
}

const TONES = {
  plain: {},
  strong: { bold: true },
  quiet: { color: INK_QUIET },
  warn: { bold: true, color: WARN },
};

/** People's lines stay lines. Their language is said where it is not the document's. */
function runsIn(run: Run, { language }: Setting): TextRun[] {
  if (isBlockNumber(run)) return [blockNumberIn(run.block, run.hue)];
  const lang = languageTag(run.lang);
  const isTurned = isRightToLeft(run.text);
  return clean(run.text)
    .split('\n')
    .map(
      (text, index) =>
        new TextRun({
          text,
          ...(index > 0 && { break: 1 }),
          ...TONES[run.tone ?? 'plain'],
          ...(isTurned && { rightToLeft: true }),
          ...(lang !== null &&
            lang !== language && { language: isTurned ? { bidirectional: lang } : { value: lang } }),
        }),
    );
}

function blockNumberIn(number: number, hue: number | null): TextRun {
  const { fill: ground, ink } = blockGround(hue);
  return new TextRun({
    text: `\u00A0${number}\u00A0`,
    bold: true,
    color: ink,
    shading: { type: ShadingType.CLEAR, color: 'auto', fill: ground },
  });
}

const cardIn = (entry: Entry, setting: Setting): Paragraph =>
  new Paragraph({
    style: 'Card',
    tabStops: [{ type: TabStopType.LEFT, position: CARD_INDENT }],
    children: entryRuns(entry, setting, true),
  });

/** A card: its number, its words, and under them what is to be told of it. */
function entryRuns({ number, text, facts }: Entry, setting: Setting, isHanging: boolean): TextRun[] {
  const quiet = { color: INK_QUIET, size: 17 };
  return [
    ...(number === null
      ? []
      : [
          new TextRun({
            ...quiet,
            bold: true,
            children: [plainLine(number), isHanging ? new Tab() : '\u00A0\u00A0'],
          }),
        ]),
    ...runsIn(text, setting),
    ...(facts.length === 0 ? [] : [new TextRun({ ...quiet, text: plainLine(facts.join(' · ')), break: 1 })]),
  ];
}

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const NO_BORDERS = { top: NONE, bottom: NONE, left: NONE, right: NONE };
const TABLE_BORDERS = { ...NO_BORDERS, insideHorizontal: NONE, insideVertical: NONE };
const ruled = (color: string, size = 4): ITableCellBorders => ({
  ...NO_BORDERS,
  bottom: { style: BorderStyle.SINGLE, size, color },
});
const BRIEF_PADDING = { top: 26, bottom: 26, left: 0, right: 120 };
const PADDING = { top: 60, bottom: 60, left: 0, right: 120 };
/** Numbers end where the next column's words begin. */
const AFTER_NUMBERS = 260;

function widthsOf(columns: readonly { width: number }[]): number[] {
  const sum = columns.reduce((total, { width }) => total + width, 0);
  return columns.map(({ width }) => Math.floor((width / sum) * TEXT_WIDTH));
}

/** A row that would fill a page may be cut, any other stays whole. */
const isShort = (words: readonly string[]): boolean => words.every((text) => text.length < 700);

function captionIn(title: string, setting: Setting, of: 'table' | 'figure' = 'table'): Paragraph {
  const [before = '', after = ''] = fill(setting.texts[`${of}Caption`], { title: '\u0000' }).split(
    '{{number}}',
  );
  return new Paragraph({
    style: 'Caption',
    keepNext: true,
    children: [
      new TextRun({ text: before }),
      new SequentialIdentifier(of === 'table' ? 'Table' : 'Figure'),
      new TextRun({ text: plainLine(after.replace('\u0000', title)) }),
    ],
  });
}

/** In pixels of Word, of which 96 make an inch; more are drawn, for print. */
const FIGURE_WIDTH = (TEXT_WIDTH / 1440) * 96;

function figure({ caption, description, drawing }: FigurePart, setting: Setting): FileChild[] {
  const { svg, width, height } = drawn(drawing);
  return [
    captionIn(caption, setting, 'figure'),
    new Paragraph({
      children: [
        new ImageRun({
          type: 'png',
          data: pngOf(inLight(svg)),
          transformation: { width: FIGURE_WIDTH, height: (height / width) * FIGURE_WIDTH },
          altText: {
            name: plainLine(caption),
            title: plainLine(caption),
            description: plainLine(description),
          },
        }),
      ],
    }),
  ];
}

function table({ caption, columns, rows }: TablePart, setting: Setting, isBrief: boolean): FileChild[] {
  const widths = widthsOf(columns);
  const style = isBrief ? 'BriefText' : 'TableText';
  const padding = isBrief ? BRIEF_PADDING : PADDING;
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(
      ({ title, isNumber }, index) =>
        new TableCell({
          width: { size: widths[index] ?? 0, type: WidthType.DXA },
          borders: ruled(INK, 8),
          margins: isNumber ? { ...padding, right: AFTER_NUMBERS } : padding,
          verticalAlign: VerticalAlignTable.BOTTOM,
          children: [
            paragraph({ style: 'TableHead', ...(isNumber && { alignment: 'right' }) }, title, setting),
          ],
        }),
    ),
  });
  const cellIn = ({ runs, shade }: Cell, index: number, keepNext: boolean) => {
    const ground = shade && shadeGround(shade);
    const tinted = ground
      ? runs.map((run) => (isBlockNumber(run) ? run : { ...run, tone: 'strong' as const }))
      : runs;
    return new TableCell({
      width: { size: widths[index] ?? 0, type: WidthType.DXA },
      borders: ground
        ? { ...WHITE, bottom: { style: BorderStyle.SINGLE, size: 12, color: 'FFFFFF' } }
        : ruled(LINE),
      margins: ground
        ? { ...padding, left: 80, right: 40 }
        : columns[index]?.isNumber
          ? { ...padding, right: AFTER_NUMBERS }
          : padding,
      ...(ground && { shading: { type: ShadingType.CLEAR, color: 'auto', fill: ground.fill } }),
      children: [
        paragraph(
          { style, ...(keepNext && { keepNext }), ...(columns[index]?.isNumber && { alignment: 'right' }) },
          ground?.ink === 'FFFFFF' ? [] : tinted,
          setting,
        ),
      ].map((plainCell) => (ground?.ink === 'FFFFFF' ? onDark(tinted, style, ground.ink) : plainCell)),
    });
  };
  setting.descriptions.push(caption);
  return [
    captionIn(caption, setting),
    new Table({
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      borders: TABLE_BORDERS,
      rows: [
        head,
        ...rows.map(
          (cells, place) =>
            new TableRow({
              cantSplit: isShort(cells.map(wordsOf)),
              children: cells.map((one, index) =>
                cellIn(one, index, rows.length <= WHOLE && place < rows.length - 1),
              ),
            }),
        ),
      ],
    }),
    ...after(isBrief),
  ];
}

const WHITE = {
  top: NONE,
  left: { style: BorderStyle.SINGLE, size: 12, color: 'FFFFFF' },
  right: { style: BorderStyle.SINGLE, size: 12, color: 'FFFFFF' },
};

const onDark = (runs: readonly Run[], style: string, color: string): Paragraph =>
  new Paragraph({
    style,
    children: runs.map(
      (run) =>
        new TextRun({ text: isBlockNumber(run) ? `${run.block}` : clean(run.text), bold: true, color }),
    ),
  });

const wordsOf = ({ runs }: Cell): string => runs.map((run) => (isBlockNumber(run) ? '' : run.text)).join('');

/** Two tables without anything between them would be one. */
const after = (isBrief: boolean): Paragraph[] => [
  new Paragraph({ children: [], spacing: { after: isBrief ? 0 : 80, line: 120, lineRule: 'exact' } }),
];

/** Numbers in columns of five, each over what it counts. */
function figures(rows: readonly Row[], setting: Setting): FileChild[] {
  const columns = 5;
  const width = Math.floor(TEXT_WIDTH / columns);
  const lines = Array.from({ length: Math.ceil(rows.length / columns) }, (_, index) =>
    rows.slice(index * columns, (index + 1) * columns),
  );
  const cellOf = (row: Row | undefined) =>
    new TableCell({
      width: { size: width, type: WidthType.DXA },
      borders: NO_BORDERS,
      margins: { top: 30, bottom: 30, left: 0, right: 120 },
      children: [
        new Paragraph({ style: 'Figure', text: row?.value ?? '' }),
        new Paragraph({ style: 'FigureLabel', text: row?.label ?? '' }),
      ],
    });
  setting.descriptions.push(
    rows.map(({ label, value }) => fill(setting.texts.total, { label, number: value })).join('; '),
  );
  return [
    new Table({
      width: { size: width * columns, type: WidthType.DXA },
      columnWidths: Array.from({ length: columns }, () => width),
      layout: TableLayoutType.FIXED,
      borders: TABLE_BORDERS,
      rows: lines.map(
        (line) =>
          new TableRow({
            cantSplit: true,
            children: Array.from({ length: columns }, (_, index) => cellOf(line[index])),
          }),
      ),
    }),
  ];
}

/** Gap by gap its levers and actions, side by side, in the tints of the board. */
function threads({ columns, rows, noLever, noAction }: Threads, setting: Setting): FileChild[] {
  const kinds = ['gap', 'lever', 'action'] as const;
  const widths = widthsOf([{ width: 1 }, { width: 1 }, { width: 1 }]);
  const cellOf = (kind: (typeof kinds)[number], index: number, entries: readonly Entry[], none: string) => {
    const { fill: ground, line } = ZONES[kind];
    const isNone = entries.length === 0;
    const rim = {
      style: isNone ? BorderStyle.DASHED : BorderStyle.SINGLE,
      size: 4,
      color: isNone ? LINE : line,
    };
    return new TableCell({
      width: { size: widths[index] ?? 0, type: WidthType.DXA },
      borders: {
        top: rim,
        bottom: rim,
        right: rim,
        left: isNone ? rim : { ...rim, size: kind === 'action' ? 24 : 4 },
      },
      margins: { top: 80, bottom: 80, left: 110, right: 110 },
      ...(!isNone && { shading: { type: ShadingType.CLEAR, color: 'auto', fill: ground } }),
      children: isNone
        ? [paragraph({ style: 'TableText' }, [{ text: none, tone: 'quiet' }], setting)]
        : entries.map(
            (entry, place) =>
              new Paragraph({
                style: 'TableText',
                ...(place > 0 && { spacing: { before: 100 } }),
                children: entryRuns(entry, setting, false),
              }),
          ),
    });
  };
  setting.descriptions.push(setting.texts.arguments);
  return [
    new Table({
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      borders: TABLE_BORDERS,
      rows: [
        new TableRow({
          tableHeader: true,
          cantSplit: true,
          children: kinds.map(
            (kind, index) =>
              new TableCell({
                width: { size: widths[index] ?? 0, type: WidthType.DXA },
                borders: NO_BORDERS,
                margins: { ...PADDING, left: 0 },
                children: [new Paragraph({ style: 'TableHead', text: plainLine(columns[kind]) })],
              }),
          ),
        }),
        ...rows.map(
          ({ gap, levers, actions }) =>
            new TableRow({
              cantSplit: isShort([gap, ...levers, ...actions].map(({ text }) => text.text)),
              children: [
                cellOf('gap', 0, [gap], ''),
                cellOf('lever', 1, levers, noLever),
                cellOf('action', 2, actions, noAction),
              ],
            }),
        ),
      ],
    }),
    ...after(false),
  ];
}
