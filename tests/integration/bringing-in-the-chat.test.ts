import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

const blockOf = (group: number) => workshop.moderator.view.groups[group - 1]?.blocks[0] ?? '';
const add = (key: string, cards: object[], path = `g1/${blockOf(1)}`) =>
  request(`${started.url}/api/sessions/${workshop.sessionId}/canvases/${path}/cards`, {
    key,
    body: { cards },
  });
const card = { text: 'No credit without land', lang: 'en', spokenBy: '4 · Dulce · Praia' };

describe('Zoom’s chat', () => {
  it('[S115] lands on the group’s canvas as cards to sort, in order, with who said it, and people sort them', async () => {
    const dulce = await workshop.join({ name: 'Dulce', groupId: 'g1' });
    const canvas = await dulce.openCanvas('g1', blockOf(1));
    const { status, body } = await add(workshop.moderator.key, [card, { text: 'Second', lang: 'fr' }]);
    expect([status, body]).toEqual([200, { ok: true, cards: 2 }]);
    await until('the cards', () => canvas.snapshot.cards.length === 2);
    expect(canvas.snapshot.cards).toMatchObject([
      { zone: 'to-sort', ...card, author: workshop.moderator.id, territories: [] },
      { zone: 'to-sort', text: 'Second', lang: 'fr' },
    ]);
    const { body: synthesis } = await request(
      `${started.url}/api/sessions/${workshop.sessionId}/synthesis.json?lang=fr`,
      { key: workshop.keys.organizer },
    );
    const zones = synthesis.blocks.flatMap((block: any) => block.zones);
    expect(zones.find(({ id }: any) => id === 'to-sort')?.title).toBe('À classer');
  });

  it('[S115] is a moderator’s or the group’s facilitator’s to bring, with a name, in an open session', async () => {
    const yves = await workshop.join({ name: 'Yves', groupId: 'g1' });
    expect((await add(yves.key, [card])).body).toMatchObject({ code: 'group/not-facilitator' });
    await workshop.moderator.must({ type: 'group.change', groupId: 'g1', facilitators: [yves.id ?? ''] });
    expect((await add(yves.key, [card])).status).toBe(200);
    expect((await add(yves.key, [card], `g2/${blockOf(2)}`)).body).toMatchObject({
      code: 'group/not-facilitator',
    });
    expect((await add(workshop.keys.moderator, [card])).body).toMatchObject({ code: 'key/seat-needed' });
    await workshop.moderator.must({ type: 'lock.set', groupId: 'g1' });
    expect((await add(yves.key, [card])).body).toMatchObject({ code: 'canvas/locked' });
    expect((await add(workshop.moderator.key, [card])).status).toBe(200);
    await workshop.moderator.must({ type: 'lock.clear', groupId: 'g1' });
    await workshop.moderator.must({ type: 'participant.mute', participantId: yves.id ?? '', isMuted: true });
    expect((await add(yves.key, [card])).body).toMatchObject({ code: 'canvas/muted' });
    expect((await add(workshop.moderator.key, [card], 'g1/nowhere')).body).toMatchObject({
      code: 'canvas/unknown',
    });
    expect((await add(workshop.moderator.key, [card], 'synthesis/overall')).body).toMatchObject({
      code: 'group/unknown',
    });
  });

  it('[S115] is text of a card’s length, and no more cards at once than a pasted list has', async () => {
    const { key } = workshop.moderator;
    for (const bad of [
      { ...card, text: ' \u0000 ' },
      { ...card, text: 'x'.repeat(5001) },
      { ...card, lang: '?' },
      { ...card, zone: 'gaps' },
    ])
      expect((await add(key, [bad])).status).toBe(400);
    expect((await add(key, Array(201).fill(card))).status).toBe(400);
    expect((await add(key, [])).status).toBe(400);
    await workshop.moderator.must({ type: 'session.close' });
    expect((await add(key, [card])).body).toMatchObject({ code: 'session/not-open' });
  });
});
