import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addCard, changeCard, editCardText, moveCard, removeCard } from '#shared/canvas/edit.ts';
import { Chance } from '../fuzz/chance.ts';
import { until } from '../support/until.ts';
import { createWorkshop, startApp } from '../support/workshop.ts';
import { launch, visitor } from './browser.ts';

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

const EDITORS = 60;
const MINUTE_MS = 60_000;
const ZONES = ['exists', 'actors', 'gaps', 'levers', 'actions'];

it('sixty editors around me for a minute move neither my focus, nor my caret, nor what I look at', async () => {
  const seed = Date.now() % 100_000;
  const chance = new Chance(seed);
  const pick = <Thing>(things: Thing[]): Thing => chance.pick(things) as Thing;
  const workshop = await createWorkshop(app.url);
  const ama = await workshop.join({ name: 'Ama', language: 'en', territory: 'Praia', groupId: 'g1' });
  const block = ama.view.groups[0]?.blocks[0] ?? '';
  const editors = await Promise.all(
    Array.from({ length: EDITORS }, async (_, nth) => {
      const person = await workshop.join({ name: `Editor ${nth}`, language: 'es', groupId: 'g1' });
      return { person, canvas: await person.openCanvas('g1', block) };
    }),
  );
  const ids: string[] = [];
  for (const { person, canvas } of editors) {
    for (const zone of ['exists', 'actors', 'gaps'])
      ids.push(addCard(canvas.doc, person.writer, { zone, text: 'A sentence', lang: 'en', territory: null }));
  }
  await Promise.all(editors.map(({ person }) => person.saved()));
  await workshop.moderator.must({ type: 'step.start', stepId: 'connect' });

  const { page, problems } = await visitor(browser, 'en-GB', 1440, app.url);
  await page.goto(`${app.url}/s/${workshop.sessionId}#${ama.key}`);
  await until('the cards', async () => (await page.locator('[data-card]').count()) === 3 * EDITORS);
  await page.getByRole('button', { name: 'Add a card: What is missing' }).click();
  await page.getByRole('textbox', { name: /^New card/ }).fill('Mine');
  await page.keyboard.press('Enter');
  const mine = page.getByRole('textbox', { name: 'Card by Ama' });
  await mine.focus();
  await mine.press('End');
  // As it is painted: between a change and its frame the page may stand elsewhere, and nobody sees that.
  const where = () =>
    page.evaluate(async () => {
      await new Promise<void>((painted) => {
        const frame = new ResizeObserver(() => {
          frame.disconnect();
          painted();
        });
        frame.observe(document.body);
      });
      const field = document.activeElement;
      if (!(field instanceof HTMLTextAreaElement)) return { id: field?.id ?? '', isAtEnd: false, top: NaN };
      return {
        id: field.id,
        isAtEnd: field.selectionStart === field.value.length && field.selectionEnd === field.value.length,
        top: Math.round(field.getBoundingClientRect().top),
      };
    });
  // At its end a page cannot scroll on; here it is further away.
  await page.evaluate(() => (document.body.style.paddingBottom = '3000px'));
  await mine.evaluate((field) => field.scrollIntoView({ block: 'center' }));
  const before = await where();

  const end = Date.now() + MINUTE_MS;
  let deeds = 0;
  const timers = editors.map(({ person, canvas }) =>
    setInterval(() => {
      const others = ids.filter((id) => id !== before.id);
      const id = pick(others);
      const { doc } = canvas;
      const { writer } = person;
      const card = { zone: pick(ZONES), text: 'New here', lang: 'en', territory: null };
      const deed = pick<() => unknown>([
        () => editCardText(doc, writer, id, `A sentence, written again: ${chance.below(100_000)}`),
        () =>
          editCardText(doc, writer, id, 'Longer and longer, so that it needs more than one line to be read'),
        () => moveCard(doc, writer, id, pick(ZONES), pick(others)),
        () => changeCard(doc, writer, id, { owner: 'the city' }),
        () => (ids.length < 4 * EDITORS ? ids.push(addCard(doc, writer, card)) : removeCard(doc, writer, id)),
      ]);
      deed();
      deeds += 1;
    }, 2000),
  );
  const lost: string[] = [];
  let typed = 'Mine ';
  await page.keyboard.type(' ');
  while (Date.now() < end) {
    // So short that the card stays as high as it is: what moves is the others' doing.
    if (typed.length > 60) {
      const words = typed.split(' ').length - 2;
      for (let nth = 0; nth < words; nth++) await page.keyboard.press('Control+Backspace');
      typed = 'Mine ';
    }
    const word = `${pick(['water', 'market', 'city', 'fund'])} `;
    await page.keyboard.type(word, { delay: 60 });
    typed += word;
    const now = await where();
    if (now.id !== before.id) lost.push(`focus: ${now.id}`);
    else if (!now.isAtEnd) lost.push('caret');
    if (Math.abs(now.top - before.top) > 4) lost.push(`scroll: ${now.top - before.top} at ${typed.length}`);
  }
  timers.forEach(clearInterval);
  expect(lost, `seed ${seed}, ${deeds} deeds`).toEqual([]);
  expect(deeds).toBeGreaterThan(EDITORS * 20);
  expect(await mine.inputValue()).toBe(typed);
  expect(problems).toEqual([]);

  // The link goes away and comes back, and the page says so above the cards.
  const { top } = await where();
  const said = page.getByRole('paragraph').filter({ hasText: 'Go on writing' });
  await page.context().setOffline(true);
  await page.keyboard.type('!');
  await said.waitFor();
  expect(Math.abs((await where()).top - top)).toBeLessThan(5);
  await page.context().setOffline(false);
  await said.waitFor({ state: 'hidden' });
  expect(Math.abs((await where()).top - top)).toBeLessThan(5);
  await page.context().close();
  workshop.leave();
}, 180_000);
