import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildApp } from '#server/app.ts';
import { loadCatalogue } from '#server/scenarios/catalogue.ts';
import { openSqlite } from '#server/storage/sqlite.ts';
import { addCard, changeNarrative } from '#shared/canvas/edit.ts';
import { referenceTo } from '#shared/synthesis/references.ts';
import { canonical } from '#shared/synthesis/canonical.ts';
import type { Participant } from '#client/rehearsal/participant.ts';
import { request } from '../support/http.ts';
import { temporaryDir } from '../support/server.ts';
import { createWorkshop, OWNER_KEY, type Workshop } from '../support/workshop.ts';

const data = temporaryDir();
/** The server's clock, which the test moves. */
let ahead = 0;
const app = await buildApp({
  config: {
    HOST: '127.0.0.1',
    PORT: 0,
    DATA_DIR: data.dir,
    PUBLIC_URL: null,
    OWNER_KEY,
    LOG_LEVEL: 'silent',
    ownerKey: OWNER_KEY,
  },
  storage: await openSqlite(data.dir),
  catalogue: await loadCatalogue('scenarios'),
  now: () => new Date(Date.now() + ahead),
});
const url = await app.listen();
let workshop: Workshop;
let dulce: Participant;
let territoryId: string;
let ref: string;

beforeAll(async () => {
  workshop = await createWorkshop(url);
  dulce = await workshop.join({ name: 'Dulce', territory: 'Praia', organisation: 'Praia', groupId: 'g1' });
  territoryId = dulce.view.people.find(({ id }) => id === dulce.id)?.territoryId ?? '';
  const block = dulce.view.groups[0]?.blocks[0] ?? '';
  const { doc } = await dulce.openCanvas('g1', block);
  const card = addCard(doc, dulce.writer, {
    zone: 'gaps',
    text: 'Bob a échoué',
    lang: 'fr',
    territory: null,
  });
  addCard(doc, dulce.writer, { zone: 'gaps', text: 'Pas de crédit', lang: 'fr', territory: null });
  await dulce.saved();
  ref = `g1/${block}/${card}`;
  await workshop.moderator.must({ type: 'session.close' });
});
afterAll(async () => {
  workshop.leave();
  await app.close();
  data.remove();
});

const synthesis = async (lang = 'fr', key: string = workshop.keys.organizer) =>
  (await request(`${url}/api/sessions/${workshop.sessionId}/synthesis.json?lang=${lang}`, { key })).body;
const texts = async () => (await synthesis()).cards.map(({ text }: { text: string }) => text);
const send = (body: object, key = workshop.keys.organizer) =>
  request(`${url}/api/sessions/${workshop.sessionId}/commands`, { key, body });

it('a card is left out of every file for a reason, which its moderators see, and comes back [S96]', async () => {
  expect(await texts()).toEqual(['Bob a échoué', 'Pas de crédit']);
  expect((await send({ type: 'synthesis.hide', ref, reason: 'Nomme une personne' })).status).toBe(200);
  expect(await texts()).toEqual(['Pas de crédit']);
  expect((await synthesis()).corrections).toEqual({ until: null, hidden: 1 });
  const csv = await request(`${url}/api/sessions/${workshop.sessionId}/synthesis.csv?lang=fr`, {
    key: dulce.key,
  });
  expect(csv.text).not.toContain('Bob');

  const list = `${url}/api/sessions/${workshop.sessionId}/hidden-cards`;
  const seen = await request(list, { key: workshop.keys.moderator });
  expect(seen.body.cards).toMatchObject([
    { ref, reason: 'Nomme une personne', text: 'Bob a échoué', lang: 'fr' },
  ]);
  expect(await request(list, { key: dulce.key })).toMatchObject({
    status: 403,
    body: { code: 'session/not-moderator' },
  });

  expect(await send({ type: 'synthesis.hide', ref: `${ref}x`, reason: 'x' })).toMatchObject({
    status: 404,
    body: { code: 'synthesis/card-unknown' },
  });
  await send({ type: 'synthesis.show', ref });
  expect(await texts()).toHaveLength(2);
  await send({ type: 'synthesis.hide', ref, reason: 'Nomme une personne' });
});

it('after the end what follows from it is written, and names cards that are told as they are now [S121]', async () => {
  const { moderator } = workshop;
  const { doc } = await moderator.openCanvas('synthesis', 'overall');
  const [card] = (await synthesis()).cards;
  changeNarrative(doc, moderator.writer, 'fr', {
    start: 0,
    removed: 0,
    inserted: `Il manque ${referenceTo(card)}.`,
  });
  await moderator.saved();
  expect((await synthesis()).narrative).toContain('Il manque [#');
  const page = await request(`${url}/api/sessions/${workshop.sessionId}/synthesis.md?lang=fr`, {
    key: dulce.key,
  });
  expect(page.text).toMatch(/Il manque \d+\.\d+\./);
});

it('past its date it is frozen: what is erased later changes no figure, and anybody can make the digest again [S97] [S98]', async () => {
  const until = new Date(Date.now() + 60_000).toISOString();
  expect((await send({ type: 'synthesis.correct', until })).status).toBe(200);
  expect((await synthesis()).frozen).toBeNull();
  ahead = 61_000;
  const before = await Promise.all(Array.from({ length: 5 }, () => synthesis()));
  const [first] = before;
  for (const one of before) expect(one).toEqual(first);
  const { frozen, ...rest } = first;
  expect(frozen.digest).toBe(createHash('sha256').update(canonical(rest)).digest('hex'));
  expect((await synthesis('en')).frozen.digest).not.toBe(frozen.digest);

  expect(await send({ type: 'synthesis.show', ref })).toMatchObject({
    status: 409,
    body: { code: 'synthesis/frozen' },
  });
  const consent = { type: 'territory.change', territoryId, mayBeNamed: true };
  expect(await send(consent)).toMatchObject({ status: 409, body: { code: 'synthesis/frozen' } });
  expect((await send({ type: 'participant.remove', participantId: dulce.id })).status).toBe(200);
  expect(await synthesis()).toEqual(first);
  expect(first.totals).toMatchObject({ people: 1, organisations: 1 });

  const anew = new Date(Date.now() + 10 * 60_000).toISOString();
  expect((await send({ type: 'synthesis.correct', until: anew })).status).toBe(200);
  expect((await synthesis()).totals.people).toBe(0);
  expect((await send(consent)).status).toBe(200);
});
