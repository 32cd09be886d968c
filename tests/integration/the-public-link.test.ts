import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { io } from 'socket.io-client';
import { addCard } from '#shared/canvas/edit.ts';
import { request } from '../support/http.ts';
import { createWorkshop, startApp, type Workshop } from '../support/workshop.ts';

const { url, stop } = await startApp();
let workshop: Workshop;
let link: string;
let participantKey: string;

beforeAll(async () => {
  workshop = await createWorkshop(url);
  const dulce = await workshop.join({ name: 'Dulce Tavares', territory: 'Hiddentown', groupId: 'g1' });
  participantKey = dulce.key;
  const block = dulce.view.groups[0]?.blocks[0] ?? '';
  const { doc } = await dulce.openCanvas('g1', block);
  const territory = dulce.view.people.find(({ id }) => id === dulce.id)?.territoryId ?? '';
  addCard(doc, dulce.writer, { zone: 'gaps', text: 'Pas de <b>crédit</b>', lang: 'fr', territory });
  await dulce.saved();
});
afterAll(async () => {
  workshop.leave();
  await stop();
});

const api = (path: string) => `${url}/api/sessions/${workshop.sessionId}${path}`;
const make = (key: string) => request(api('/public-link'), { key, method: 'POST' });
const enter = (key: string) => request(api('/public-seat'), { key, method: 'POST' });
const read = (key: string, query = '') =>
  request<string>(`${url}/p/${workshop.sessionId}${query}`, {
    headers: { cookie: `minga_${workshop.sessionId}_public=${key}`, 'accept-language': 'fr' },
  });
const keyIn = (address: string) => new URL(address).hash.slice(1);

describe('a public link', () => {
  it('is made by moderators, and behind its # stands a key that no address carries to the server', async () => {
    const refused = await make(participantKey);
    expect([refused.status, refused.body.code]).toEqual([403, 'session/not-moderator']);
    const made = await make(workshop.keys.moderator);
    expect(made.status).toBe(201);
    link = made.body.link;
    expect(link).toMatch(new RegExp(`^${url}/p/${workshop.sessionId}#[A-Za-z0-9_-]{43}$`));
    expect((await request(api('/public-link'), { key: workshop.keys.moderator })).body).toEqual({
      isPublic: true,
    });
  });

  it('opens the synthesis in each language, without persons or places that did not agree', async () => {
    const entered = await enter(keyIn(link));
    expect(entered.status).toBe(200);
    expect(entered.headers.get('set-cookie')).toMatch(/HttpOnly/i);
    for (const lang of ['fr', 'es', 'en']) {
      const { status, text, headers } = await read(keyIn(link), `?lang=${lang}`);
      expect(status).toBe(200);
      expect(text).toContain(`<html lang="${lang}">`);
      expect(text).toContain('Pas de &lt;b&gt;crédit&lt;/b&gt;');
      expect(text).not.toMatch(/Dulce|Tavares|Hiddentown|<b>/);
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  it('opens nothing else: not the session, its canvases, its files, its sockets, nor a seat', async () => {
    const key = keyIn(link);
    const block = workshop.moderator.view.groups[0]?.blocks[0];
    for (const path of [
      '',
      '/scenario',
      `/canvases/g1/${block}`,
      '/synthesis.json',
      '/archive.zip',
      '/hidden-cards',
      '/narratives.json',
    ])
      expect((await request(api(path), { key })).status, path).toBe(401);
    expect((await request(api('/seat'), { key, method: 'POST' })).status).toBe(401);
    expect((await request(`${url}/api/join`, { key, body: { name: 'Eve', language: 'fr' } })).status).toBe(
      401,
    );
    expect((await request(api('/commands'), { key, body: { type: 'session.close' } })).status).toBe(401);
    const socket = io(`${url}/session`, {
      auth: { sessionId: workshop.sessionId, key },
      reconnection: false,
    });
    const refused = await new Promise<string>((resolve) => {
      socket.on('connect_error', (error) => resolve(error.message));
      socket.on('snapshot', () => resolve('let in'));
      socket.on('disconnect', () => resolve('closed'));
    });
    expect(refused).not.toBe('let in');
    socket.close();
  });

  it('no other key opens it, and who has none is asked once and told', async () => {
    for (const key of [participantKey, workshop.keys.observer, 'x'.repeat(43)]) {
      expect(await enter(key)).toMatchObject({ status: 404, body: { code: 'synthesis/not-public' } });
      const asked = await read(key);
      expect([asked.status, asked.text.includes('/p/open.js')]).toEqual([200, true]);
      const told = await read(key, '?open');
      expect([told.status, told.text.includes('Lien non valide'), told.text.includes('script')]).toEqual([
        404,
        true,
        false,
      ]);
    }
    const foreign = await request(api('/public-seat'), {
      key: keyIn(link),
      method: 'POST',
      headers: { origin: 'https://elsewhere.example' },
    });
    expect(foreign.body.code).toBe('request/wrong-origin');
  });

  it('made anew it replaces the old one, and withdrawn it opens nothing', async () => {
    const anew: string = (await make(workshop.keys.organizer)).body.link;
    expect((await enter(keyIn(link))).status).toBe(404);
    expect((await read(keyIn(anew))).text).toContain('crédit');
    const refused = await request(api('/public-link'), { key: participantKey, method: 'DELETE' });
    expect(refused.status).toBe(403);
    expect(
      (await request(api('/public-link'), { key: workshop.keys.organizer, method: 'DELETE' })).status,
    ).toBe(200);
    expect((await read(keyIn(anew), '?open')).status).toBe(404);
    expect((await request(api('/public-link'), { key: workshop.keys.organizer })).body).toEqual({
      isPublic: false,
    });
  });
});
