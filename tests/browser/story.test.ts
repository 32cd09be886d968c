import { join as joinPath } from 'node:path';
import Database from 'better-sqlite3';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCard, editCardText } from '#shared/canvas/edit.ts';
import { Participant } from '#client/rehearsal/participant.ts';
import { request } from '../support/http.ts';
import { startPlainProxy } from '../support/plain-proxy.ts';
import { ServerProcess, temporaryDir } from '../support/server.ts';
import { until } from '../support/until.ts';
import { launch, visitor, type Visitor } from './browser.ts';

const data = temporaryDir();
const server = new ServerProcess({ DATA_DIR: data.dir });
let browser: Browser;

beforeAll(async () => {
  await server.start();
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await server.kill('SIGTERM');
  data.remove();
});

const open = (locale: string, width: number): Promise<Visitor> =>
  visitor(browser, locale, width, new URL(server.url).origin);

async function newSession(settings: object = {}) {
  const { body } = await request(`${server.url}/api/sessions`, {
    key: server.ownerKey,
    body: { scenario: 'tiny', ...settings },
  });
  const command = (given: object) =>
    request(`${server.url}/api/sessions/${body.id}/commands`, { key: body.keys.moderator, body: given });
  const linkOf = (role: string) => `${server.url}/s/${body.id}#${body.keys[role]}`;
  return { ...body, command, linkOf, join: `${server.url}/join#${body.joinCode}` };
}

const JOIN = {
  fr: { name: 'Prénom et nom', territory: 'Mon territoire', action: 'Entrer dans l’atelier' },
  es: { name: 'Nombre y apellido', territory: 'Mi territorio', action: 'Entrar al taller' },
  en: { name: 'First and last name', territory: 'My territory', action: 'Enter the workshop' },
};
async function join(page: Page, link: string, language: keyof typeof JOIN, who: string, place: string) {
  await page.goto(link);
  await page.getByRole('textbox', { name: JOIN[language].name }).fill(who);
  await page.getByRole('combobox', { name: JOIN[language].territory }).fill(place);
  await page.getByRole('button', { name: JOIN[language].action }).click();
  await page.waitForURL(/\?seat=/);
  return new URL(page.url()).searchParams.get('seat') ?? '';
}

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
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('changes the whole page with the language, keeps what was typed, and remembers the choice', async () => {
    const { page } = await open('en-GB', 1440);
    await page.goto(server.url);
    await page.getByRole('textbox', { name: JOIN.en.name }).fill('Dulce');
    await page.getByRole('button', { name: 'Español' }).click();
    await page.getByRole('heading', { name: 'Entrar en un taller' }).waitFor();
    expect(await page.getByRole('textbox', { name: JOIN.es.name }).inputValue()).toBe('Dulce');
    await page.reload();
    await page.getByRole('heading', { name: 'Entrar en un taller' }).waitFor();
    await page.context().close();
  });

  it('shows which session a code leads to, however the code was pasted', async () => {
    const session = await newSession();
    const { page } = await open('fr-FR', 390);
    const plain = (session.joinCode as string).replace('-', '');
    // Small letters, spaces, and Cyrillic letters that look like ours.
    const lookAlike = plain.replace('A', 'А').replace('C', 'С').toLowerCase();
    await page.goto(server.url);
    const field = page.getByRole('textbox', { name: 'Code reçu' });
    await field.fill(`  ${lookAlike.slice(0, 3)} ${lookAlike.slice(3)} `);
    await page.getByText('Petit atelier').waitFor();
    await field.blur();
    expect(await field.inputValue()).toBe(session.joinCode);
    await page.context().close();
  });

  it.each([
    ['one letter', 'A', true],
    ['a hundred letters', 'Anne-Marie '.repeat(9) + 'A', true],
    ['nothing', ' ', false],
  ])('takes a name of %s or says why not', async (_, name, isTaken) => {
    const session = await newSession();
    const { page } = await open('es-BO', 390);
    await page.goto(session.join);
    await page.getByRole('textbox', { name: JOIN.es.name }).fill(name);
    await page.getByRole('button', { name: JOIN.es.action }).click();
    if (isTaken) await page.waitForURL(/\?seat=/);
    else await page.getByText('Complete este campo.').waitFor();
    await page.context().close();
  });

  it('says what is wrong in the page’s language and keeps what was typed', async () => {
    const { page } = await open('fr-FR', 390);
    await page.goto(server.url);
    await page.getByRole('textbox', { name: 'Code reçu' }).fill('zzzz zzzz');
    await page.getByRole('textbox', { name: JOIN.fr.name }).fill('Dulce');
    await page.getByRole('button', { name: JOIN.fr.action }).click();
    await page.getByRole('alert').getByText('Aucune session n’a ce code.').waitFor();
    expect(await page.getByRole('textbox', { name: JOIN.fr.name }).inputValue()).toBe('Dulce');
    await page.context().close();
  });

  it('says beforehand that a session is full or over', async () => {
    const full = await newSession({ capacity: 1 });
    await request(`${server.url}/api/join`, { body: { code: full.joinCode, name: 'First', language: 'en' } });
    const { page } = await open('en-GB', 390);
    await page.goto(full.join);
    await page.getByText('you will be on the waiting list').waitFor();
    await join(page, full.join, 'en', 'Second', 'Accra');
    await page.getByRole('heading', { name: 'You are on the waiting list' }).waitFor();
    const over = await newSession();
    await over.command({ type: 'session.open' });
    await over.command({ type: 'session.close' });
    await page.goto(over.join);
    await page.getByText('This session is over').waitFor();
    await page.context().close();
  });

  it('keeps the seats of one browser apart: a moderator in one tab, a participant in another', async () => {
    const session = await newSession();
    const { page } = await open('en-GB', 1440);
    await page.goto(session.linkOf('moderator'));
    await page.getByRole('button', { name: 'Open the session' }).click();
    const second = await page.context().newPage();
    await join(second, session.join, 'en', 'Ama', 'Accra');
    await second.getByRole('button', { name: /\bAma\b.*: my place$/ }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: '2 rooms' }).waitFor();
    await second.goBack();
    await second.getByRole('heading', { name: 'Join a workshop' }).waitFor();
    await second.goForward();
    await second.getByRole('button', { name: /\bAma\b.*: my place$/ }).waitFor();
    await page.context().close();
  });

  it('asks in three languages for JavaScript where it is refused', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(server.url);
    for (const sentence of [/needs JavaScript/, /a besoin de JavaScript/, /necesita JavaScript/]) {
      await page.getByText(sentence).waitFor();
    }
    await context.close();
  });
});

it('the link that the server prints leads to a session whose links open', async () => {
  const { page, problems } = await open('es-BO', 1440);
  await page.goto(`${server.url}/new#${server.ownerKey}`);
  await page.getByText('Pequeño taller').first().click();
  await page.getByRole('button', { name: 'Crear borrador' }).first().click();
  await page.locator('svg[role=img]').first().waitFor();
  expect(page.url(), 'the owner’s key has left the address').not.toContain(server.ownerKey);
  // What is shown only once survives a change of language.
  const code = await page
    .getByText(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/)
    .first()
    .innerText();
  await page.getByRole('combobox', { name: 'Idioma de esta página' }).selectOption('fr');
  await page.getByText(code).first().waitFor();
  expect(problems).toEqual([]);
  await page.goto('about:blank');
  await page.goto(`${server.url}/new#not-the-key-of-the-owner`);
  await page.getByText('Petit atelier').first().click();
  await page.getByRole('button', { name: 'Créer le brouillon' }).first().click();
  await page.getByRole('alert').first().waitFor();
  await page.context().close();
});

it('a moderator, three participants and an organizer, in three languages, with a server that dies while they write', async () => {
  const session = await newSession();
  const moderator = await open('en-GB', 1440);
  await moderator.page.goto(session.linkOf('moderator'));
  await moderator.page.getByRole('button', { name: 'Give my name' }).click();
  await moderator.page.getByRole('textbox', { name: 'First and last name' }).fill('Ilaria');
  await moderator.page.getByRole('button', { name: 'Take my place' }).click();
  await moderator.page.getByRole('button', { name: /\bIlaria\b.*: my place$/ }).waitFor();
  expect(moderator.page.url(), 'the key has left the address').not.toContain('#');
  await moderator.page.getByRole('button', { name: 'Open the session' }).click();

  const [dulce, wilmer, ama] = [
    await open('fr-FR', 390),
    await open('es-BO', 1440),
    await open('en-GB', 1440),
  ];
  await join(dulce.page, session.join, 'fr', 'Dulce', 'Praia');
  await join(wilmer.page, session.join, 'es', 'Wilmer', 'Tiquipaya');
  await join(ama.page, session.join, 'en', 'Ama', 'Accra');
  await dulce.page.getByRole('heading', { name: 'Essayez' }).waitFor();
  for (const name of [/Dulce/, /Wilmer/, /Ama/])
    await moderator.page.getByRole('combobox', { name }).selectOption('g1');
  await moderator.page.getByRole('button', { name: 'Start: Welcome' }).click();
  await dulce.page.getByRole('heading', { name: 'Essayez' }).waitFor();
  await session.command({ type: 'step.start', stepId: 'compare' });

  // On the phone one question at a time; on the laptops the board. The first step is written alone or together.
  await dulce.page.getByRole('timer').waitFor();
  const french = dulce.page.getByRole('textbox', { name: /Nouvelle carte/ });
  await french.fill('Un guichet municipal');
  await dulce.page.getByRole('button', { name: 'Ajouter, puis une autre idée ici' }).click();
  const seen = wilmer.page.getByRole('textbox', { name: 'Tarjeta de Dulce' });
  await seen.press('End');
  await seen.pressSequentially(', sin presupuesto');
  const card = dulce.page.getByRole('textbox', { name: 'Carte de Dulce' });
  await until(
    'the words of both',
    async () => (await card.inputValue()) === 'Un guichet municipal, sin presupuesto',
  );

  // The server dies in the middle of a sentence; what is typed meanwhile waits here and arrives once.
  await ama.page
    .getByRole('button', { name: /^Add a card/ })
    .first()
    .click();
  const english = ama.page.getByRole('textbox', { name: /^New card/ });
  await english.pressSequentially('A cooperative ');
  await server.kill('SIGKILL');
  await ama.page.locator('[data-saved=offline]').waitFor();
  await english.pressSequentially('bank');
  await english.press('Enter');
  await ama.page.getByText('waiting', { exact: true }).waitFor();
  await server.start();
  await ama.page.locator('[data-saved=saved]').waitFor({ timeout: 30_000 });
  await wilmer.page.getByRole('textbox', { name: 'Tarjeta de Ama' }).waitFor({ timeout: 30_000 });
  await until(
    'the card once, on the phone',
    async () => (await dulce.page.getByRole('textbox', { name: 'Carte de Ama' }).count()) === 1,
  );

  await dulce.page.reload();
  await until('the cards after a reload', async () => (await card.inputValue()).endsWith('sin presupuesto'));
  await wilmer.page.getByRole('button', { name: 'Mover o quitar la tarjeta de Dulce' }).click();
  await wilmer.page.getByRole('button', { name: 'Quitar', exact: true }).click();
  await wilmer.page.getByRole('button', { name: 'Deshacer', exact: true }).click();
  await seen.waitFor();

  // Where my territory stands; the others’ after mine.
  await wilmer.page.getByRole('button', { name: 'Ubicar mi territorio' }).click();
  await wilmer.page.getByText('Verá dónde se ubican los demás después de usted.').waitFor();
  await wilmer.page.getByRole('radio').nth(2).check({ force: true });
  await wilmer.page
    .getByRole('textbox', { name: 'Una línea de evidencia' })
    .fill('Ventanilla abierta en 2024');
  await wilmer.page.getByRole('button', { name: 'Ubicar', exact: true }).click();
  await wilmer.page.getByText('Ubicado. Puede cambiarlo').waitFor();
  await wilmer.page.getByText('El grupo hasta ahora: 1 respuesta').waitFor();

  // A call for help, and the answer.
  await wilmer.page.getByRole('button', { name: 'Llamar al equipo' }).click();
  await wilmer.page.getByRole('textbox', { name: /De qué se trata/ }).fill('¿Dónde van los actores?');
  await wilmer.page.getByRole('dialog').getByRole('button', { name: 'Llamar al equipo' }).click();
  await moderator.page.getByText('¿Dónde van los actores?').first().waitFor();
  await moderator.page.getByRole('button', { name: 'Take it' }).click();
  await wilmer.page
    .getByText(/va en camino\. Continúe mientras tanto\./)
    .first()
    .waitFor();

  // When it closes, the synthesis is there for everybody, in their language.
  await session.command({ type: 'session.close' });
  await dulce.page.getByRole('link', { name: 'Lire la synthèse' }).click();
  await dulce.page.getByText('Un guichet municipal, sin presupuesto').first().waitFor();
  const organizer = await open('en-GB', 1440);
  await organizer.page.goto(session.linkOf('organizer').replace('#', '/synthesis#'));
  const download = organizer.page.waitForEvent('download');
  await organizer.page.locator('a[download][href*="synthesis.md?lang=en"]').first().click();
  expect((await download).suggestedFilename()).toMatch(/\.md$/);
  for (const { page, problems } of [moderator, dulce, wilmer, ama, organizer]) {
    // While the server was away the browser says so of its own accord.
    const saidOfItsOwn = /ERR_CONNECTION|ERR_FAILED|WebSocket connection|502/;
    expect(problems.filter((problem) => !saidOfItsOwn.test(problem))).toEqual([]);
    await page.context().close();
  }
}, 180_000);

it.each([
  ['refuses websockets', true],
  ['leaves websockets without an answer', false],
])('a network that %s carries session and canvas alike, with the same rights', async (_, answers) => {
  const proxy = await startPlainProxy(server.url, { answers });
  const session = await newSession();
  await session.command({ type: 'session.open' });
  const { page } = await visitor(browser, 'fr-FR', 1440, proxy.url);
  const seat = await join(page, `${proxy.url}/join#${session.joinCode}`, 'fr', 'Dulce', 'Praia');
  await page.getByRole('heading', { name: 'Essayez' }).waitFor();
  await session.command({ type: 'participant.assign', participantId: seat, groupId: 'g1' });
  await session.command({ type: 'step.start', stepId: 'compare' });
  const other = await Participant.join(server.url, session.joinCode, { name: 'Wilmer', language: 'es' });
  await session.command({ type: 'participant.assign', participantId: other.id, groupId: 'g1' });
  const view = await other.sees('its group', ({ you }) => you.groupId === 'g1');
  const canvas = await other.openCanvas('g1', view.groups[0]?.blocks[0] ?? '');

  await page.getByRole('button', { name: 'Ajouter une carte' }).first().click();
  await page.getByRole('textbox', { name: /^Nouvelle carte/ }).fill('Une loi nationale');
  await page.keyboard.press('Enter');
  await until('my words with the others', () =>
    canvas.snapshot.cards.some(({ text, author }) => text === 'Une loi nationale' && author === seat),
  );
  await page.getByText('Enregistré', { exact: true }).waitFor();
  const [mine] = canvas.snapshot.cards;
  editCardText(canvas.doc, other.writer, mine?.id ?? '', 'Une loi nationale et son décret');
  await until('the others’ words with me', async () =>
    (await page.getByRole('textbox', { name: 'Carte de Dulce' }).inputValue()).endsWith('son décret'),
  );
  await page.getByRole('button', { name: 'Suivre Wilmer' }).waitFor();

  await session.command({ type: 'participant.mute', participantId: seat, isMuted: true });
  await page.getByText('La modération a suspendu votre écriture').waitFor();
  await page.context().close();
  other.leave();
  await proxy.close();
});

it('a damaged canvas is said to be so, and goes on from what can be read once a moderator says so', async () => {
  const session = await newSession();
  await session.command({ type: 'session.open' });
  const writer = await Participant.join(server.url, session.joinCode, { name: 'Wilmer', language: 'es' });
  await session.command({ type: 'participant.assign', participantId: writer.id, groupId: 'g1' });
  await session.command({ type: 'step.start', stepId: 'compare' });
  const view = await writer.sees('its group', ({ you }) => you.groupId === 'g1');
  const block = view.groups[0]?.blocks[0] ?? '';
  const canvas = await writer.openCanvas('g1', block);
  for (const text of ['Una ley nacional', 'Un fondo de garantía']) {
    addCard(canvas.doc, writer.writer, { zone: 'exists', text, lang: 'es', territory: null });
    await writer.saved();
  }
  writer.leave();
  const rows = `canvas_id = '${session.id}/g1/${block}'`;
  const database = new Database(joinPath(data.dir, 'minga.sqlite'));
  database.prepare(`update canvas_updates set bytes = x'00' where seq = 2 and ${rows}`).run();
  database.close();

  const { page } = await open('fr-FR', 1440);
  const seat = await join(page, session.join, 'fr', 'Dulce', 'Praia');
  await session.command({ type: 'participant.assign', participantId: seat, groupId: 'g1' });
  await page.getByText('Les données de ce canevas sont endommagées').waitFor();
  const moderator = await open('en-GB', 1440);
  await moderator.page.goto(session.linkOf('moderator').replace('#', `/canvas/g1/${block}#`));
  await moderator.page.getByText('1 card can be read.').waitFor();
  await moderator.page.getByRole('button', { name: 'Go on from there' }).click();
  await moderator.page.getByText('Una ley nacional').waitFor();
  await page
    .getByText('Una ley nacional')
    .or(page.getByRole('textbox', { name: 'Carte de Wilmer' }))
    .first()
    .waitFor();
  await page.context().close();
  await moderator.page.context().close();
});

describe('a step that ends', () => {
  it('cuts nobody off: the page waits until the sentence is finished, and then follows', async () => {
    const session = await newSession();
    await session.command({ type: 'session.open' });
    const { page } = await open('en-GB', 390);
    const seat = await join(page, session.join, 'en', 'Ama', 'Accra');
    await session.command({ type: 'participant.assign', participantId: seat, groupId: 'g1' });
    await session.command({ type: 'step.start', stepId: 'compare' });
    const box = page.getByRole('textbox', { name: /New card/ });
    await box.fill('A market on Saturd');
    await session.command({ type: 'step.start', stepId: 'welcome' });
    await page.getByRole('button', { name: 'Go there' }).waitFor();
    expect(await box.inputValue()).toBe('A market on Saturd');
    await page.getByRole('button', { name: 'Go there' }).click();
    await page.getByRole('heading', { name: 'Try it: write a card' }).waitFor();
    // Back in the room, the words are still in the box.
    await session.command({ type: 'step.start', stepId: 'compare' });
    await until('the draft', async () => (await box.inputValue()) === 'A market on Saturd');
    await page.context().close();
  });
});
