import { afterAll, beforeAll, expect, it } from 'vitest';
import { addCard, addThread, addTranslation, editCardText } from '#shared/canvas/edit.ts';
import { Participant } from '#client/rehearsal/participant.ts';
import { namedModerator } from '../participants/workshop.ts';
import { request } from '../support/http.ts';
import { ServerProcess, temporaryDir } from '../support/server.ts';
import { wordsIn } from '../unit/documents/office-file.ts';
import { until } from '../support/until.ts';

const data = temporaryDir();
const server = new ServerProcess({ DATA_DIR: data.dir });

beforeAll(async () => void (await server.start()));
afterAll(async () => {
  await server.kill('SIGTERM');
  data.remove();
});

it('a workshop in three languages, killed in the middle of writing, ends with everything acknowledged in every file', async () => {
  const created = await request(`${server.url}/api/sessions`, {
    key: server.ownerKey,
    body: { scenario: 'sse-guidelines', timeZones: ['America/Argentina/Cordoba', 'Europe/Rome'] },
  });
  expect(created.status).toBe(201);
  const { id: sessionId, joinCode, keys, groups } = created.body;
  expect(groups).toHaveLength(8);

  // The concept note's times contradict each other: nobody opens before a named person has chosen.
  const tooEarly = await request(`${server.url}/api/sessions/${sessionId}/commands`, {
    key: keys.moderator,
    body: { type: 'session.open' },
    headers: { 'accept-language': 'fr' },
  });
  expect(tooEarly).toMatchObject({ status: 422, body: { code: 'session/time-unconfirmed' } });
  const moderator = await namedModerator(server.url, keys.moderator, sessionId);
  await moderator.must({ type: 'session.change', startsAt: '2021-06-01T14:15:00.000Z' });
  await moderator.must({ type: 'session.open' });

  const people = await Promise.all([
    Participant.join(server.url, joinCode, { name: 'Dulce', language: 'fr', territory: 'Praia' }),
    Participant.join(server.url, joinCode, { name: 'Wilmer', language: 'es', territory: 'Tiquipaya' }),
    Participant.join(server.url, joinCode, { name: 'Ama', language: 'en', territory: 'Accra' }),
  ]);
  const [dulce, wilmer, ama] = people;
  const blockId: string = groups[3].blocks[0];
  for (const person of people) {
    await person.sees('the session');
    await moderator.must({ type: 'participant.assign', participantId: person.id ?? '', groupId: 'g4' });
  }
  const canvases = await Promise.all(
    people.map(async (person) => {
      await person.sees('its group', (view) => view.you.groupId === 'g4');
      return person.openCanvas('g4', blockId);
    }),
  );
  const territoryOf = (person: Participant): string =>
    person.view.people.find(({ id }) => id === person.id)?.territoryId ?? '';

  const { steps } = moderator.view;
  await moderator.must({ type: 'step.start' });
  const written: string[] = [];
  const write = (at: number, zone: string, text: string): string => {
    const person = people[at] as Participant;
    const doc = canvases[at]?.doc;
    if (!doc) throw new Error('no canvas');
    const territory = territoryOf(person);
    const id = addCard(doc, person.writer, { zone, text, lang: person.view.you.language, territory });
    written.push(text);
    return id;
  };
  const gap = write(0, 'gaps', 'Pas de crédit sans garantie hypothécaire');
  const action = write(1, 'actions', 'Crear un fondo de garantía');
  write(2, 'exists', 'A municipal help desk, without a budget');
  await Promise.all(people.map((person) => person.saved()));
  await until('everybody to have three cards', () =>
    canvases.every(({ snapshot }) => snapshot.cards.length === 3),
  );
  addThread(canvases[0]!.doc, dulce.writer, gap, action);
  addTranslation(canvases[0]!.doc, dulce.writer, {
    card: action,
    lang: 'fr',
    text: 'Créer un fonds de garantie',
    status: 'published',
  });
  editCardText(canvases[2]!.doc, ama.writer, gap, 'Pas de crédit sans garantie hypothécaire.');
  written[0] += '.';

  // Killed while Wilmer types; what was acknowledged is on disk, what was not is still on his device.
  const typed = 'Locales municipales vacíos, cedidos en uso';
  const lever = write(1, 'levers', typed.slice(0, 1));
  written.pop();
  for (let length = 2; length <= typed.length; length += 1) {
    editCardText(canvases[1]!.doc, wilmer.writer, lever, typed.slice(0, length));
    if (length === 20) await server.kill('SIGKILL');
    await new Promise((resolve) => setImmediate(resolve));
  }
  written.push(typed);
  await server.start();
  await until('everybody to be back', () => canvases.every(({ status }) => status === 'live'), 20_000);
  await Promise.all(people.map((person) => person.saved()));
  await until('everybody to have the lever', () =>
    canvases.every(({ snapshot }) => snapshot.cards.some((card) => card.text === typed)),
  );
  await Promise.all(
    [...people, moderator].map((person) => person.sees('the step', ({ step }) => step !== null)),
  );

  const choose = steps.find((step) => step.kind === 'choose');
  await moderator.must({ type: 'step.start', stepId: choose?.id ?? '' });
  for (const person of people) await person.must({ type: 'vote.cast', ref: `g4/${blockId}/${action}` });
  // Killed again right after the acknowledgements.
  await server.kill('SIGKILL');
  await server.start();
  await Promise.all(people.map((person) => person.sees('its dots', ({ votes }) => votes[0]?.mine === 1)));
  expect(wilmer.view.votes[0]).toMatchObject({ count: null, mine: 1 });
  await dulce.must({ type: 'maturity.place', blockId, level: 1, evidence: 'Un guichet, sans budget' });
  await ama.must({ type: 'maturity.place', blockId, level: null });
  await until('the moderator to be back', () => moderator.session.status === 'live');
  await moderator.must({ type: 'session.close' });

  const synthesisUrl = `${server.url}/api/sessions/${sessionId}/synthesis`;
  for (const language of ['fr', 'es', 'en']) {
    const files = await Promise.all(
      ['json', 'md', 'csv'].map((format) =>
        request(`${synthesisUrl}.${format}?lang=${language}`, { key: keys.organizer }),
      ),
    );
    for (const file of files) expect(file.status).toBe(200);
    const [json, markdown, csv] = files.map((file) => file.text.replaceAll('\u202f', ' '));
    for (const text of written) {
      // In French the action is read in Dulce's translation, its original beside it.
      expect(json).toContain(text);
      expect(csv).toContain(text);
    }
    const workbook = await fetch(`${synthesisUrl}.xlsx?lang=${language}`, {
      headers: { authorization: `Bearer ${keys.organizer}` },
    });
    expect(workbook.headers.get('content-type')).toContain('spreadsheetml.sheet');
    expect(workbook.headers.get('content-disposition')).toContain(`-${language}.xlsx"`);
    const words = wordsIn(Buffer.from(await workbook.arrayBuffer())).replaceAll('\u202f', ' ');
    for (const text of written) expect(words).toContain(text);
    expect(markdown).toContain(
      language === 'fr' ? 'Créer un fonds de garantie' : 'Crear un fondo de garantía',
    );
    const synthesis = files[0]?.body;
    expect(synthesis).toMatchObject({ format: 'minga.synthesis', language, asOf: { isFinal: true } });
    expect(synthesis.totals).toMatchObject({ people: 3, cards: 4, votes: 3, threads: 1 });
    expect(synthesis.actions[0]).toMatchObject({ ref: `g4/${blockId}/${action}`, votes: 3 });
    const rows = synthesis.maturity as { count: number; unknown: number; median: number | null }[];
    expect(rows.map(({ count, unknown }) => count + unknown)).toEqual([1, 1]);
  }
  for (const person of [...people, moderator]) person.leave();
}, 120_000);
