import { afterAll, beforeAll, expect, it } from 'vitest';
import { request } from '../support/http.ts';
import { createWorkshop, startApp, type Workshop } from '../support/workshop.ts';

let workshop: Workshop;
let stop: () => Promise<void>;
let address: string;
beforeAll(async () => {
  const started = await startApp();
  stop = started.stop;
  workshop = await createWorkshop(started.url, { isDraft: true, settings: { scenario: 'sse-guidelines' } });
  address = `${started.url}/api/sessions/${workshop.sessionId}/scenario`;
});
afterAll(async () => {
  workshop.leave();
  await stop();
});

it('gives the whole copy in one language, and nothing again to who has it', async () => {
  const french = await request(`${address}?lang=fr`, { key: workshop.keys.observer });
  expect(french.body.blocks[3].short).toBe('Soutien et finance');
  expect(french.body.blocks[0].questions[0].text).toMatch(/\u202f\?$/);
  expect(french.body.cases[0].facts[0].text).toContain('En mars 2009');
  const again = await request(`${address}?lang=fr`, {
    key: workshop.keys.observer,
    headers: { 'if-none-match': french.headers.get('etag') ?? '' },
  });
  expect(again.status).toBe(304);
  const spanish = await request(`${address}?lang=es`, { key: workshop.keys.observer });
  expect(spanish.body.blocks[3].short).toBe('Apoyo y finanzas');
});

it('shows speakers who have not confirmed, and what is to be settled, to moderators only', async () => {
  const staff = await request(address, { key: workshop.keys.moderator });
  const statuses = (body: { cases: { speakers: { status: string }[] }[] }) =>
    new Set(body.cases.flatMap((one) => one.speakers.map(({ status }) => status)));
  expect(statuses(staff.body)).toEqual(new Set(['confirmed', 'tbc']));
  expect(staff.body.times.readings).toHaveLength(3);
  const others = await request(address, { key: workshop.keys.observer });
  expect(statuses(others.body)).toEqual(new Set(['confirmed']));
  expect(others.body).not.toHaveProperty('notices');
  expect(others.body).not.toHaveProperty('times');
});

it('[S3] a role link sets the contradicting time without confirming it, a named person confirms', async () => {
  const say = (key: string, body: object) =>
    request(address.replace('/scenario', '/commands'), { key, body });
  const link = workshop.keys.moderator;
  const startsAt = '2021-06-01T14:15:00.000Z';
  expect((await say(link, { type: 'session.change', startsAt })).status).toBe(200);
  expect(await say(link, { type: 'session.open' })).toMatchObject({
    status: 422,
    body: { code: 'session/time-unconfirmed' },
  });
  expect(workshop.moderator.view.warnings?.[0]?.code).toBe('session/time-unconfirmed');
  await workshop.moderator.must({ type: 'session.change', startsAt });
  await workshop.moderator.sees('no warning of time', (view) =>
    (view.warnings ?? []).every(({ code }) => code !== 'session/time-unconfirmed'),
  );
  expect((await say(link, { type: 'session.open' })).status).toBe(200);
});

it('the calendar file holds the instant, the rooms file the e-mails and only for organizers', async () => {
  const files = (name: string, key: string) => request(address.replace('/scenario', `/${name}`), { key });
  const calendar = await files('calendar.ics?lang=fr', workshop.keys.observer);
  expect(calendar.headers.get('content-type')).toMatch('text/calendar');
  expect(calendar.text).toMatch(/DTSTART:20210601T141500Z/);
  const joined = await request(address.replace(/\/api\/.*/, '/api/join'), {
    body: { code: workshop.joinCode, name: 'Ama', language: 'en', email: 'ama@example.org' },
  });
  await workshop.moderator.must({
    type: 'participant.assign',
    participantId: joined.body.participantId,
    groupId: 'g2',
  });
  expect((await files('rooms.csv', workshop.keys.moderator)).status).toBe(403);
  expect((await files('rooms.csv', workshop.keys.organizer)).text).toContain('ama@example.org');
  const seen = await request(address.replace('/scenario', ''), { key: workshop.keys.organizer });
  expect(seen.text).not.toContain('ama@example.org');
});
