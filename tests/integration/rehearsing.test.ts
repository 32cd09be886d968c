import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Participant } from '#client/rehearsal/participant.ts';
import { request } from '../support/http.ts';
import { until } from '../support/until.ts';
import { createWorkshop, startApp, type Workshop } from '../support/workshop.ts';

let started: Awaited<ReturnType<typeof startApp>>;
let workshop: Workshop;
beforeAll(async () => {
  started = await startApp();
  workshop = await createWorkshop(started.url, { settings: { title: { en: 'Water for all' } } });
});
afterAll(async () => {
  workshop.leave();
  await started.stop();
});

const at = (sessionId = workshop.sessionId) => `${started.url}/api/sessions/${sessionId}/rehearsal`;
const begin = (key: string, body: object = { people: 0, speed: 1 }, sessionId?: string) =>
  request(at(sessionId), { key, body });
const end = (key: string, sessionId?: string) => request(at(sessionId), { key, method: 'DELETE' });
/** The way into the copy, as who began it. */
async function enter(link: string, serverUrl = started.url): Promise<Participant> {
  const [, sessionId = '', key = ''] = /\/s\/(.+)#(.+)$/.exec(link) ?? [];
  const { body } = await request(`${serverUrl}/api/sessions/${sessionId}/seat`, { key, body: {} });
  const me = new Participant({ serverUrl, sessionId, key, id: body.participantId });
  await me.sees('the copy');
  return me;
}

describe('a rehearsal', () => {
  it('[S116] is a copy with the same rooms and run of show, which says what it is, and people who take part', async () => {
    const { status, body } = await begin(workshop.moderator.key, { people: 6, speed: 10 });
    expect(status).toBe(200);
    const me = await enter(body.rehearsal.link);
    const { view } = me;
    expect(view).toMatchObject({
      rehearsalOf: workshop.sessionId,
      status: 'draft',
      title: { en: 'Rehearsal: Water for all' },
      you: { role: 'moderator', participantId: me.id },
      groups: workshop.moderator.view.groups.map(({ name, blocks }) => ({ name, blocks })),
    });
    expect(view.steps.map(({ plannedMs }) => plannedMs)).toEqual(
      workshop.moderator.view.steps.map(({ plannedMs }) => plannedMs / 10),
    );
    expect(workshop.moderator.view.rehearsalOf).toBeUndefined();
    await me.sees(
      'the crowd in its rooms',
      ({ people }) => people.filter(({ groupId }) => groupId).length === 6,
    );
    await me.must({ type: 'session.open' });
    const step = view.steps.find(({ kind, isPrivate }) => kind === 'note' && !isPrivate);
    await me.must({ type: 'step.start', stepId: step?.id ?? '' });
    const { id: groupId = '', blocks: [blockId = ''] = [] } = view.groups[0] ?? {};
    const canvas = await me.openCanvas(groupId, blockId);
    await until('somebody to write', () => canvas.snapshot.cards.length > 0, 40_000);
    // The first session knows nothing of it.
    const first = workshop.moderator.view;
    expect([first.people.map(({ name }) => name), first.step]).toEqual([['Ilaria'], null]);
    expect((await request(at(), { key: workshop.keys.moderator })).body.rehearsal).toMatchObject({
      people: 6,
    });

    // One press, from the copy itself.
    expect((await end(me.key, me.sessionId)).body).toEqual({ rehearsal: null });
    await until('the screens to be told', () => me.session.status === 'refused');
    expect((await request(`${started.url}/api/sessions/${me.sessionId}`, { key: me.key })).status).toBe(401);
    expect(await started.app.deps.sessions.find(me.sessionId)).toBeNull();
    const onDisk = readdirSync(started.dir).map((file) => readFileSync(join(started.dir, file), 'latin1'));
    expect(onDisk.join()).not.toContain(me.sessionId);
    expect(onDisk.join()).toContain(workshop.sessionId);
    me.leave();
  });

  it('[S116] is a moderator’s to begin, one at a time, and not of a rehearsal', async () => {
    const dulce = await workshop.join({ name: 'Dulce' });
    for (const key of [dulce.key, workshop.keys.observer])
      expect((await begin(key)).body).toMatchObject({ code: 'session/not-moderator' });
    const [one, two] = await Promise.all([begin(workshop.keys.moderator), begin(workshop.keys.organizer)]);
    expect([one.body.code, two.body.code].filter(Boolean)).toEqual(['rehearsal/running']);
    const { rehearsal } = one.status === 200 ? one.body : two.body;
    const me = await enter(rehearsal.link);
    expect((await begin(me.key, undefined, me.sessionId)).body).toMatchObject({ code: 'rehearsal/running' });
    for (const body of [{ people: 201, speed: 1 }, { people: -1, speed: 1 }, { people: 1, speed: 3 }, {}])
      expect((await begin(workshop.keys.moderator, body)).status).toBe(400);
    me.leave();
    await end(workshop.keys.moderator);
    expect((await end(workshop.keys.moderator)).body).toMatchObject({ code: 'rehearsal/none' });
  });

  it('[S117] ends by itself after its time, on every screen', async () => {
    const own = await startApp({ rehearsalBounds: { lastsMs: 2500, atOnce: 1 } });
    const second = await createWorkshop(own.url);
    const url = `${own.url}/api/sessions/${second.sessionId}/rehearsal`;
    const { key } = second.moderator;
    const before = Date.now();
    const { body } = await request(url, { key, body: { people: 0, speed: 1 } });
    expect(Date.parse(body.rehearsal.endsAt)).toBeGreaterThanOrEqual(before + 2500);
    const me = await enter(body.rehearsal.link, own.url);
    await until('the screen to be told', () => me.session.status === 'refused');
    expect(Date.now()).toBeGreaterThanOrEqual(before + 2500);
    await until('nothing to be left', async () => (await request(url, { key })).body.rehearsal === null);
    expect(await own.app.deps.sessions.find(body.rehearsal.id)).toBeNull();
    expect((await request(url, { key, method: 'DELETE' })).body).toMatchObject({ code: 'rehearsal/none' });
    me.leave();
    second.leave();
    await own.stop();
  });

  it('[S116] is refused in words while a server holds as many as it can, and begins once one has ended', async () => {
    const own = await startApp({ rehearsalBounds: { lastsMs: 60_000, atOnce: 1 } });
    const workshops = await Promise.all([createWorkshop(own.url), createWorkshop(own.url)]);
    const ask = ({ sessionId, moderator: { key } }: Workshop, how: object) =>
      request(`${own.url}/api/sessions/${sessionId}/rehearsal`, { key, ...how });
    const start = { body: { people: 0, speed: 1 } };
    // All at the same instant: those that are only beginning count too.
    const begun = await Promise.all(workshops.map((one) => ask(one, start)));
    expect(begun.map(({ status }) => status).sort()).toEqual([200, 503]);
    const refused = begun.findIndex(({ status }) => status === 503);
    expect(begun[refused]?.body).toMatchObject({ code: 'rehearsal/too-many' });
    expect(begun[refused]?.body.detail).toMatch(/./);
    const [turnedAway, other] = [workshops[refused], workshops[refused === 0 ? 1 : 0]];
    if (!turnedAway || !other) throw new Error('Two sessions were made');
    await ask(other, { method: 'DELETE' });
    expect((await ask(turnedAway, start)).status).toBe(200);
    for (const one of workshops) one.leave();
    await own.stop();
  });

  it('[S117] dies with the server and leaves nothing', async () => {
    const own = await startApp();
    const second = await createWorkshop(own.url);
    const begun = await request(`${own.url}/api/sessions/${second.sessionId}/rehearsal`, {
      key: second.moderator.key,
      body: { people: 2, speed: 1 },
    });
    const { id } = begun.body.rehearsal;
    second.leave();
    await own.app.close();
    const again = await startApp({ dir: own.dir });
    expect(await again.app.deps.sessions.find(id)).toBeNull();
    expect(await again.app.deps.sessions.find(second.sessionId)).not.toBeNull();
    await again.stop();
    rmSync(own.dir, { recursive: true });
  });
});
