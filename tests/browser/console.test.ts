import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addCard, removeCard } from '#shared/canvas/edit.ts';
import { readCanvas } from '#shared/canvas/read.ts';
import type { Participant } from '#client/rehearsal/participant.ts';
import { until } from '../support/until.ts';
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

/** A workshop under way with Dulce and Amel in the first room, and its console in a browser. */
async function running(stepId = 'compare') {
  const workshop = await createWorkshop(app.url);
  await workshop.moderator.must({ type: 'participant.change', language: 'en' });
  const dulce = await workshop.join({ name: 'Dulce', groupId: 'g1' });
  const amel = await workshop.join({ name: 'Amel', groupId: 'g1' });
  await workshop.moderator.must({ type: 'step.start', stepId });
  const block = dulce.view.groups[0]?.blocks[0] ?? '';
  for (const person of [dulce, amel]) await person.openCanvas('g1', block);
  const { page } = await visitor(browser, 'en-GB', 1440, app.url);
  await page.goto(`${app.url}/s/${workshop.sessionId}#${workshop.moderator.key}`);
  await page.getByRole('searchbox').waitFor();
  const close = async (): Promise<void> => {
    await page.context().close();
    workshop.leave();
  };
  return { workshop, dulce, amel, block, page, close };
}
const textsOf = (person: Participant, block: string): string[] =>
  readCanvas(person.canvas('g1', block).doc, { session: '', group: 'g1', block }).cards.map(
    ({ text }) => text,
  );
const needs = (page: Page) => page.getByRole('region', { name: 'What needs a person now' });

it('somebody who removes others’ cards is on the screen within three seconds, and all is back with one press', async () => {
  const { dulce, amel, block, page, close } = await running();
  const texts = ['A', 'B', 'C', 'D', 'E', 'F'];
  const ids = texts.map((text) =>
    addCard(dulce.canvas('g1', block).doc, dulce.writer, { zone: 'gaps', text, lang: 'fr', territory: null }),
  );
  await until('Amel has them', () => textsOf(amel, block).length === 6);
  for (const id of ids) removeCard(amel.canvas('g1', block).doc, amel.writer, id);
  await amel.saved();
  const row = needs(page).getByRole('listitem').filter({ hasText: 'Amel has removed 6 cards of others.' });
  await row.waitFor({ timeout: 3000 });
  await expectAccessible(page);
  await row.getByRole('button', { name: 'Bring them back' }).click();
  await until('all back', () => textsOf(dulce, block).join() === texts.join());
  await row.waitFor({ state: 'detached' });
  await close();
});

it('the history of a room says who did what, and takes one deed back', async () => {
  const { dulce, amel, block, page, close } = await running();
  const id = addCard(dulce.canvas('g1', block).doc, dulce.writer, {
    zone: 'gaps',
    text: 'Pas de crédit',
    lang: 'fr',
    territory: null,
  });
  await until('Amel has it', () => textsOf(amel, block).length === 1);
  await dulce.saved();
  removeCard(amel.canvas('g1', block).doc, amel.writer, id);
  await amel.saved();
  await page.getByRole('button', { name: 'Settings: Room 1' }).click();
  await page.getByRole('button', { name: 'History', exact: true }).click();
  const history = page.getByRole('dialog', { name: 'History: Room 1' });
  await history.getByText('Amel removed').waitFor();
  await expectAccessible(page);
  await history.getByRole('button', { name: 'Undo: Pas de crédit' }).click();
  await history.getByText('1 card was brought back.').waitFor();
  expect(textsOf(amel, block)).toEqual(['Pas de crédit']);
  await page.setViewportSize({ width: 320, height: 700 });
  await expectOneWayScrolling(page);
  await close();
});

it('a latecomer without a room and a room without a facilitator lead to where that is mended', async () => {
  const { workshop, page, close } = await running();
  await workshop.join({ name: 'Late' });
  await needs(page).getByText('1 person is here without a room.').waitFor({ timeout: 3000 });
  await needs(page).getByRole('button', { name: 'Give them a room' }).click();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search');
  await needs(page).getByRole('button', { name: 'Name one' }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings: Room 1' });
  await dialog.getByRole('combobox', { name: 'Facilitator' }).selectOption({ label: 'Dulce' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await needs(page).getByText('No facilitator is here.').waitFor({ state: 'detached' });
  await close();
});

it('what is still to come changes its order, by keys as well', async () => {
  const { page, close } = await running();
  const plan = page.getByRole('region', { name: 'Run of show' });
  const order = async (): Promise<string[]> => {
    const names = await plan.locator('li:not(.round) .name').allTextContents();
    return names.slice(names.indexOf('Compare') + 1);
  };
  await plan.getByRole('button', { name: 'Report-back' }).click();
  const earlier = plan.getByRole('button', { name: /^Earlier.*Report-back$/ });
  await earlier.focus();
  // Out of no round into one, and to its front: the focus goes along.
  for (const place of [2, 1, 0]) {
    await page.keyboard.press('Enter');
    await until(`place ${place}`, async () => (await order())[place]?.endsWith('Report-back') === true);
  }
  expect(await order()).toEqual(['Report-back', 'Place', 'Levers, then actions', 'Choose', 'Closing']);
  expect(await earlier.getAttribute('aria-disabled')).toBe('true');
  await page.getByRole('button', { name: 'Next: Report-back' }).waitFor();
  await expectAccessible(page);
  await close();
});
