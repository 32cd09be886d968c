import { createHash } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { request as httpRequest } from 'node:http';
import { unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readZip } from '#server/archives/zip-reading.ts';
import { addCard, addThread, editCardText } from '#shared/canvas/edit.ts';
import type { Participant } from '#client/rehearsal/participant.ts';
import { request } from '../support/http.ts';
import { temporaryDir } from '../support/server.ts';
import { createWorkshop, OWNER_KEY, startApp, type Workshop } from '../support/workshop.ts';

const here = await startApp();
const there = await startApp();
let workshop: Workshop;
let dulce: Participant;
let card: string;
const SECRET = 'Kept to ourselves <script>alert(1)</script>';

beforeAll(async () => {
  workshop = await createWorkshop(here.url);
  dulce = await workshop.join({
    name: 'Dulce Tavares',
    territory: 'Praia',
    organisation: 'Câmara Municipal da Praia',
    groupId: 'g1',
  });
  const amel = await workshop.join({
    name: 'Amel Zitouni',
    territory: 'Sfax',
    organisation: 'Réseau',
    groupId: 'g1',
  });
  const territoryId = dulce.view.people.find(({ id }) => id === dulce.id)?.territoryId ?? '';
  await dulce.must({ type: 'territory.change', territoryId, mayBeNamed: true });
  const block = dulce.view.groups[0]?.blocks[0] ?? '';
  const { doc } = await dulce.openCanvas('g1', block);
  card = addCard(doc, dulce.writer, {
    zone: 'gaps',
    text: 'Pas de crédit',
    lang: 'fr',
    territory: territoryId,
  });
  await dulce.saved();
  const action = addCard(doc, dulce.writer, { zone: 'actions', text: SECRET, lang: 'en', territory: null });
  addThread(doc, dulce.writer, card, action);
  editCardText(doc, dulce.writer, card, 'Pas de crédit sans garantie');
  await dulce.saved();
  await dulce.must({ type: 'maturity.place', blockId: block, level: 2, evidence: 'Un guichet' });
  await amel.must({ type: 'maturity.place', blockId: block, level: 3 });
  await workshop.moderator.must({ type: 'session.close' });
});
afterAll(async () => {
  workshop.leave();
  await here.stop();
  await there.stop();
});

async function download(
  url: string,
  key: string,
): Promise<{ status: number; zip: Buffer; headers: Headers }> {
  const response = await fetch(`${url}/api/sessions/${workshop.sessionId}/archive.zip`, {
    headers: { authorization: `Bearer ${key}` },
  });
  return {
    status: response.status,
    zip: Buffer.from(await response.arrayBuffer()),
    headers: response.headers,
  };
}

async function bring(url: string, zip: Uint8Array, key: string | null = OWNER_KEY) {
  const response = await fetch(`${url}/api/archives`, {
    method: 'POST',
    headers: { 'content-type': 'application/zip', ...(key ? { authorization: `Bearer ${key}` } : {}) },
    body: Buffer.from(zip),
  });
  return { status: response.status, body: await response.json() };
}

const madeNow = async (): Promise<Buffer> => (await download(here.url, workshop.keys.organizer)).zip;
let made: Promise<Buffer> | null = null;
/** Made once: that it is the same each time is a test of its own. */
const archive = (): Promise<Buffer> => (made ??= madeNow());
const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

/** The archive with some entries changed, and a list that fits them unless said otherwise. */
function rewritten(
  zip: Uint8Array,
  change: (entries: Record<string, Uint8Array>) => void,
  { isListed = true, head = {} } = {},
): Uint8Array {
  const entries = unzipSync(zip);
  change(entries);
  const manifest = JSON.parse(textOf(entries['manifest.json']));
  if (isListed) {
    manifest.entries = Object.entries(entries)
      .filter(([path]) => path !== 'manifest.json')
      .map(([path, bytes]) => ({
        path,
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      }));
  }
  entries['manifest.json'] = new TextEncoder().encode(JSON.stringify({ ...manifest, ...head }));
  return zipSync(entries);
}

describe('the archive of a session', () => {
  it('is for its organizer alone, for it holds what the report leaves out', async () => {
    for (const key of [workshop.keys.moderator, workshop.keys.observer, dulce.key]) {
      const { status, zip } = await download(here.url, key);
      expect([status, JSON.parse(zip.toString()).code]).toEqual([403, 'session/not-organizer']);
    }
  });

  it('holds every document in every language, the canvases, the log and the scenario, each with its checksum', async () => {
    const { status, zip, headers } = await download(here.url, workshop.keys.organizer);
    expect([status, headers.get('content-type')]).toEqual([200, 'application/zip']);
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="[a-z0-9-]+\.zip"$/);
    const entries = unzipSync(zip);
    const paths = Object.keys(entries);
    expect(paths.slice(0, 2)).toEqual(['manifest.json', 'index.html']);
    const languages: string[] = workshop.moderator.view.languages;
    for (const language of languages)
      for (const ending of ['json', 'md', 'csv', 'xlsx', 'docx', 'pdf'])
        expect(
          paths.filter((path) => path.startsWith(`documents/${language}/`) && path.endsWith(`.${ending}`)),
        ).toHaveLength(1);
    expect(paths).toEqual(
      expect.arrayContaining(['session/scenario.json', 'session/events.jsonl', 'session/people.json']),
    );
    expect(paths.filter((path) => path.startsWith('session/canvases/g1/'))).toHaveLength(1);
    expect(paths.filter((path) => /^documents\/canvases\/g1\/.*\.png$/.test(path))).toHaveLength(1);
    const manifest = JSON.parse(textOf(entries['manifest.json']));
    expect(manifest).toMatchObject({ format: 'minga.archive', version: 1, unreadable: [] });
    expect(manifest.entries.map(({ path }: { path: string }) => path)).toEqual(paths.slice(1));
    for (const { path, bytes, sha256 } of manifest.entries) {
      expect(entries[path]?.length).toBe(bytes);
      expect(createHash('sha256').update(entries[path]!).digest('hex')).toBe(sha256);
    }
  });

  it('opens from disk: a page that fetches nothing, runs nothing, and leads to files that are there', async () => {
    const entries = unzipSync(await archive());
    const page = textOf(entries['index.html']);
    expect(page).toContain('Pas de crédit sans garantie');
    expect(page).not.toMatch(/<script|src=|https?:\/\/|url\(|@import/i);
    expect(page).toContain('<figure>');
    expect(page).toContain('Kept to ourselves &lt;script&gt;');
    for (const language of workshop.moderator.view.languages) {
      expect(page).toContain(`<article id="${language}" lang="${language}">`);
      expect(page).toContain(`href="#${language}"`);
    }
    const links = [...page.matchAll(/href="([^#"]+)"/g)].map(([, path]) => path ?? '');
    expect(links.length).toBeGreaterThan(7);
    for (const link of links) expect(entries[link], link).toBeDefined();
  });

  it('names no person, and no organisation that one came from', async () => {
    const all = Object.values(unzipSync(await archive()))
      .map(textOf)
      .join('\n');
    expect(all).not.toMatch(/Dulce|Tavares|Amel|Zitouni|Câmara|Réseau/);
    expect(all).not.toContain(dulce.key);
  });

  it('is the same whenever it is made, and for twenty who ask at once', async () => {
    const first = await archive();
    const all = await Promise.all(Array.from({ length: 20 }, madeNow));
    for (const zip of all) expect(zip.equals(first)).toBe(true);
  });

  it('costs nobody anything when somebody goes away in the middle of it', async () => {
    await new Promise<void>((resolve) => {
      const asked = httpRequest(`${here.url}/api/sessions/${workshop.sessionId}/archive.zip`, {
        headers: { authorization: `Bearer ${workshop.keys.organizer}` },
      });
      asked.on('response', (answer) => answer.once('data', () => asked.destroy()));
      asked.on('close', () => resolve());
      asked.on('error', () => undefined);
      asked.end();
    });
    expect(readZip(await madeNow()).ok).toBe(true);
  }, 240_000);
});

describe('importing an archive', () => {
  it('is for the owner of the installation', async () => {
    const zip = await archive();
    expect(await bring(there.url, zip, null)).toMatchObject({ status: 401, body: { code: 'key/missing' } });
    const asOrganizer = await bring(there.url, zip, workshop.keys.organizer);
    expect(asOrganizer).toMatchObject({ status: 403, body: { code: 'key/not-owner' } });
  });

  const refused = async (zip: Uint8Array, code: string, entry: string): Promise<void> => {
    const answer = await bring(there.url, zip);
    expect([answer.body.code, answer.body.details?.entry]).toEqual([code, entry]);
    expect(answer.body.detail).toContain(entry);
  };

  it('names the entry that is wrong, and stores nothing of the rest', async () => {
    const zip = await archive();
    const canvas = Object.keys(unzipSync(zip)).find((path) => path.startsWith('session/canvases/')) ?? '';
    const put = (path: string, text: string) => (entries: Record<string, Uint8Array>) =>
      void (entries[path] = new TextEncoder().encode(text));
    const drop = (path: string) => (entries: Record<string, Uint8Array>) => void delete entries[path];

    await refused(new TextEncoder().encode('no zip at all'), 'archive/damaged', 'zip');
    await refused(zip.subarray(0, zip.length - 40), 'archive/damaged', 'zip');
    await refused(
      rewritten(zip, drop('session/events.jsonl'), { isListed: false }),
      'archive/missing',
      'session/events.jsonl',
    );
    await refused(rewritten(zip, drop('session/scenario.json')), 'archive/missing', 'session/scenario.json');
    await refused(zipSync({ 'index.html': new Uint8Array() }), 'archive/missing', 'manifest.json');
    await refused(rewritten(zip, put(canvas, 'x'), { isListed: false }), 'archive/changed', canvas);
    await refused(rewritten(zip, put('more.txt', 'x'), { isListed: false }), 'archive/changed', 'more.txt');
    await refused(rewritten(zip, put('../up.txt', 'x')), 'archive/unsafe', '../up.txt');
    await refused(
      rewritten(zip, () => undefined, { head: { version: 2 } }),
      'archive/too-new',
      'manifest.json',
    );
    await refused(
      rewritten(zip, () => undefined, { head: { unreadable: [canvas] } }),
      'archive/incomplete',
      canvas,
    );
    await refused(
      rewritten(zip, put('manifest.json', '{"format":"other"}')),
      'archive/damaged',
      'manifest.json',
    );
    await refused(
      rewritten(zip, put('session/scenario.json', '{}')),
      'archive/damaged',
      'session/scenario.json',
    );
    await refused(rewritten(zip, put('session/people.json', '[]')), 'archive/damaged', 'session/people.json');
    await refused(
      rewritten(zip, put('session/events.jsonl', '{"seq":1}\n')),
      'archive/damaged',
      'session/events.jsonl',
    );
    await refused(
      rewritten(zip, (entries) =>
        put(
          'session/events.jsonl',
          textOf(entries['session/events.jsonl']).split('\n').toSpliced(3, 1).join('\n'),
        )(entries),
      ),
      'archive/damaged',
      'session/events.jsonl',
    );
    await refused(
      rewritten(zip, (entries) =>
        put(canvas, textOf(entries[canvas]).split('\n').toSpliced(1, 1).join('\n'))(entries),
      ),
      'archive/damaged',
      canvas,
    );
    await refused(
      rewritten(zip, put('session/canvases/g9/none.jsonl', '{"owners":[]}\n')),
      'archive/damaged',
      'session/canvases/g9/none.jsonl',
    );
    await refused(
      rewritten(zip, put(canvas, '{"owners":[]}\n{"by":"x","at":1,"update":"////"}\n')),
      'archive/damaged',
      canvas,
    );

    const { status } = await request(`${there.url}/api/sessions/${workshop.sessionId}`, {
      key: workshop.keys.organizer,
    });
    expect(status).toBe(401);
    expect(await there.app.deps.sessions.find(workshop.sessionId)).toBeNull();
  });

  it('opens the session on an empty server with new links, from where its archive is byte for byte the same', async () => {
    const zip = await archive();
    const { status, body } = await bring(there.url, zip);
    expect(status).toBe(201);
    expect(body.id).toBe(workshop.sessionId);
    expect(Object.values(body.keys)).not.toContain(workshop.keys.organizer);
    const again = await download(there.url, body.keys.organizer);
    expect(Object.keys(unzipSync(again.zip))).toEqual(Object.keys(unzipSync(zip)));
    for (const [path, bytes] of Object.entries(unzipSync(again.zip)))
      expect(textOf(bytes), path).toBe(textOf(unzipSync(zip)[path]));
    expect(again.zip.equals(zip)).toBe(true);

    const view = await request(`${there.url}/api/sessions/${body.id}`, { key: body.keys.moderator });
    expect(view.body).toMatchObject({ status: 'closed', title: workshop.moderator.view.title });
    expect(view.body.people.map(({ name }: { name: string }) => name)).toEqual(['#1', '#2', '#3']);
    const block = dulce.view.groups[0]?.blocks[0];
    const canvas = await request(`${there.url}/api/sessions/${body.id}/canvases/g1/${block}`, {
      key: body.keys.observer,
    });
    expect(canvas.body.cards[0]).toMatchObject({
      id: card,
      text: 'Pas de crédit sans garantie',
      author: dulce.id,
    });
  });

  it('refuses a session that is here already, and leaves it as it is', async () => {
    const answer = await bring(here.url, await archive());
    expect([answer.status, answer.body.code]).toEqual([409, 'archive/session-exists']);
    expect((await download(here.url, workshop.keys.organizer)).status).toBe(200);
  });

  it('goes on in a session that was archived in the middle', async () => {
    const open = await createWorkshop(here.url);
    const zip = await fetch(`${here.url}/api/sessions/${open.sessionId}/archive.zip`, {
      headers: { authorization: `Bearer ${open.keys.organizer}` },
    });
    const { body } = await bring(there.url, Buffer.from(await zip.arrayBuffer()));
    const started = await request(`${there.url}/api/sessions/${body.id}/commands`, {
      key: body.keys.moderator,
      body: { type: 'step.start' },
    });
    expect(started.status).toBe(200);
    open.leave();
  });
});

it('a canvas that cannot be read is named in its archive, with the rest complete, and such an archive is not imported', async () => {
  const data = temporaryDir();
  const first = await startApp({ dir: data.dir });
  const damaged = await createWorkshop(first.url);
  const blocks = damaged.moderator.view.groups.map(({ blocks: [block = ''] }) => block);
  for (const [at, block] of blocks.entries()) {
    const person = await damaged.join({ name: 'Dulce', groupId: `g${at + 1}` });
    const { doc } = await person.openCanvas(`g${at + 1}`, block);
    addCard(doc, person.writer, { zone: 'gaps', text: `Carte ${at + 1}`, lang: 'fr', territory: null });
    await person.saved();
  }
  damaged.leave();
  await first.stop();
  const db = new Database(join(data.dir, 'minga.sqlite'));
  db.prepare(`update canvas_updates set bytes = x'00' where canvas_id = ?`).run(
    `${damaged.sessionId}/g1/${blocks[0]}`,
  );
  db.close();

  const second = await startApp({ dir: data.dir });
  const answer = await fetch(`${second.url}/api/sessions/${damaged.sessionId}/archive.zip`, {
    headers: { authorization: `Bearer ${damaged.keys.organizer}` },
  });
  const zip = Buffer.from(await answer.arrayBuffer());
  const entries = unzipSync(zip);
  const path = `session/canvases/g1/${blocks[0]}.jsonl`;
  expect(JSON.parse(textOf(entries['manifest.json'])).unreadable).toEqual([path]);
  expect(entries[path]).toBeUndefined();
  expect(entries[`session/canvases/g2/${blocks[1]}.jsonl`]).toBeDefined();
  expect(textOf(entries['index.html'])).toContain('canvas/damaged');
  expect(textOf(entries['index.html'])).toContain('Carte 2');
  expect(await bring(there.url, zip)).toMatchObject({
    status: 422,
    body: { code: 'archive/incomplete', details: { entry: path } },
  });
  await second.stop();
  data.remove();
});
