import type { ExportTexts } from '#shared/i18n/en/export.ts';
import { fill } from '#shared/synthesis/texts.ts';
import {
  isBlockNumber,
  type Cover,
  type Entry,
  type Manuscript,
  type Part,
  type Row,
  type Run,
  type Table,
  type Threads,
} from './manuscript-shape.ts';
import { inline, opening, paragraphs } from './markdown-text.ts';

/** The whole synthesis as one Markdown document that reads well as plain text too. */
export function synthesisMarkdown(manuscript: Manuscript, texts: ExportTexts): string {
  const { title, cover, brief, body } = manuscript;
  let tables = 0;
  const parts = [...brief, ...body].map((part) =>
    part.kind === 'table' ? tableIn(part, (tables += 1), texts) : partIn(part, texts),
  );
  return `${[`# ${inline(title)}`, ...head(cover, texts), ...parts].filter((part) => part !== '').join('\n\n')}\n`;
}

function head({ kind, subtitle, status, rows, missing, disclaimer }: Cover, texts: ExportTexts): string[] {
  return [
    opening(subtitle),
    opening(kind),
    status.isFinal ? status.text : `**${inline(status.text)}**`,
    missing.map((line) => `- **${inline(line)}**`).join('\n'),
    listOf(rows, texts),
    disclaimer === '' ? '' : `*${inline(disclaimer)}*`,
  ];
}

const listOf = (rows: readonly Row[], texts: ExportTexts): string =>
  rows
    .map(({ label, value }) => fill(texts.total, { label, number: value.split('\n').map(inline).join(', ') }))
    .map((line) => `- ${line}`)
    .join('\n');

function partIn(part: Exclude<Part, Table>, texts: ExportTexts): string {
  switch (part.kind) {
    // Its table says the same.
    case 'figure':
      return '';
    case 'heading':
      return `${'#'.repeat(part.level + 1)} ${line(part.runs)}`;
    case 'paragraph':
      return prose(part.runs);
    case 'figures':
      return listOf(part.rows, texts);
    case 'cards':
      return part.entries.map((entry) => `- ${entryIn(entry, '  ')}`).join('\n');
    case 'threads':
      return threadsIn(part, texts);
  }
}

function threadsIn({ rows }: Threads, texts: ExportTexts): string {
  const labelled = (text: string, entry: Entry, indent: string) =>
    `${indent}- ${fill(text, { text: entryIn(entry, `${indent}  `) })}`;
  return rows
    .flatMap(({ gap, levers, actions }) => [
      labelled(texts.argumentGap, gap, ''),
      ...levers.map((entry) => labelled(texts.argumentLever, entry, '  ')),
      ...actions.map((entry) => labelled(texts.argumentAction, entry, '  ')),
    ])
    .join('\n');
}

function entryIn({ number, text, facts }: Entry, indent: string): string {
  const words = number === null ? line([text]) : `**${inline(number)}** ${paragraphs(text.text, indent)}`;
  return facts.length === 0 ? words : `${words} *(${facts.map(inline).join(', ')})*`;
}

/** Cells come escaped. Alignment is given for numbers only. */
function tableIn({ caption, columns, rows }: Table, number: number, texts: ExportTexts): string {
  const row = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    `*${fill(texts.tableCaption, { number, title: inline(caption) })}*\n`,
    row(columns.map(({ title }) => line(title))),
    row(columns.map(({ isNumber }) => (isNumber ? '---:' : '---'))),
    ...rows.map((cells) => row(cells.map(({ runs }) => line(runs)))),
  ].join('\n');
}

/** Paragraphs as they were written, what is told of them at their end. */
function prose([first, ...others]: Run[]): string {
  if (!first) return '';
  const isAsWritten = !isBlockNumber(first) && first.tone === undefined;
  return `${isAsWritten ? paragraphs(first.text) : runIn(first)}${others.map(runIn).join('')}`.trim();
}

const line = (runs: readonly Run[]): string => runs.map(runIn).join('').trim();

function runIn(run: Run): string {
  if (isBlockNumber(run)) return `${run.block}.`;
  const [before = '', after = ''] = [/^\s*/u, /\s*$/u].map((space) => (space.exec(run.text)?.[0] ? ' ' : ''));
  const words = inline(run.text);
  if (words === '') return before;
  const mark = run.tone === undefined ? '' : run.tone === 'quiet' ? '*' : '**';
  return `${before}${mark}${words}${mark}${after}`;
}
