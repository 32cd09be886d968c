import type { ExportTexts } from '#shared/i18n/en/export.ts';
import type { Synthesis } from '#shared/synthesis/synthesis.ts';
import { fill } from '#shared/synthesis/texts.ts';
import { labelledTotals, lookupsOf, type Lookups } from './lookups.ts';
import { blockSections, toldIn } from './markdown-blocks.ts';
import { actionPlan, groupReports, maturityTable, situations } from './markdown-tables.ts';
import { inline } from './markdown-text.ts';
import { instantIn, numberIn } from '#shared/i18n/readable.ts';

/** The whole synthesis as one Markdown document that reads well as plain text too. */
export function synthesisMarkdown(synthesis: Synthesis, texts: ExportTexts): string {
  const lookups = lookupsOf(synthesis, texts);
  const parts = [
    ...head(synthesis, texts, lookups),
    ...totals(synthesis, texts),
    ...howToRead(synthesis, texts),
    ...narrative(synthesis, texts),
    ...blockSections(synthesis, texts, lookups),
    ...situations(synthesis, texts, lookups),
    ...actionPlan(synthesis, texts, lookups),
    ...maturityTable(synthesis, texts, lookups),
    ...groupReports(synthesis, texts, lookups),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function head({ session, asOf, unreadable }: Synthesis, texts: ExportTexts, lookups: Lookups): string[] {
  const date = session.startsAt === null ? null : instantIn(texts.locale, session.startsAt);
  return [
    `# ${inline(session.title) || texts.untitled}`,
    `${texts.synthesis}  \n${date === null ? texts.dateNotSet : fill(texts.date, { date })}`,
    asOf.isFinal ? texts.isFinal : `**${fill(texts.isProvisional, { seq: asOf.seq })}**`,
    unreadable
      .map(({ group, block, code }) => ({
        group: inline(lookups.groupName(group)),
        block: inline(lookups.blockTitle(block)),
        code: inline(code),
      }))
      .map((canvas) => `- **${fill(texts.unreadable, canvas)}**`)
      .join('\n'),
  ];
}

function totals(synthesis: Synthesis, texts: ExportTexts): string[] {
  const line = ([label, number]: [string, number]) =>
    `- ${fill(texts.total, { label, number: numberIn(texts.locale, number) })}`;
  return [labelledTotals(synthesis, texts).map(line).join('\n')];
}

function howToRead({ levels }: Synthesis, texts: ExportTexts): string[] {
  const named = levels.map(({ level, label }) => `${level} ${inline(label)}`).join(', ');
  return [
    `## ${texts.howToRead}`,
    texts.howCards,
    texts.howVotes,
    texts.howTerritories,
    `${texts.howMaturity}${named === '' ? '' : ` ${fill(texts.levels, { levels: named })}`}`,
  ];
}

function narrative(synthesis: Synthesis, texts: ExportTexts): string[] {
  const told = toldIn(synthesis, synthesis, texts);
  return told.length === 0 ? [] : [`## ${texts.narrative}`, ...told];
}
