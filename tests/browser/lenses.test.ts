import { resolve } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addCard, addThread } from '#shared/canvas/edit.ts';
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

const CARDS = {
  exists: [
    'Un guichet municipal oriente les associations et les coopératives vers les services compétents.',
    'Una ventanilla municipal orienta a las asociaciones y plataformas, sin presupuesto propio.',
  ],
  actors: ['Productoras del mercado campesino', 'The mutual funds and the platform of associations'],
  gaps: [
    'Pas de crédit pour les coopératives sans garantie hypothécaire.',
    'Los servicios de apoyo se concentran en la capital y las comunidades rurales viajan un día entero.',
  ],
  levers: [
    'Cláusula social en la contratación pública, aplicable desde el próximo presupuesto',
    'A regional guarantee fund, open to municipalities that put in a tenth of it.',
  ],
  actions: [
    'Former deux agents par mairie à l’instruction des dossiers, avec le centre de formation.',
    'List vacant premises and publish the list every quarter.',
  ],
};

/** Ama at the step that ties gaps, levers and actions, where each is tied to each. */
async function atConnect(width: number) {
  const workshop = await createWorkshop(app.url);
  const ama = await workshop.join({ name: 'Ama', language: 'en', territory: 'Praia', groupId: 'g1' });
  const wilmer = await workshop.join({
    name: 'Wilmer',
    language: 'es',
    territory: 'Tiquipaya',
    groupId: 'g1',
  });
  const canvas = await wilmer.openCanvas('g1', wilmer.view.groups[0]?.blocks[0] ?? '');
  const ids = new Map<string, string[]>();
  const places = wilmer.view.territories.map(({ id }) => id);
  for (const [zone, texts] of Object.entries(CARDS))
    ids.set(
      zone,
      texts.map((text, nth) =>
        addCard(canvas.doc, wilmer.writer, {
          zone,
          text,
          lang: 'fr',
          territory: places[nth] ?? null,
          ...(zone === 'actions' ? { owner: 'Municipio y red de la economía social', due: 'P6M' } : {}),
        }),
      ),
    );
  const tie = (from: string, to: string): void =>
    ids.get(from)?.forEach((a) => ids.get(to)?.forEach((b) => addThread(canvas.doc, wilmer.writer, a, b)));
  tie('gaps', 'levers');
  tie('levers', 'actions');
  await wilmer.saved();
  await workshop.moderator.must({ type: 'step.start', stepId: 'connect' });
  const { page, problems } = await visitor(browser, 'en-GB', width, app.url);
  await page.goto(`${app.url}/s/${workshop.sessionId}#${ama.key}`);
  await until('the cards', async () => (await page.locator('[data-card]').count()) === 10);
  const show = async (lens: 'Board' | 'List' | 'Matrix'): Promise<void> => {
    await page.getByRole('button', { name: lens, exact: true }).click();
    const isThere = { Board: 'svg.threads', List: '.board.list', Matrix: 'table' }[lens];
    await page.locator(isThere).waitFor();
  };
  const close = async (): Promise<void> => {
    expect(problems).toEqual([]);
    await page.context().close();
    workshop.leave();
  };
  return { page, show, close };
}

const boxOf = (it: Locator) => it.evaluate((one) => one.getBoundingClientRect().toJSON() as DOMRect);

it.each([900, 1024, 1440])('a linked card’s words have half of its row in the list, at %i px', async (px) => {
  const { page, show, close } = await atConnect(px);
  await show('List');
  for (const card of await page
    .getByRole('listitem')
    .filter({ has: page.getByRole('textbox') })
    .all())
    expect((await boxOf(card.getByRole('textbox'))).width).toBeGreaterThan((await boxOf(card)).width / 2);
  await close();
});

it('another lens leaves the page at its top, where nothing is chosen', async () => {
  const { page, show, close } = await atConnect(1440);
  for (const lens of ['List', 'Matrix', 'Board'] as const) {
    await show(lens);
    expect(await page.evaluate(() => scrollY)).toBe(0);
    expect(await page.getByRole('button', { name: lens, exact: true }).isVisible()).toBe(true);
  }
  await close();
});

it.each([900, 1024, 1440])(
  'no word of the matrix is broken, all of it is on the screen, and its headings stay there, at %i px',
  async (px) => {
    const { page, show, close } = await atConnect(px);
    await show('Matrix');
    const table = page.getByRole('table');
    const broken = await table.getByRole('textbox').evaluateAll((fields) =>
      fields.flatMap((field) => {
        const probe = document.createElement('span');
        const { font, fontStretch, wordSpacing } = getComputedStyle(field);
        Object.assign(probe.style, { font, fontStretch, wordSpacing, position: 'absolute' });
        document.body.append(probe);
        const isWider = (word: string): boolean => {
          probe.textContent = word;
          return probe.getBoundingClientRect().width > field.clientWidth;
        };
        const words = (field as HTMLTextAreaElement).value.split(' ').filter(isWider);
        probe.remove();
        return words;
      }),
    );
    expect(broken).toEqual([]);
    const head = table.getByRole('columnheader', { name: 'Actions' });
    expect((await boxOf(head)).right).toBeLessThanOrEqual((await boxOf(page.getByRole('main'))).right);
    await page.setViewportSize({ width: px, height: 650 });
    await page.mouse.wheel(0, 9999);
    await until('the table under way', async () => (await boxOf(table)).top < 80);
    const { top, bottom } = await boxOf(head);
    expect(top).toBeGreaterThan(90);
    expect(bottom).toBeLessThan(200);
    await close();
  },
);

it.each([900, 1440])('a card’s menu stays within the window, at %i px', async (px) => {
  const { page, close } = await atConnect(px);
  for (const button of await page.getByRole('button', { name: /^Move or remove the card/ }).all()) {
    await button.click();
    const remove = page.getByRole('button', { name: 'Remove', exact: true });
    const { left, right } = await boxOf(remove);
    expect(left).toBeGreaterThan(0);
    expect(right).toBeLessThan(px);
    await button.press('Escape');
  }
  await close();
});
