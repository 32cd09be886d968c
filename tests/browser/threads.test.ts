import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addCard, addThread } from '#shared/canvas/edit.ts';
import { createWorkshop, startApp } from '../support/workshop.ts';
import { until } from '../support/until.ts';
import { expectAccessible, launch, visitor } from './browser.ts';

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

/** Ama at the step that ties gaps, levers and actions, with cards on the canvas. */
async function atConnect(width: number) {
  const workshop = await createWorkshop(app.url);
  const ama = await workshop.join({ name: 'Ama', language: 'en', groupId: 'g1' });
  const block = ama.view.groups[0]?.blocks[0] ?? '';
  const canvas = await ama.openCanvas('g1', block);
  const add = (zone: string, text: string): string =>
    addCard(canvas.doc, ama.writer, { zone, text, lang: 'en', territory: null });
  add('gaps', 'No credit');
  add('gaps', 'No training');
  add('levers', 'Guarantee fund');
  add('actions', 'A mobile office');
  await ama.saved();
  await workshop.moderator.must({ type: 'step.start', stepId: 'connect' });
  const { page, problems } = await visitor(browser, 'en-GB', width, app.url);
  await page.goto(`${app.url}/s/${workshop.sessionId}#${ama.key}`);
  await page.locator('[data-zone=gaps]').waitFor();
  const textsIn = (zone: string) =>
    canvas.snapshot.cards.filter((card) => card.zone === zone).map(({ text }) => text);
  const links = () => {
    const textOf = new Map(canvas.snapshot.cards.map(({ id, text }) => [id, text]));
    return canvas.snapshot.threads.map(({ from, to }) => `${textOf.get(from)} → ${textOf.get(to)}`).sort();
  };
  const close = async (): Promise<void> => {
    expect(problems).toEqual([]);
    await page.context().close();
    workshop.leave();
  };
  return { workshop, ama, page, canvas, textsIn, links, close };
}

it('a gap gets its lever and its action in one press each, or by choosing, and can be untied again', async () => {
  const { page, links, close } = await atConnect(1440);
  await page.getByRole('button', { name: 'lever: No credit' }).press('Enter');
  const field = page.getByRole('textbox', { name: 'New card: Levers' });
  await until('the field has the focus', () => field.evaluate((it) => it === document.activeElement));
  await field.fill('Local currency');
  await field.press('Enter');
  await until('a tied lever', () => links().join() === 'No credit → Local currency');
  const written = page.locator('[data-zone=levers] textarea').last();
  await until('the focus in the new card', () =>
    written.evaluate(
      (it: HTMLTextAreaElement) => it === document.activeElement && it.value === 'Local currency',
    ),
  );

  await page.getByRole('button', { name: 'Links (0) of the card: A mobile office' }).click();
  await page.getByRole('searchbox', { name: 'Find a card' }).fill('LOCAL');
  await page.getByRole('checkbox', { name: 'Local currency' }).check();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await until('a whole argument', () => links().includes('Local currency → A mobile office'));
  await until('two threads', async () => (await page.locator('svg.threads path').count()) === 2);
  await page.getByRole('button', { name: 'lever: No credit' }).focus();
  // What does not belong to the selected argument steps back.
  expect(await page.locator('.card.dim').count()).toBe(2);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'List' }).click();
  await page.getByRole('button', { name: 'Remove the link with: Local currency' }).first().click();
  await until('one link less', () => links().length === 1);
  await close();
});

it('a thread is drawn from card to card, and Escape lets it go', async () => {
  const { page, links, close } = await atConnect(1440);
  const handle = page.getByRole('button', { name: 'Links (0) of the card: No training' });
  const target = page.locator('[data-zone=levers] [data-card]').first();
  for (const key of ['Escape', null]) {
    await handle.hover();
    await page.mouse.down();
    await target.hover();
    await page.locator('[data-target]').waitFor();
    if (key) await page.keyboard.press(key);
    await page.mouse.up();
    await page.locator('[data-target]').waitFor({ state: 'detached' });
    expect(await page.getByRole('dialog').count()).toBe(0);
    if (key) expect(links()).toEqual([]);
  }
  await until('the link', () => links().join() === 'No training → Guarantee fund');
  await close();
});

it('a card moves by keys and by hand, and keeps the focus', async () => {
  const { page, textsIn, close } = await atConnect(1440);
  const second = page.locator('[data-zone=gaps] textarea').nth(1);
  await second.focus();
  await page.keyboard.press('Alt+ArrowUp');
  await until('the first place', () => textsIn('gaps')[0] === 'No training');
  const focused = () => page.evaluate(() => (document.activeElement as HTMLTextAreaElement).value);
  await until('the focus in the moved card', async () => (await focused()) === 'No training');
  await page.keyboard.press('Alt+ArrowRight');
  await until('the next zone', () => textsIn('levers').includes('No training'));
  await until('the focus in it still', async () => (await focused()) === 'No training');

  const grip = page.locator('[data-zone=gaps] [data-grip]').first();
  const front = page.locator('[data-zone=actions] [data-card]').first();
  for (const key of ['Escape', null]) {
    await grip.hover({ position: { x: 10, y: 10 } });
    await page.mouse.down();
    await front.hover({ position: { x: 10, y: 4 } });
    await page.locator('div.mark').waitFor();
    if (key) await page.keyboard.press(key);
    await page.mouse.up();
    await page.locator('div.mark').waitFor({ state: 'detached' });
    if (key) expect(textsIn('actions')).toEqual(['A mobile office']);
  }
  await until('before the other', () => textsIn('actions').join() === 'No credit,A mobile office');
  await close();
});

it('a step that is not about links has none of their tools, and the vote leaves the other cards as they are', async () => {
  const { workshop, ama, page, canvas, close } = await atConnect(1440);
  const idOf = (text: string): string => canvas.snapshot.cards.find((card) => card.text === text)?.id ?? '';
  addThread(canvas.doc, ama.writer, idOf('Guarantee fund'), idOf('A mobile office'));
  const tools = page.getByRole('button', { name: /^(lever|action|Links)/ });
  await until('a tool on each card', async () => (await tools.count()) >= 4);
  await workshop.moderator.must({ type: 'step.start', stepId: 'choose' });
  await page.getByRole('button', { name: 'Place a dot' }).click();
  await page.getByRole('button', { name: 'Dot placed' }).waitFor();
  expect(await tools.count()).toBe(0);
  expect(await page.locator('.card.dim').count()).toBe(0);
  await close();
});
