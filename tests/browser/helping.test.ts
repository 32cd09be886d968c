import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addCard, addTranslation } from '#shared/canvas/edit.ts';
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

it('a group calls, is answered where it waits, speaks in turn, and hears that its step ends', async () => {
  const workshop = await open();
  const { moderator, sessionId } = workshop;
  const dulce = await workshop.join({ name: 'Dulce', territory: 'Praia', groupId: 'g4' });
  const wilmer = await workshop.join({ name: 'Wilmer', language: 'es', territory: 'Loja', groupId: 'g4' });
  await moderator.must({ type: 'step.start', stepId: 'compare' });
  const room = await inEnglish(1280);
  await room.goto(`${app.url}/s/${sessionId}#${dulce.key}`);
  const desk = await inEnglish(1440);
  await desk.goto(`${app.url}/s/${sessionId}#${moderator.key}`);

  // Nobody facilitates: the script of the step is there.
  await room.getByText('No facilitator here').waitFor();
  await room.getByText('One after the other reads out one card', { exact: false }).waitFor();
  await room.getByRole('button', { name: 'Call the team' }).click();
  const dialog = room.getByRole('dialog');
  await dialog.getByRole('textbox').fill('Não ouvimos a intérprete');
  await dialog.getByRole('button', { name: 'Call the team' }).click();
  await room.getByText('The team knows.', { exact: false }).waitFor();
  const call = desk.getByRole('listitem').filter({ hasText: 'Não ouvimos a intérprete' });
  await call.getByText('French', { exact: false }).waitFor();
  await call.getByRole('button', { name: 'Answer' }).click();
  await call.getByRole('textbox', { name: 'Answer to room 4' }).fill('J’arrive dans deux minutes');
  await expectAccessible(desk);
  await call.getByRole('button', { name: 'Send' }).click();
  await call.getByText('Taken by you').waitFor();
  await room.getByText('Ilaria is on the way.', { exact: false }).waitFor();
  await room.getByText('J’arrive dans deux minutes').waitFor();
  await room.getByRole('button', { name: 'Take the call back' }).click();
  await call.waitFor({ state: 'detached' });

  await moderator.must({ type: 'group.change', groupId: 'g4', facilitators: [dulce.id ?? ''] });
  await room.getByText('Lead the group').click();
  await room.getByRole('button', { name: 'Next: Dulce' }).click();
  await room.getByText('You have the floor').waitFor();
  await room.getByRole('button', { name: 'Next: Wilmer' }).click();
  await room.getByText('Wilmer has the floor').waitFor();
  expect(wilmer.view.rounds['g4']?.floor?.turnId).toBe(wilmer.id);
  await room.getByLabel('Rapporteur').selectOption('Wilmer');
  await wilmer.sees('who reports', ({ groups }) => groups.some(({ rapporteur }) => rapporteur === wilmer.id));

  await moderator.must({ type: 'step.extend', byMs: -13.6 * 60_000 });
  await room.getByText('Ends soon. Next: Place your territory').waitFor();
  await room.setViewportSize({ width: 320, height: 700 });
  await expectOneWayScrolling(room);
  // On a phone too, who leads brings in what was said in the call's chat.
  await room.getByRole('button', { name: 'Zoom’s chat as cards' }).click();
  const chat = room.getByRole('dialog', { name: 'Zoom’s chat as cards' });
  await chat
    .getByLabel('Zoom’s chat, copied or saved')
    .fill('14:05:12 From Amel to Everyone:\n\tA fund that turns');
  await expectOneWayScrolling(room);
  await chat.getByRole('button', { name: 'Add 1 card to sort' }).click();
  await chat.getByText('1 card was added').waitFor();
  await chat.getByRole('button', { name: 'Close' }).last().click();
  await room.setViewportSize({ width: 1280, height: 900 });
  await moderator.must({ type: 'step.extend', byMs: -70_000 });
  await room.getByText('Finish your sentence. Next: Place your territory').waitFor();
  await expectAccessible(room);
  for (const page of [room, desk]) await page.context().close();
  workshop.leave();
});

it('a moderator leads all through the guideline; at the end everybody answers, commits and reads what others wrote', async () => {
  const workshop = await open();
  const { moderator, sessionId } = workshop;
  const dulce = await workshop.join({ name: 'Dulce', territory: 'Praia', groupId: 'g4' });
  const canvas = await dulce.openCanvas('g4', 'support');
  const card = addCard(canvas.doc, dulce.writer, {
    ...{ zone: 'gaps', text: 'Pas de crédit', lang: 'fr', territory: null },
  });
  addTranslation(canvas.doc, dulce.writer, {
    card,
    lang: 'en',
    text: 'No credit',
    status: 'published',
  });
  await dulce.saved();
  await moderator.must({ type: 'step.start', stepId: 'guidelines' });
  const desk = await inEnglish(1440);
  await desk.goto(`${app.url}/s/${sessionId}/plenary#${moderator.key}`);
  const phone = await inEnglish(390);
  await phone.goto(`${app.url}/s/${sessionId}#${dulce.key}`);
  await phone.getByRole('heading', { name: '8 blocks' }).waitFor();

  await desk.getByRole('button', { name: 'Lead all screens' }).click();
  await desk.getByRole('listitem').getByRole('button').nth(3).click();
  const opened = desk.locator('#open-block');
  const title = await opened.textContent();
  await phone.getByRole('heading', { name: title ?? '' }).waitFor();
  expect(await phone.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
  // Who looks elsewhere goes on there, and comes back with one press.
  await phone.getByRole('button', { name: 'See all blocks' }).click();
  await phone.getByRole('heading', { name: '8 blocks' }).waitFor();
  await phone.getByRole('button', { name: 'Back to what is shown', exact: false }).click();
  await phone.getByRole('heading', { name: title ?? '' }).waitFor();
  await expectAccessible(phone);

  await moderator.must({ type: 'step.start', stepId: 'close' });
  await moderator.must({ type: 'spotlight.set', groupId: 'g4', blockId: 'support' });
  await phone.getByText('Shown by the moderators').waitFor();
  await desk.goto(`${app.url}/s/${sessionId}/projector?seat=${moderator.id}`);
  await desk.getByText('No credit').waitFor();
  await moderator.must({ type: 'spotlight.clear' });

  await phone.getByRole('radio', { name: 'Training on one area' }).check();
  await phone.getByLabel('In one sentence').fill('Meet the savings groups');
  await phone.getByRole('checkbox').check();
  await phone.getByRole('button', { name: 'Keep my commitment' }).click();
  await phone.getByText('Kept, and shown without your name.').waitFor();
  await desk.getByText('Meet the savings groups').waitFor();
  await desk.goto(`${app.url}/s/${sessionId}?seat=${moderator.id}`);
  await desk.getByText('1 commitment shown').waitFor();
  await desk.getByRole('button', { name: 'Show the results' }).click();
  await phone.getByText('1 answer').waitFor();
  await expectAccessible(desk);
  await phone.getByText('Room 4').click();
  await phone.getByText('No credit').waitFor();
  await phone.getByRole('button', { name: 'Original: French' }).click();
  await phone.getByText('Pas de crédit').waitFor();
  await expectAccessible(phone);
  await phone.setViewportSize({ width: 320, height: 700 });
  await expectOneWayScrolling(phone);
  for (const page of [desk, phone]) await page.context().close();
  workshop.leave();
});
