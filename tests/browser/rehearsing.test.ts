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

it('a moderator begins a rehearsal from the console, every screen of it says so, and one press ends it', async () => {
  const workshop = await createWorkshop(app.url, { isDraft: true });
  const { page } = await visitor(browser, 'en-GB', 1440, app.url);
  await page.addInitScript(() => localStorage.setItem('minga-language', 'en'));
  await page.goto(`${app.url}/s/${workshop.sessionId}#${workshop.moderator.key}`);
  await page.getByRole('button', { name: 'Rehearse' }).click();
  const dialog = page.getByRole('dialog', { name: 'Rehearse' });
  await dialog.getByLabel('Simulated people').selectOption('10');
  await dialog.getByLabel('Speed of the steps').selectOption('10');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Begin the rehearsal' }).click();
  const opened = page.waitForEvent('popup');
  await dialog.getByRole('link', { name: 'Open the rehearsal' }).click();
  const copy = await opened;
  const banner = copy.getByRole('complementary', { name: 'Rehearsal.' });
  await banner.getByText('A copy to practise on').waitFor();
  await copy.getByRole('button', { name: 'Rehearse' }).waitFor({ state: 'detached' });
  await copy.getByText(/^\d+ of 10 here/).waitFor();
  await copy.setViewportSize({ width: 320, height: 800 });
  await expectOneWayScrolling(copy);
  await expectAccessible(copy);
  await copy.getByRole('button', { name: 'End the rehearsal' }).click();
  await copy.getByText('This rehearsal has ended, and nothing of it was kept.').waitFor();
  expect(workshop.moderator.view.people.map(({ name }) => name)).toEqual(['Ilaria']);
  workshop.leave();
});
