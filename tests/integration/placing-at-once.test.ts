import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Event } from '#shared/session/events.ts';
import { openSqlite } from '#server/storage/sqlite.ts';
import { Chance } from '../fuzz/chance.ts';
import type { Participant } from '#client/rehearsal/participant.ts';
import { namedModerator } from '../participants/workshop.ts';
import { temporaryDir } from '../support/server.ts';
import { request } from '../support/http.ts';
import { until } from '../support/until.ts';
import { createWorkshop, startApp } from '../support/workshop.ts';

const PEOPLE = 70;
const TERRITORIES = 12;

const data = temporaryDir();
let app: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  app = await startApp({ dir: data.dir });
});
afterAll(() => data.remove());

type Answer = { participantId: string; territoryId: string; blockId: string; level: number | null };
/** The last word of each person on each block, from the log and with nothing of the product's own reading of it. */
function answersIn(events: Event[]): Map<string, Answer> {
  const answers = new Map<string, Answer>();
  for (const event of events)
    if (event.type === 'maturity.placed')
      answers.set(`${event.placement.participantId} ${event.placement.blockId}`, event.placement);
  return answers;
}
/** Least, middle and highest level of each block and territory, "I don't know" left out: min, median, max, n. */
function spreads(answers: Iterable<Answer>): Record<string, number[]> {
  const levels: Record<string, number[]> = {};
  for (const { blockId, territoryId, level } of answers)
    if (level !== null) (levels[`${blockId} ${territoryId}`] ??= []).push(level);
  return Object.fromEntries(
    Object.entries(levels).map(([where, all]) => {
      const sorted = all.toSorted((a, b) => a - b);
      const half = (sorted.length - 1) / 2;
      const median = ((sorted[Math.floor(half)] ?? 0) + (sorted[Math.ceil(half)] ?? 0)) / 2;
      return [where, [sorted[0] ?? 0, median, sorted.at(-1) ?? 0, sorted.length]];
    }),
  );
}

it('seventy people place eight blocks at once: every console and the synthesis say what the log says', async () => {
  const seed = Date.now() % 100_000;
  const chance = new Chance(seed);
  const workshop = await createWorkshop(app.url, {
    settings: { scenario: 'sse-guidelines', capacity: PEOPLE },
    isDraft: true,
  });
  const { moderator, sessionId, keys } = workshop;
  await moderator.must({ type: 'session.change', startsAt: new Date().toISOString() });
  await moderator.must({ type: 'session.open' });
  const second = await namedModerator(app.url, keys.moderator, sessionId);
  const groups = moderator.view.groups.map(({ id }) => id);
  const people: Participant[] = [];
  for (let nth = 0; nth < PEOPLE; nth++)
    people.push(
      await workshop.join({ name: `Person ${nth}`, language: 'fr', territory: `Place ${nth % TERRITORIES}` }),
    );
  for (const [nth, person] of people.entries())
    await moderator.must({
      type: 'participant.assign',
      participantId: person.id ?? '',
      groupId: groups[nth % groups.length] ?? '',
    });
  const blocks = moderator.view.scenario.blocks.map(({ id }) => id);
  expect(blocks).toHaveLength(8);
  await moderator.must({ type: 'step.start', stepId: 'place' });

  await Promise.all(
    people.map(async (person) => {
      for (const blockId of blocks) {
        const level = chance.below(6);
        await person.must({
          type: 'maturity.place',
          blockId,
          level: level === 5 ? null : (level as 0 | 1 | 2 | 3 | 4),
          ...(chance.below(2) ? { evidence: 'Un budget' } : {}),
        });
      }
    }),
  );
  const all = PEOPLE * blocks.length;
  for (const console of [moderator, second])
    await until('all placements', () => console.view.maturity.length === all);
  const shown = [moderator, second].map(({ view }) => spreads(view.maturity));
  const { status, body } = await request(`${app.url}/api/sessions/${sessionId}/synthesis.json`, {
    key: keys.organizer,
  });
  expect(status).toBe(200);
  second.leave();
  workshop.leave();
  await app.stop();

  const storage = await openSqlite(data.dir);
  const answers = answersIn(await storage.events(sessionId, 0));
  await storage.close();
  expect(answers.size).toBe(all);
  const expected = spreads(answers.values());
  expect(shown, `seed ${seed}`).toEqual([expected, expected]);
  // Territories have letters there, not names: as many, with the same figures.
  const figures = (
    body.maturity as { block: string; min: number; median: number; max: number; count: number }[]
  )
    .filter(({ count }) => count > 0)
    .map(({ block, min, median, max, count }) => [block, min, median, max, count].join())
    .sort();
  expect(figures, `seed ${seed}`).toEqual(
    Object.entries(expected)
      .map(([where, spread]) => [where.split(' ')[0], ...spread].join())
      .sort(),
  );
});
