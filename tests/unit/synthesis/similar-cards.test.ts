import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CardSnapshot, TranslationSnapshot } from '#shared/canvas/snapshot.ts';
import { similarCards } from '#shared/synthesis/similar.ts';
import { synthesise } from '#shared/synthesis/synthesis.ts';
import { CARD_TEXTS } from '#client/rehearsal/texts.ts';
import { livelyInput } from '../documents/a-lively-session.ts';
import { aCanvas, aCard, anInput } from './a-workshop.ts';

type Given = Record<string, Partial<CardSnapshot> & { in?: Record<string, string> }>;

/** Cards in one block and zone, each of a group of its own: which of them are proposed together. */
function proposedOf(given: Given): string[][] {
  const canvases = Object.entries(given).map(([id, { in: translated = {}, ...card }], at) =>
    aCanvas(`g${at}/legal`, {
      cards: [aCard(id, 'levers', card)],
      translations: Object.entries(translated).map(([lang, text]): TranslationSnapshot => {
        return { id: `${id}-${lang}`, card: id, lang, text, by: 'p1', status: 'published', isStale: false };
      }),
    }),
  );
  return (synthesise(anInput({ canvases })).blocks[0]?.similar ?? []).map((refs) => refs.map(idOf).sort());
}
const idOf = (ref: string): string => ref.split('/')[2] ?? '';

const OTHERS: Given = {
  o1: { text: 'Reserved markets for cooperatives in the municipal budget' },
  o2: { text: 'A school canteen buys from local producers' },
  o3: { text: 'Train two officers of the town hall every year' },
  o4: { text: 'Publish the register of organisations each January' },
};

describe('cards that may say the same', () => {
  it('are found whatever accents, capitals, plurals and small words they have', () => {
    const fr = { lang: 'fr' };
    expect(
      proposedOf({
        a: { ...fr, text: 'Créer un fonds de garantie municipal' },
        b: { ...fr, text: 'CREER des fonds de garantie municipaux !' },
        c: { ...fr, text: 'Le fonds de garantie municipal' },
        d: { ...fr, text: 'Former deux agents de la mairie' },
        ...OTHERS,
      }),
    ).toEqual([['a', 'b', 'c']]);
  });

  it('meet across languages in their published translations alone', () => {
    const a = { lang: 'fr', text: 'Un fonds de garantie municipal' };
    const b = { lang: 'es', text: 'Fondo municipal de garantía para cooperativas' };
    expect(proposedOf({ a, b, ...OTHERS })).toEqual([]);
    expect(proposedOf({ a: { ...a, in: { es: 'Un fondo municipal de garantía' } }, b, ...OTHERS })).toEqual([
      ['a', 'b'],
    ]);
  });

  it('are of one block and zone: a gap is no lever', () => {
    const text = 'A municipal guarantee fund';
    const canvases = [
      aCanvas('g1/legal', { cards: [aCard('a', 'gaps', { text }), aCard('b', 'levers', { text })] }),
      aCanvas('g2/finance', { cards: [aCard('c', 'levers', { text })] }),
    ];
    const synthesis = synthesise(anInput({ canvases }));
    expect(synthesis.blocks.some((block) => 'similar' in block)).toBe(false);
  });

  it('do not become a heap: what leads from one to the next is no likeness', () => {
    const words = ['amber', 'birch', 'cedar', 'delta', 'ember', 'fjord', 'grove', 'heron', 'inlet', 'jetty'];
    const chain = Object.fromEntries(
      words.slice(0, 8).map((_, at) => [`c${at}`, { text: words.slice(at, at + 3).join(' ') }]),
    );
    const found = proposedOf(chain);
    expect(Math.max(0, ...found.map((list) => list.length))).toBeLessThanOrEqual(2);
  });

  it('are proposed as they stood when it was frozen: what was frozen before had none', () => {
    const input = livelyInput('fr', { groups: 12, blocks: 4 });
    expect(synthesise(input).blocks.every(({ similar }) => similar !== undefined)).toBe(true);
    const before = synthesise({ ...input, model: 1 });
    expect(/"similar"|"participation"|"polls"/.exec(JSON.stringify(before))).toBeNull();
  });
});

describe('whatever people write', () => {
  const texts = fc.oneof(
    fc.constantFrom(...Object.values(CARD_TEXTS).flatMap((list) => list.flatMap((one) => [one.fr, one.es]))),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    fc.constantFrom('…', '🧶', 'the', 'A 1', '工作坊', '合作社基金', 'صندوق الضمان'),
  );
  const cards = fc.array(
    fc.record({ text: texts, lang: fc.constantFrom('fr', 'es'), zone: fc.constantFrom('gaps', 'levers') }),
    { maxLength: 40 },
  );
  const writtenFrom = (given: { text: string; lang: string; zone: string }[]) =>
    given.map(({ zone, ...card }, at) => {
      const canvas = aCanvas('g1/legal');
      return { ref: `g1/legal/c${at}`, canvas, card: aCard(`c${at}`, zone, card) };
    });
  const sets = (found: Map<string, string[][]>) =>
    [...found.values()]
      .flat()
      .map((refs) => refs.toSorted().join(' '))
      .sort();

  it('the order of cards does not matter, no card is in two, and the same text is always together', () => {
    fc.assert(
      fc.property(cards, fc.integer(), (given, seed) => {
        const written = writtenFrom(given);
        const found = similarCards(written);
        const shuffled = written
          .map((one, at) => ({ one, by: Math.sin(seed + at * 7919) }))
          .sort((a, b) => a.by - b.by)
          .map(({ one }) => one);
        expect(sets(similarCards(shuffled))).toEqual(sets(found));
        const all = [...found.values()].flat(2);
        expect(new Set(all).size).toBe(all.length);
        for (const one of written)
          for (const other of written) {
            if (one.card.text !== other.card.text || one.card.zone !== other.card.zone || one === other)
              continue;
            const list = [...found.values()].flat().find((refs) => refs.includes(one.ref));
            expect(list).toContain(other.ref);
          }
      }),
      { numRuns: 60 },
    );
  });

  it('texts without a word in common are never together', () => {
    const word = fc.stringMatching(/^[bcdfg][aiou]{2}[bcdfg][aiou][bcdfg]$/);
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 4, maxLength: 40 }), (words) => {
        const given = Array.from({ length: Math.floor(words.length / 2) }, (_, at) => ({
          text: `${words[at * 2]} ${words[at * 2 + 1]}`,
          lang: 'fr',
          zone: 'gaps',
        }));
        expect([...similarCards(writtenFrom(given)).keys()]).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

it('4,800 cards are put together within a second', () => {
  const input = livelyInput('fr', { groups: 12, blocks: 8, cards: 50, people: 200, isNumbered: true });
  const begun = performance.now();
  const synthesis = synthesise(input);
  expect(synthesis.cards).toHaveLength(4800);
  // A machine that runs other tests beside it is given time.
  expect(performance.now() - begun).toBeLessThan(3000);
});
