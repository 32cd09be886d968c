import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCard, removeCard, restoreCard } from '#shared/canvas/edit.ts';
import { readCanvas } from '#shared/canvas/read.ts';
import { request } from '../support/http.ts';
import { until } from '../support/until.ts';
import { createWorkshop, startApp } from '../support/workshop.ts';

const CANVAS = { session: 's', group: 'g1', block: 'b' };
let app: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

const invitation = (code: string, lang = 'fr') => request(`${app.url}/api/join/${code}?lang=${lang}`);

describe('before joining, a code shows the session it leads to', () => {
  it('in the language asked for, however the code is written', async () => {
    const workshop = await createWorkshop(app.url);
    const plain = workshop.joinCode.replace('-', ' ').toLowerCase();
    const { status, body } = await invitation(encodeURIComponent(plain), 'es');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      sessionId: workshop.sessionId,
      status: 'open',
      language: 'es',
      placesLeft: body.capacity,
    });
    expect(body.title).toBe('Pequeño taller');
    expect(body.agenda.length).toBeGreaterThan(3);
    workshop.leave();
  });

  it('with the places that are left, the register of places and how many are there, and no name of anybody', async () => {
    const workshop = await createWorkshop(app.url, { settings: { capacity: 1 } });
    await workshop.join({ name: 'Dulce Tavares', territory: 'Praia' });
    const { body, text } = await invitation(workshop.joinCode);
    expect(body).toMatchObject({ placesLeft: 0, peopleHere: 2, territories: [{ name: 'Praia' }] });
    expect(text).not.toMatch(/Dulce|Ilaria/);
    workshop.leave();
  });

  it('with confirmed speakers alone', async () => {
    const { body } = await createWorkshop(app.url, {
      settings: { scenario: 'sse-guidelines' },
      isDraft: true,
    }).then((workshop) => invitation(workshop.joinCode, 'en').finally(() => workshop.leave()));
    expect(body.cases.names.length).toBeGreaterThan(0);
    expect(body.cases.unconfirmed).toBeGreaterThan(0);
  });

  it('says that a closed session is closed', async () => {
    const workshop = await createWorkshop(app.url);
    await workshop.moderator.must({ type: 'session.close' });
    expect((await invitation(workshop.joinCode)).body.status).toBe('closed');
    workshop.leave();
  });

  it('refuses a code that nobody has, in the reader’s language', async () => {
    const { status, body } = await request(`${app.url}/api/join/ZZZZZZZZ`, {
      headers: { 'accept-language': 'fr' },
    });
    expect(status).toBe(404);
    expect(body).toMatchObject({ code: 'join/code-unknown', detail: 'Aucune session n’a ce code.' });
  });
});

describe('the console is told how far the rooms have come', () => {
  it('in numbers, without words', async () => {
    const workshop = await createWorkshop(app.url);
    const dulce = await workshop.join({ groupId: 'g1' });
    const blockId = dulce.view.groups[0]?.blocks[0] ?? '';
    const canvas = await dulce.openCanvas('g1', blockId);
    for (const zone of ['exists', 'exists', 'gaps']) {
      addCard(canvas.doc, dulce.writer, { zone, text: 'Secret words', lang: 'fr', territory: null });
    }
    await dulce.saved();
    const { body, text } = await request(`${app.url}/api/sessions/${workshop.sessionId}/canvases`, {
      key: workshop.keys.moderator,
    });
    const mine = body.canvases.find((one: { groupId: string }) => one.groupId === 'g1');
    expect(mine).toMatchObject({ blockId, cards: 3, zones: { exists: 2, gaps: 1 } });
    expect(mine.lastCardAt).toMatch(/Z$/);
    expect(text).not.toContain('Secret');
    workshop.leave();
  });

  it('by the server’s clock, with who removes the cards of others until they are back', async () => {
    const workshop = await createWorkshop(app.url);
    const dulce = await workshop.join({ groupId: 'g1' });
    const vandal = await workshop.join({ name: 'Vandal', groupId: 'g1' });
    const blockId = dulce.view.groups[0]?.blocks[0] ?? '';
    const hers = await dulce.openCanvas('g1', blockId);
    const his = await vandal.openCanvas('g1', blockId);
    // Her clock is years behind.
    const writer = { ...dulce.writer, now: () => 0 };
    const id = addCard(hers.doc, writer, { zone: 'gaps', text: 'Hers', lang: 'fr', territory: null });
    await until('he sees it', () => readCanvas(his.doc, CANVAS).cards.length === 1);
    const mine = async () => {
      const { body } = await request(`${app.url}/api/sessions/${workshop.sessionId}/canvases`, {
        key: workshop.keys.moderator,
      });
      return body.canvases.find((one: { groupId: string }) => one.groupId === 'g1');
    };
    const { lastCardAt, recentCards, openGaps, authors, removals } = await mine();
    expect(Math.abs(Date.now() - Date.parse(lastCardAt))).toBeLessThan(60_000);
    expect({ recentCards, openGaps, authors, removals }).toEqual({
      recentCards: 1,
      openGaps: 1,
      authors: [dulce.id],
      removals: [],
    });
    removeCard(his.doc, vandal.writer, id);
    await vandal.saved();
    expect(await mine()).toMatchObject({ cards: 0, removals: [{ by: vandal.id, cards: 1 }] });
    await until('she sees it gone', () => readCanvas(hers.doc, CANVAS).cards.length === 0);
    restoreCard(hers.doc, dulce.writer, id);
    await dulce.saved();
    expect(await mine()).toMatchObject({ cards: 1, removals: [] });
    workshop.leave();
  });

  it('and nobody else is', async () => {
    const workshop = await createWorkshop(app.url);
    const dulce = await workshop.join({});
    const { status, body } = await request(`${app.url}/api/sessions/${workshop.sessionId}/canvases`, {
      key: dulce.key,
    });
    expect(status).toBe(403);
    expect(body.code).toBe('session/not-moderator');
    workshop.leave();
  });
});

describe('a person’s profile', () => {
  it('describes the territory for everybody, field by field, and names the blocks they would like [S17] [S33]', async () => {
    const workshop = await createWorkshop(app.url);
    const dulce = await workshop.join({ territory: 'Praia' });
    const territoryId = dulce.view.territories.find(({ name }) => name === 'Praia')?.id ?? '';
    await dulce.must({
      type: 'territory.change',
      territoryId,
      profile: { level: 'municipality', law: ['national', 'draft'] },
    });
    await dulce.must({ type: 'territory.change', territoryId, profile: { level: 'region' } });
    const blocks = dulce.view.scenario.blocks.map(({ id }) => id).toReversed();
    await dulce.must({ type: 'participant.change', preferredBlocks: blocks });
    const view = await workshop.moderator.sees('the wish', ({ people }) =>
      people.some(({ preferredBlocks }) => preferredBlocks),
    );
    expect(view.territories.find(({ id }) => id === territoryId)?.profile).toEqual({
      level: 'region',
      law: ['national', 'draft'],
    });
    expect(view.people.find(({ id }) => id === dulce.id)?.preferredBlocks).toEqual(blocks);
    workshop.leave();
  });

  it('is refused for another’s territory and for blocks there are not', async () => {
    const workshop = await createWorkshop(app.url);
    const dulce = await workshop.join({ territory: 'Praia' });
    const wilmer = await workshop.join({ name: 'Wilmer', territory: 'Tiquipaya' });
    const territoryId = dulce.view.territories.find(({ name }) => name === 'Praia')?.id ?? '';
    expect(await wilmer.do({ type: 'territory.change', territoryId, profile: { level: 'x' } })).toMatchObject(
      {
        code: 'territory/not-yours',
      },
    );
    expect(await dulce.do({ type: 'participant.change', preferredBlocks: ['nowhere'] })).toMatchObject({
      code: 'block/unknown',
    });
    workshop.leave();
  });
});
