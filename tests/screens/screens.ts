import type { Page } from 'playwright-core';
import type { Moment, Stage } from './stage.ts';

/** A screen as somebody comes to see it. `open` ends when everything on it has arrived. */
export type Screen = {
  name: string;
  /** Widths it is looked at in, px; both when absent. */
  widths?: number[];
  open: (page: Page, stage: Stage) => Promise<void>;
};

export const LANGUAGES = ['fr', 'es', 'en'] as const;
export const WIDTHS = [1440, 390];
export const SCHEMES = ['light', 'dark'] as const;

/** Fonts are there, pictures are drawn, nothing is loading. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle').catch(() => undefined);
  await page.evaluate(() => document.fonts.ready);
  await page.locator('.bone').first().waitFor({ state: 'detached' });
}

const seat =
  (moment: Moment, name: string, path = '', then?: (page: Page) => Promise<unknown>) =>
  async (page: Page, stage: Stage) => {
    const scene = await stage.at(moment);
    const link = new URL(name in scene.links ? (scene.links[name] ?? '') : scene.linkOf(name));
    link.pathname += path;
    await page.goto(link.href);
    await page.waitForURL(/seat=/);
    await page.locator('main').waitFor();
    await then?.(page);
    await settled(page);
  };
const sheet = (page: Page) => page.locator('.action').first().waitFor();
const room = (page: Page) => page.locator('.zone').first().waitFor();

export const SCREENS: Screen[] = [
  {
    name: '01-home',
    open: async (page, stage) => {
      await page.goto(stage.url);
      await settled(page);
    },
  },
  {
    name: '01-home-invited',
    open: async (page, stage) => {
      const { links } = await stage.at('lobby');
      await page.goto(links['participant'] ?? '');
      await page.locator('.invitation').waitFor();
      await settled(page);
    },
  },
  {
    name: '01-home-wrong-code',
    open: async (page, stage) => {
      await page.goto(`${stage.url}/join#ABCD-EFGH`);
      await page.locator('.fault').first().waitFor();
      await settled(page);
    },
  },
  {
    name: '02a-setup',
    open: async (page, stage) => {
      await page.goto(`${stage.url}/new#${stage.ownerKey}`);
      await page.locator('[data-hue]').first().waitFor();
      await settled(page);
    },
  },
  {
    name: '02b-doors',
    open: async (page, stage) => {
      await page.goto(`${stage.url}/new#${stage.ownerKey}`);
      await page.locator('[data-hue]').first().waitFor();
      const create = /^(Créer le brouillon|Crear borrador|Create draft)$/;
      await page.getByRole('button', { name: create }).first().click();
      await page.locator('svg[role=img]').first().waitFor();
      await settled(page);
    },
  },
  {
    name: '02b-share',
    open: seat('draft', 'Ilaria', '/share', (page) => page.locator('svg[role=img]').first().waitFor()),
  },
  {
    name: '17-register',
    open: async (page, stage) => {
      const { joinCode } = await stage.at('lobby');
      await page.goto(`${stage.url}/register#${joinCode}`);
      await page.locator('form').waitFor();
      await settled(page);
    },
  },
  { name: '03b-lobby', open: seat('lobby', 'Wilmer') },
  { name: '03-cases', open: seat('cases', 'Wilmer') },
  { name: '13b-guideline', open: seat('guidelines', 'Dulce') },
  {
    name: '13-block',
    open: seat('guidelines', 'Dulce', '', async (page) => {
      await page.locator('[data-hue="4"] button').click();
      await page.locator('#open-block').waitFor();
    }),
  },
  { name: '12-harvest', open: seat('harvest', 'Dulce', '', sheet) },
  { name: '12-harvest-interpreter', widths: [1440], open: seat('harvest', 'interpreter', '', sheet) },
  {
    name: '12-harvest-vote',
    open: seat('harvest-vote', 'Dulce', '', (page) => page.locator('li button').first().waitFor()),
  },
  { name: '13-spotlight', open: seat('spotlight', 'Thabo', '', room) },
  {
    name: '13-closing',
    open: seat('close', 'Dulce', '', (page) => page.getByRole('radio').first().waitFor()),
  },
  { name: '13-projector-case', widths: [1440], open: seat('cases', 'Ilaria', '/projector') },
  { name: '13-projector-harvest', widths: [1440], open: seat('harvest', 'Ilaria', '/projector', sheet) },
  { name: '10-profile', open: seat('profile', 'Dulce') },
  { name: '11-find-my-room', open: seat('move', 'Dulce') },
  { name: '04-write-alone', open: seat('note-alone', 'Dulce') },
  {
    name: '04-compare',
    open: seat('compare', 'Wilmer', '', (page) => page.locator('.card, textarea').first().waitFor()),
  },
  {
    name: '05d-list',
    open: seat('compare', 'Wilmer', '', async (page) => {
      await page.getByRole('button', { name: /^(Liste|Lista|List)$/ }).click();
      await room(page);
    }),
  },
  {
    name: '04c-matrix',
    widths: [1440],
    open: seat('compare', 'Wilmer', '', async (page) => {
      await page.getByRole('button', { name: /^(Matrice|Matriz|Matrix)$/ }).click();
      await page.getByRole('table').waitFor();
      await page.locator('.add').first().click();
    }),
  },
  {
    name: '04-shortcuts',
    widths: [1440],
    open: seat('compare', 'Wilmer', '', async (page) => {
      await page
        .getByRole('button', { name: /^(Raccourcis clavier|Atajos de teclado|Keyboard shortcuts)$/ })
        .click();
      await page.getByRole('dialog').waitFor();
    }),
  },
  { name: '04d-place', open: seat('place', 'Dulce', '', (page) => page.locator('.level').first().waitFor()) },
  { name: '04-connect', open: seat('connect', 'Wilmer', '', room) },
  { name: '04b-choose', open: seat('choose', 'Wilmer', '', room) },
  { name: '04-read-another', open: seat('connect', 'Dulce', '/canvas/g7/communication', room) },
  { name: '04-observer', open: seat('connect', 'observer', '/canvas/g4/support', room) },
  { name: '06-console-draft', open: seat('draft', 'Ilaria') },
  { name: '06-console', widths: [1440, 720, 390], open: seat('connect', 'Ilaria') },
  {
    name: '06-console-history',
    open: seat('connect', 'Ilaria', '', async (page) => {
      await page
        .getByRole('button', { name: /^(Réglages|Ajustes|Settings).*4$/ })
        .first()
        .click();
      await page.getByRole('button', { name: /^(Historique|Historial|History)$/ }).click();
      await page.getByRole('dialog').getByRole('listitem').first().waitFor();
    }),
  },
  { name: '06b-console-speakers', widths: [1440, 720, 390], open: seat('cases', 'Ilaria') },
  {
    name: '06b-console-dropout',
    widths: [1440],
    open: seat('cases', 'Ilaria', '', (page) =>
      page.getByRole('button', { name: /^(Désistement|No interviene|Drop out).*Praia/ }).click(),
    ),
  },
  { name: '06b-console-harvest', widths: [1440, 720], open: seat('harvest', 'Ilaria') },
  { name: '06b-console-spotlight', widths: [1440], open: seat('spotlight', 'Ilaria') },
  { name: '06b-plenary-view', open: seat('guidelines', 'Ilaria', '/plenary') },
  { name: '07-synthesis-running', open: seat('connect', 'Ilaria', '/synthesis') },
  { name: '07-synthesis', open: seat('closed', 'Dulce', '/synthesis') },
  { name: '08-closed', open: seat('closed', 'Dulce') },
  {
    name: '09-waiting',
    open: async (page, stage) => {
      const scene = await stage.full();
      await page.goto(scene.linkOf('Wilmer'));
      await page.waitForURL(/seat=/);
      await settled(page);
    },
  },
  {
    name: '09-closed-door',
    open: async (page, stage) => {
      const { sessionId } = await stage.at('lobby');
      await page.goto(`${stage.url}/s/${sessionId}#not-a-key-of-this-session`);
      await page.getByRole('alert').waitFor();
      await settled(page);
    },
  },
];
