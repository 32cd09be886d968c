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
async function enter(link: string): Promise<Participant> {
  const [, sessionId = '', key = ''] = /\/s\/(.+)#(.+)$/.exec(link) ?? [];
  const { body } = await request(`${started.url}/api/sessions/${sessionId}/seat`, { key, body: {} });
  const me = new Participant({ serverUrl: started.url, sessionId, key, id: body.participantId });
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
