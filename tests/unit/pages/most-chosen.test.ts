import { expect, it } from 'vitest';
import type { CardSnapshot } from '#shared/canvas/snapshot.ts';
import { mostChosen } from '../../../client/pages/workshop/report/most-chosen.ts';

const card = (id: string): CardSnapshot => ({
  id,
  zone: 'actions',
  rank: id,
  author: 'p1',
  territories: [],
  lang: 'fr',
  at: '2027-03-01T12:00:00.000Z',
  text: id,
});

it('the most chosen cards come first, equal ones as they stand, and those without dots not at all', () => {
  const cards = ['a', 'b', 'c', 'd'].map(card);
  const dots = new Map([
    ['b', 2],
    ['c', 5],
    ['d', 2],
    ['a', 0],
  ]);
  expect(mostChosen(cards, dots).map(({ id }) => id)).toEqual(['c', 'b', 'd']);
  expect(mostChosen(cards, new Map())).toEqual([]);
});
