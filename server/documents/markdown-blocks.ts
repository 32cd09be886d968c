import type { ExportTexts } from '#shared/i18n/en/export.ts';
import type { Synthesis, SynthesisBlock, SynthesisCard } from '#shared/synthesis/synthesis.ts';
import { fill } from '#shared/synthesis/texts.ts';
import type { Lookups } from './lookups.ts';
import { inline, paragraphs } from './markdown-text.ts';
import { languageIn, numberIn } from '#shared/i18n/readable.ts';

export function blockSections(synthesis: Synthesis, texts: ExportTexts, lookups: Lookups): string[] {
  return [
    `## ${texts.byBlock}`,
    ...synthesis.blocks.flatMap((block) => blockSection(block, synthesis, texts, lookups)),
  ];
}

function blockSection(
  block: SynthesisBlock,
  synthesis: Synthesis,
  texts: ExportTexts,
  lookups: Lookups,
): string[] {
  const cards = synthesis.cards.filter((card) => card.block === block.id);
  // A group is worth naming where several worked on the block.
  const areMany = new Set(cards.map(({ group }) => group)).size > 1;
  const entries = (list: readonly SynthesisCard[]) =>
    list.map((card) => cardEntry(card, synthesis, texts, lookups, areMany)).join('\n');
  const section = (title: string, list: readonly SynthesisCard[]) =>
    list.length === 0 ? [] : [`#### ${title}`, entries(list)];
  return [
    `### ${inline(lookups.blockTitle(block.id))}`,
    ...toldIn(synthesis, block, texts),
    ...(cards.length === 0 ? [texts.noCards] : []),
    ...block.zones.flatMap((zone) => section(inline(zone.title), lookups.cards(zone.cards))),
    ...argumentTree(block, synthesis, texts, lookups),
    ...section(texts.openGaps, lookups.cards(block.openGaps)),
    ...section(texts.mostChosen, lookups.cards(block.mostChosen)),
  ];
}

function argumentTree(
  block: SynthesisBlock,
  synthesis: Synthesis,
  texts: ExportTexts,
  lookups: Lookups,
): string[] {
  if (block.arguments.length === 0) return [];
  const line = (text: string, card: SynthesisCard) => fill(text, { text: briefly(card, synthesis, texts) });
  const trees = block.arguments.map(({ gap, levers, actions }) =>
    [
      ...lookups.cards([gap]).map((card) => `- ${line(texts.argumentGap, card)}`),
      ...lookups.cards(levers).map((card) => `  - ${line(texts.argumentLever, card)}`),
      ...lookups.cards(actions).map((card) => `  - ${line(texts.argumentAction, card)}`),
    ].join('\n'),
  );
  return [`#### ${texts.arguments}`, trees.join('\n')];
}

function cardEntry(
  card: SynthesisCard,
  synthesis: Synthesis,
  texts: ExportTexts,
  lookups: Lookups,
  withGroup: boolean,
): string {
  const facts = [
    ...lookups.territoryNames(card.territories),
    ...(withGroup ? [lookups.groupName(card.group)] : []),
    ...languageFacts(card, synthesis, texts),
    ...(card.votes === 0 ? [] : [fill(texts.votes, { number: numberIn(texts.locale, card.votes) })]),
  ];
  const about = facts.length === 0 ? '' : ` *(${facts.map(inline).join(', ')})*`;
  return `- ${paragraphs(card.text, '  ')}${about}`;
}

/** A card's text in one line, marked where it is in another language than the document. For trees and cells. */
export function briefly(card: SynthesisCard, synthesis: Synthesis, texts: ExportTexts): string {
  const facts = languageFacts(card, synthesis, texts);
  return `${inline(card.text)}${facts.length === 0 ? '' : ` *(${facts.map(inline).join(', ')})*`}`;
}

function languageFacts(
  { lang, original }: SynthesisCard,
  { language }: Synthesis,
  texts: ExportTexts,
): string[] {
  const named = (of: string) => ({ language: languageIn(texts.locale, of) });
  if (original) {
    const source = fill(texts.translatedFrom, named(original.lang));
    return original.isStale ? [source, texts.translationIsStale] : [source];
  }
  return lang === language ? [] : [fill(texts.inLanguage, named(lang))];
}

/** A narrative, after its language where that is not the document's. */
export function toldIn(
  { language }: Synthesis,
  { narrative, narrativeLang }: { narrative: string; narrativeLang: string | null },
  texts: ExportTexts,
): string[] {
  if (narrativeLang === null) return [];
  const mark = fill(texts.inLanguage, { language: inline(languageIn(texts.locale, narrativeLang)) });
  return [narrativeLang === language ? '' : `*(${mark})*`, paragraphs(narrative)];
}
