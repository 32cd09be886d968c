import { mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addCard, writeNarrative } from '#shared/canvas/edit.ts';
import { until } from '../support/until.ts';
import { createWorkshop, OWNER_KEY, startApp } from '../support/workshop.ts';
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

it('a public link is made, read by somebody without a seat, and withdrawn; the thank-you text carries it', async () => {
  const { page, close } = await closed('fr-FR');
  await page.getByRole('button', { name: 'Créer un lien public' }).click();
  const shown = page.getByText(new RegExp(`^${new URL(app.url).host}/p/`));
  const link = `http://${(await shown.textContent()) ?? ''}`;
  await page.getByRole('button', { name: 'Écrire aux participants' }).click();
  const dialog = page.getByRole('dialog', { name: 'Écrire aux participants' });
  for (const thanks of ['merci pour le travail', 'Gracias por el trabajo', 'thank you for the work'])
    expect(await dialog.getByText(thanks).textContent()).toContain(link);
  await expectAccessible(page);
  await shot(page, 'thanks');
  await page.keyboard.press('Escape');
  await shot(page, 'sharing');

  const reader = await visitor(browser, 'es-ES', 390, app.url);
  await reader.page.goto(link);
  await reader.page.getByRole('heading', { level: 1, name: 'Pequeño taller' }).waitFor();
  expect(await reader.page.content()).not.toMatch(/Dulce|Praia/);
  await expectAccessible(reader.page);
  await expectOneWayScrolling(reader.page);
  await shot(reader.page, 'public-phone');
  await reader.page.getByRole('link', { name: 'English' }).click();
  await reader.page.getByText('Read by everybody who has this link.').waitFor();
  expect(reader.problems).toEqual([]);

  await page.getByRole('button', { name: 'Retirer' }).click();
  await page.getByRole('button', { name: 'Créer un lien public' }).waitFor();
  await reader.page.goto(`${link.split('#')[0]}?open`);
  await reader.page.getByRole('heading', { name: 'Enlace no válido' }).waitFor();
  await reader.page.context().close();
  await close();
});

it('two entries of one place become one, it is given a situation and may be named, and the figures follow', async () => {
  const { page, workshop, close } = await closed();
  await page.getByRole('button', { name: 'Register of territories' }).click();
  await page.getByRole('heading', { name: 'Territories' }).waitFor();
  await shot(page, 'register');
  await page.getByRole('button', { name: /^Praia/ }).click();
  await page.getByText('Same place? “Cidade da Praia”').waitFor();
  await expectAccessible(page);
  await shot(page, 'register-open');

  await page.getByLabel('Name', { exact: true }).fill('cidade da praia');
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.getByText('Another territory of this session has this name.').waitFor();
  await page.getByRole('button', { name: 'Merge into Praia' }).click();
  await page.getByRole('button', { name: /^Praia Cidade da Praia 2 people/ }).waitFor();
  await page.getByLabel('Name', { exact: true }).fill('Praia, Santiago');
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('button', { name: /^Praia, Santiago/ }).waitFor();
  await page.getByLabel('Situation').selectOption({ index: 1 });
  await page.getByLabel('Its people agreed that it is named').check();
  await page.getByRole('button', { name: /May be named$/ }).waitFor();
  await page.setViewportSize({ width: 390, height: 900 });
  await expectOneWayScrolling(page);
  await expectAccessible(page);
  await shot(page, 'register-phone');

  await page.getByRole('button', { name: 'Back to the synthesis' }).click();
  await page.getByText('1 territory agreed to be named').waitFor();
  const [named] = workshop.moderator.view.territories.filter(({ kind }) => !kind);
  expect(named).toMatchObject({ name: 'Praia, Santiago', aliases: ['Cidade da Praia'], mayBeNamed: true });
  await close();
});

it('room sheets open from the console as a page that reads well, on a screen too', async () => {
  const { page, close } = await closed('fr-FR');
  await page.getByRole('link', { name: 'Console' }).click();
  const opened = page.waitForEvent('popup');
  await page.getByRole('link', { name: 'Feuilles de salle à imprimer' }).click();
  const sheets = await opened;
  await sheets.getByRole('heading', { name: 'Déroulé' }).first().waitFor();
  await expectAccessible(sheets);
  await shot(sheets, 'sheets');
  await sheets.setViewportSize({ width: 390, height: 900 });
  await expectOneWayScrolling(sheets);
  await close();
});

it('figures are there as drawings and as tables; a moderator writes what follows from them with a card in it, and takes a picture away', async () => {
  const { workshop, close: leave } = await closed();
  const { moderator, sessionId } = workshop;
  await moderator.must({ type: 'participant.change', language: 'en' });
  const { page, problems } = await visitor(browser, 'en-GB', 1440, app.url);
  await page.goto(`${app.url}/s/${sessionId}/synthesis#${moderator.key}`);
  const coverage = page.getByRole('figure', { name: 'Cards by territory and block' });
  await coverage.locator('svg').waitFor();
  await page.getByText('As a table').last().click();
  await page.getByRole('row', { name: /^Not stated/ }).waitFor();

  await page
    .getByRole('button', { name: /^Write what follows from it: / })
    .first()
    .click();
  const words = page.getByRole('textbox', { name: /^What follows from it: / });
  await until('a text that may be written', () => words.isEditable());
  await words.fill('We lack money:');
  await page.getByLabel('Name a card').selectOption('Pas de crédit');
  await page.getByText('How it reads').waitFor();
  await expectAccessible(page);
  await shot(page, 'narrative');
  await page.getByRole('button', { name: 'Done' }).click();
  await page.locator('q', { hasText: 'Pas de crédit' }).waitFor();

  await page.getByText('Pictures of the canvases').click();
  const kept = page.waitForEvent('download');
  await page
    .getByRole('link', { name: /^Picture of the canvas, .*Room/ })
    .first()
    .click();
  await page.getByText('The server is writing it').waitFor();
  expect((await kept).suggestedFilename()).toMatch(/\.png$/);
  expect(problems).toEqual([]);
  await page.context().close();
  await leave();
});

it('[S121] what is told of it after the end is seen by who reads the synthesis meanwhile', async () => {
  const { workshop, dulce, close } = await closed();
  const { page, problems } = await visitor(browser, 'fr-FR', 1440, app.url);
  await page.clock.install();
  await page.goto(`${app.url}/s/${workshop.sessionId}/synthesis#${dulce.key}`);
  const chapter = page.getByRole('region', { name: 'La session en une page' });
  await chapter.waitFor();
  await chapter.evaluate((element) => element.setAttribute('data-known', ''));

  const { moderator } = workshop;
  const overall = await moderator.openCanvas('synthesis', 'overall');
  writeNarrative(overall.doc, moderator.writer, 'fr', 'Il manque surtout du crédit.');
  await moderator.saved();
  expect(await page.getByText('Il manque surtout du crédit.').count()).toBe(0);
  await page.clock.fastForward(15_000);
  await chapter.getByText('Il manque surtout du crédit.').waitFor();
  // It came into the page that was there, whatever else somebody reads or has open in it.
  expect(await chapter.getAttribute('data-known')).toBe('');
  expect(problems).toEqual([]);
  await page.context().close();
  await close();
});

it('an archive is taken away, and opened by the screen on another server, with its synthesis; a damaged one is refused in words', async () => {
  const { page, close } = await closed();
  // Every document in every language is written first.
  const kept = page.waitForEvent('download', { timeout: 120_000 });
  await page.getByRole('link', { name: /^Everything, ZIP/ }).click();
  const archive = readFileSync(await (await kept).path());
  await close();

  const there = await startApp({ pagesDir: resolve('dist/client') });
  const { page: owner, problems } = await visitor(browser, 'en-GB', 1440, there.url);
  await owner.goto(`${there.url}/new#${OWNER_KEY}`);
  await owner.getByText('Open an archive').click();
  const open = async (name: string, buffer: Buffer): Promise<void> => {
    await owner.getByLabel('Archive (ZIP)').setInputFiles({ name, mimeType: 'application/zip', buffer });
    await owner.getByRole('button', { name: 'Open the archive' }).click();
  };
  await open('half.zip', archive.subarray(0, archive.length / 2));
  await owner.getByRole('alert').getByText('Copy the archive again from where it was kept.').waitFor();
  await expectAccessible(owner);
  await shot(owner, 'archive-damaged');
  // The browser reports an answer that refuses.
  problems.length = 0;

  await open('whole.zip', archive);
  await owner.getByRole('heading', { name: 'The session is here, as the archive had it.' }).waitFor();
  await shot(owner, 'archive-opened');
  await owner.getByRole('button', { name: 'Open console' }).click();
  await owner.getByRole('link', { name: 'Synthesis' }).click();
  await owner.getByText('Pas de crédit').first().waitFor();
  expect(problems).toEqual([]);
  await owner.context().close();
  await there.stop();
});
