import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addCard, addThread, editCardText, moveCard, removeCard, removeThread } from '#shared/canvas/edit.ts';
import type { Deed } from '#shared/canvas/history.ts';
import { readCanvas } from '#shared/canvas/read.ts';
import type { Participant } from '#client/rehearsal/participant.ts';
import { request } from '../support/http.ts';
import { until } from '../support/until.ts';
import { createWorkshop, startApp, type Workshop } from '../support/workshop.ts';

let app: Awaited<ReturnType<typeof startApp>>;
let workshop: Workshop;
let dulce: Participant;
let amel: Participant;
let path: string;
let block: string;
beforeAll(async () => {
  app = await startApp();
});
beforeEach(async () => {
  workshop = await createWorkshop(app.url);
  dulce = await workshop.join({ name: 'Dulce', groupId: 'g1' });
  amel = await workshop.join({ name: 'Amel', groupId: 'g1' });
  block = dulce.view.groups[0]?.blocks[0] ?? '';
  path = `${app.url}/api/sessions/${workshop.sessionId}/canvases/g1/${block}`;
  await dulce.openCanvas('g1', block);
  await amel.openCanvas('g1', block);
});
afterAll(() => app.stop());

const docOf = (person: Participant) => person.canvas('g1', block).doc;
const cardsOf = (person: Participant) =>
  readCanvas(docOf(person), { session: '', group: 'g1', block }).cards.map(({ text, zone }) => [text, zone]);
const card = (text: string) => ({ zone: 'gaps', text, lang: 'fr', territory: null });
const add = (person: Participant, text: string): string => addCard(docOf(person), person.writer, card(text));
/** The next thing that happens has a later time. */
async function pass(): Promise<void> {
  await Promise.all([dulce.saved(), amel.saved()]);
  const now = Date.now();
  await until('the clock to move', () => Date.now() > now + 1);
}
async function both(what: string, texts: string[]): Promise<void> {
  // Whatever their order: two cards of one rank, such as one that came back and one added since, stand in that of their ids.
  const has = (person: Participant) =>
    JSON.stringify(
      cardsOf(person)
        .map(([text]) => text)
        .sort(),
    ) === JSON.stringify(texts);
  await until(what, () => has(dulce) && has(amel));
}
const asked = (key: string, body?: object) =>
  request(`${path}/${body ? 'restore' : 'history'}`, { key, ...(body ? { body } : {}) });
async function deeds(): Promise<Deed[]> {
  return (await asked(workshop.keys.moderator)).body.deeds as Deed[];
}

describe('moderators see who did what, when', () => {
  it('card by card; letters typed one after the other are one deed', async () => {
    const id = add(dulce, 'Pas de crédit');
    await both('hers', ['Pas de crédit']);
    await pass();
    for (const text of ['Pas', 'Pas d’argent', 'Pas d’argent public'])
      editCardText(docOf(amel), amel.writer, id, text);
    await both('edited', ['Pas d’argent public']);
    await pass();
    moveCard(docOf(dulce), dulce.writer, id, 'levers');
    await pass();
    removeCard(docOf(amel), amel.writer, id);
    await pass();
    expect((await deeds()).map(({ by, kind, text, before, zone }) => [by, kind, text, before, zone])).toEqual(
      [
        [dulce.id, 'added', 'Pas de crédit', undefined, 'gaps'],
        [amel.id, 'written', 'Pas d’argent public', 'Pas de crédit', 'gaps'],
        [dulce.id, 'moved', 'Pas d’argent public', undefined, 'levers'],
        [amel.id, 'removed', 'Pas d’argent public', undefined, 'levers'],
      ],
    );
  });

  it('and nobody else does', async () => {
    const { status, body } = await asked(dulce.key);
    expect([status, body.code]).toEqual([403, 'session/not-moderator']);
    const tried = await asked(dulce.key, { at: new Date().toISOString() });
    expect([tried.status, tried.body.code]).toEqual([403, 'session/not-moderator']);
  });
});

describe('moderators bring back [S75]', () => {
  it('all of a canvas as it was at an instant, with its threads; cards added since stay', async () => {
    const gap = add(dulce, 'A gap');
    const lever = add(dulce, 'B lever');
    const thread = addThread(docOf(dulce), dulce.writer, gap, lever) ?? '';
    await both('hers', ['A gap', 'B lever']);
    await pass();
    const at = new Date().toISOString();
    await pass();
    editCardText(docOf(amel), amel.writer, gap, 'Nonsense');
    removeThread(docOf(amel), amel.writer, thread);
    moveCard(docOf(amel), amel.writer, lever, 'actions');
    add(amel, 'C later');
    await amel.saved();
    const { status, body } = await asked(workshop.keys.moderator, { at });
    expect([status, body]).toEqual([200, { ok: true, cards: 2 }]);
    await both('all back, and the later card', ['A gap', 'B lever', 'C later']);
    const read = readCanvas(docOf(amel), { session: '', group: 'g1', block });
    expect(read.threads).toEqual([{ id: thread, from: gap, to: lever }]);
    expect((await deeds()).slice(-2).map(({ by, kind }) => [by, kind])).toContainEqual([
      'moderator',
      'written',
    ]);
  });

  it('only what one person did since, and keeps what others did meanwhile', async () => {
    const [a, b] = [add(dulce, 'A'), add(dulce, 'B')];
    await both('hers', ['A', 'B']);
    await pass();
    removeCard(docOf(amel), amel.writer, a);
    await pass();
    const [first] = (await deeds()).filter(({ by }) => by === amel.id);
    add(amel, 'Spam');
    await amel.saved();
    editCardText(docOf(dulce), dulce.writer, b, 'B, better');
    add(dulce, 'D');
    await pass();
    const at = new Date(Date.parse(first?.since ?? '') - 1).toISOString();
    const { body } = await asked(workshop.keys.moderator, { at, by: amel.id });
    expect(body).toEqual({ ok: true, cards: 2 });
    await both('hers as she left it', ['A', 'B, better', 'D']);
  });

  it('one card alone', async () => {
    const [a, b] = [add(dulce, 'A'), add(dulce, 'B')];
    await both('hers', ['A', 'B']);
    await pass();
    const at = new Date().toISOString();
    await pass();
    for (const id of [a, b]) removeCard(docOf(amel), amel.writer, id);
    await amel.saved();
    expect((await asked(workshop.keys.moderator, { at, card: a })).body).toEqual({ ok: true, cards: 1 });
    await both('one of them', ['A']);
  });

  it('nothing where nothing has changed, or the instant is still to come', async () => {
    add(dulce, 'A');
    await pass();
    const at = new Date(Date.now() + 3600_000).toISOString();
    expect((await asked(workshop.keys.moderator, { at })).body).toEqual({ ok: true, cards: 0 });
  });

  it('not in a closed session, and of no canvas that does not exist', async () => {
    const at = new Date().toISOString();
    const other = await request(path.replace(/g1\/.*/, `g1/nowhere/restore`), {
      key: workshop.keys.moderator,
      body: { at },
    });
    expect([other.status, other.body.code]).toEqual([404, 'canvas/unknown']);
    const odd = await asked(workshop.keys.moderator, { at: 'yesterday' });
    expect([odd.status, odd.body.code]).toEqual([400, 'request/invalid']);
    await workshop.moderator.must({ type: 'session.close' });
    const { status, body } = await asked(workshop.keys.moderator, { at });
    expect([status, body.code]).toEqual([409, 'session/not-open']);
  });
});
