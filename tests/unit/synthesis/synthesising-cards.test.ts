import { describe, expect, it } from 'vitest';
import { synthesise } from '#shared/synthesis/synthesis.ts';
import { aCanvas, aCard, anInput, aSession, votesOn } from './a-workshop.ts';

const textsOf = (canvas: ReturnType<typeof aCanvas>, language: string) =>
  synthesise(anInput({ language, canvases: [canvas] })).cards.map(({ text, lang, original }) => ({
    text,
    lang,
    ...(original ? { original } : {}),
  }));
const translation = (text: string, given: object = {}) => ({
  card: 'c1',
  lang: 'fr',
  text,
  id: `t-${text}`,
  by: 'p1',
  status: 'published' as const,
  isStale: false,
  ...given,
});

describe('a card in the language of the synthesis', () => {
  it('stands in its own words where it was written in that language', () => {
    const canvas = aCanvas('g1/legal', {
      cards: [aCard('c1', 'gaps', { text: 'Sans loi', lang: 'fr' })],
      translations: [translation('Autre chose')],
    });
    expect(textsOf(canvas, 'fr')).toEqual([{ text: 'Sans loi', lang: 'fr' }]);
  });

  it('stands in its newest published translation, with the original beside it', () => {
    const canvas = aCanvas('g1/legal', {
      cards: [aCard('c1', 'gaps', { text: 'No law' })],
      translations: [
        translation('Pas de loi'),
        translation('Aucune loi'),
        translation('Brouillon', { status: 'draft' }),
      ],
    });
    expect(textsOf(canvas, 'fr')).toEqual([
      { text: 'Aucune loi', lang: 'fr', original: { text: 'No law', lang: 'en' } },
    ]);
  });

  it('is left out where the group keeps it to itself', () => {
    const canvas = aCanvas('g1/legal', { cards: [{ ...aCard('c1', 'gaps'), isInternal: true }] });
    expect(textsOf(canvas, 'fr')).toEqual([]);
  });

  it('stands in its original words where there are drafts only', () => {
    const canvas = aCanvas('g1/legal', {
      cards: [aCard('c1', 'gaps', { text: 'No law' })],
      translations: [translation('Brouillon', { status: 'draft' }), translation('  ')],
    });
    expect(textsOf(canvas, 'fr')).toEqual([{ text: 'No law', lang: 'en' }]);
  });

  it('prefers a translation of the present words, and says when there is only an older one', () => {
    const cards = [aCard('c1', 'gaps', { text: 'No law' })];
    const stale = translation('Ancienne', { isStale: true });
    expect(
      textsOf(aCanvas('g1/legal', { cards, translations: [translation('Présente'), stale] }), 'fr')[0]?.text,
    ).toBe('Présente');
    expect(textsOf(aCanvas('g1/legal', { cards, translations: [stale] }), 'fr')[0]?.original).toEqual({
      text: 'No law',
      lang: 'en',
      isStale: true,
    });
  });
});

describe('the order of cards', () => {
  it('follows blocks by number, groups as the session has them, zones, ranks and ids', () => {
    const synthesis = synthesise(
      anInput({
        canvases: [
          aCanvas('g10/finance', { cards: [aCard('a', 'exists')] }),
          aCanvas('g2/finance', { cards: [aCard('z', 'actions'), aCard('y', 'exists')] }),
          aCanvas('g1/legal', {
            cards: [
              aCard('n', 'gaps', { rank: 'a1' }),
              aCard('m', 'gaps', { rank: 'a1' }),
              aCard('o', 'gaps', { rank: 'Z9' }),
            ],
          }),
        ],
      }),
    );
    expect(synthesis.cards.map(({ ref }) => ref)).toEqual([
      'g1/legal/o',
      'g1/legal/m',
      'g1/legal/n',
      'g2/finance/y',
      'g2/finance/z',
      'g10/finance/a',
    ]);
  });

  it('keeps cards of a zone that the scenario does not know, and leaves out blank ones', () => {
    const canvas = aCanvas('g1/legal', {
      cards: [aCard('c1', 'elsewhere'), aCard('c2', 'gaps', { text: ' \n' })],
    });
    const synthesis = synthesise(anInput({ canvases: [canvas] }));
    expect(synthesis.totals.cards).toBe(1);
    expect(synthesis.blocks[0]?.zones.at(-1)).toEqual({
      id: 'elsewhere',
      title: 'elsewhere',
      cards: ['g1/legal/c1'],
    });
  });
});

describe('votes', () => {
  const canvases = [
    aCanvas('g1/legal', { cards: [aCard('c1', 'gaps'), aCard('c2', 'actions'), aCard('c3', 'actions')] }),
  ];
  const counts = { 'g1/legal/c1': 2, 'g1/legal/c3': 2, 'g1/legal/c2': 1, 'g1/legal/removed': 5 };

  it('count on live cards, and order what was most chosen', () => {
    const synthesis = synthesise(anInput({ canvases, state: aSession(votesOn(counts)) }));
    expect(synthesis.totals.votes).toBe(5);
    expect(synthesis.blocks[0]?.mostChosen).toEqual(['g1/legal/c1', 'g1/legal/c3', 'g1/legal/c2']);
    expect(synthesis.actions.map(({ ref, votes }) => [ref, votes])).toEqual([
      ['g1/legal/c3', 2],
      ['g1/legal/c2', 1],
    ]);
  });

  it('of an open hidden ballot leave no trace', () => {
    const state = aSession({ status: 'open' });
    const during = synthesise(anInput({ canvases, state: { ...state, ...votesOn(counts, true) } }));
    const before = synthesise(anInput({ canvases, state: { ...state, ...votesOn({}, true) } }));
    expect(JSON.stringify(during)).toBe(JSON.stringify(before));
    expect(during.totals.votes).toBe(0);
  });
});

describe('actions', () => {
  it('say null for what nobody wrote, and are proposed until their group says more', () => {
    const cards = [
      aCard('c1', 'actions', { owner: 'City', due: 'P6M', status: 'started' }),
      aCard('c2', 'actions', { owner: '  ', due: '' }),
    ];
    const synthesis = synthesise(anInput({ canvases: [aCanvas('g1/legal', { cards })] }));
    expect(synthesis.actions).toEqual([
      { ref: 'g1/legal/c1', owner: 'City', due: 'P6M', status: 'started', votes: 0 },
      { ref: 'g1/legal/c2', owner: null, due: null, status: 'proposed', votes: 0 },
    ]);
    expect(synthesis.totals).toMatchObject({ actions: 2, actionsWithOwner: 1 });
  });
});
