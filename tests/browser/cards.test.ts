import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { resolve } from 'node:path';
import { addCard, removeCard, editCardText } from '#shared/canvas/edit.ts';
import type { Participant } from '#client/rehearsal/participant.ts';
import { namedModerator } from '../participants/workshop.ts';
import { until } from '../support/until.ts';
import { createWorkshop, startApp, type Workshop } from '../support/workshop.ts';
import { expectAccessible, expectOneWayScrolling, launch, visitor } from './browser.ts';

let app: Awaited<ReturnType<typeof startApp>>;
let browser: Browser;
let workshop: Workshop;
let wilmer: Participant;
let block: string;

beforeAll(async () => {
  app = await startApp({ pagesDir: resolve('dist/client') });
  browser = await launch();
  workshop = await createWorkshop(app.url);
  wilmer = await workshop.join({ name: 'Wilmer', language: 'es', territory: 'Tiquipaya', groupId: 'g1' });
  block = wilmer.view.groups[0]?.blocks[0] ?? '';
  const moderator = await namedModerator(app.url, workshop.keys.moderator, workshop.sessionId);
  await moderator.must({ type: 'step.start', stepId: 'connect' });
  moderator.leave();
});
afterAll(async () => {
  await browser?.close();
  workshop.leave();
  await app.stop();
});

it('what is said of a card beside its words is written together, and read on the card', async () => {
  const dulce = await workshop.join({ name: 'Dulce', language: 'en', territory: 'Praia', groupId: 'g1' });
  const canvas = await wilmer.openCanvas('g1', block);
  addCard(canvas.doc, wilmer.writer, {
    zone: 'actions',
    text: 'Un fondo de garantía',
    lang: 'es',
    territory: null,
  });
  const { page, problems } = await visitor(browser, 'en-GB', 1440, new URL(app.url).origin);
  await page.goto(`${app.url}/s/${workshop.sessionId}#${dulce.key}`);
  await page.getByRole('button', { name: 'Move or remove the card by Wilmer' }).click();
  await page.getByRole('button', { name: 'About this card…' }).click();
  const dialog = page.getByRole('dialog', { name: 'About this card' });
  await dialog.getByRole('checkbox', { name: 'Praia' }).check();
  await dialog.getByRole('textbox', { name: 'Who takes it on' }).fill('The cooperative network');
  await dialog.getByLabel('By when').selectOption('day');
  await dialog.getByLabel('Day').fill('2027-03-31');
  await dialog.getByLabel('Where it stands').selectOption('committed');
  await dialog.getByRole('textbox', { name: 'Written for somebody else' }).fill('Rosa');
  await dialog.getByRole('checkbox', { name: /^Not in the public report/ }).check();
  await dialog.getByRole('textbox', { name: 'Translate into English' }).fill('A guarantee fund');
  await dialog.getByRole('button', { name: 'Show the translation' }).click();
  await dialog.getByRole('textbox', { name: 'Add a comment' }).fill('Who pays into it?');
  await dialog.getByRole('button', { name: 'Comment', exact: true }).click();
  await dialog.getByRole('heading', { name: '1 comment' }).waitFor();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 800 });
  await expectOneWayScrolling(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await dialog.getByRole('button', { name: 'Close' }).click();

  await until('Wilmer to have it', () => canvas.snapshot.comments.length === 1);
  const [card] = canvas.snapshot.cards;
  expect(card).toMatchObject({
    owner: 'The cooperative network',
    due: '2027-03-31',
    status: 'committed',
    spokenBy: 'Rosa',
    isInternal: true,
    author: wilmer.id,
  });
  expect(card?.territories).toHaveLength(1);
  const item = page.getByRole('listitem').filter({ hasText: 'A guarantee fund' });
  await item
    .getByText(
      'The cooperative network · 31 March 2027 · committed · said by Rosa · not in the public report',
    )
    .waitFor();
  await item.getByRole('button', { name: 'Original: Spanish' }).click();
  expect(await page.getByRole('textbox', { name: 'Card by Wilmer' }).inputValue()).toBe(
    'Un fondo de garantía',
  );
  await page.getByRole('button', { name: 'Read in English' }).click();
  // What changes afterwards is said to have changed.
  canvas.doc
    .getMap<any>('cards')
    .get(card?.id ?? '')
    .get('text')
    .insert(0, 'Crear: ');
  await item.getByText('translated from older words').waitFor();
  await expectAccessible(page);
  expect(problems).toEqual([]);
  await page.context().close();
}, 60_000);

/** Somebody in front of a card of theirs. */
async function writing(name: string, text: string) {
  const ama = await workshop.join({ name, language: 'en', territory: 'Praia', groupId: 'g1' });
  const canvas = await wilmer.openCanvas('g1', block);
  const { page } = await visitor(browser, 'en-GB', 1440, new URL(app.url).origin);
  await page.goto(`${app.url}/s/${workshop.sessionId}#${ama.key}`);
  await page
    .getByRole('button', { name: /^Add a card/ })
    .first()
    .click();
  await page.getByRole('textbox', { name: /^New card/ }).fill(text);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  const field = page.getByRole('textbox', { name: `Card by ${name}` });
  await field.waitFor();
  const id = await until(
    'the card with Wilmer',
    () => canvas.snapshot.cards.find(({ author }) => author === ama.id)?.id,
  );
  return { page, canvas, field, id };
}

it('a card is as high as its words while I write in it, whoever else writes in it, and in a narrower window', async () => {
  const { page, canvas, field, id } = await writing('Ama', 'One line');
  const height = () => field.evaluate((it) => it.clientHeight);
  const isWhole = () => field.evaluate((it) => it.scrollHeight === it.clientHeight);
  const oneLine = await height();
  await field.focus();
  await field.press('End');
  for (const word of ['two', 'three', 'four']) await field.pressSequentially(`\n${word}`);
  await until('four lines', async () => (await height()) >= 2.5 * oneLine && (await isWhole()));
  for (let at = 0; at < '\nthree\nfour'.length; at += 1) await field.press('Backspace');
  await until('two lines', async () => (await height()) < 2.5 * oneLine && (await isWhole()));
  editCardText(canvas.doc, wilmer.writer, id, `One line${'\nmore'.repeat(6)}\ntwo`);
  await until('eight lines', async () => (await height()) > 5 * oneLine && (await isWhole()));
  editCardText(
    canvas.doc,
    wilmer.writer,
    id,
    'One line, which is a long one, of many words '.repeat(3).trim(),
  );
  await until('its words', async () => (await field.inputValue()).endsWith('many words'));
  const width = () => field.evaluate((it) => it.clientWidth);
  const wide = await width();
  await page.setViewportSize({ width: 1000, height: 900 });
  await until('another width', async () => (await width()) !== wide && (await isWhole()));
  const held = await height();
  await field.blur();
  // Where the browser finds the height by itself it is the same.
  expect(await height()).toBe(held);
  await page.context().close();
});

it('what I wrote last stays in sight when I leave a card in which others have written meanwhile', async () => {
  const { page, canvas, field, id } = await writing('Tomé', 'A desk');
  await field.focus();
  await field.press('End');
  editCardText(canvas.doc, wilmer.writer, id, 'A desk in town');
  await until('their words', async () => (await field.inputValue()) === 'A desk in town');
  await page.keyboard.press('End');
  await page.keyboard.type('!');
  // In one go with what follows it on the page, before anything can be drawn anew.
  const seen = await field.evaluate(async (it) => {
    it.blur();
    await new Promise(requestAnimationFrame);
    return (it as HTMLTextAreaElement).value;
  });
  expect(seen).toBe('A desk in town!');
  await page.context().close();
});

it('on a slow device others’ cards come while I write on and on, too', async () => {
  const { page, canvas, field } = await writing('Cleo', 'On and on');
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 10 });
  await field.focus();
  await field.pressSequentially('slowly');
  const text = 'Written meanwhile';
  addCard(canvas.doc, wilmer.writer, { zone: 'exists', text, lang: 'en', territory: null });
  // Seconds on end without a pause.
  let isTyping = true;
  const typing = page.keyboard.type('and on '.repeat(14), { delay: 60 }).then(() => (isTyping = false));
  await page.waitForFunction(
    (text) => [...document.querySelectorAll('textarea')].some(({ value }) => value === text),
    text,
  );
  expect(isTyping).toBe(true);
  await typing;
  await page.context().close();
}, 60_000);

it('what one was writing in a card that somebody removes stays in sight, and one press brings it back', async () => {
  const dulce = await workshop.join({ name: 'Ingrid', language: 'en', territory: 'Praia', groupId: 'g1' });
  const canvas = await wilmer.openCanvas('g1', block);
  const card = { zone: 'gaps', text: 'Ventanilla', lang: 'en', territory: null };
  const id = addCard(canvas.doc, wilmer.writer, card);
  await wilmer.saved();
  const { page, problems } = await visitor(browser, 'en-GB', 1024, new URL(app.url).origin);
  await page.goto(`${app.url}/s/${workshop.sessionId}#${dulce.key}`);
  const field = page.locator(`#text-of-${id}`);
  await field.focus();
  await field.press('End');
  await page.keyboard.type(', open in 2023 for everybody who asks, and for those who do not');
  await until('Wilmer to have it', () => canvas.snapshot.cards.some(({ text }) => text.endsWith('do not')));
  removeCard(canvas.doc, wilmer.writer, id);
  await page.getByText('Somebody has removed this card while you were in it.').waitFor();
  await page.keyboard.type(' yet');
  await page.getByRole('heading', { name: 'What exists' }).click();
  expect(await field.inputValue()).toMatch(/do not yet$/);
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await until('it is back', () => canvas.snapshot.cards.some(({ text }) => text.endsWith('do not yet')));
  await until('the caret in it', () => field.evaluate((it) => it === document.activeElement));
  expect(problems).toEqual([]);
  await page.context().close();
});
