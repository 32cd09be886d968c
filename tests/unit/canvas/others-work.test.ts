import { expect, it } from 'vitest';
import { othersWork } from '../../../client/canvas/others-work.ts';
import type { CardSnapshot } from '#shared/canvas/snapshot.ts';

const card = (id: string, author: string, zone = 'gaps', text = id): CardSnapshot => ({
  id,
  zone,
  rank: id,
  author,
  text,
  territories: [],
  lang: 'fr',
  at: '2027-03-01T12:00:00.000Z',
});
const canvas = (...cards: CardSnapshot[]) => new Map(cards.map((one) => [one.id, one]));

it('what others did is told by who added cards where, and what was changed, moved and removed; nothing of mine', () => {
  const before = canvas(
    card('old', 'wilmer'),
    card('moved', 'ama'),
    card('gone', 'wilmer'),
    card('my-change', 'wilmer'),
    card('my-removal', 'wilmer'),
  );
  const after = canvas(
    card('old', 'wilmer', 'gaps', 'other words'),
    card('moved', 'ama', 'levers'),
    card('my-change', 'wilmer', 'gaps', 'mine'),
    card('a', 'wilmer'),
    card('b', 'wilmer'),
    card('c', 'ama', 'levers'),
    card('mine', 'dulce'),
  );
  const work = othersWork(before, after, 'dulce', new Set(['my-change', 'my-removal']));
  expect(work.map(({ cards, ...what }) => [what, cards.map(({ id }) => id)])).toEqual([
    [{ kind: 'added', author: 'wilmer', zone: 'gaps' }, ['a', 'b']],
    [{ kind: 'added', author: 'ama', zone: 'levers' }, ['c']],
    [{ kind: 'changed' }, ['old', 'moved']],
    [{ kind: 'removed' }, ['gone']],
  ]);
  expect(othersWork(after, after, 'dulce', new Set())).toEqual([]);
});
