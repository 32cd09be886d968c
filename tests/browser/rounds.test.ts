import { readFileSync, readdirSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCard, writeReport } from '#shared/canvas/edit.ts';
import { Participant } from '#client/rehearsal/participant.ts';
import { request } from '../support/http.ts';
import { ServerProcess, temporaryDir } from '../support/server.ts';
import { until } from '../support/until.ts';
import { expectAccessible, expectOneWayScrolling, launch, visitor } from './browser.ts';

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

/** A session of the tiny scenario, and Ama on her group's canvas in the given step. */
async function amaIn(stepId: string, width = 1440) {
  const { body } = await request(`${server.url}/api/sessions`, {
    key: server.ownerKey,
    body: { scenario: 'tiny' },
  });
  const key = body.keys.moderator as string;
  const command = (given: object) =>
    request(`${server.url}/api/sessions/${body.id}/commands`, { key, body: given });
  await command({ type: 'session.open' });
  const { page, problems } = await visitor(browser, 'en-GB', width, new URL(server.url).origin);
  await page.goto(`${server.url}/join#${body.joinCode}`);
  await page.getByRole('textbox', { name: 'First and last name' }).fill('Ama');
  await page.getByRole('combobox', { name: 'My territory' }).fill('Accra');
  await page.getByRole('button', { name: 'Enter the workshop' }).click();
  await page.waitForURL(/\?seat=/);
  const seat = new URL(page.url()).searchParams.get('seat') ?? '';
  const ben = await Participant.join(server.url, body.joinCode, { name: 'Ben', language: 'en' });
  for (const participantId of [seat, ben.id])
    await command({ type: 'participant.assign', participantId, groupId: 'g1' });
  await command({ type: 'step.start', stepId });
  await ben.sees('the group', (view) => view.you.groupId === 'g1');
  const block = ben.view.groups[0]?.blocks[0] ?? '';
  const stored = async () =>
    (await request(`${server.url}/api/sessions/${body.id}/canvases/g1/${block}`, { key })).body;
  return { sessionId: body.id as string, block, command, page, problems, seat, ben, stored };
}

/** The client everybody else has, which writes down every byte that reaches it. */
function stockListener(sessionId: string, path: string, key: string) {
  const frames: Buffer[] = [];
  class Recording extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers: { authorization: `Bearer ${key}` } });
      this.on('message', (message: ArrayBuffer | Buffer) => frames.push(Buffer.from(message as ArrayBuffer)));
    }
  }
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(
    `${server.url.replace('http', 'ws')}/canvas/${sessionId}`,
    path,
    doc,
    { disableBc: true, WebSocketPolyfill: Recording as unknown as typeof globalThis.WebSocket },
  );
  return { doc, provider, heard: (text: string) => Buffer.concat(frames).includes(text) };
}

const onDisk = (text: string): boolean =>
  readdirSync(data.dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .some((entry) => readFileSync(joinPath(entry.parentPath, entry.name)).includes(text));

async function write(page: Page, text: string): Promise<void> {
  await page
    .getByRole('button', { name: /^Add a card: / })
    .first()
    .click();
  await page.getByRole('textbox', { name: /^New card: / }).fill(text);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.keyboard.press('Escape');
}
const texts = (page: Page): Promise<string[]> =>
  page
    .getByRole('textbox', { name: 'Card by Ama' })
    .evaluateAll((fields) => fields.map((field) => (field as HTMLTextAreaElement).value));

describe('a step in which each writes alone', () => {
  it('keeps a card from everybody, on the wire and on the server’s disk, until its author shows it or the step ends', async () => {
    const { sessionId, block, command, page, problems, ben, stored } = await amaIn('note-alone');
    const sent: (string | Buffer)[] = [];
    page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => sent.push(payload)));
    await page.reload();
    const other = stockListener(sessionId, `g1/${block}`, ben.key);
    await write(page, 'Nightingale in private');
    await write(page, 'Kingfisher in private');
    await page.getByText('Only you see this').nth(1).waitFor();
    await page.getByTitle('On this device until the step ends').waitFor();
    await expectAccessible(page);

    // A reload keeps them; a change to the shared session has gone round meanwhile.
    await page.reload();
    await until('the cards', async () => (await texts(page)).length === 2);
    await command({ type: 'step.pause' });
    await page.getByText('paused').waitFor();
    await command({ type: 'step.resume' });
    const wentOut = (text: string) => sent.some((payload) => Buffer.from(payload).includes(text));
    for (const text of ['Nightingale', 'Kingfisher']) {
      expect([wentOut(text), other.heard(text), onDisk(text)]).toEqual([false, false, false]);
    }
    expect((await stored()).cards ?? []).toEqual([]);

    await page.getByRole('button', { name: 'Show to the group' }).first().click();
    await until('the shown card', () => other.heard('Nightingale'));
    expect(other.heard('Kingfisher') || onDisk('Kingfisher')).toBe(false);

    await command({ type: 'step.start', stepId: 'compare' });
    await until('the other card', () => other.heard('Kingfisher'));
    await until('its place on the disk', async () => (await stored()).cards?.length === 2);
    await page.getByText('Only you see this').first().waitFor({ state: 'detached' });
    expect((await stored()).cards.map((card: { text: string }) => card.text)).toEqual([
      'Nightingale in private',
      'Kingfisher in private',
    ]);
    // Every listener does hear what is said.
    expect([wentOut('Kingfisher'), onDisk('Kingfisher')]).toEqual([true, true]);
    expect(problems).toEqual([]);
    other.provider.destroy();
    ben.leave();
    await page.context().close();
  });

  it('shows cards once, though two tabs and a browser that slept do it', async () => {
    const { command, page, ben, stored } = await amaIn('note-alone');
    const second = await page.context().newPage();
    await second.goto(page.url());
    await second
      .getByRole('button', { name: /^Add a card: / })
      .first()
      .waitFor();
    await write(page, 'Only once');
    await page.getByText('Only you see this').waitFor();
    // The other tab of this browser has it too, at once.
    await second.getByText('Only you see this').waitFor();
    await page.context().setOffline(true);
    await command({ type: 'step.start', stepId: 'compare' });
    expect((await stored()).cards ?? []).toEqual([]);
    await page.context().setOffline(false);
    for (const tab of [page, second]) await tab.reload();
    await until('the card', async () => (await stored()).cards?.length === 1);
    for (const tab of [page, second]) {
      await tab.getByText('Only you see this').waitFor({ state: 'detached' });
      await until('one card', async () => (await texts(tab)).join() === 'Only once');
    }
    expect((await stored()).cards).toHaveLength(1);
    ben.leave();
    await page.context().close();
  });

  it('waits out a lock, and offers the words to who may no longer add them', async () => {
    const { command, page, seat, ben, stored } = await amaIn('note-alone');
    await write(page, 'Not lost');
    await command({ type: 'lock.set' });
    await command({ type: 'step.start', stepId: 'compare' });
    await page.getByText('kept on this device').first().waitFor();
    await command({ type: 'participant.role', participantId: seat, role: 'observer' });
    await page.getByRole('blockquote').getByText('Not lost').waitFor();
    await page.getByRole('button', { name: /^Copy/ }).first().waitFor();
    await expectOneWayScrolling(page);
    expect((await stored()).cards ?? []).toEqual([]);
    ben.leave();
    await page.context().close();
  });
});

describe('the report sheet', () => {
  it('proposes what the dots chose, takes it by one press, and is written together', async () => {
    const { block, command, page, ben, stored } = await amaIn('choose');
    const canvas = await ben.openCanvas('g1', block);
    const card = addCard(canvas.doc, ben.writer, {
      zone: 'actions',
      text: 'A fund',
      lang: 'en',
      territory: null,
    });
    await until('the card', async () => (await stored()).cards?.length === 1);
    expect((await ben.session.send({ type: 'vote.cast', ref: `g1/${block}/${card}` })).ok).toBe(true);
    await command({ type: 'step.start', stepId: 'compare' });
    await page.getByRole('button', { name: 'Report sheet' }).click();
    await page.getByText('Proposed: 1 dot').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Put it first' }).click();
    await page.getByRole('textbox', { name: 'Open question' }).fill('Who carries the risk?');
    await until('the report', () => canvas.snapshot.report.question === 'Who carries the risk?');
    writeReport(canvas.doc, ben.writer, { lines: 'Four territories say so.' });
    const lines = page.getByRole('textbox', { name: 'Three lines to say why' });
    await until('the lines', async () => (await lines.inputValue()) === 'Four territories say so.');
    await until('the sheet on the disk', async () => (await stored()).report.action === card);
    expect((await stored()).report.lang).toBe('en');
    ben.leave();
    await page.context().close();
  });
});
