import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCard } from '#shared/canvas/edit.ts';
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

/** Ama of Praia in the given step, and Wilmer of Tiquipaya beside her; her screen. */
async function ama(stepId: string, { width = 1440, scenario = 'tiny', hasTouch = false } = {}) {
  const workshop = await createWorkshop(app.url, { settings: { scenario }, isDraft: true });
  const startsAt = new Date(Date.now() + 60_000).toISOString();
  await workshop.moderator.must({ type: 'session.change', startsAt });
  await workshop.moderator.must({ type: 'session.open' });
  const ama = await workshop.join({ name: 'Ama', language: 'en', territory: 'Praia', groupId: 'g1' });
  const wilmer = await workshop.join({
    name: 'Wilmer',
    language: 'es',
    territory: 'Tiquipaya',
    groupId: 'g1',
  });
  const block = ama.view.groups[0]?.blocks[0] ?? '';
  const canvas = await wilmer.openCanvas('g1', block);
  await workshop.moderator.must({ type: 'step.start', stepId });
  const { page, problems } = await visitor(browser, 'en-GB', width, app.url, { hasTouch });
  const open = () => page.goto(`${app.url}/s/${workshop.sessionId}#${ama.key}`);
  const close = async (): Promise<void> => {
    expect(problems).toEqual([]);
    await page.context().close();
    workshop.leave();
  };
  return { workshop, page, open, wilmer, canvas, block, close };
}
describe('another lens', () => {
  it('has the chosen card where it was on the screen, or as near as the page goes', async () => {
    const { page, open, wilmer, canvas, close } = await ama('connect');
    const territories = wilmer.view.territories.map(({ id }) => id);
    const ids: string[] = [];
    for (let nth = 0; nth < 60; nth++)
      ids.push(
        addCard(canvas.doc, wilmer.writer, {
          zone: ['exists', 'actors', 'gaps', 'levers', 'actions'][nth % 5] ?? '',
          text: `A sentence about what stands here, with a few words more: ${nth}`,
          lang: 'en',
          territory: territories[nth % territories.length] ?? null,
        }),
      );
    await wilmer.saved();
    await open();
    await until('the cards', async () => (await page.locator('[data-card]').count()) === 60);
    const card = page.locator(`[data-card="${ids[32] ?? ''}"]`);
    const field = card.getByRole('textbox');
    await field.evaluate((it) => it.scrollIntoView({ block: 'center' }));
    await field.click();
    /** Where it stands once what is drawn only when it is seen has been drawn. */
    const settled = (id: string) =>
      page.evaluate(async (id) => {
        const place = () => {
          const box = document.querySelector(`[data-card="${id}"]`)?.getBoundingClientRect();
          const end = document.documentElement.scrollHeight - innerHeight;
          return {
            end,
            top: box?.top ?? NaN,
            isAtEnd: scrollY <= 1 || scrollY >= end - 1,
            isInView:
              box !== undefined &&
              box.top >= 0 &&
              box.bottom <= innerHeight &&
              box.left >= 0 &&
              box.right <= innerWidth,
          };
        };
        let last = place();
        for (let still = 0; still < 12;) {
          await new Promise(requestAnimationFrame);
          const now = place();
          still = now.top === last.top && now.end === last.end ? still + 1 : 0;
          last = now;
        }
        return last;
      }, id);
    const id = ids[32] ?? '';
    for (const lens of ['Matrix', 'List', 'Matrix', 'Board', 'List', 'Board']) {
      const before = await settled(id);
      const button = page.getByRole('button', { name: lens, exact: true });
      // As the keyboard presses it: a pointer's press would scroll to it first.
      await button.evaluate((it: HTMLElement) => it.click());
      await page
        .locator({ Matrix: 'table', List: '.board.list', Board: '.board:not(.list)' }[lens] ?? '')
        .waitFor();
      const now = await settled(id);
      expect(now.isInView, `in the ${lens}`).toBe(true);
      if (!now.isAtEnd) expect(Math.abs(now.top - before.top), `in the ${lens}`).toBeLessThan(4);
      expect(await field.evaluate((it) => it === document.activeElement), `focus in the ${lens}`).toBe(true);
    }
    await close();
  }, 90_000);
});

describe('the guide beside the canvas', () => {
  it('tells what happened elsewhere, each fact with its source', async () => {
    const { page, open, close } = await ama('compare', { scenario: 'sse-guidelines' });
    await open();
    const guide = page.getByRole('complementary', { name: 'Guide' });
    await guide.getByRole('button', { name: 'Cases', exact: true }).click();
    const facts = guide.getByRole('listitem');
    await facts.first().waitFor();
    for (const fact of await facts.all()) {
      const source = fact.locator('.hint');
      expect((await source.innerText()).trim().length).toBeGreaterThan(4);
    }
    const link = guide.getByRole('link').first();
    expect(await link.getAttribute('href')).toMatch(/^https?:/);
    expect(await link.getAttribute('rel')).toBe('noreferrer');
    await expectAccessible(page);
    await close();
  }, 60_000);

  it('explains a word on focus, on touch and under the pointer, within the screen; Escape puts it away', async () => {
    for (const width of [1440, 360]) {
      const { page, open, close } = await ama('compare', {
        scenario: 'sse-guidelines',
        width,
        hasTouch: width < 400,
      });
      await open();
      if (width < 900) await page.locator('summary').filter({ hasText: 'Guide' }).tap();
      const guide = page.getByRole('complementary', { name: 'Guide' });
      const cases = guide.getByRole('button', { name: 'Cases', exact: true });
      await (width < 900 ? cases.tap() : cases.click());
      const words = guide.locator('.word button');
      await words.first().waitFor();
      for (const word of (await words.all()).slice(0, 4)) {
        const tip = guide.locator(`[id="${(await word.getAttribute('aria-describedby')) ?? ''}"]`);
        expect(await tip.isVisible()).toBe(false);
        if (width < 900) await word.tap();
        else await word.focus();
        expect(await tip.isVisible()).toBe(true);
        const box = await tip.boundingBox();
        expect(box?.x, await word.innerText()).toBeGreaterThanOrEqual(0);
        expect((box?.x ?? 0) + (box?.width ?? 0), await word.innerText()).toBeLessThanOrEqual(width);
        await expectOneWayScrolling(page);
        await page.keyboard.press('Escape');
        await tip.waitFor({ state: 'hidden' });
        await word.blur();
      }
      await close();
    }
  }, 90_000);
});

describe('what the step asks', () => {
  it('stays in view on a long board, with the time and the guide, and lets whoever writes in a card see it', async () => {
    const { page, open, wilmer, canvas, close } = await ama('place');
    for (let nth = 0; nth < 40; nth++)
      addCard(canvas.doc, wilmer.writer, { zone: 'gaps', text: `Gap ${nth}`, lang: 'es', territory: null });
    await wilmer.saved();
    await open();
    const card = page.getByRole('textbox', { name: 'Card by Wilmer' }).nth(24);
    await card.scrollIntoViewIfNeeded();
    const form = page.getByRole('form', { name: 'Where does your territory stand in this area?' });
    /** What somebody pointing at its middle would press. */
    const isInFront = (what: typeof card) =>
      what.evaluate((element) => {
        const { left, top, width, height } = element.getBoundingClientRect();
        return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
      });
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(500);
    for (const shown of [
      form.getByRole('button', { name: 'Place', exact: true }),
      page.getByRole('button', { name: 'Call the team' }),
      page.getByRole('button', { name: 'Cases', exact: true }),
      page.getByText('Saved', { exact: true }),
    ])
      await until(`${String(shown)} in front`, () => isInFront(shown));

    await card.focus();
    await until('the card in front', () => isInFront(card));
    expect(await isInFront(form.getByRole('heading'))).toBe(true);
    await page.keyboard.type(' and more');
    expect(await isInFront(card)).toBe(true);
    await expectAccessible(page);
    await card.blur();
    await until('all of it again', () => isInFront(form.getByRole('button', { name: 'Place', exact: true })));
    await close();
  }, 60_000);
});

describe('placing my territory', () => {
  it('takes a level with a line of evidence or “I don’t know”, and only then shows where the others stand', async () => {
    const { page, open, wilmer, block, workshop, close } = await ama('place');
    await wilmer.must({ type: 'maturity.place', blockId: block, level: 3, evidence: 'Budget 2024' });
    await open();
    const form = page.getByRole('form', { name: 'Where does your territory stand in this area?' });
    await form.getByText('The others’ places show after yours.').waitFor();
    expect(await page.getByText('Budget 2024').count()).toBe(0);
    expect(await page.getByText('Tiquipaya').count()).toBe(0);
    // Nothing chosen is refused with what to do.
    await form.getByRole('button', { name: 'Place', exact: true }).click();
    await form.getByText('Choose a level first, or “I don’t know”.').waitFor();
    await form.getByRole('radio', { name: /Emerging/ }).check({ force: true });
    await form.getByRole('button', { name: 'Place without evidence' }).click();
    await form.getByText('Placed. You can change it while the session is open.').waitFor();
    const spread = page.getByRole('region', { name: 'The group so far: 2 answers' });
    await spread.getByText('Tiquipaya').waitFor();
    expect(await spread.getByText('Praia').innerText()).toContain('provisional, no evidence');
    await form.getByRole('textbox', { name: 'One line of evidence' }).fill('A call for projects, 2025');
    await form.getByRole('button', { name: 'Place', exact: true }).click();
    await until(
      'no longer provisional',
      async () => !(await spread.getByText('Praia').innerText()).includes('provisional'),
    );
    await expectAccessible(page);
    await form.getByRole('radio', { name: /I don’t know/ }).check({ force: true });
    await form.getByRole('button', { name: 'Place', exact: true }).click();
    await workshop.moderator.sees('her answer', ({ maturity }) =>
      maturity.some(({ level, evidence }) => level === null && evidence === ''),
    );
    // A spread and no figure made of it.
    expect(await spread.innerText()).not.toMatch(/average|mean|score|\d[.,]\d/i);
    await close();
  }, 60_000);
});

it('a first visit asks for few files until one can write: far away each costs more than its bytes', async () => {
  const { page, open, canvas, wilmer, close } = await ama('compare', { width: 390, hasTouch: true });
  addCard(canvas.doc, wilmer.writer, { zone: 'exists', text: 'Un fondo', lang: 'es', territory: null });
  await wilmer.saved();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await open();
  await page.getByRole('textbox', { name: /^New card/ }).waitFor();
  // Some thirty; eighty before files were put together.
  expect(asked.filter((path) => !/fonts?|woff2|service-worker/.test(path)).length).toBeLessThanOrEqual(40);
  await close();
});

it('who only reads along finds every group’s canvas while the groups work', async () => {
  const { workshop, wilmer, canvas, close } = await ama('compare');
  addCard(canvas.doc, wilmer.writer, { zone: 'exists', text: 'Un fondo', lang: 'es', territory: null });
  await wilmer.saved();
  const { page, problems } = await visitor(browser, 'en-GB', 1440, app.url);
  await page.goto(workshop.links['observer'] ?? '');
  await page.getByRole('heading', { name: 'What the groups have written' }).waitFor();
  await page.getByText('Room 1').first().click();
  await page.getByText('Un fondo').waitFor();
  await page.getByRole('link', { name: 'Open the canvas' }).first().click();
  await page.getByRole('heading', { name: 'What exists' }).waitFor();
  expect(await page.getByRole('button', { name: /^Add a card/ }).count()).toBe(0);
  expect(problems).toEqual([]);
  await page.context().close();
  await close();
}, 60_000);
