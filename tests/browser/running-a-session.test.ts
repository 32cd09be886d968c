import { resolve } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addCard, removeCard } from '#shared/canvas/edit.ts';
import { readCanvas } from '#shared/canvas/read.ts';
import { openSqlite } from '#server/storage/sqlite.ts';
import { Participant } from '#client/rehearsal/participant.ts';
import { request } from '../support/http.ts';
import { temporaryDir } from '../support/server.ts';
import { until } from '../support/until.ts';
import { createWorkshop, startApp, type Workshop } from '../support/workshop.ts';
import { launch, visitor } from './browser.ts';

/** Two moderators and seventy people in eight rooms play the first scenario forty times as fast, and things go wrong. */
const PEOPLE = 70;
const SPEED = 40;
/** Whatever happens is on the moderators' screens at once: how long it took is told at the end, for a busy machine takes longer. */
const SOON_MS = 15_000;

const data = temporaryDir();
let browser: Browser;
let app: Awaited<ReturnType<typeof startApp>>;
let workshop: Workshop;
const rooms = new Map<string, Participant[]>();
let block: (groupId: string) => string;

beforeAll(async () => {
  app = await startApp({ pagesDir: resolve('dist/client'), dir: data.dir, speed: SPEED });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  data.remove();
});

/** Everybody has joined and sits in a room; the first of each room facilitates it. */
async function gather(): Promise<void> {
  workshop = await createWorkshop(app.url, {
    settings: { scenario: 'sse-guidelines', capacity: PEOPLE + 1 },
    isDraft: true,
  });
  const { moderator } = workshop;
  await moderator.must({ type: 'participant.change', language: 'en' });
  await moderator.must({ type: 'session.change', startsAt: new Date().toISOString() });
  await moderator.must({ type: 'session.open' });
  const groups = moderator.view.groups.map(({ id }) => id);
  expect(groups).toHaveLength(8);
  block = (groupId) => moderator.view.groups.find(({ id }) => id === groupId)?.blocks[0] ?? '';
  for (let nth = 0; nth < PEOPLE; nth++) {
    const groupId = groups[nth % groups.length] ?? '';
    const language = ['fr', 'es', 'en'][nth % 3] ?? 'en';
    const person = await workshop.join({
      name: `Person ${nth}`,
      language,
      territory: `Place ${nth}`,
      groupId,
    });
    rooms.set(groupId, [...(rooms.get(groupId) ?? []), person]);
  }
  for (const [groupId, people] of rooms) {
    await moderator.must({ type: 'group.change', groupId, facilitators: [people[0]?.id ?? ''] });
    await Promise.all(people.map((person) => person.openCanvas(groupId, block(groupId))));
  }
}

/** A moderator at the console; a seat of their own when `key` is the role's. */
async function moderatorAt(key: string): Promise<Page> {
  const { page } = await visitor(browser, 'en-GB', 1440, app.url);
  await page.goto(`${app.url}/s/${workshop.sessionId}#${key}`);
  await page.getByRole('searchbox').waitFor();
  return page;
}
const need = (page: Page, text: string | RegExp): Locator =>
  page
    .getByRole('region', { name: 'What needs a person now' })
    .getByRole('listitem')
    .filter({ hasText: text });
/** `afterMs`: when it is to come at the earliest. */
async function seen(page: Page, text: string | RegExp, afterMs = 0): Promise<void> {
  const dueAt = Date.now() + afterMs;
  await need(page, text)
    .first()
    .waitFor({ timeout: afterMs + SOON_MS });
  seenAfterMs.push(Math.max(0, Date.now() - dueAt));
}
const seenAfterMs: number[] = [];
const gone = (page: Page, text: string | RegExp): Promise<void> =>
  need(page, text).first().waitFor({ state: 'detached', timeout: 10_000 });

const everybody = (): Participant[] => [...rooms.values()].flat();
/** The next step, by the console's one button; every screen follows. */
async function next(page: Page, stepId: string): Promise<void> {
  await page
    .locator('[aria-labelledby=console-now]')
    .getByRole('button', { name: /^(Next: |Start: )/ })
    .click();
  await allAt(stepId);
}
async function allAt(stepId: string): Promise<void> {
  await until(
    `everybody at ${stepId}`,
    () => everybody().every((person) => person.view.step?.id === stepId),
    SOON_MS,
  );
}
/** Each person of the room adds a card there. */
async function write(groupId: string, zone: string): Promise<void> {
  for (const person of rooms.get(groupId) ?? []) {
    const { doc } = person.canvas(groupId, block(groupId));
    const lang = person.view.you.language;
    addCard(doc, person.writer, { zone, text: `${zone}: ${person.id ?? ''}`, lang, territory: null });
    await person.saved();
  }
}
const cardsOf = (groupId: string) => {
  const [first] = rooms.get(groupId) ?? [];
  if (!first) return [];
  const place = { session: '', group: groupId, block: block(groupId) };
  return readCanvas(first.canvas(groupId, block(groupId)).doc, place).cards;
};
async function writeToRoom(page: Page, row: Locator, text: string): Promise<void> {
  await row.getByRole('button', { name: 'Write to the room' }).click();
  await page.keyboard.type(text);
  await page.getByRole('button', { name: 'Send in 1 language' }).click();
}

it('two moderators lead seventy people in eight rooms through the run of show, and mend what goes wrong', async () => {
  await gather();
  const { keys, joinCode, sessionId, moderator } = workshop;
  const ilaria = await moderatorAt(moderator.key);
  const { body: seat } = await request(`${app.url}/api/join`, {
    key: keys.moderator,
    body: { name: 'Amadou', language: 'en' },
  });
  let amadou = await moderatorAt(seat.key);
  const both = () => [ilaria, amadou];

  for (const stepId of ['open', 'welcome', 'method', 'guidelines', 'profile', 'cases', 'move'])
    await next(ilaria, stepId);

  // Somebody comes late: seen by both, in a room with two presses.
  const late = await Participant.join(app.url, joinCode, { name: 'Zoila', language: 'es' });
  for (const page of both()) await seen(page, '1 person is here without a room.');
  await need(amadou, 'without a room').getByRole('button', { name: 'Give them a room' }).click();
  await amadou.getByRole('combobox', { name: /Zoila/ }).first().selectOption({ index: 1 });
  await late.sees('her room', ({ you }) => you.groupId !== null);
  await gone(ilaria, 'without a room');

  await next(ilaria, 'note-alone');
  await next(ilaria, 'compare');
  const comparedFrom = Date.now();
  for (const groupId of rooms.keys()) if (groupId !== 'g5') await write(groupId, 'gaps');

  // One person clears others' cards away: all is back with one press.
  const before = cardsOf('g2')
    .map(({ id }) => id)
    .sort();
  const vandal = rooms.get('g2')?.[1];
  for (const { id, author } of cardsOf('g2'))
    if (vandal && author !== vandal.id) removeCard(vandal.canvas('g2', block('g2')).doc, vandal.writer, id);
  await vandal?.saved();
  for (const page of both()) await seen(page, /has removed \d+ cards of others/);
  await need(ilaria, 'cards of others').getByRole('button', { name: 'Bring them back' }).click();
  await until(
    'all back',
    () =>
      cardsOf('g2')
        .map(({ id }) => id)
        .sort()
        .join() === before.join(),
  );

  // A room calls: one moderator takes it, the other sees who has; two presses in all.
  await rooms.get('g3')?.[2]?.must({ type: 'help.call', reason: 'No interpretation here' });
  for (const page of both()) await seen(page, 'No interpretation here');
  await need(amadou, 'No interpretation').getByRole('button', { name: 'Take it' }).click();
  await need(ilaria, 'No interpretation').getByText('Taken by Amadou').waitFor({ timeout: SOON_MS });
  await need(amadou, 'No interpretation').getByRole('button', { name: 'Close the call' }).click();
  await gone(ilaria, 'No interpretation');

  // A room says nothing for a third of the step.
  const quietAfter = (15 * 60_000) / SPEED / 3;
  const silent = /5.*Nobody has added a card for a while/s;
  for (const page of both()) await seen(page, silent, Math.max(0, comparedFrom + quietAfter - Date.now()));
  await writeToRoom(ilaria, need(ilaria, silent), 'What exists where you live?');
  await ilaria.getByText(/^Sent at .*Room 5:/).waitFor();
  await write('g5', 'exists');
  await gone(amadou, silent);

  await next(ilaria, 'place');
  const blocks = moderator.view.scenario.blocks.map(({ id }) => id);
  await Promise.all(
    everybody().map((person, nth) =>
      person.must({
        type: 'maturity.place',
        blockId: blocks[nth % 8] ?? '',
        level: (nth % 5) as 0 | 1 | 2 | 3 | 4,
      }),
    ),
  );
  // Nobody moves on: a quarter over its time the step says so.
  for (const page of both()) await seen(page, 'The step is over time.', ((5 * 60_000) / SPEED) * 1.25);
  await need(amadou, 'over time').getByRole('button', { name: 'Next step' }).click();
  await allAt('pause');
  await next(ilaria, 'connect');
  const connectedFrom = Date.now();

  // A moderator's browser dies: the other goes on, and after the return both see the same.
  await amadou.context().close();
  for (const groupId of rooms.keys()) {
    await write(groupId, 'levers');
    if (groupId !== 'g6') await write(groupId, 'actions');
  }
  await ilaria.getByRole('button', { name: /^Add 1 min/ }).click();
  const endsAt = await until('a minute more', () => {
    const ends = everybody()[0]?.view.step?.endsAt;
    return ends && Date.parse(ends) - connectedFrom > (25 * 60_000) / SPEED + 30_000 ? ends : null;
  });
  const backFrom = Date.now();
  amadou = await moderatorAt(seat.key);
  const stepOn = (page: Page) => page.locator('[aria-labelledby=console-now] .next').innerText();
  const needsOn = (page: Page) =>
    page.getByRole('region', { name: 'What needs a person now' }).locator('li strong').allInnerTexts();
  await until('the same on both', async () => {
    const [hers, his] = await Promise.all(
      both().map(async (page) => [await stepOn(page), await needsOn(page)]),
    );
    return JSON.stringify(hers) === JSON.stringify(his);
  });
  const backAfterMs = Date.now() - backFrom;

  // A zone stays empty until half of the step is over, in a room that goes on with others.
  const half = (25 * 60_000) / SPEED / 2;
  await until('nearly half', () => Date.now() > connectedFrom + half - 5000, half);
  for (const groupId of rooms.keys()) await write(groupId, 'levers');
  const empty = /6.*Still empty: Actions/s;
  for (const page of both()) await seen(page, empty, Math.max(0, connectedFrom + half - Date.now()));
  await writeToRoom(amadou, need(amadou, empty), 'Which first step could you take?');
  await write('g6', 'actions');
  await gone(ilaria, empty);
  expect(endsAt).toBe(everybody()[0]?.view.step?.endsAt);

  await next(ilaria, 'choose');
  await Promise.all(
    [...rooms].flatMap(([groupId, people]) => {
      const action = cardsOf(groupId).find(({ zone }) => zone === 'actions');
      const ref = `${groupId}/${block(groupId)}/${action?.id ?? ''}`;
      return people.map((person) => person.must({ type: 'vote.cast', ref }));
    }),
  );
  await next(ilaria, 'harvest');
  await next(ilaria, 'close');
  await moderator.must({ type: 'session.close' });
  await until('everybody told', () => everybody().every(({ view }) => view.status === 'closed'));

  const deeds = await request(`${app.url}/api/sessions/${sessionId}/canvases/g2/${block('g2')}/history`, {
    key: keys.moderator,
  });
  const told = (deeds.body.deeds as { by: string; kind: string }[]).map(({ by, kind }) => `${by} ${kind}`);
  expect(told.filter((deed) => deed === `${vandal?.id ?? ''} removed`).length).toBeGreaterThanOrEqual(5);
  process.stdout.write(
    `\nIncidents were on screen after at most ${Math.max(...seenAfterMs)} ms, a moderator’s browser back in the same state after ${backAfterMs} ms.\n`,
  );
  late.leave();
  workshop.leave();
  await browser.close();
  await app.stop();

  // The log tells the story: every step once and in order, who helped, who wrote to whom.
  const storage = await openSqlite(data.dir);
  const events = await storage.events(sessionId, 0);
  await storage.close();
  const steps = events.flatMap((event) => (event.type === 'step.started' ? [event.stepId] : []));
  expect(steps).toEqual(moderator.view.steps.map(({ id }) => id));
  const story = events.flatMap((event): string[] => {
    if (event.type === 'help.called') return ['called'];
    if (event.type === 'help.taken')
      return [`taken by ${event.by === seat.participantId ? 'Amadou' : 'another'}`];
    if (event.type === 'help.closed') return ['closed'];
    if (event.type === 'message.sent') return [`to ${JSON.stringify(event.to)}`];
    if (event.type === 'step.extended') return ['a minute more'];
    if (event.type === 'session.closed') return ['the end'];
    return [];
  });
  expect(story).toEqual([
    'called',
    'taken by Amadou',
    'closed',
    'to {"groupId":"g5"}',
    'a minute more',
    'to {"groupId":"g6"}',
    'the end',
  ]);
}, 400_000);
