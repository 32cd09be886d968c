import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
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

it('a message is counted once it is put away, and one person is written to and kept from writing', async () => {
  const workshop = await open();
  const { moderator, sessionId } = workshop;
  const dulce = await workshop.join({ name: 'Dulce', territory: 'Praia', groupId: 'g4' });
  await workshop.join({ name: 'Amel', territory: 'Tunis', groupId: 'g4' });
  await moderator.must({ type: 'step.start', stepId: 'compare' });
  const desk = await inEnglish(1440);
  await desk.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await desk.goto(`${app.url}/s/${sessionId}#${moderator.key}`);
  const phone = await inEnglish(390);
  await phone.goto(`${app.url}/s/${sessionId}#${dulce.key}`);
  await phone.locator('#main').waitFor();

  await desk.getByRole('textbox', { name: 'English' }).fill('Back in five');
  await desk.getByRole('textbox', { name: 'French' }).fill('Retour dans cinq minutes');
  await desk.getByRole('button', { name: /Zoom’s broadcast/ }).click();
  expect(await desk.evaluate(() => navigator.clipboard.readText())).toBe(
    'Back in five\nRetour dans cinq minutes',
  );
  await desk.getByRole('textbox', { name: 'French' }).fill('');
  for (const text of ['Five minutes left', 'Name a rapporteur']) {
    await desk.getByRole('textbox', { name: 'English' }).fill(text);
    await desk.getByRole('button', { name: 'Send in 1 language' }).click();
    await phone.getByText(text).waitFor();
  }
  await desk.getByText('0 of 2 have read it').first().waitFor();
  // None is missed because another came after it.
  await phone.getByText('Five minutes left').waitFor();
  await phone.getByRole('button', { name: 'Put the message away' }).last().click();
  await desk.getByText('1 of 2 have read it').waitFor();

  await desk.getByRole('searchbox').fill('Dulce');
  await desk.getByRole('button', { name: 'More about Dulce' }).click();
  await desk.getByRole('button', { name: 'Stop their writing' }).click();
  await desk.getByRole('button', { name: 'Let them write again' }).waitFor();
  await phone.getByText('A moderator has stopped your writing').first().waitFor();
  await expectAccessible(desk);
  await expectAccessible(phone);
  await desk.getByRole('button', { name: 'Write a message' }).click();
  await desk.getByRole('textbox', { name: 'English' }).fill('Only for you');
  await desk.getByRole('button', { name: 'Send in 1 language' }).click();
  await phone.getByText('Only for you').waitFor();
  await desk.getByText('0 of 1 has read it').waitFor();
  await expectOneWayScrolling(phone);
  await desk.context().close();
  await phone.context().close();
  workshop.leave();
});

it('a canvas is shown to everybody, one press leads back, and the shared screen has nothing to press', async () => {
  const workshop = await open();
  const { moderator, sessionId } = workshop;
  const dulce = await workshop.join({ name: 'Dulce', territory: 'Praia', groupId: 'g4' });
  await moderator.must({ type: 'step.start', stepId: 'harvest' });
  const desk = await inEnglish(1440);
  await desk.goto(`${app.url}/s/${sessionId}#${moderator.key}`);
  const page = await inEnglish(1440);
  await page.goto(`${app.url}/s/${sessionId}#${dulce.key}`);
  await page.getByRole('heading', { name: 'The groups report in this order' }).waitFor();

  await desk.getByRole('button', { name: 'Rooms', exact: true }).click();
  await desk.getByRole('button', { name: 'Settings: Room 7' }).click();
  await desk.getByRole('button', { name: /^Show to everybody/ }).click();
  await page.getByText('Shown by the moderators').waitFor();
  await page.getByRole('button', { name: 'Read other groups' }).click();
  await page
    .getByRole('dialog')
    .getByRole('link', { name: /Room 4/ })
    .click();
  await page.getByRole('link', { name: 'Back to the session' }).click();
  await page.getByText('Shown by the moderators').waitFor();
  await expectAccessible(page);
  await desk.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await desk.getByText(/^On all screens: Room 7/).waitFor();
  await expectAccessible(desk);
  await desk.getByRole('button', { name: 'Stop showing' }).click();
  await page.getByRole('heading', { name: 'The groups report in this order' }).waitFor();

  await desk.getByRole('link', { name: 'For the shared screen, large' }).click();
  await desk.getByRole('timer').waitFor();
  await desk.locator('.slide h1').waitFor();
  expect(await desk.getByRole('button').count()).toBe(0);
  await expectAccessible(desk);
  await desk.context().close();
  await page.context().close();
  workshop.leave();
});

it('[S122] a room is dissolved while somebody writes in it: their words are kept, and they go on in another room', async () => {
  const workshop = await open();
  const { moderator, sessionId } = workshop;
  const dulce = await workshop.join({ name: 'Dulce', territory: 'Praia', groupId: 'g4' });
  const amel = await workshop.join({ name: 'Amel', territory: 'Tunis', groupId: 'g4' });
  await workshop.join({ name: 'Jordi', territory: 'Vic', groupId: 'g1' });
  await moderator.must({ type: 'step.start', stepId: 'compare' });
  const page = await inEnglish(1440);
  const blockOf = (groupId: string) =>
    moderator.view.groups.find(({ id }) => id === groupId)?.blocks[0] ?? '';
  for (const groupId of ['g3', 'g4']) await moderator.openCanvas(groupId, blockOf(groupId));
  const textsOn = (groupId: string) =>
    moderator.canvas(groupId, blockOf(groupId)).snapshot.cards.map(({ text }) => text);
  await page.goto(`${app.url}/s/${sessionId}#${dulce.key}`);
  await page.getByRole('button', { name: 'Add a card: What is missing' }).click();
  const words = page.getByRole('textbox', { name: /^New card/ });
  await words.fill('Credit is for owners of land');
  await words.press('Enter');
  await words.fill('And nobody knows who');

  const phone = await inEnglish(390);
  await phone.goto(`${app.url}/s/${sessionId}#${amel.key}`);
  const box = phone.getByRole('textbox', { name: /^New card/ });
  await box.fill('Banks do not lend to cooperatives');

  const desk = await inEnglish(1440);
  await desk.goto(`${app.url}/s/${sessionId}#${moderator.key}`);
  const tile = desk.getByRole('article', { name: 'Room 4' });
  // Nobody is in it: nobody is missing.
  const empty = desk.getByRole('article', { name: 'Room 8' }).getByText('No facilitator');
  const lacking = tile.getByText('No facilitator');
  const colourOf = (text: typeof empty) => text.evaluate((element) => getComputedStyle(element).color);
  expect(await colourOf(lacking)).not.toBe(await colourOf(empty));
  await tile.getByRole('button', { name: 'Settings: Room 4' }).click();
  await desk.getByRole('button', { name: 'Dissolve the room…' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Dissolve: Room 4' });
  await dialog.getByText(/^2 people go on/).waitFor();
  await expectAccessible(desk);
  await dialog.getByRole('combobox', { name: 'Where its people go' }).selectOption('Room 3');
  await dialog.getByRole('button', { name: 'Dissolve the room' }).click();
  await tile.getByText(/^Dissolved at/).waitFor();
  await desk.getByText('0 of 7 rooms ready').waitFor();
  await expectAccessible(desk);

  // In the middle of a sentence the page waits.
  await page.getByText('You go on in room 3.').waitFor();
  // Far down a long board as well.
  await page.evaluate(() => {
    document.body.style.paddingBottom = '3000px';
    scrollTo(0, 600);
  });
  const isInFront = await page.getByText('You go on in room 3.').evaluate((words) => {
    const { left, top, height } = words.getBoundingClientRect();
    return words.contains(document.elementFromPoint(left + 4, top + height / 2));
  });
  expect(isInFront).toBe(true);
  expect(await words.inputValue()).toBe('And nobody knows who');
  await expectAccessible(page);
  await phone.getByText('You go on in room 3.').waitFor();
  expect(await box.inputValue()).toBe('Banks do not lend to cooperatives');
  await expectAccessible(phone);
  await expectOneWayScrolling(phone);
  await phone.getByRole('button', { name: 'Go there' }).click();
  await phone.getByText('Room 3', { exact: true }).waitFor();
  await until('an empty box', async () => (await box.inputValue()) === '');
  await page.getByRole('button', { name: 'Go there' }).click();
  await page.getByText('Room 3', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Add a card: What is missing' }).click();
  await words.fill('Nobody keeps the registers');
  await words.press('Enter');
  await until('the card in the new room', () => textsOn('g3').includes('Nobody keeps the registers'));
  // The sentence that was not finished is where it was begun.
  await page.getByRole('button', { name: 'Read other groups' }).click();
  await page
    .getByRole('dialog')
    .getByRole('link', { name: /Room 4/ })
    .click();
  await page.getByRole('link', { name: 'Back to my room' }).waitFor();
  await page.getByText('Credit is for owners of land').waitFor();
  expect(await words.inputValue()).toBe('And nobody knows who');
  await expectAccessible(page);

  await tile.getByRole('link', { name: /^Read the board: Room 4/ }).click();
  await desk.getByRole('button', { name: 'Add a card: What is missing' }).waitFor();
  expect(textsOn('g4')).toEqual(['Credit is for owners of land']);
  await desk.context().close();
  await phone.context().close();
  await page.context().close();
  workshop.leave();
});
