import { afterAll, beforeAll, expect, it } from 'vitest';
import { runWorkshop } from '../participants/workshop.ts';
import { OWNER_KEY, startApp } from '../support/workshop.ts';

let url: string;
let stop: () => Promise<void>;
beforeAll(async () => void ({ url, stop } = await startApp()));
afterAll(() => stop());

it('twelve simulated people write, thread, translate, vote and place, and nothing of it is missing anywhere', async () => {
  const figures = await runWorkshop({
    serverUrl: url,
    ownerKey: OWNER_KEY,
    scenario: 'tiny',
    people: 12,
    seconds: 150,
    pace: { speed: 15, random: Math.random },
  });
  expect(figures.missing).toEqual([]);
  expect(figures.cards).toBeGreaterThan(20);
  expect(figures.votes).toBeGreaterThan(0);
  expect(figures.placements).toBe(12);
  expect(figures.threads).toBeGreaterThan(0);
});
