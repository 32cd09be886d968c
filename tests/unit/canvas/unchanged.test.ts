import { expect, it } from 'vitest';
import type { CardSnapshot } from '#shared/canvas/snapshot.ts';
import { keepUnchanged } from '../../../client/canvas/unchanged.ts';

const card = (id: string, more: Partial<CardSnapshot> = {}): CardSnapshot => ({
  id,
  zone: 'gaps',
  rank: id,
  author: 'p1',
  text: id,
  territories: ['t1', 't2'],
  lang: 'fr',
  at: '2027-03-01T12:00:00.000Z',
  ...more,
});

it('cards in which nothing changed stay the same objects, in the order of now', () => {
  const before = ['a', 'b', 'c', 'd', 'e'].map((id) => card(id));
  const now = [
    card('e'),
    card('b', { text: 'other' }),
    card('c', { territories: ['t1'] }),
    card('a'),
    card('d', { owner: 'the city' }),
  ];
  const kept = keepUnchanged(before, now);
  expect(kept).toEqual(now);
  expect(kept.map((one) => before.indexOf(one))).toEqual([4, -1, -1, 0, -1]);
  expect(
    keepUnchanged(
      before,
      before.map((one) => ({ ...one })),
    ),
  ).toBe(before);
  expect(keepUnchanged([card('d', { owner: 'the city' })], [card('d')])).toEqual([card('d')]);
});
