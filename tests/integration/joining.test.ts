import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '#server/app.ts';
import { addCard } from '#shared/canvas/edit.ts';
import { request } from '../support/http.ts';
import { createWorkshop, OWNER_KEY, startApp, type Workshop } from '../support/workshop.ts';

let url: string;
let app: App;
let stop: () => Promise<void>;
let workshop: Workshop;
beforeAll(async () => {
  ({ url, stop, app } = await startApp());
  workshop = await createWorkshop(url);
});
afterAll(async () => {
  workshop.leave();
  await stop();
});

const join = (body: object, headers: Record<string, string> = {}) =>
  request(`${url}/api/join`, {
    body: { code: workshop.joinCode, name: 'Dulce', language: 'fr', ...body },
    headers,
  });
const see = (key: string | undefined, headers: Record<string, string> = {}) =>
  request(`${url}/api/sessions/${workshop.sessionId}`, { key, headers });

describe('joining by code', () => {
  it('gives a seat, its key, and a cookie that scripts cannot read', async () => {
    const joined = await join({});
    expect(joined).toMatchObject({ status: 201, body: { sessionId: workshop.sessionId, status: 'seated' } });
    const cookie = joined.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect((await see(joined.body.key)).body.you).toMatchObject({ role: 'participant', language: 'fr' });
    const seat = joined.body.participantId;
    const mine = await request(`${url}/api/sessions/${workshop.sessionId}?seat=${seat}`, {
      headers: { cookie: cookie.split(';')[0] ?? '' },
    });
    expect(mine.body.you.participantId).toBe(seat);
  });

  it('takes a code with spaces, dashes, small letters and Cyrillic look-alikes', async () => {
    const plain = workshop.joinCode.replace('-', '');
    const lookAlike = plain.replace('A', 'А').replace('B', 'В').replace('C', 'С').replace('H', 'Н');
    for (const code of [
      plain.toLowerCase(),
      ` ${plain.slice(0, 3)} ${plain.slice(3)} `,
      `${plain}\n`,
      lookAlike,
    ]) {
      expect((await join({ code })).status).toBe(201);
    }
  });

  it('refuses an unknown code with a sentence in the reader’s language', async () => {
    const refused = await join({ code: 'ZZZZ-ZZZZ', language: 'es' });
    expect(refused).toMatchObject({ status: 404, body: { code: 'join/code-unknown', type: 'about:blank' } });
    expect(refused.headers.get('content-language')).toBe('es');
    expect(refused.headers.get('content-type')).toMatch('application/problem+json');
  });

  it.each([
    ['empty', ''],
    ['of spaces', '   \t '],
    ['of 10,000 characters', 'x'.repeat(10_000)],
    ['of control characters', 'Dul\u0000ce'],
    ['that turns the reading direction', 'Dulce\u202eecluD'],
    ['without a letter', '...'],
  ])('refuses a name %s and says which field', async (_, name) => {
    const refused = await join({ name });
    expect(refused).toMatchObject({ status: 400, body: { code: 'request/invalid' } });
    expect(refused.body.errors[0].path).toBe('name');
    expect(refused.body.errors[0].message).toMatch(/\.$/);
  });

  it('seats two people of one name apart', async () => {
    const [first, second] = await Promise.all([join({ name: 'María' }), join({ name: 'María' })]);
    expect(first.body.participantId).not.toBe(second.body.participantId);
    expect((await see(first.body.key)).body.you.participantId).toBe(first.body.participantId);
  });

  it('[S31] knows a territory again however it was typed', async () => {
    const [a, b] = [await join({ territory: 'São Vicente' }), await join({ territory: ' SAO  VICENTE' })];
    const { people } = (await see(a.body.key)).body;
    const of = (id: string) => people.find((person: { id: string }) => person.id === id).territoryId;
    expect(of(a.body.participantId)).toBe(of(b.body.participantId));
  });

  it('[S11] [S12] puts people on the waiting list when it is full and seats the first when somebody leaves', async () => {
    const small = await createWorkshop(url, { settings: { capacity: 1 } });
    const first = await small.join({ name: 'Dulce' });
    const second = await small.join({ name: 'Wilmer' });
    expect(second.view.you.isWaiting).toBe(true);
    expect(await second.do({ type: 'vote.cast', ref: 'g1/x/y' })).toMatchObject({
      code: 'participant/waiting',
    });
    await first.must({ type: 'participant.leave' });
    await second.sees('a seat', (view) => !view.you.isWaiting);
    small.leave();
  });

  it('refuses a session that is over', async () => {
    const over = await createWorkshop(url);
    await over.moderator.must({ type: 'session.close' });
    const refused = await request(`${url}/api/join`, {
      body: { code: over.joinCode, name: 'Ama', language: 'en' },
    });
    expect(refused).toMatchObject({ status: 409, body: { code: 'session/closed' } });
    over.leave();
  });

  it('refuses a language that the session does not have', async () => {
    expect(await join({ language: 'de' })).toMatchObject({
      status: 422,
      body: { code: 'session/language-unknown' },
    });
  });

  it('slows wrong tries from one address and still lets the right code in', async () => {
    const tries = await Promise.all(Array.from({ length: 25 }, () => join({ code: 'XXXX-XXXX' })));
    const slowed = tries.filter(({ status }) => status === 429);
    expect(slowed.length).toBeGreaterThan(0);
    expect(Number(slowed[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await join({ name: 'A colleague at the same address' })).status).toBe(201);
  });
});

describe('keys', () => {
  it('are needed', async () => {
    expect(await see(undefined)).toMatchObject({ status: 401, body: { code: 'key/missing' } });
  });

  it('of another session open nothing here', async () => {
    const other = await createWorkshop(url);
    expect(await see(other.keys.organizer)).toMatchObject({ status: 401, body: { code: 'key/unknown' } });
    other.leave();
  });

  it('are withdrawn with the seat', async () => {
    const person = await workshop.join({ name: 'Gone' });
    await workshop.moderator.must({ type: 'participant.remove', participantId: person.id ?? '' });
    expect(await see(person.key)).toMatchObject({ status: 401, body: { code: 'key/unknown' } });
  });

  it('and the name are forgotten with the seat, and what was written stands', async () => {
    const person = await workshop.join({ name: 'Forgotten', groupId: 'g1' });
    const blockId = person.view.groups[0]?.blocks[0] ?? '';
    const canvas = await person.openCanvas('g1', blockId);
    const id = addCard(canvas.doc, person.writer, {
      zone: 'exists',
      text: 'Stays',
      lang: 'fr',
      territory: null,
    });
    await person.saved();
    await person.must({ type: 'participant.leave' });
    const seats = await app.deps.storage.seats(workshop.sessionId);
    expect(seats.map(({ name }) => name)).not.toContain('Forgotten');
    const { body } = await request(`${url}/api/sessions/${workshop.sessionId}/canvases/g1/${blockId}`, {
      key: workshop.keys.organizer,
    });
    expect(body.cards.map((card: { id: string }) => card.id)).toContain(id);
  });

  it('of a role give a named seat of that role, and none of another', async () => {
    const named = await request(`${url}/api/join`, {
      key: workshop.keys.interpreter,
      body: { name: 'Inés', language: 'es' },
    });
    expect((await see(named.body.key)).body.you).toMatchObject({ role: 'interpreter' });
  });

  it('from a link become a cookie of this browser', async () => {
    const exchanged = await request(`${url}/api/sessions/${workshop.sessionId}/seat`, {
      method: 'POST',
      key: workshop.keys.moderator,
    });
    expect(exchanged.body).toMatchObject({ seat: 'moderator', role: 'moderator', participantId: null });
    const cookie = exchanged.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await see(undefined, { cookie })).body.you.role).toBe('moderator');
  });

  it('in a cookie command nothing for another site', async () => {
    const exchanged = await request(`${url}/api/sessions/${workshop.sessionId}/seat`, {
      method: 'POST',
      key: workshop.keys.moderator,
    });
    const refused = await request(`${url}/api/sessions/${workshop.sessionId}/commands`, {
      body: { type: 'session.close' },
      headers: {
        cookie: exchanged.headers.get('set-cookie')?.split(';')[0] ?? '',
        origin: 'https://evil.example',
      },
    });
    expect(refused).toMatchObject({ status: 403, body: { code: 'request/wrong-origin' } });
  });

  it('of the owner alone create sessions', async () => {
    const body = { scenario: 'tiny' };
    expect((await request(`${url}/api/sessions`, { body })).status).toBe(401);
    const refused = await request(`${url}/api/sessions`, { key: workshop.keys.organizer, body });
    expect(refused).toMatchObject({ status: 403, body: { code: 'key/not-owner' } });
  });

  it('stand in no record of the database', async () => {
    const record = await app.deps.storage.key(workshop.keys.moderator);
    expect(record).toBeNull();
  });
});

describe('creating a session', () => {
  const create = (body: object) => request(`${url}/api/sessions`, { key: OWNER_KEY, body });

  it('refuses an unknown scenario, an unknown block, a misspelt field and a time zone that is none', async () => {
    expect(await create({ scenario: 'nothing' })).toMatchObject({
      status: 404,
      body: { code: 'scenario/unknown' },
    });
    expect(await create({ scenario: 'tiny', groups: [{ blocks: ['nothing'] }] })).toMatchObject({
      status: 404,
      body: { code: 'block/unknown' },
    });
    expect(await create({ scenario: 'tiny', capasity: 7 })).toMatchObject({ status: 400 });
    expect(await create({ scenario: 'tiny', timeZones: ['Mars/Olympus'] })).toMatchObject({ status: 400 });
  });

  it('shares the blocks out over groups given by number, every block having one', async () => {
    for (const groups of [1, 2, 3, 8, 11]) {
      const { body } = await create({ scenario: 'sse-guidelines', groups });
      const blocks = new Set(body.groups.flatMap((group: { blocks: string[] }) => group.blocks));
      expect(blocks.size).toBe(8);
      expect(body.groups).toHaveLength(groups);
      expect(body.groups.every((group: { blocks: string[] }) => group.blocks.length > 0)).toBe(true);
    }
  });

  it('lists the scenarios it can be made from', async () => {
    const { body } = await request(`${url}/api/scenarios`);
    expect(body.scenarios.map(({ id }: { id: string }) => id)).toEqual(
      expect.arrayContaining(['sse-guidelines', 'tiny']),
    );
    expect(body.broken).toEqual([]);
  });
});
