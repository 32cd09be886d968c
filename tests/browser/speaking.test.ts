import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addCard, writeReport } from '#shared/canvas/edit.ts';
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

async function inEnglish(width: number) {
  const { page } = await visitor(browser, 'en-GB', width, app.url);
  await page.addInitScript(() => localStorage.setItem('minga-language', 'en'));
  return page;
}

async function open() {
  const workshop = await createWorkshop(app.url, { settings: { scenario: 'sse-guidelines' }, isDraft: true });
  await workshop.moderator.must({ type: 'session.change', startsAt: new Date().toISOString() });
  await workshop.moderator.must({ type: 'session.open' });
  return workshop;
}

it('speakers have the floor in turn, with a clock of their own; who has not confirmed is shown to nobody', async () => {
  const workshop = await open();
  const { moderator, sessionId } = workshop;
  const dulce = await workshop.join({ name: 'Dulce', territory: 'Praia', groupId: 'g4' });
  await moderator.must({ type: 'step.start', stepId: 'cases' });
  const desk = await inEnglish(1440);
  await desk.goto(`${app.url}/s/${sessionId}#${moderator.key}`);
  const phone = await inEnglish(390);
  await phone.goto(`${app.url}/s/${sessionId}#${dulce.key}`);
  await phone.getByText('Case 1 of 3').waitFor();

  await desk.getByRole('button', { name: 'Next: City of Montréal' }).click();
  await phone.getByRole('timer', { name: 'Case 1 of 3, left' }).waitFor();
  await phone.getByText('Presented by Ville de Montréal').waitFor();
  // Tunisia is to be confirmed: neither in the order nor by name.
  expect(await phone.getByRole('button', { name: 'Next' }).isEnabled()).toBe(true);
  await phone.getByRole('button', { name: 'Next' }).click();
  await phone.getByRole('heading', { name: 'City of Barcelona' }).waitFor();
  await desk.getByRole('button', { name: /bring in.*Tunisia/ }).click();
  await phone.getByText('Case 2 of 4', { exact: true }).waitFor();

  // Who looks at another case stays there, and comes back with one press.
  await desk.getByRole('button', { name: /Drop out.*Praia/ }).click();
  await desk.getByRole('button', { name: 'those still to speak' }).click();
  await desk.getByText('7:30').first().waitFor();
  await phone.getByText('Case 2 of 3', { exact: true }).waitFor();
  await phone.getByRole('heading', { name: 'City of Barcelona' }).waitFor();
  await phone.getByRole('button', { name: 'Back to who speaks: City of Montréal' }).click();
  await phone.getByRole('heading', { name: 'City of Montréal' }).waitFor();

  for (let at = 0; at < 4; at += 1) await moderator.must({ type: 'turn.extend', byMs: -60_000 });
  await phone.getByText('One minute left').waitFor();
  await expectAccessible(desk);
  await expectAccessible(phone);
  await expectOneWayScrolling(phone);
  await desk.setViewportSize({ width: 720, height: 900 });
  await expectOneWayScrolling(desk);
  await desk.context().close();
  await phone.context().close();
  workshop.leave();
});

it('report sheets come to all screens in their order, and the plenary’s dots go to nominated actions only', async () => {
  const workshop = await open();
  const { moderator, sessionId } = workshop;
  const dulce = await workshop.join({ name: 'Dulce', territory: 'Praia', groupId: 'g4' });
  const canvas = await dulce.openCanvas('g4', 'support');
  const card = (text: string) =>
    addCard(canvas.doc, dulce.writer, { zone: 'actions', text, lang: 'en', territory: null });
  const action = card('Set up a guarantee fund');
  card('An action nobody nominated');
  writeReport(canvas.doc, dulce.writer, {
    action,
    question: 'Who bears the risk?',
    lines: 'One\nTwo',
    lang: 'en',
  });
  await dulce.saved();
  await moderator.must({ type: 'step.start', stepId: 'harvest' });
  const desk = await inEnglish(1440);
  await desk.goto(`${app.url}/s/${sessionId}#${moderator.key}`);
  const phone = await inEnglish(390);
  await phone.goto(`${app.url}/s/${sessionId}#${dulce.key}`);
  await phone.getByRole('heading', { name: 'The groups report in this order' }).waitFor();
  await desk.getByRole('button', { name: 'Earlier: Room 4' }).click();
  await desk.getByRole('button', { name: /^Give the floor.*Room 3/ }).click();
  const early = await inEnglish(1440);
  await early.goto(`${app.url}/s/${sessionId}#${workshop.keys.interpreter}`);
  await desk.getByRole('button', { name: 'Next: Room 5' }).waitFor();
  await desk.getByRole('button', { name: /^Give the floor.*Room 4/ }).click();
  await phone.getByRole('heading', { name: 'Set up a guarantee fund' }).waitFor();
  await phone.getByText('Who bears the risk?').waitFor();
  await early.getByText('Next, shown to you first: Room 5').waitFor();
  await expectAccessible(phone);

  await desk.getByRole('button', { name: 'Open the vote, 3 dots each' }).click();
  await phone.getByRole('heading', { name: 'Which actions first?' }).waitFor();
  expect(await phone.getByText('An action nobody nominated').count()).toBe(0);
  await phone.getByRole('button', { name: 'Give a dot' }).click();
  await phone.getByText('You have 2 dots left', { exact: false }).waitFor();
  await phone.getByRole('button', { name: 'Take my dot back' }).waitFor();
  await desk.getByRole('button', { name: 'Keep the results hidden' }).click();
  await desk.getByRole('button', { name: 'Close the vote' }).click();
  await desk.getByRole('button', { name: 'Nobody speaks' }).click();
  await phone.getByText('The results show once', { exact: false }).waitFor();
  expect(await phone.getByText('1 dot').count()).toBe(0);
  await desk.getByRole('button', { name: 'Show the results' }).click();
  await phone.getByText('1 dot').waitFor();
  await expectAccessible(phone);
  await expectAccessible(desk);
  for (const page of [desk, phone, early]) await page.context().close();
  workshop.leave();
});
