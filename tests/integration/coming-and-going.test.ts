import { afterAll, beforeAll, expect, it } from 'vitest';
import { addCard } from '#shared/canvas/edit.ts';
import { Participant } from '#client/rehearsal/participant.ts';
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

it('people who leave and join a canvas in the same moments always meet on one canvas', async () => {
  const people = await Promise.all(
    ['Dulce', 'Wilmer', 'Ama'].map((name) => workshop.join({ name, groupId: 'g1' })),
  );
  const block = people[0]?.view.groups[0]?.blocks[0] ?? '';
  const again = (person: Participant) =>
    new Participant({
      serverUrl: person.serverUrl,
      sessionId: person.sessionId,
      key: person.key,
      id: person.id,
    });
  let written = 0;
  for (let round = 0; round < 15; round += 1) {
    const here = people.map(again);
    await Promise.all(here.map((person) => person.sees('the session')));
    const canvases = await Promise.all(here.map((person) => person.openCanvas('g1', block)));
    const author = here[round % here.length] as Participant;
    const canvas = canvases[round % here.length];
    if (!canvas) throw new Error('no canvas');
    addCard(canvas.doc, author.writer, {
      zone: 'exists',
      text: `Round ${round}`,
      lang: 'fr',
      territory: null,
    });
    written += 1;
    await until('everybody to have every card', () =>
      canvases.every(({ snapshot }) => snapshot.cards.length === written),
    );
    await author.saved();
    // All at once, and back at once.
    for (const person of here) person.leave();
  }
  expect(written).toBe(15);
  await until('the canvas to leave memory', () => started.app.deps.canvases.count === 0);
});
