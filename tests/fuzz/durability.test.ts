import { expect, it } from 'vitest';
import { killAndCount, summary } from './durability.ts';

it('nothing that was marked saved, or that others had seen, is lost in five kill -9 with everybody’s copies', async () => {
  const toll = await killAndCount(5, 1, () => undefined);
  expect(toll.lost, summary(toll)).toEqual([]);
  expect(toll.kills).toBe(5);
  expect(Math.min(toll.saved, toll.seen)).toBeGreaterThan(20);
});
