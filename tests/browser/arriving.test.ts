import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorkshop, startApp } from '../support/workshop.ts';
import { expectAccessible, expectOneWayScrolling, launch, visitor } from './browser.ts';

let browser: Browser;
let app: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  app = await startApp({ pagesDir: resolve('dist/client') });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

/** A browser whose reader has chosen English, whatever language their seat has. */
async function inEnglish(width: number) {
  const { page } = await visitor(browser, 'en-GB', width, app.url);
  await page.addInitScript(() => localStorage.setItem('minga-language', 'en'));
  return page;
}

it('who has not arrived in their room is on the console by name, and is ticked off there or says so', async () => {
  const workshop = await createWorkshop(app.url, {
    settings: { scenario: 'sse-guidelines' },
    isDraft: true,
  });
  const { moderator } = workshop;
  await moderator.must({ type: 'session.change', startsAt: new Date().toISOString() });
  await moderator.must({ type: 'session.open' });
  const dulce = await workshop.join({ name: 'Dulce Tavares', territory: 'Praia', groupId: 'g4' });
  await workshop.join({ name: 'Amel', territory: 'Tunis', groupId: 'g4' });
  const desk = await inEnglish(1440);
  await desk.goto(`${app.url}/s/${workshop.sessionId}#${moderator.key}`);
  const room = desk.getByRole('article', { name: 'Room 4' });
  await room.waitFor();
  expect(await room.getByText('arrived').count()).toBe(0);

  await moderator.must({ type: 'step.start', stepId: 'move' });
  await room.getByRole('button', { name: '0 of 2 arrived, Room 4' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Settings: Room 4' });
  await dialog.getByRole('heading', { name: '2 people have not arrived yet' }).waitFor();
  await expectAccessible(desk);

  const phone = await inEnglish(390);
  await phone.goto(`${app.url}/s/${workshop.sessionId}#${dulce.key}`);
  await phone.getByText('4 · Dulce · Praia').waitFor();
  await phone.getByRole('button', { name: 'I am in room 4' }).click();
  await phone.getByRole('button', { name: 'I am in room 4' }).waitFor({ state: 'detached' });
  await dialog.getByRole('heading', { name: '1 person has not arrived yet' }).waitFor({ timeout: 3000 });
  expect(await dialog.getByRole('button', { name: 'Has arrived: 4 · Dulce · Praia' }).count()).toBe(0);
  await dialog.getByRole('button', { name: 'Has arrived: 4 · Amel · Tunis' }).click();
  await dialog.getByRole('heading', { name: 'Everybody has arrived' }).waitFor();
  await desk.setViewportSize({ width: 390, height: 844 });
  await expectOneWayScrolling(desk);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await room.getByText('2 of 2 arrived').waitFor();

  // Taken back, the way is shown again, and a press without network is told once there is one.
  await room.getByRole('button', { name: '2 of 2 arrived, Room 4' }).click();
  await dialog.getByText('2 people are there').click();
  await dialog.getByRole('button', { name: 'Not there after all: 4 · Dulce · Praia' }).click();
  await phone.getByRole('button', { name: 'I am in room 4' }).waitFor();
  await phone.context().setOffline(true);
  await phone.getByText('No connection.', { exact: false }).waitFor();
  await phone.getByRole('button', { name: 'I am in room 4' }).click();
  await phone.getByRole('button', { name: 'I am in room 4' }).waitFor({ state: 'detached' });
  await phone.context().setOffline(false);
  await dialog.getByRole('heading', { name: 'Everybody has arrived' }).waitFor();
  await phone.getByRole('button', { name: 'Not in the room yet: show me the way' }).click();
  await dialog.getByRole('heading', { name: '1 person has not arrived yet' }).waitFor();
  await phone.getByRole('button', { name: 'I am in room 4' }).click();
  await dialog.getByRole('heading', { name: 'Everybody has arrived' }).waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  // Looking again keeps the cards; another room shows its way.
  await phone.reload();
  await phone.getByRole('navigation', { name: 'Zones' }).waitFor();
  expect(await phone.getByRole('button', { name: 'I am in room 4' }).count()).toBe(0);
  await moderator.must({ type: 'participant.assign', participantId: dulce.id ?? '', groupId: 'g5' });
  await phone.getByRole('button', { name: 'I am in room 5' }).waitFor();

  await desk.context().close();
  await phone.context().close();
  workshop.leave();
});
