import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { request } from '../support/http.ts';
import { ServerProcess, temporaryDir } from '../support/server.ts';
import { until } from '../support/until.ts';
import { expectAccessible, launch, visitor, type Visitor } from './browser.ts';

const data = temporaryDir();
const server = new ServerProcess({ DATA_DIR: data.dir });
let browser: Browser;
let links: Record<string, string>;

beforeAll(async () => {
  await server.start();
  browser = await launch();
  const { body } = await request(`${server.url}/api/sessions`, {
    key: server.ownerKey,
    body: { scenario: 'tiny' },
  });
  // The server names itself localhost; the pages are opened where it listens.
  links = body.links;
});
afterAll(async () => {
  await browser?.close();
  await server.kill('SIGTERM');
  data.remove();
});

const open = (locale: string, width: number) => visitor(browser, locale, width, new URL(server.url).origin);

async function join(
  page: Page,
  texts: { name: string; territory: RegExp; action: string },
  who: string,
  place: string,
) {
  await page.goto(links['participant'] ?? '');
  await page.getByRole('textbox', { name: texts.name }).fill(who);
  await page.getByRole('textbox', { name: texts.territory }).fill(place);
  await page.getByRole('button', { name: texts.action, exact: true }).click();
  await page.waitForURL(/\?seat=/);
}
const FRENCH = { name: 'Votre nom', territory: /Votre territoire/, action: 'Rejoindre' };
const SPANISH = { name: 'Su nombre', territory: /Su territorio/, action: 'Entrar' };

describe('joining', () => {
  it.each([
    ['fr-FR', 'Rejoindre un atelier', 'fr'],
    ['es-BO', 'Entrar en un taller', 'es'],
    ['en-GB', 'Join a workshop', 'en'],
    ['pt-BR', 'Join a workshop', 'en'],
  ])('begins in the browser’s language, %s', async (locale, title, lang) => {
    const { page, problems } = await open(locale, 320);
    await page.goto(server.url);
    await page.getByRole('heading', { name: title }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe(lang);
    expect(await page.title()).toContain(title);
    await expectAccessible(page);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('changes the whole page with the language, and remembers it', async () => {
    const { page } = await open('en-GB', 1440);
    await page.goto(server.url);
    await page.getByRole('button', { name: 'Español' }).click();
    await page.getByRole('heading', { name: 'Entrar en un taller' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Entrar en un taller' }).waitFor();
    await page.context().close();
  });

  it('says what is wrong in the page’s language and keeps what was typed', async () => {
    const { page } = await open('fr-FR', 390);
    await page.goto(server.url);
    await page.getByRole('textbox', { name: 'Code' }).fill('zzzz zzzz');
    await page.getByRole('textbox', { name: 'Votre nom' }).fill('Dulce');
    await page.getByRole('button', { name: 'Rejoindre', exact: true }).click();
    await page.getByRole('alert').getByText('Aucune session n’a ce code.').waitFor();
    expect(await page.getByRole('textbox', { name: 'Votre nom' }).inputValue()).toBe('Dulce');
    await expectAccessible(page);
    await page.context().close();
  });
});

it('the link that the server prints leads to a session with a link for each role', async () => {
  const { page, problems } = await open('es-BO', 390);
  await page.goto(`${server.url}/new#${server.ownerKey}`);
  await page.getByRole('combobox', { name: 'Escenario' }).selectOption('tiny');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Crear', exact: true }).click();
  await page.getByRole('link', { name: 'Enlace de la moderación' }).waitFor();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Enlace de la moderación' }).click();
  await page.getByRole('heading', { name: 'Moderación' }).waitFor();
  expect(problems).toEqual([]);
  await page.goto(`${server.url}/new#not-the-key-of-the-owner`);
  await page.getByRole('button', { name: 'Crear', exact: true }).click();
  await page.getByRole('alert').waitFor();
  await page.context().close();
});

it('a moderator and two people, one on a phone, write on one canvas in two languages', async () => {
  const moderator = await open('en-GB', 1440);
  await moderator.page.goto(links['moderator'] ?? '');
  await moderator.page.getByRole('textbox', { name: 'Your name' }).fill('Ilaria');
  await moderator.page.getByRole('button', { name: 'Take a seat' }).click();
  // The page begins again with the named seat; what is pressed belongs to that one.
  await moderator.page.getByText('Ilaria · moderator').waitFor();
  await moderator.page.getByRole('button', { name: 'Open the session' }).click();
  expect(moderator.page.url(), 'the key has left the address').not.toContain('#');

  const [dulce, wilmer] = [await open('fr-FR', 390), await open('es-BO', 1440)];
  await join(dulce.page, FRENCH, 'Dulce', 'Praia');
  await join(wilmer.page, SPANISH, 'Wilmer', 'Tiquipaya');
  await dulce.page.getByRole('heading', { name: 'Pas encore de groupe' }).waitFor();
  for (const name of [/Dulce/, /Wilmer/]) await moderator.page.getByLabel(name).selectOption('g1');
  await moderator.page.getByRole('button', { name: 'Start the first step' }).click();
  await dulce.page.getByRole('heading', { name: 'Groupe 1' }).waitFor();
  await dulce.page.getByRole('timer').waitFor();

  const french = dulce.page.getByRole('textbox', { name: /Nouvelle carte.*Ce qui existe/ });
  await french.fill('Un guichet municipal');
  await french.press('Enter');
  const seen = wilmer.page.getByRole('textbox', { name: 'Tarjeta de Dulce' });
  await seen.press('End');
  await seen.pressSequentially(', sin presupuesto');
  const card = dulce.page.getByRole('textbox', { name: 'Carte de Dulce' });
  await until(
    'the words of both',
    async () => (await card.inputValue()) === 'Un guichet municipal, sin presupuesto',
  );
  await wilmer.page.getByText('Guardado', { exact: true }).waitFor();

  await dulce.page.reload();
  await card.waitFor();
  await until('the card after a reload', async () => (await card.inputValue()).endsWith('sin presupuesto'));

  await card.locator('xpath=ancestor::li').getByRole('button', { name: 'Retirer' }).click();
  await dulce.page.getByRole('button', { name: 'Annuler' }).click();
  await card.waitFor();

  await wilmer.page.getByRole('radio', { name: /En desarrollo/ }).check();
  await wilmer.page
    .getByRole('textbox', { name: 'Una línea de evidencia' })
    .fill('Ventanilla abierta en 2024');
  await wilmer.page.getByRole('button', { name: 'Ubicar' }).click();
  await wilmer.page.getByText('Ubicado. Puede cambiarlo').waitFor();

  await wilmer.page.getByRole('button', { name: 'Pedir ayuda' }).click();
  await moderator.page.getByRole('button', { name: 'Take', exact: true }).click();
  await wilmer.page.getByText('Alguien de la moderación está en camino.').waitFor();

  for (const { page, problems } of [moderator, dulce, wilmer]) {
    await expectAccessible(page);
    expect(problems).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(page);
  }
  await dulce.page.setViewportSize({ width: 320, height: 640 });
  await expectAccessible(dulce.page);
  for (const { page } of [moderator, dulce, wilmer]) await page.context().close();
}, 120_000);

describe('without a network', () => {
  let writer: Visitor;

  it('what is typed waits on the device, says so, and arrives once', async () => {
    writer = await open('en-GB', 390);
    const { body } = await request(`${server.url}/api/sessions`, {
      key: server.ownerKey,
      body: { scenario: 'tiny' },
    });
    const command = (given: object) =>
      request(`${server.url}/api/sessions/${body.id}/commands`, { key: body.keys.moderator, body: given });
    await command({ type: 'session.open' });
    await writer.page.goto(body.links.participant);
    await writer.page.getByRole('textbox', { name: 'Your name' }).fill('Ama');
    await writer.page.getByRole('button', { name: 'Join', exact: true }).click();
    await writer.page.waitForURL(/seat=/);
    const seat = new URL(writer.page.url()).searchParams.get('seat') ?? '';
    await command({ type: 'participant.assign', participantId: seat, groupId: 'g1' });
    await writer.page.getByText('Saved', { exact: true }).waitFor();

    await server.kill('SIGKILL');
    await writer.page.getByText(/No connection. Go on writing/).waitFor();
    const box = writer.page.getByRole('textbox', { name: /New card: What exists/ });
    await box.fill('Written while the server was away');
    await box.press('Enter');
    await writer.page.getByText(/What you have written since/).waitFor();
    await server.start();
    await writer.page.getByText('Saved', { exact: true }).waitFor({ timeout: 20_000 });
    const blockId = body.groups[0].blocks[0];
    const { body: canvas } = await request(`${server.url}/api/sessions/${body.id}/canvases/g1/${blockId}`, {
      key: body.keys.organizer,
    });
    expect(canvas.cards.map((card: { text: string }) => card.text)).toEqual([
      'Written while the server was away',
    ]);
    await writer.page.context().close();
  }, 60_000);
});
