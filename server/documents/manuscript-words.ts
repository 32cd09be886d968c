import type { ExportTexts } from '#shared/i18n/en/export.ts';
import { languageIn, numberIn } from '#shared/i18n/readable.ts';
import type { Id, Lang, Ref } from '#shared/session/state.ts';
import type { Synthesis, SynthesisCard } from '#shared/synthesis/synthesis.ts';
import { toldInWords, toldWithCards } from '#shared/synthesis/references.ts';
import { fill } from '#shared/synthesis/texts.ts';
import type { Lookups } from './lookups.ts';
import type { Cell, Entry, Heading, Part, Run } from './manuscript-shape.ts';

/** Cards as the documents show them. */
export type Entries = {
  /** "4.12": the twelfth card on block 4, the same in every language. */
  number: (ref: Ref) => string;
  /** In full, with what is to be told of it. */
  whole: (card: SynthesisCard, withGroup: boolean) => Entry;
  /** Pointed to, where it stands in full elsewhere. */
  again: (card: SynthesisCard) => Entry;
  /** Its words, marked where they are in another language than the document's. */
  brief: (card: SynthesisCard) => Run[];
};

export function entriesOf(synthesis: Synthesis, texts: ExportTexts, lookups: Lookups): Entries {
  const numbers = numbersOf(synthesis, lookups);
  const number = (ref: Ref) => numbers.get(ref) ?? '';
  return {
    number,
    whole: (card, withGroup) => ({
      number: number(card.ref),
      text: { text: card.text, lang: card.lang },
      facts: [
        ...lookups.territoryNames(card.territories),
        ...(withGroup ? [lookups.roomName(card.group)] : []),
        ...languageFacts(card, synthesis, texts),
        ...(card.votes === 0 ? [] : [fill(texts.votes, { number: numberIn(texts.locale, card.votes) })]),
      ],
    }),
    again: (card) => ({
      number: null,
      text: { text: fill(texts.seeCard, { number: number(card.ref) }), tone: 'quiet' },
      facts: [],
    }),
    brief: (card) => withFacts(card.text, card.lang, languageFacts(card, synthesis, texts)),
  };
}

function numbersOf({ cards }: Synthesis, lookups: Lookups): Map<Ref, string> {
  const counts = new Map<Id, number>();
  return new Map(
    cards.map(({ ref, block }) => {
      const count = (counts.get(block) ?? 0) + 1;
      counts.set(block, count);
      return [ref, `${lookups.block(block)?.number ?? block}.${count}`];
    }),
  );
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

/** People's words, after them what is to be told of them. */
export const withFacts = (text: string, lang: Lang, facts: readonly string[]): Run[] => [
  { text, lang },
  ...(facts.length === 0 ? [] : [{ text: ` (${facts.join(', ')})`, tone: 'quiet' as const }]),
];

/** People's words, marked where their language is not the document's. */
export const wordsIn = (text: string, lang: Lang, synthesis: Synthesis, texts: ExportTexts): Run[] =>
  withFacts(
    text,
    lang,
    lang === synthesis.language ? [] : [fill(texts.inLanguage, { language: languageIn(texts.locale, lang) })],
  );

/** A narrative, after its language where that is not the document's; cards that it names by their numbers. */
export function toldIn(
  { language, cards }: Synthesis,
  { narrative, narrativeLang, id }: { narrative: string; narrativeLang: Lang | null; id?: Id },
  texts: ExportTexts,
  entries: Entries,
): Part[] {
  if (narrativeLang === null) return [];
  const told = toldWithCards(narrative, cards, id ?? '');
  const mark = fill(texts.inLanguage, { language: languageIn(texts.locale, narrativeLang) });
  return [
    ...(narrativeLang === language ? [] : [note(`(${mark})`)]),
    {
      kind: 'paragraph',
      runs: [
        {
          text: toldInWords(told, (card) => (card ? entries.number(card.ref) : texts.cardGone)),
          lang: narrativeLang,
        },
      ],
      tone: 'reading',
    },
  ];
}

export const heading = (level: Heading['level'], text: string, runs: Run[] = []): Heading => ({
  kind: 'heading',
  level,
  runs: [{ text }, ...runs],
});

export const onNewPage = (given: Heading): Heading => ({ ...given, isNewPage: true });

export const note = (text: string): Part & { kind: 'paragraph' } => ({
  kind: 'paragraph',
  runs: [{ text }],
  tone: 'note',
});

/** A note on the table after it. */
export const noteOn = (text: string): Part & { kind: 'paragraph' } => ({ ...note(text), keepsNext: true });

/** A cell of the document's own words. */
export const cell = (text: string, tone?: 'strong' | 'quiet' | 'warn'): Cell => ({
  runs: [{ text, ...(tone && { tone }) }],
});

/** A block's number in its colour. */
export const blockNumber = (block: Id, lookups: Lookups): Run[] => {
  const found = lookups.block(block);
  return found ? [{ block: found.number, hue: found.hue ?? null }] : [];
};

/** A block's number in its colour, and its title. */
export const blockName = (block: Id, lookups: Lookups): Run[] => [
  ...blockNumber(block, lookups),
  { text: ` ${lookups.block(block)?.title ?? block}`, tone: 'strong' },
];

/** One line of at most so many letters, cut between two words where there are any. */
export function cut(text: string, longest: number): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line.length <= longest) return line;
  const start = line.slice(0, longest - 1);
  const end = start.lastIndexOf(' ');
  return `${(end > longest / 2 ? start.slice(0, end) : start).replace(/[\s,;:.\uD800-\uDBFF]+$/u, '')}…`;
}
