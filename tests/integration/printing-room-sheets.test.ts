import { afterAll, beforeAll, expect, it } from 'vitest';
import { request } from '../support/http.ts';
import { createWorkshop, startApp, type Workshop } from '../support/workshop.ts';

const { url, stop } = await startApp();
let workshop: Workshop;
beforeAll(async () => void (workshop = await createWorkshop(url, { isDraft: true })));
afterAll(async () => {
  workshop.leave();
  await stop();
});

const sheets = (lang: string, key = workshop.keys.moderator) =>
  request<string>(`${url}/api/sessions/${workshop.sessionId}/room-sheets.html?lang=${lang}`, { key });
const count = (text: string, what: RegExp): number => [...text.matchAll(what)].length;

it('every group has a canvas for each of its blocks and a script on paper, before the session opens', async () => {
  const { status, text, headers } = await sheets('fr');
  expect(status).toBe(200);
  expect(headers.get('content-type')).toMatch(/^text\/html/);
  const { groups, steps, scenario } = workshop.moderator.view;
  expect(count(text, /class="sheet canvas"/g)).toBe(groups.flatMap(({ blocks }) => blocks).length);
  expect(count(text, /class="sheet script"/g)).toBe(groups.length);
  expect(count(text, /class="zone"/g)).toBe(
    groups.flatMap(({ blocks }) => blocks).length * scenario.zones.length,
  );
  for (const { title } of steps) expect(text).toContain(title['fr']);
  expect(text).toContain('Que manque-t-il');
  expect(text).not.toMatch(/<script|style=/);
});

it('in each language of the session, and in no other', async () => {
  expect((await sheets('es')).text).toContain('Acción prioritaria');
  expect((await sheets('en')).text).toContain('Priority action');
  expect((await sheets('de')).body).toMatchObject({ code: 'session/language-unknown' });
});

it('for who runs the session, and what they typed stays text', async () => {
  expect((await sheets('fr', workshop.keys.observer)).status).toBe(403);
  await workshop.moderator.must({ type: 'group.change', groupId: 'g1', name: '<b>1</b>' });
  const { text } = await sheets('fr');
  expect(text).toContain('Salle &lt;b&gt;1&lt;/b&gt;');
  expect(text).not.toContain('<b>');
});
