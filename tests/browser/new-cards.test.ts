import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addCard } from '#shared/canvas/edit.ts';
import { openSqlite } from '#server/storage/sqlite.ts';
import { Participant } from '#client/rehearsal/participant.ts';
import { temporaryDir } from '../support/server.ts';
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
  await app.stop();
});

/** Ama of Praia and Wilmer of Tiquipaya while their group compares; Ama's screen. */
async function atCompare(width: number) {
  const workshop = await createWorkshop(app.url);
  const ama = await workshop.join({ name: 'Ama', language: 'en', territory: 'Praia', groupId: 'g1' });
  const wilmer = await workshop.join({
    name: 'Wilmer',
    language: 'es',
    territory: 'Tiquipaya',
    groupId: 'g1',
  });
  const block = ama.view.groups[0]?.blocks[0] ?? '';
  const canvas = await wilmer.openCanvas('g1', block);
  await workshop.moderator.must({ type: 'step.start', stepId: 'compare' });
  const { page, problems } = await visitor(browser, 'en-GB', width, app.url);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${app.url}/s/${workshop.sessionId}#${ama.key}`);
  const close = async (): Promise<void> => {
    expect(problems).toEqual([]);
    await page.context().close();
    workshop.leave();
  };
  return { workshop, page, wilmer, canvas, block, close };
}

const paste = async (page: Page, text: string): Promise<void> => {
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await page.keyboard.press('Control+V');
};
const pastePicture = async (page: Page): Promise<void> => {
  await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 4, height: 4 });
    const picture = await new Promise<Blob | null>((done) => canvas.toBlob(done));
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture ?? '' })]);
  });
  await page.keyboard.press('Control+V');
};

it('a pasted list is offered as one card for each line, in the language of its words, and taken back in one step', async () => {
  const { page, canvas, close } = await atCompare(1440);
  await page.getByRole('button', { name: 'Add a card: What is missing' }).click();
  const field = page.getByRole('textbox', { name: 'New card: What is missing' });
  await until('the field has the focus', () => field.evaluate((it) => it === document.activeElement));
  await paste(
    page,
    '• No hay crédito para las cooperativas\r\n•\tPersonne ne forme les agents\r\n\r\nPraia\t2027\n',
  );
  await page.getByRole('button', { name: 'Make 3 cards, one per line' }).click();
  await until('three cards', () => canvas.snapshot.cards.length === 3);
  expect(canvas.snapshot.cards.map(({ text, lang }) => `${lang}: ${text}`)).toEqual([
    'es: No hay crédito para las cooperativas',
    'fr: Personne ne forme les agents',
    'en: Praia · 2027',
  ]);
  expect(await field.inputValue()).toBe('');
  await page.getByRole('button', { name: 'Undo my last change' }).click();
  await until('no card', () => canvas.snapshot.cards.length === 0);
  await page.getByRole('button', { name: 'Redo', exact: true }).click();
  await until('three again', () => canvas.snapshot.cards.length === 3);
  await close();
}, 60_000);

it('two hundred lines become cards at once, and what is more stays in the box', async () => {
  const { page, canvas, close } = await atCompare(1440);
  await page.getByRole('button', { name: 'Add a card: What exists' }).click();
  const field = page.getByRole('textbox', { name: 'New card: What exists' });
  await until('the field has the focus', () => field.evaluate((it) => it === document.activeElement));
  await paste(page, Array.from({ length: 203 }, (_, at) => `Line ${at} ${'x'.repeat(600)}`).join('\n'));
  await page.getByRole('button', { name: 'Make 200 cards, one per line' }).click();
  await until('two hundred cards with the others', () => canvas.snapshot.cards.length === 200);
  expect((await field.inputValue()).split('\n').map((line) => line.slice(0, 8))).toEqual([
    'Line 200',
    'Line 201',
    'Line 202',
  ]);
  await close();
}, 60_000);

it('what a card cannot hold is said, and nothing of it is lost in silence', async () => {
  const { page, canvas, close } = await atCompare(1440);
  await page.getByRole('button', { name: 'Add a card: What exists' }).click();
  const field = page.getByRole('textbox', { name: 'New card: What exists' });
  await until('the field has the focus', () => field.evaluate((it) => it === document.activeElement));
  const add = page.locator('[data-zone=exists]').getByRole('button', { name: 'Add', exact: true });

  await pastePicture(page);
  await page.getByText('A card holds words, not pictures').waitFor();
  expect(await add.getAttribute('aria-disabled')).toBe('true');

  await paste(page, 'word '.repeat(1200));
  await page.getByText('6,000 characters, and a card holds 5,000.').waitFor();
  await field.press('Enter');
  expect((await field.inputValue()).length).toBe(6000);
  expect(canvas.snapshot.cards).toEqual([]);

  await field.fill('a\u0007b \ud83d\udc4d \u202ecde');
  await field.press('Enter');
  await until('a clean card', () => canvas.snapshot.cards[0]?.text === 'ab 👍 cde');
  await field.fill(' \u0007\u202e ');
  await field.press('Enter');
  await field.press('Escape');

  // On the card itself.
  const card = page.getByRole('textbox', { name: 'Card by Ama' });
  await card.focus();
  await page.keyboard.press('End');
  await paste(page, '\u202e!'.repeat(4000));
  await until('a long card', () => canvas.snapshot.cards[0]?.text.length === 4009);
  await paste(page, 'word '.repeat(1200));
  await until('a full card', () => canvas.snapshot.cards[0]?.text.length === 5000);
  await page.getByText('A card holds 5,000 characters. What is more was not taken in.').waitFor();
  await pastePicture(page);
  await page.getByText('A card holds words, not pictures').waitFor();
  await expectAccessible(page);
  expect(canvas.snapshot.cards.length).toBe(1);
  await close();
}, 60_000);

it('the language of a new card follows its words until it is chosen', async () => {
  const { page, canvas, close } = await atCompare(390);
  await page.getByRole('button', { name: 'List' }).click();
  await page.getByRole('button', { name: 'Add a card: What exists' }).click();
  const field = page.getByRole('textbox', { name: 'New card: What exists' });
  const language = page.locator('[data-zone=exists]').getByRole('combobox', { name: 'Written in' });
  await field.fill('Un guichet municipal pour les associations');
  await until('French', async () => (await language.inputValue()) === 'fr');
  expect(await field.getAttribute('lang')).toBe('fr');
  await language.selectOption('pt');
  await expectOneWayScrolling(page);
  await expectAccessible(page);
  await field.press('Enter');
  await until('a card', () => canvas.snapshot.cards.length === 1);
  expect(canvas.snapshot.cards[0]?.lang).toBe('pt');
  await page.getByRole('button', { name: 'Add a card: What exists' }).click();
  expect(await language.inputValue()).toBe('en');
  await close();
}, 60_000);

it('a new card is one letter away, outside of fields, and single letters can be turned off', async () => {
  const { page, close } = await atCompare(1440);
  await page.getByRole('heading', { name: 'What exists' }).waitFor();
  await page.keyboard.press('n');
  const field = page.getByRole('textbox', { name: 'New card: What exists' });
  await until('the field has the focus', () => field.evaluate((it) => it === document.activeElement));
  await page.keyboard.type('n?');
  expect(await field.inputValue()).toBe('n?');
  await page.keyboard.press('Escape');
  // Leaving throws nothing away.
  expect(await field.inputValue()).toBe('n?');
  await field.fill('');
  await field.press('Escape');
  await page.getByRole('button', { name: 'Add a card: Who acts' }).focus();
  await page.keyboard.press('n');
  await page.getByRole('textbox', { name: 'New card: Who acts' }).waitFor();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'List' }).focus();
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await dialog.getByRole('checkbox', { name: 'Shortcuts of a single letter' }).uncheck();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await dialog.waitFor();
  expect(await page.getByRole('textbox', { name: /^New card/ }).count()).toBe(0);
  await page.reload();
  await page.getByRole('heading', { name: 'What exists' }).waitFor();
  await page.keyboard.press('n');
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  expect(await dialog.getByRole('checkbox', { name: 'Shortcuts of a single letter' }).isChecked()).toBe(
    false,
  );
  expect(await page.getByRole('textbox', { name: /^New card/ }).count()).toBe(0);
  await close();
}, 60_000);

it('the matrix says who has said what about where, and an empty cell adds a card about that place', async () => {
  const { page, wilmer, canvas, close } = await atCompare(1440);
  const tiquipaya = wilmer.view.territories.find(({ name }) => name === 'Tiquipaya')?.id ?? '';
  const praia = wilmer.view.territories.find(({ name }) => name === 'Praia')?.id ?? '';
  addCard(canvas.doc, wilmer.writer, { zone: 'exists', text: 'A fair', lang: 'en', territory: tiquipaya });
  addCard(canvas.doc, wilmer.writer, {
    zone: 'gaps',
    text: 'No credit',
    lang: 'en',
    territory: [praia, tiquipaya],
  });
  addCard(canvas.doc, wilmer.writer, { zone: 'gaps', text: 'No law', lang: 'en', territory: null });
  await page.getByRole('textbox', { name: 'Card by Wilmer' }).first().waitFor();
  await page.getByRole('button', { name: 'Matrix' }).click();
  const rows = page.getByRole('rowheader');
  await until('three rows', async () => (await rows.count()) === 3);
  expect(await rows.locator('.name').allTextContents()).toEqual(['Praia', 'Tiquipaya', 'No place']);
  await page.getByRole('columnheader', { name: 'What exists Territories: 1 of 2' }).waitFor();
  await page.getByRole('columnheader', { name: 'What is missing Territories: 2 of 2' }).waitFor();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Add a card: What exists, Praia' }).click();
  const field = page.getByRole('textbox', { name: 'New card: What exists' });
  await until('the field has the focus', () => field.evaluate((it) => it === document.activeElement));
  await field.fill('A market');
  await field.press('Enter');
  await until('Wilmer to have it', () => canvas.snapshot.cards.length === 4);
  expect(canvas.snapshot.cards.find(({ text }) => text === 'A market')?.territories).toEqual([praia]);
  await field.press('Escape');
  await until('the focus on the cell', () =>
    page
      .getByRole('button', { name: 'Add a card: What exists, Praia' })
      .evaluate((it) => it === document.activeElement),
  );

  // Dragged to another row it is about that place.
  const market = page
    .locator('[data-card]')
    .filter({ has: page.getByRole('textbox', { name: 'Card by Ama' }) });
  await until('the card to stand', async () => (await market.count()) === 1);
  const from = await market.locator('[data-grip]').boundingBox();
  const to = await page.locator(`#cell-actors-${tiquipaya}`).boundingBox();
  await page.mouse.move((from?.x ?? 0) + 3, (from?.y ?? 0) + 3);
  await page.mouse.down();
  await page.mouse.move((to?.x ?? 0) + 40, (to?.y ?? 0) + 30, { steps: 8 });
  await page.mouse.up();
  await until('it to have moved', () => {
    const card = canvas.snapshot.cards.find(({ text }) => text === 'A market');
    return card?.zone === 'actors' && card.territories.join() === tiquipaya;
  });
  await page.getByRole('button', { name: 'Undo my last change' }).click();
  await until('both taken back', () => {
    const card = canvas.snapshot.cards.find(({ text }) => text === 'A market');
    return card?.zone === 'exists' && card.territories.join() === praia;
  });

  // The lens stays chosen; the selected card is in front in the next one.
  await page.reload();
  await until('three rows', async () => (await rows.count()) === 3);
  await close();
}, 60_000);

it('a guiding question is answered by one press, and marked as discussed for the whole group', async () => {
  const { page, wilmer, canvas, close } = await atCompare(1440);
  const write = page.getByRole('button', { name: /^Write a card: / }).first();
  const question = ((await write.getAttribute('aria-label')) ?? '').replace('Write a card: ', '');
  await write.click();
  await page.keyboard.type('A first answer');
  await page.keyboard.press('Enter');
  await until('a card', () => canvas.snapshot.cards.length === 1);
  await page.getByRole('button', { name: `Discussed: ${question}` }).click();
  await wilmer.sees('the mark', (view) => view.groups[0]?.discussed?.length === 1);
  await page.getByRole('button', { name: `Discussed: ${question}`, pressed: true }).waitFor();
  await expectAccessible(page);
  await close();
}, 60_000);

it('cards of a zone or a place that is no longer there are shown, to be sorted', async () => {
  const data = temporaryDir();
  const first = await startApp({ dir: data.dir });
  const workshop = await createWorkshop(first.url);
  const ama = await workshop.join({ name: 'Ama', language: 'en', territory: 'Praia', groupId: 'g1' });
  const block = ama.view.groups[0]?.blocks[0] ?? '';
  await workshop.moderator.must({ type: 'step.start', stepId: 'compare' });
  workshop.leave();
  await first.stop();
  // As an older version of the scenario left it.
  const storage = await openSqlite(data.dir);
  const { sessionId } = workshop;
  const doc = new Y.Doc();
  addCard(doc, ama.writer, { zone: 'hopes', text: 'Some day', lang: 'en', territory: 'gone' });
  await storage.write({
    type: 'canvas.updated',
    canvasId: `${sessionId}/g1/${block}`,
    sessionId,
    updates: [{ bytes: Y.encodeStateAsUpdate(doc), by: ama.id ?? '', at: 0 }],
    owners: [{ kind: 'client', key: String(doc.clientID), person: ama.id ?? '' }],
  });
  await storage.close();

  const second = await startApp({ dir: data.dir, pagesDir: resolve('dist/client') });
  const { page, problems } = await visitor(browser, 'en-GB', 1440, second.url);
  await page.goto(`${second.url}/s/${sessionId}#${ama.key}`);
  const toSort = page.getByRole('region', { name: 'To sort' });
  await toSort.getByRole('textbox', { name: 'Card by Ama' }).waitFor();
  expect(await toSort.getByRole('button', { name: /^Add/ }).count()).toBe(0);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Matrix' }).click();
  await page.getByRole('columnheader', { name: /^To sort/ }).waitFor();
  expect(await page.getByRole('rowheader').allTextContents()).toEqual([
    expect.stringContaining('Praia'),
    expect.stringContaining('No place'),
  ]);
  await page.getByRole('button', { name: 'Board', exact: true }).click();
  await toSort.getByRole('button', { name: 'Move or remove the card by Ama' }).click();
  await toSort.getByRole('button', { name: 'What exists' }).click();
  await page.locator('[data-zone=exists]').getByRole('textbox', { name: 'Card by Ama' }).waitFor();
  await toSort.waitFor({ state: 'detached' });
  const again = new Participant({ serverUrl: second.url, sessionId, key: ama.key, id: ama.id });
  await again.sees('the session');
  const canvas = await again.openCanvas('g1', block);
  await until('the card to have moved', () => canvas.snapshot.cards[0]?.zone === 'exists');
  again.leave();
  expect(problems).toEqual([]);
  await page.context().close();
  await second.stop();
  data.remove();
}, 60_000);
