import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addCard } from '#shared/canvas/edit.ts';
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

/** A workshop that is over, with two cards of Dulce's, and its synthesis in an organizer's browser. */
async function closed(locale = 'en-GB', width = 1440) {
  const workshop = await createWorkshop(app.url);
  const dulce = await workshop.join({
    name: 'Dulce',
    territory: 'Praia',
    organisation: 'Réseau',
    groupId: 'g1',
  });
  await workshop.join({ name: 'Amel', territory: 'Cidade da Praia', groupId: 'g1' });
  const block = dulce.view.groups[0]?.blocks[0] ?? '';
  const { doc } = await dulce.openCanvas('g1', block);
  for (const text of ['Bob a échoué', 'Pas de crédit'])
    addCard(doc, dulce.writer, { zone: 'exists', text, lang: 'fr', territory: null });
  await dulce.saved();
  await workshop.moderator.must({ type: 'session.close' });
  const { page, problems } = await visitor(browser, locale, width, app.url);
  await page.goto(`${app.url}/s/${workshop.sessionId}/synthesis#${workshop.keys.organizer}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  const close = async (): Promise<void> => {
    expect(problems).toEqual([]);
    await page.context().close();
    workshop.leave();
  };
  return { workshop, dulce, page, close };
}

/** For who wants to look at it: `SHOTS=1`. */
async function shot(page: Page, name: string): Promise<void> {
  if (!process.env['SHOTS']) return;
  mkdirSync('dist/screens', { recursive: true });
  await page.screenshot({ path: `dist/screens/${name}.png`, fullPage: true });
}

it('an organizer leaves a card out with a reason, puts it back, and sets the date for corrections', async () => {
  const { page, close } = await closed();
  await page.getByRole('button', { name: 'Leave out: Bob a échoué' }).click();
  const dialog = page.getByRole('dialog', { name: 'Leave out' });
  await dialog.getByLabel('Reason').fill('Names a person');
  await expectAccessible(page);
  await shot(page, 'corrections-dialog');
  await dialog.getByRole('button', { name: 'Leave out' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('The organizers left out 1 card.').waitFor();
  expect(await page.getByRole('button', { name: 'Leave out: Bob a échoué' }).count()).toBe(0);

  await page.getByText('Corrections', { exact: true }).click();
  await page.getByText('Reason: Names a person').waitFor();
  await expectAccessible(page);
  await shot(page, 'corrections-list');
  await page.getByRole('button', { name: 'Put back: Bob a échoué' }).click();
  await page.getByRole('button', { name: 'Leave out: Bob a échoué' }).waitFor();

  await page.getByLabel('Open for corrections until').fill('2020-01-01T12:00');
  await page.getByRole('button', { name: 'Set the date' }).click();
  await page.getByText('Corrections can only stay open until a time still to come.').waitFor();
  await page.getByLabel('Open for corrections until').fill('2099-06-08T12:00');
  await page.getByRole('button', { name: 'Set the date' }).click();
  await page.getByText(/^Open for corrections until 8 June 2099/).waitFor();
  await shot(page, 'corrections-open');
  await page.setViewportSize({ width: 390, height: 900 });
  await expectOneWayScrolling(page);
  await expectAccessible(page);
  await shot(page, 'corrections-phone');
  await close();
});
