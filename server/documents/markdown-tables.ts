import type { ExportTexts } from '#shared/i18n/en/export.ts';
import type { Synthesis, SynthesisMaturity } from '#shared/synthesis/synthesis.ts';
import { fill } from '#shared/synthesis/texts.ts';
import { statusIn, type Lookups } from './lookups.ts';
import { briefly } from './markdown-blocks.ts';
import { inline, opening, paragraphs } from './markdown-text.ts';
import { dueIn, languageIn, numberIn } from '#shared/i18n/readable.ts';

/** Cells come escaped. Alignment is given for numbers only. */
function table(columns: { title: string; isNumber?: boolean }[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ title }) => title)),
    line(columns.map(({ isNumber }) => (isNumber ? '---:' : '---'))),
    ...rows.map(line),
  ].join('\n');
}

export function situations(synthesis: Synthesis, texts: ExportTexts, lookups: Lookups): string[] {
  if (synthesis.situations.length === 0) return [];
  return [
    `## ${texts.bySituation}`,
    ...synthesis.situations.flatMap(({ title, territories, cards }) => {
      const names = lookups.territoryNames(territories).map(inline).join(', ');
      const lines = lookups.cards(cards).map((card) => {
        const place = `${lookups.block(card.block)?.title ?? card.block}, ${lookups.zoneTitle(card.block, card.zone)}`;
        return `- ${opening(place)} – ${briefly(card, synthesis, texts)}`;
      });
      return [
        `### ${inline(title)}`,
        territories.length === 0 ? texts.noTerritories : fill(texts.situationTerritories, { names }),
        lines.join('\n'),
      ];
    }),
  ];
}

export function actionPlan(synthesis: Synthesis, texts: ExportTexts, lookups: Lookups): string[] {
  const rows = synthesis.actions.flatMap(({ ref, owner, due, status, votes }) =>
    lookups
      .cards([ref])
      .map((card) => [
        inline(lookups.blockTitle(card.block)),
        briefly(card, synthesis, texts),
        lookups.territoryNames(card.territories).map(inline).join(', ') || texts.none,
        owner === null ? texts.ownerOpen : inline(owner),
        due === null ? texts.dueOpen : inline(dueIn(texts.locale, due)),
        numberIn(texts.locale, votes),
        statusIn(texts, status),
      ]),
  );
  const columns = [
    { title: texts.columnBlock },
    { title: texts.columnAction },
    { title: texts.columnTerritories },
    { title: texts.columnOwner },
    { title: texts.columnDue },
    { title: texts.columnVotes, isNumber: true },
    { title: texts.columnStatus },
  ];
  return [`## ${texts.actionPlan}`, rows.length === 0 ? texts.noActions : table(columns, rows)];
}

export function maturityTable(synthesis: Synthesis, texts: ExportTexts, lookups: Lookups): string[] {
  const number = (value: number | null) => (value === null ? texts.none : numberIn(texts.locale, value));
  const rows = synthesis.maturity.map((place) => [
    ...lookups.territoryNames([place.territory]).map(inline),
    inline(lookups.blockTitle(place.block)),
    spreadIn(texts, place),
    number(place.median),
    number(place.count),
    number(place.unknown),
    evidenceIn(texts, place),
  ]);
  const columns = [
    { title: texts.columnTerritory },
    { title: texts.columnBlock },
    { title: texts.columnSpread },
    { title: texts.columnMedian, isNumber: true },
    { title: texts.columnCount, isNumber: true },
    { title: texts.columnUnknown, isNumber: true },
    { title: texts.columnEvidence },
  ];
  return [`## ${texts.maturity}`, rows.length === 0 ? texts.noMaturity : table(columns, rows)];
}

function spreadIn(texts: ExportTexts, { min, max }: SynthesisMaturity): string {
  if (min === null || max === null) return texts.none;
  return min === max ? `${min}` : fill(texts.spread, { min, max });
}

function evidenceIn(texts: ExportTexts, { count, evidence }: SynthesisMaturity): string {
  if (evidence.length > 0) return evidence.map(inline).join('; ');
  return count === 0 ? texts.none : `*${texts.isProvisionalLevel}*`;
}

export function groupReports(synthesis: Synthesis, texts: ExportTexts, lookups: Lookups): string[] {
  const reports = synthesis.groups.flatMap((group) =>
    group.reports.map((report) => ({ name: group.name, ...report })),
  );
  const sheets = reports.flatMap(({ name, block, action, question, lines, lang }) => {
    const title = fill(texts.reportTitle, { group: inline(name), block: inline(lookups.blockTitle(block)) });
    const mark = fill(texts.inLanguage, { language: inline(languageIn(texts.locale, lang)) });
    return [
      `### ${title}${lang === synthesis.language ? '' : ` *(${mark})*`}`,
      [
        ...lookups
          .cards(action === null ? [] : [action])
          .map((card) => `- ${fill(texts.reportAction, { text: briefly(card, synthesis, texts) })}`),
        ...(question.trim() === '' ? [] : [`- ${fill(texts.reportQuestion, { text: inline(question) })}`]),
      ].join('\n'),
      paragraphs(lines),
    ];
  });
  return [`## ${texts.reports}`, ...(sheets.length === 0 ? [texts.noReports] : sheets)];
}
