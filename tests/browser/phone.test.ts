import { resolve } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { addCard } from '#shared/canvas/edit.ts';
import { readCanvas } from '#shared/canvas/read.ts';
import { until } from '../support/until.ts';
import { createWorkshop, startApp } from '../support/workshop.ts';
import {
  expectAccessible,
  expectOneWayScrolling,
  launch,
  untilKept,
  untilDrawn,
  visitor,
} from './browser.ts';

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

/** Ama of Praia on a phone, in the list; Wilmer has written a card in each zone. */
async function onPhone(stepId: string, { width = 360, height = 740 } = {}) {
  const workshop = await createWorkshop(app.url);
  const ama = await workshop.join({ name: 'Ama', language: 'en', territory: 'Praia', groupId: 'g1' });
  const wilmer = await workshop.join({ name: 'Wilmer', language: 'es', groupId: 'g1' });
  const canvas = await wilmer.openCanvas('g1', ama.view.groups[0]?.blocks[0] ?? '');
  const cards = new Map<string, string>();
  for (const zone of ['exists', 'actors', 'gaps', 'levers', 'actions'])
    for (let nth = 1; nth <= 2; nth++)
      cards.set(
        `${zone} ${nth}`,
        addCard(canvas.doc, wilmer.writer, {
          zone,
          text: `Tarjeta ${zone} ${nth}`,
          lang: 'es',
          territory: null,
        }),
      );
  await wilmer.saved();
  await workshop.moderator.must({ type: 'step.start', stepId });
  const { page, problems } = await visitor(browser, 'en-GB', width, app.url, { hasTouch: true });
  await page.setViewportSize({ width, height });
  await page.goto(`${app.url}/s/${workshop.sessionId}#${ama.key}`);
  await untilDrawn(page);
  const close = async (): Promise<void> => {
    expect(problems).toEqual([]);
    await page.context().close();
    workshop.leave();
  };
  return { workshop, page, wilmer, canvas, cards, close };
}
const read = (doc: Y.Doc) => readCanvas(doc, { session: '', group: 'g1', block: '' });
/** The box under the question in front. */
const answerBox = (page: Page) => page.getByRole('textbox', { name: /^New card/ });
const cardIn = (page: Page, cards: Map<string, string>, name: string) =>
  page.locator(`[data-card="${cards.get(name) ?? ''}"]`);
const zoneInView = (page: Page) =>
  page.getByRole('navigation', { name: 'Zones' }).locator('[aria-current=true]').innerText();

async function swipe(page: Page, from: number, to: number): Promise<void> {
  const touch = await page.context().newCDPSession(page);
  const at = (x: number) => [{ x, y: 365 }];
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(from) });
  for (let step = 1; step <= 4; step++)
    await touch.send('Input.dispatchTouchEvent', {
      type: 'touchMove',
      touchPoints: at(from + ((to - from) * step) / 4),
    });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await touch.detach();
}

/** Within the screen and covered by nothing. */
const isInSight = (what: Locator): Promise<boolean> =>
  what.evaluate((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const isInside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
    return isInside && element.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
  });

it('keeps the time, the saved state, a message and a lock in sight, however far one has scrolled', async () => {
  const { workshop, page, cards, close } = await onPhone('connect', { height: 640 });
  await page.getByRole('button', { name: 'List' }).tap();
  await cardIn(page, cards, 'actors 2').waitFor();
  await workshop.moderator.must({ type: 'message.send', to: 'all', text: { en: 'Good work' } });
  await workshop.moderator.must({ type: 'lock.set' });
  await page.getByText('Good work').waitFor();
  await page.getByText('has locked this canvas').waitFor();
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  for (const [name, what] of Object.entries({
    time: page.getByRole('timer', { name: 'Time left' }),
    'saved state': page.getByTitle('Up to date'),
    message: page.getByText('Good work'),
    lock: page.getByText('has locked this canvas'),
  }))
    await until(`the ${name} in sight`, () => isInSight(what));
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(300);
  await expectAccessible(page);
  await close();
});

it('begins at the top in another step and with another tool, and stays where it is under a caret', async () => {
  const { workshop, page, cards, close } = await onPhone('connect', { height: 640 });
  const scrolled = () => page.evaluate(() => scrollY);
  const scrollDown = () => page.evaluate(() => scrollTo(0, 500));
  await page.getByRole('button', { name: 'List' }).tap();
  const card = cardIn(page, cards, 'levers 2');
  await card.waitFor();
  await scrollDown();
  await workshop.moderator.must({ type: 'step.start', stepId: 'place' });
  const question = page.getByRole('heading', { name: 'Where does your territory stand in this area?' });
  await until('what the step asks', () => isInSight(question));
  expect(await scrolled()).toBe(0);
  await scrollDown();
  await page.getByRole('button', { name: 'List' }).tap();
  await until('the top of the list', async () => (await scrolled()) === 0);

  const field = card.getByRole('textbox');
  await field.focus();
  await field.press('End');
  expect(await scrolled()).toBeGreaterThan(0);
  await workshop.moderator.must({ type: 'step.start', stepId: 'choose' });
  await page.getByText('Choose', { exact: true }).waitFor();
  expect(await field.evaluate((it) => it === document.activeElement)).toBe(true);
  const place = await field.boundingBox();
  expect(place && place.y > 0 && place.y + place.height < 640).toBe(true);
  await close();
});

it('gives a low window to whoever writes, and shows the line they are in', async () => {
  const { page, close } = await onPhone('compare', { height: 640 });
  const field = page.getByRole('textbox', { name: /^New card: / });
  const tools = page.getByRole('navigation', { name: 'Tools' });
  await field.tap();
  expect(await tools.isVisible()).toBe(true);
  await page.setViewportSize({ width: 360, height: 330 });
  await tools.waitFor({ state: 'hidden' });
  await until('the field in sight', () => isInSight(field));
  await field.blur();
  await tools.waitFor();
  await close();
});

it('goes from zone to zone by swiping and by buttons, and marks the one in view', async () => {
  const { page, cards, close } = await onPhone('connect');
  await page.getByRole('button', { name: 'List' }).tap();
  await cardIn(page, cards, 'gaps 1').waitFor();
  expect(await zoneInView(page)).toMatch(/^What is missing/);

  await swipe(page, 320, 60);
  await until('the next zone', async () => (await zoneInView(page)).startsWith('Levers'));
  const heading = page.getByRole('heading', { name: 'Levers' });
  expect((await heading.boundingBox())?.y).toBeLessThan(160);
  await swipe(page, 60, 320);
  await until('the zone before', async () => (await zoneInView(page)).startsWith('What is missing'));
  // Up and down is scrolling.
  await swipe(page, 200, 230);
  expect(await zoneInView(page)).toMatch(/^What is missing/);

  const bar = page.getByRole('navigation', { name: 'Zones' });
  await bar.getByRole('button', { name: /^Who acts/ }).tap();
  await until('the last zone', async () => (await zoneInView(page)).startsWith('Who acts'));
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Who acts');
  await page.evaluate(() => scrollTo(0, 0));
  await until('the first again', async () => (await zoneInView(page)).startsWith('What is missing'));
  await close();
});

it('leaves the question one is answering where it is, whatever the moderators do, until one goes on', async () => {
  const { workshop, page, canvas, close } = await onPhone('compare');
  const question = page.getByRole('heading', { level: 2 }).first();
  const asked = await question.innerText();
  await answerBox(page).fill('A market every');
  await workshop.moderator.must({ type: 'step.start', stepId: 'connect' });
  await page.getByText('Levers, then actions').first().waitFor();
  await page.keyboard.type(' month');
  expect(await question.innerText()).toBe(asked);
  expect(await answerBox(page).inputValue()).toBe('A market every month');
  await page.getByRole('button', { name: 'Add and go on' }).tap();
  await until('Wilmer to have it', () =>
    read(canvas.doc).cards.some(({ text }) => text === 'A market every month'),
  );
  await until('the next question', async () => (await question.innerText()) !== asked);
  expect(await answerBox(page).inputValue()).toBe('');
  await close();
});

it('keeps the words of a question whose zone is locked meanwhile, and says why they wait', async () => {
  const { workshop, page, canvas, close } = await onPhone('compare');
  const question = page.getByRole('heading', { level: 2 }).first();
  const asked = await question.innerText();
  await page.getByText('Question 1 of 3').waitFor();
  await answerBox(page).fill('There is a');
  const place = { groupId: 'g1', blockId: 'water', zone: 'exists' };
  await workshop.moderator.must({ type: 'lock.set', ...place });
  await page.getByText('This zone is locked for now.').waitFor();
  await page.keyboard.type(' fund');
  expect(await question.innerText()).toBe(asked);
  await page.getByRole('button', { name: 'Next', exact: true }).tap();
  await until('another question', async () => (await question.innerText()) !== asked);
  expect(await answerBox(page).inputValue()).toBe('');
  await workshop.moderator.must({ type: 'lock.clear', ...place });
  await page.getByRole('button', { name: 'Previous question' }).waitFor();
  await page.getByRole('button', { name: 'Previous question' }).tap();
  await until('the words again', async () => (await answerBox(page).inputValue()) === 'There is a fund');
  expect(read(canvas.doc).cards.some(({ text }) => text.startsWith('There is'))).toBe(false);
  await close();
});

it('keeps the words of a question over a reload, and while the whole canvas is locked', async () => {
  const { workshop, page, canvas, close } = await onPhone('compare');
  await answerBox(page).fill('There is a fund');
  const place = { groupId: 'g1', blockId: 'water' };
  await workshop.moderator.must({ type: 'lock.set', ...place });
  await page.getByText('A moderator has locked this canvas').waitFor();
  expect(await page.getByRole('button', { name: 'Add and go on' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Next', exact: true }).tap();
  await workshop.moderator.must({ type: 'lock.clear', ...place });
  await until('what is being written on the device', () =>
    page.evaluate(() =>
      Object.entries(localStorage).some(
        ([key, text]) => key.endsWith('/drafts') && String(text).includes('a fund'),
      ),
    ),
  );
  await page.reload();
  await until('the words again', async () => (await answerBox(page).inputValue()) === 'There is a fund');
  await page.getByRole('button', { name: 'Add and go on' }).tap();
  await until('Wilmer to have it', () =>
    read(canvas.doc).cards.some(({ text }) => text === 'There is a fund'),
  );
  await close();
});

it('moves a card with a finger that holds it, and scrolls with one that does not', async () => {
  const { page, canvas, cards, close } = await onPhone('connect');
  await page.getByRole('button', { name: 'List' }).tap();
  const inOrder = () =>
    read(canvas.doc)
      .cards.filter(({ zone }) => zone === 'gaps')
      .map(({ text }) => text);
  const before = inOrder();
  const touch = await page.context().newCDPSession(page);
  const rests = async () => {
    const top = () =>
      page.evaluate(() => new Promise<number>((done) => requestAnimationFrame(() => done(scrollY))));
    return (await top()) === (await top()) && (await top()) === (await top());
  };
  for (const isHolding of [false, true]) {
    await until('the page at rest', rests);
    const grip = await cardIn(page, cards, 'gaps 1').locator('[data-grip]').boundingBox();
    const last = await cardIn(page, cards, 'gaps 2').boundingBox();
    const x = (grip?.x ?? 0) + 20;
    const [from, to] = [(grip?.y ?? 0) + 10, (last?.y ?? 0) + (last?.height ?? 0) - 4];
    const at = (y: number) => [{ x, y }];
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(from) });
    if (isHolding) await page.locator('body > li[inert]').waitFor({ state: 'attached' });
    for (let step = 1; step <= 5; step++)
      await touch.send('Input.dispatchTouchEvent', {
        type: 'touchMove',
        touchPoints: at(from + ((to - from) * step) / 5),
      });
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    if (!isHolding) expect(inOrder()).toEqual(before);
  }
  await until('the other order', () => inOrder().join() === before.toReversed().join());
  await close();
});

it('writes an action that answers a gap in a sheet above the keyboard, and keeps what was begun', async () => {
  const { page, wilmer, canvas, cards, close } = await onPhone('connect');
  await page.getByRole('button', { name: 'List' }).tap();
  await page.getByRole('button', { name: 'action: Tarjeta gaps 1' }).tap();
  const sheet = page.getByRole('dialog', { name: 'New card: Actions' });
  const box = sheet.getByRole('textbox', { name: 'New card: Actions' });
  await until('the focus', () => box.evaluate((node) => node === document.activeElement));
  await expectAccessible(page);
  expect(await sheet.innerText()).toContain('Answers: Tarjeta gaps 1');
  await page.keyboard.type('A guarantee fund');
  // Closed by mistake: begun words wait where they were asked for.
  await sheet.getByRole('button', { name: 'Close' }).tap();
  await sheet.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'action: Tarjeta gaps 1' }).tap();
  await until('the words', async () => (await box.inputValue()) === 'A guarantee fund');

  await sheet.getByLabel('Who takes it on').fill('Town hall');
  await sheet.getByLabel('By when').selectOption('P6M');
  // The keyboard takes half of the screen; everything is still within reach.
  await page.setViewportSize({ width: 360, height: 340 });
  await expectOneWayScrolling(page);
  await sheet.getByRole('button', { name: 'Add', exact: true }).tap();
  await sheet.waitFor({ state: 'detached' });
  await page.setViewportSize({ width: 360, height: 740 });
  await until('the action at Wilmer’s', () =>
    read(canvas.doc).cards.some(({ text }) => text === 'A guarantee fund'),
  );
  const { cards: all, threads } = read(canvas.doc);
  const action = all.find(({ text }) => text === 'A guarantee fund');
  expect(action).toMatchObject({ zone: 'actions', owner: 'Town hall', due: 'P6M' });
  expect(threads).toContainEqual(
    expect.objectContaining({ from: cards.get('gaps 1'), to: action?.id ?? '' }),
  );

  // A card of its own: the zone shows what waits to be written on.
  const add = page.getByRole('button', { name: 'Add a card: Levers' });
  await add.tap();
  const lever = page.getByRole('dialog', { name: 'New card: Levers' });
  await lever.getByRole('textbox').fill('A mutual');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Go on writing: A mutual' }).tap();
  await lever.getByRole('textbox').press('Enter');
  await lever.waitFor({ state: 'detached' });
  await until('the lever', () => read(canvas.doc).cards.some(({ text }) => text === 'A mutual'));
  expect(await page.getByRole('button', { name: /Go on writing/ }).count()).toBe(0);
  await wilmer.saved();
  await close();
});

it('writes and links without network as well', async () => {
  const { workshop, page, canvas } = await onPhone('connect');
  await untilKept(page);
  await page.context().setOffline(true);
  await page.reload();
  await page.getByRole('button', { name: 'List' }).tap();
  await page.getByRole('button', { name: 'lever: Tarjeta gaps 1' }).tap();
  const sheet = page.getByRole('dialog', { name: 'New card: Levers' });
  await sheet.getByRole('textbox').fill('Written away');
  await sheet.getByRole('button', { name: 'Add', exact: true }).tap();
  await sheet.waitFor({ state: 'detached' });
  await page
    .getByText(/will be sent by/)
    .first()
    .waitFor();
  await page.context().setOffline(false);
  await until('it with the others', () => read(canvas.doc).cards.some(({ text }) => text === 'Written away'));
  expect(read(canvas.doc).threads).toHaveLength(1);
  await page.context().close();
  workshop.leave();
});

it('shows who is here and follows one of them', async () => {
  const { workshop, page, wilmer, cards, close } = await onPhone('connect');
  await page.getByRole('button', { name: 'List' }).tap();
  await cardIn(page, cards, 'gaps 1').waitFor();
  const laptop = await visitor(browser, 'en-GB', 1440, app.url);
  await laptop.page.goto(`${app.url}/s/${workshop.sessionId}#${wilmer.key}`);
  await laptop.page.locator(`#text-of-${cards.get('actors 2') ?? ''}`).focus();
  await page.getByRole('button', { name: '2 people here' }).tap();
  const sheet = page.getByRole('dialog', { name: 'People in this group' });
  await sheet.getByText('Who acts').waitFor();
  await expectAccessible(page);
  await sheet.getByRole('button', { name: /^Wilmer\b.* Follow$/ }).tap();
  await sheet.waitFor({ state: 'detached' });
  const card = cardIn(page, cards, 'actors 2');
  await until('his card in view', async () => {
    const place = await card.boundingBox();
    return place !== null && place.y > 0 && place.y < 740;
  });
  await page.getByRole('button', { name: 'Stop following' }).tap();
  expect(await page.getByText('You are following Wilmer.').count()).toBe(0);
  await laptop.page.context().close();
  await close();
});

it('brings back a card that was removed beside the questions', async () => {
  const { page, canvas, cards, close } = await onPhone('compare');
  await page.getByRole('heading', { level: 2 }).first().waitFor();
  await cardIn(page, cards, 'exists 1')
    .getByRole('button', { name: /^Move or remove/ })
    .tap();
  await page.getByRole('button', { name: 'Remove', exact: true }).tap();
  await until('it gone', () => read(canvas.doc).cards.every(({ text }) => text !== 'Tarjeta exists 1'));
  await page.getByRole('button', { name: 'Undo', exact: true }).tap();
  await until('it back', () => read(canvas.doc).cards.some(({ text }) => text === 'Tarjeta exists 1'));
  await close();
});

it('marks a guiding question as discussed, for the whole group', async () => {
  const { page, wilmer, close } = await onPhone('compare');
  const mark = page.getByRole('button', { name: /^Discussed: / });
  await mark.tap();
  await until('the group hears of it', () => wilmer.view.groups[0]?.discussed?.length === 1);
  await until('it is marked here', async () => (await mark.getAttribute('aria-pressed')) === 'true');
  await mark.tap();
  await until('it is taken back', () => wilmer.view.groups[0]?.discussed?.length === 0);
  await close();
});

it.each(['compare', 'connect'])(
  'has the guide below, and a card from it, in the step “%s”',
  async (stepId) => {
    const { page, canvas, close } = await onPhone(stepId);
    const guide = page.getByRole('complementary', { name: 'Guide' });
    const opener = page.locator('summary').filter({ hasText: 'Guide' });
    await opener.waitFor();
    expect(await guide.count()).toBe(0);
    await opener.tap();
    await guide.getByRole('button', { name: 'Cases' }).tap();
    await guide.getByText('No case study for this block.').waitFor();
    await guide.getByRole('button', { name: 'Questions' }).tap();
    await expectOneWayScrolling(page);
    await expectAccessible(page);
    await guide
      .getByRole('button', { name: /^Write a card: / })
      .first()
      .tap();
    const sheet = page.getByRole('dialog', { name: /^New card: / });
    await sheet.getByRole('textbox').fill('From the guide');
    await sheet.getByRole('button', { name: 'Add', exact: true }).tap();
    await until('the card', () => read(canvas.doc).cards.some(({ text }) => text === 'From the guide'));
    await close();
  },
);

it.each(['compare', 'connect', 'choose', 'place'])(
  'has everything to press as large as a thumb, 44 px, in the step “%s”',
  async (stepId) => {
    const { page, close } = await onPhone(stepId);
    await page.getByRole('button', { name: 'Help' }).waitFor();
    const small = () =>
      page.locator('button, select, summary, label:has(input)').evaluateAll((targets) =>
        targets.flatMap((target) => {
          const { width, height } = target.getBoundingClientRect();
          return width > 0 && (width < 44 || height < 44)
            ? [`${width} × ${height}: ${target.outerHTML}`]
            : [];
        }),
      );
    expect(await small()).toEqual([]);
    if (stepId === 'connect') {
      await page.getByRole('button', { name: 'Add a card: Levers' }).tap();
      await page.getByRole('dialog', { name: 'New card: Levers' }).waitFor();
      expect(await small()).toEqual([]);
    }
    await close();
  },
);

it('fits a phone on its side', async () => {
  const { page, cards, close } = await onPhone('connect', { width: 740, height: 360 });
  await page.getByRole('button', { name: 'List' }).tap();
  await cardIn(page, cards, 'gaps 1').scrollIntoViewIfNeeded();
  await expectOneWayScrolling(page);
  await expectAccessible(page);
  const nav = await page.getByRole('navigation', { name: 'Tools' }).boundingBox();
  expect(nav?.height).toBeLessThan(60);
  await close();
});
