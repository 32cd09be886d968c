import { afterAll, beforeAll, expect, it } from 'vitest';
import { addCard, editCardText } from '#shared/canvas/edit.ts';
import type { Participant } from '#client/rehearsal/participant.ts';
import { request } from '../support/http.ts';
import { until } from '../support/until.ts';
import { createWorkshop, startApp, type Workshop } from '../support/workshop.ts';

let started: Awaited<ReturnType<typeof startApp>>;
let workshop: Workshop;
let people: Record<'ana' | 'ben' | 'carla' | 'dora', Participant>;
beforeAll(async () => {
  started = await startApp();
  workshop = await createWorkshop(started.url, { settings: { groups: 3 } });
  people = {
    ana: await workshop.join({ name: 'Ana', groupId: 'g1' }),
    ben: await workshop.join({ name: 'Ben', groupId: 'g1' }),
    carla: await workshop.join({ name: 'Carla', groupId: 'g1' }),
    dora: await workshop.join({ name: 'Dora', groupId: 'g2' }),
  };
});
afterAll(async () => {
  workshop.leave();
  await started.stop();
});

const blockOf = (groupId: string): string =>
  workshop.moderator.view.groups.find(({ id }) => id === groupId)?.blocks[0] ?? '';
const card = (text: string) => ({ zone: 'gaps', text, lang: 'fr', territory: null });
const get = (path: string, key = workshop.keys.organizer) =>
  request(`${started.url}/api/sessions/${workshop.sessionId}/${path}`, { key });
const textsOn = async (groupId: string): Promise<string[]> =>
  (await get(`canvases/${groupId}/${blockOf(groupId)}`)).body.cards.map(({ text }: { text: string }) => text);

it('[S122] [S123] a group is dissolved while two of it type: every letter stays, and they go on elsewhere', async () => {
  const { moderator } = workshop;
  const { ana, ben, carla } = people;
  await moderator.must({ type: 'group.change', groupId: 'g1', rapporteur: carla.id, facilitators: [] });
  await ana.must({ type: 'help.call' });
  const typists = await Promise.all(
    [ana, ben].map(async (person) => {
      const { doc } = await person.openCanvas('g1', blockOf('g1'));
      const text = `Ce que ${person.id} écrit jusqu’au bout`;
      const id = addCard(doc, person.writer, card(text.slice(0, 4)));
      return { text, type: (length: number) => editCardText(doc, person.writer, id, text.slice(0, length)) };
    }),
  );
  const half = Math.ceil(typists[0]!.text.length / 2);
  for (let length = 5; length <= half; length += 1) for (const { type } of typists) type(length);
  const dissolving = moderator.must({ type: 'group.dissolve', groupId: 'g1' });
  for (let length = half; length <= typists[0]!.text.length; length += 1)
    for (const { type } of typists) type(length);
  await dissolving;
  for (const { type, text } of typists) type(text.length);
  await Promise.all([ana.saved(), ben.saved()]);

  const texts = typists.map(({ text }) => text);
  expect((await textsOn('g1')).sort()).toEqual([...texts].sort());
  const synthesis = (await get('synthesis.json')).body;
  expect(synthesis.cards.map(({ text }: { text: string }) => text)).toEqual(expect.arrayContaining(texts));
  expect(synthesis.groups.map(({ id }: { id: string }) => id)).toEqual(['g1', 'g2', 'g3']);

  const placed = { ana: 'g3', ben: 'g2', carla: 'g3' } as const;
  for (const [name, groupId] of Object.entries(placed) as [keyof typeof placed, 'g2' | 'g3'][]) {
    const person = people[name];
    const view = await person.sees('the new group', ({ you }) => you.groupId === groupId);
    expect(view.help).toEqual([]);
    const [gone] = view.groups;
    expect(gone).toMatchObject({ id: 'g1', rapporteur: carla.id, dissolvedAt: expect.any(String) });
    const { doc } = await person.openCanvas(groupId, blockOf(groupId));
    addCard(doc, person.writer, card(`${name} continue`));
    await person.saved();
    expect(await textsOn(groupId)).toContain(`${name} continue`);
  }
});

it('[S123] who was in it reads it and writes there no longer; a moderator does', async () => {
  const { ana } = people;
  const { moderator } = workshop;
  const old = await ana.openCanvas('g1', blockOf('g1'));
  // At the pace of a person, until the grace of a move is over.
  const writeAgain = (): boolean => {
    if (old.status === 'live' && old.unsavedSince === null && old.aside === null)
      addCard(old.doc, ana.writer, card('Après'));
    return old.aside !== null;
  };
  await until('the end of writing', writeAgain, 15_000, 200);
  expect(old.aside?.code).toBe('canvas/read-only');
  expect(old.aside?.cards.map(({ text }) => text)).toEqual(['Après']);
  const { doc } = await moderator.openCanvas('g1', blockOf('g1'));
  addCard(doc, moderator.writer, card('Note de la modération'));
  await moderator.saved();
  await until('what the moderator wrote', () =>
    old.snapshot.cards.some(({ text }) => text === 'Note de la modération'),
  );
});

it('[S124] nobody is put there, and room sheets and a rehearsal leave it out', async () => {
  const { moderator } = workshop;
  const participantId = people.dora.id ?? '';
  expect(await moderator.do({ type: 'participant.assign', participantId, groupId: 'g1' })).toMatchObject({
    ok: false,
    code: 'group/dissolved',
  });
  expect(await people.dora.do({ type: 'group.dissolve', groupId: 'g2' })).toMatchObject({
    code: 'session/not-moderator',
  });
  const { text } = await get('room-sheets.html', workshop.keys.moderator);
  expect([...text.matchAll(/class="sheet script"/g)]).toHaveLength(2);
  await moderator.must({ type: 'group.change', groupId: 'g3', language: 'es' });
  const begun = await request(`${started.url}/api/sessions/${workshop.sessionId}/rehearsal`, {
    key: moderator.key,
    body: { people: 0, speed: 1 },
  });
  const copyId = /\/s\/(.+)#/.exec(begun.body.rehearsal.link)?.[1] ?? '';
  const copy = await started.app.deps.sessions.find(copyId);
  expect(copy?.state.groups).toMatchObject([
    { id: 'g1', name: '2', blocks: [blockOf('g2')] },
    { id: 'g2', name: '3', blocks: [blockOf('g3')], language: 'es' },
  ]);
});
