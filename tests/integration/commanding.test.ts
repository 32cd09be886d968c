import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { request } from '../support/http.ts';
import { until } from '../support/until.ts';
import { createWorkshop, startApp, type Workshop } from '../support/workshop.ts';

let url: string;
let stop: () => Promise<void>;
let workshop: Workshop;
beforeAll(async () => {
  ({ url, stop } = await startApp());
  workshop = await createWorkshop(url);
});
afterAll(async () => {
  workshop.leave();
  await stop();
});

const command = (key: string, body: object, headers: Record<string, string> = {}) =>
  request(`${url}/api/sessions/${workshop.sessionId}/commands`, { key, body, headers });

describe('commands over REST', () => {
  it('answer with the number and the events', async () => {
    const done = await command(workshop.keys.moderator, {
      type: 'group.create',
      name: 'Nine',
      blocks: [workshop.moderator.view.scenario.blocks[0]?.id],
    });
    expect(done.status).toBe(200);
    expect(done.body.events[0]).toMatchObject({ type: 'group.created', seq: done.body.seq, by: 'moderator' });
  });

  it('sent again under the same id have the same answer and no second effect', async () => {
    const body = { type: 'lock.set', groupId: 'g1', id: 'once-only' };
    const [first, again] = [
      await command(workshop.keys.moderator, body),
      await command(workshop.keys.moderator, body),
    ];
    expect(again.body).toEqual(first.body);
    await command(workshop.keys.moderator, { type: 'lock.clear', groupId: 'g1' });
  });

  it('are refused to who may not, in the seat’s language', async () => {
    const person = await workshop.join({ name: 'Élise', language: 'fr' });
    const refused = await command(person.key, { type: 'session.close' }, { 'accept-language': 'en' });
    expect(refused).toMatchObject({ status: 403, body: { code: 'session/not-moderator' } });
    expect(refused.headers.get('content-language')).toBe('fr');
  });

  it('that nobody knows, or with a misspelt field, are refused with the field', async () => {
    expect(await command(workshop.keys.moderator, { type: 'session.explode' })).toMatchObject({
      status: 400,
    });
    const refused = await command(workshop.keys.moderator, { type: 'step.next', form: 'x' });
    expect(refused.status).toBe(400);
    expect(refused.body.errors.length).toBeGreaterThan(0);
  });

  it('faster than a person are slowed, with a time to wait', async () => {
    const person = await workshop.join({ name: 'Fast' });
    const answers = await Promise.all(
      Array.from({ length: 90 }, () => command(person.key, { type: 'session.close' })),
    );
    const slowed = answers.filter(({ status }) => status === 429);
    expect(slowed.length).toBeGreaterThan(5);
    expect(Number(slowed[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('of two moderators pressing next at once move one step', async () => {
    const { moderator } = workshop;
    const second = await request(`${url}/api/join`, {
      key: workshop.keys.moderator,
      body: { name: 'Two', language: 'en' },
    });
    await moderator.must({ type: 'step.start' });
    const { step, steps } = await moderator.sees('a step', (view) => view.step !== null);
    const from = step?.id ?? '';
    const [a, b] = await Promise.all([
      moderator.do({ type: 'step.next', from }),
      command(second.body.key, { type: 'step.next', from }),
    ]);
    expect([a.ok, b.status === 200].filter(Boolean)).toHaveLength(1);
    await moderator.sees('the second step', (view) => view.step?.id === steps[1]?.id);
  });
});

describe('the session socket', () => {
  it('gives every viewer what the server says they may see', async () => {
    const a = await workshop.join({ name: 'A', groupId: 'g1', territory: 'Praia' });
    const b = await workshop.join({ name: 'B', groupId: 'g2', territory: 'Accra' });
    const block = a.view.scenario.blocks[0]?.id ?? '';
    await a.must({ type: 'maturity.place', blockId: block, level: 2, evidence: 'x' });
    await b.must({ type: 'help.call', reason: 'sound' });
    const helpId = (await b.sees('help', ({ help }) => help.length === 1)).help[0]?.id ?? '';
    await workshop.moderator.must({ type: 'help.take', helpId });
    await b.sees('help taken', ({ help }) => help[0]?.takenBy !== null);
    expect(a.view.help).toEqual([]);
    expect(b.view.maturity).toEqual([]);
    await b.must({ type: 'maturity.place', blockId: block, level: null });
    await b.sees('both placements', ({ maturity }) => maturity.length === 2);
    for (const viewer of [a, b, workshop.moderator]) {
      const { body } = await request(`${url}/api/sessions/${workshop.sessionId}`, { key: viewer.key });
      await viewer.sees('the same number', ({ seq }) => seq >= body.seq);
      expect({ ...viewer.view, at: '' }).toEqual({ ...body, at: '' });
    }
  });

  it('refuses a wrong key with its code', async () => {
    const socket = io(`${url}/session`, {
      auth: { sessionId: workshop.sessionId, key: 'wrong-wrong-wrong-wrong-wrong' },
      reconnection: false,
    });
    const code = await new Promise((resolve) =>
      socket.on('connect_error', ({ message }) => resolve(message)),
    );
    expect(code).toBe('key/unknown');
  });

  it('closes on what is no command, and nobody else notices', async () => {
    const stranger = io(`${url}/session`, {
      auth: { sessionId: workshop.sessionId, key: workshop.keys.observer },
      reconnection: false,
      forceNew: true,
    });
    await new Promise((resolve) => stranger.on('connect', () => resolve(null)));
    const closed = new Promise((resolve) => stranger.on('disconnect', resolve));
    stranger.emit('explode', { a: 1 });
    expect(await closed).toBe('io server disconnect');

    const raw = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
    await new Promise((resolve) => raw.on('open', resolve));
    const ended = new Promise((resolve) => raw.on('close', resolve));
    raw.send('9 this is not of the protocol');
    await ended;
    expect(workshop.moderator.session.status).toBe('live');
  });

  it('comes back after a cut knowing what it missed', async () => {
    const person = await workshop.join({ name: 'Weak link', groupId: 'g1' });
    const before = person.view.seq;
    person.session.close();
    await workshop.moderator.must({ type: 'message.send', to: 'all', text: { en: 'Five minutes more' } });
    const again = io(`${url}/session`, {
      auth: { sessionId: workshop.sessionId, key: person.key, knows: before },
      reconnection: false,
      forceNew: true,
    });
    const view = await new Promise<{ seq: number }>((resolve) => again.on('snapshot', resolve));
    expect(view.seq).toBe(before + 1);
    again.close();
    const known = io(`${url}/session`, {
      auth: { sessionId: workshop.sessionId, key: person.key, knows: view.seq },
      reconnection: false,
      forceNew: true,
    });
    const message = await new Promise<{ after: number }>((resolve) => known.on('events', resolve));
    expect(message.after).toBe(view.seq);
    known.close();
  });

  it('shows who is here, and who is no longer', async () => {
    const person = await workshop.join({ name: 'Visitor' });
    const isHere = (view: typeof person.view) => view.people.find(({ id }) => id === person.id)?.isHere;
    await workshop.moderator.sees('the visitor', (view) => isHere(view) === true);
    person.leave();
    await workshop.moderator.sees('that the visitor left', (view) => isHere(view) === false);
  });

  it('is cut at once for who is removed', async () => {
    const person = await workshop.join({ name: 'Removed' });
    await workshop.moderator.must({ type: 'participant.remove', participantId: person.id ?? '' });
    await until('the cut', () => person.session.status === 'refused');
  });
});

describe('every answer', () => {
  it('carries headers that keep pages to themselves, and names no third party', async () => {
    const { headers } = await request(`${url}/health`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('is described under /api/docs', async () => {
    const { body } = await request(`${url}/api/docs/json`);
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining([
        '/api/scenarios',
        '/api/sessions',
        '/api/join',
        '/api/sessions/{id}/commands',
        '/api/sessions/{id}/synthesis.json',
        '/api/sessions/{id}/calendar.ics',
      ]),
    );
  });

  it('to an unknown address is a refusal in the reader’s language', async () => {
    const refused = await request(`${url}/api/nothing`, {
      headers: { 'accept-language': 'pt, es-BO;q=0.8' },
    });
    expect(refused).toMatchObject({ status: 404, body: { code: 'request/unknown' } });
    expect(refused.headers.get('content-language')).toBe('es');
  });
});
