import { expect, it } from 'vitest';
import { runSeeds, story } from './seeds.ts';

const SEEDS = Array.from({ length: 100 }, (_, seed) => seed);

it('whatever people do and whatever happens to them, all see the same and nothing is lost, in a hundred seeds', async () => {
  const lives = await runSeeds(SEEDS);
  const failing = lives.filter(({ differences }) => differences.length > 0);
  expect(
    failing.map(({ seed }) => seed),
    failing.map(story).join('\n\n'),
  ).toEqual([]);
  const sum = (of: 'deeds' | 'kept') => lives.reduce((total, life) => total + life[of], 0);
  // Where all were refused, all would agree too.
  expect(sum('deeds')).toBeGreaterThan(2000);
  expect(sum('kept') / sum('deeds')).toBeGreaterThan(0.75);
});
