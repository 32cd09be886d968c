import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'csv-parse/sync';
import { request } from '../support/http.ts';
import { until } from '../support/until.ts';
import { createWorkshop, startApp, type Workshop } from '../support/workshop.ts';

let started: Awaited<ReturnType<typeof startApp>>;
let workshop: Workshop;
beforeAll(async () => {
  started = await startApp();
  workshop = await createWorkshop(started.url);
});
afterAll(async () => {
  workshop.leave();
  await started.stop();
});

const at = (path: string) => `${started.url}/api/sessions/${workshop.sessionId}/${path}`;
const report = (lines: string) => `Name (Original Name),User Email,Join Time,Leave Time\n${lines}`;
const upload = (key: string, body: string, zone = 'UTC') =>
  fetch(at(`zoom-report?zone=${encodeURIComponent(zone)}`), {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'text/csv' },
    body,
  }).then(async (response) => ({ status: response.status, body: await response.json() }));

describe('attendance', () => {
  it('is there for moderators as soon as somebody has come, by step and group, and for nobody else', async () => {
    const dulce = await workshop.join({ name: 'Dulce Ferreira', territory: 'Praia', groupId: 'g1' });
    const step = workshop.moderator.view.steps[0]?.id ?? '';
    await workshop.moderator.must({ type: 'step.start', stepId: step });
    const { body, status } = await request(at('attendance'), { key: workshop.keys.moderator });
    expect(status).toBe(200);
    const mine = body.attended.filter((one: any) => one.participantId === dulce.id);
    expect(mine.at(-1)).toMatchObject({ stepId: step, groupId: 'g1', zoomMs: 0 });
    for (const path of ['attendance', 'attendance.csv'])
      for (const key of [dulce.key, workshop.keys.interpreter, workshop.keys.observer])
        expect((await request(at(path), { key })).body).toMatchObject({ code: 'session/not-moderator' });
    expect((await upload(dulce.key, report(''))).body).toMatchObject({ code: 'session/not-moderator' });
  });

  it('leaves as a table in which what people are called is text, and times are times', async () => {
    await workshop.join({ name: '=HYPERLINK("x")A', groupId: 'g1' });
    const { text, headers } = await request(at('attendance.csv?lang=fr'), { key: workshop.keys.organizer });
    expect(headers.get('content-type')).toContain('text/csv');
    const [headings, ...rows] = parse(text, { bom: true });
    expect(headings?.slice(0, 4)).toEqual(['Nom', 'Rôle', 'Territoire', 'Groupe']);
    expect(rows.map(([name]) => name)).toContain(`'=HYPERLINK("x")A`);
    for (const row of rows) {
      expect(row[6]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
      expect(row.slice(8)).toEqual(Array(3).fill(expect.stringMatching(/^\d+:\d\d:\d\d$/)));
    }
  });

  it('takes in Zoom’s report: whom it means is answered, nothing of it is kept until a moderator counts it', async () => {
    const joined = await request(`${started.url}/api/join`, {
      body: { code: workshop.joinCode, name: 'Ama', language: 'en', email: 'ama@example.org' },
    });
    const now = (ms: number) => new Date(Date.now() + ms).toISOString().slice(0, 19);
    const zoomed = report(
      `Ama’s phone,ama@example.org,${now(-600_000)},${now(600_000)}\nStranger,stranger@example.org,${now(-600_000)},${now(600_000)}\n`,
    );
    const { status, body } = await upload(workshop.keys.moderator, zoomed);
    expect(status).toBe(200);
    expect(body.people).toMatchObject([
      { match: { participantId: joined.body.participantId, by: 'email' } },
      { name: 'Stranger', match: null, proposals: [] },
    ]);
    expect(JSON.stringify(body)).not.toContain('@');
    const before = await request(at('attendance'), { key: workshop.keys.moderator });
    expect(before.body.hasZoom).toBe(false);
    const [{ match, stays }] = body.people;
    await workshop.moderator.must({
      type: 'attendance.import',
      stays: stays.map((stay: object) => ({ participantId: match.participantId, ...stay })),
    });
    const after = await request(at('attendance'), { key: workshop.keys.moderator });
    expect(after.body.hasZoom).toBe(true);
    const ama = after.body.attended.filter((one: any) => one.participantId === match.participantId);
    expect(ama.length).toBeGreaterThan(0);
    expect(ama.every((one: any) => one.mingaMs === 0 && one.zoomMs > 0)).toBe(true);
  });

  it('refuses a file that is no report, is too big, or has a zone that does not exist', async () => {
    const { moderator } = workshop.keys;
    expect(await upload(moderator, 'a,b\n1,2\n')).toMatchObject({
      status: 422,
      body: { code: 'attendance/not-report' },
    });
    expect(await upload(moderator, report(''))).toMatchObject({
      status: 422,
      body: { code: 'attendance/no-rows' },
    });
    expect(await upload(moderator, 'x'.repeat(1_100_000))).toMatchObject({ status: 413 });
    expect(await upload(moderator, report(''), 'Praia')).toMatchObject({ status: 400 });
  });

  it('is in the synthesis as numbers, and in no archive with a name', async () => {
    const { body } = await request(at('synthesis.json?lang=en'), { key: workshop.keys.organizer });
    expect(body.attendance.people).toBeGreaterThanOrEqual(2);
    expect(body.attendance.groups[0]).toMatchObject({ id: 'g1' });
    expect(JSON.stringify(body)).not.toContain('Dulce');
    const session = await started.app.deps.sessions.find(workshop.sessionId);
    const log = JSON.stringify(await session?.log());
    expect(log).toContain('attendance.imported');
    for (const word of ['Dulce', 'Ama', '@', 'Stranger']) expect(log).not.toContain(word);
  });

  it('ends with the session: nobody is present for ever', async () => {
    const session = await started.app.deps.sessions.find(workshop.sessionId);
    const visits = () => session?.state.attendance.visits ?? {};
    await session?.roll.call();
    const open = Object.values(visits()).filter((stays) => stays.at(-1)?.to === null).length;
    expect(open).toBeGreaterThan(0);
    await workshop.moderator.must({ type: 'session.close' });
    await until('everybody’s visit to end', () => Object.values(visits()).every((stays) => stays.at(-1)?.to));
  });
});
