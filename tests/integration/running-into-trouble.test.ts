import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCard, changeCardText } from '#shared/canvas/edit.ts';
import { errors } from '#shared/i18n/fr/errors.ts';
import type { SessionConnection } from '#client/session/session-connection.ts';
import { namedModerator } from '../participants/workshop.ts';
import { request } from '../support/http.ts';
import { until } from '../support/until.ts';
import { createWorkshop, startApp, type Workshop } from '../support/workshop.ts';

/** Devices' clocks are hours behind the server's. */
const AHEAD_MS = 5 * 60 * 60_000 + 17_000;

let started: Awaited<ReturnType<typeof startApp>>;
let workshop: Workshop;
beforeAll(async () => {
  started = await startApp({ now: () => new Date(Date.now() + AHEAD_MS) });
  workshop = await createWorkshop(started.url);
});
afterAll(async () => {
  workshop.leave();
  await started.stop();
});

const block = (groupId = 'g1'): string =>
  workshop.moderator.view.groups.find(({ id }) => id === groupId)?.blocks[0] ?? '';
/** What a device reckons is left of the step, in ms. */
const leftAt = ({ view, clockOffsetMs }: SessionConnection): number =>
  Date.parse(view?.step?.endsAt ?? '') - (Date.now() + clockOffsetMs);

describe('a session that runs', () => {
  it('refuses in words what makes no sense, over the socket and over REST, and nothing happens', async () => {
    const { moderator, sessionId } = workshop;
    await moderator.must({ type: 'step.start' });
    const before = moderator.view;
    const long = 'é'.repeat(50_000);
    const senseless = [
      [{ type: 'step.start', stepId: 'no-such-step' }, 'step/unknown'],
      [{ type: 'step.start', stepId: '__proto__' }, 'step/unknown'],
      [{ type: 'step.next', from: 'no-such-step' }, 'session/step-moved'],
      [{ type: 'step.extend', byMs: -1e15 }, 'request/invalid'],
      [{ type: 'step.extend', byMs: 1e15 }, 'request/invalid'],
      [{ type: 'step.extend', byMs: 0.5 }, 'request/invalid'],
      [{ type: 'step.extend', byMs: null }, 'request/invalid'],
      [{ type: 'message.send', to: 'all', text: { fr: long } }, 'request/invalid'],
      [{ type: 'message.send', to: { groupId: 'g99' }, text: { fr: 'Bonjour' } }, 'group/unknown'],
      [{ type: 'help.call', reason: long }, 'request/invalid'],
    ] as const;
    for (const [command, code] of senseless) {
      const bySocket = await moderator.do(command as Parameters<typeof moderator.do>[0]);
      expect(bySocket, JSON.stringify(command).slice(0, 80)).toMatchObject({ ok: false, code });
      expect(errors).toHaveProperty([code]);
      const { body } = await request(`${started.url}/api/sessions/${sessionId}/commands`, {
        key: moderator.key,
        body: command,
      });
      expect(body).toMatchObject({ code, detail: expect.stringMatching(/\S/) });
    }
    expect(moderator.session.status).toBe('live');
    expect(moderator.view).toEqual(before);
  });

  it('agrees on what is left of a step within a second, though devices are hours behind', async () => {
    const dulce = await workshop.join({ name: 'Dulce' });
    const { plannedMs = 0 } = workshop.moderator.view.steps[0] ?? {};
    const lefts = [dulce, workshop.moderator].map(({ session }) => leftAt(session));
    for (const left of lefts) {
      expect(left).toBeLessThanOrEqual(plannedMs + 1000);
      expect(left).toBeGreaterThan(plannedMs - 60_000);
    }
    expect(Math.abs((lefts[0] ?? 0) - (lefts[1] ?? 0))).toBeLessThan(1000);
  });

  it('keeps what a group wrote, and its people, when they are moved out of it in mid-sentence', async () => {
    const { moderator } = workshop;
    const dulce = await workshop.join({ name: 'Dulce', groupId: 'g1' });
    const amel = await workshop.join({ name: 'Amel', groupId: 'g1' });
    const canvases = await Promise.all([dulce, amel].map((one) => one.openCanvas('g1', block())));
    const cards = [dulce, amel].map(({ writer }, nth) =>
      addCard(canvases[nth]!.doc, writer, { zone: 'gaps', text: 'Pas de', lang: 'fr', territory: null }),
    );
    const moved = [dulce, amel].map(({ id }) =>
      moderator.must({ type: 'participant.assign', participantId: id ?? '', groupId: 'g2' }),
    );
    for (const [nth, one] of [dulce, amel].entries())
      changeCardText(canvases[nth]!.doc, one.writer, cards[nth]!, {
        start: 6,
        removed: 0,
        inserted: ' crédit',
      });
    await Promise.all(moved);
    await Promise.all([dulce, amel].map((one) => one.saved()));
    const { body } = await request(
      `${started.url}/api/sessions/${workshop.sessionId}/canvases/g1/${block()}`,
      { key: workshop.keys.observer },
    );
    const texts = new Map(body.cards.map(({ id, text }: { id: string; text: string }) => [id, text]));
    expect(cards.map((id) => texts.get(id))).toEqual(['Pas de crédit', 'Pas de crédit']);
    // They write where they are now.
    const there = await dulce.openCanvas('g2', block('g2'));
    addCard(there.doc, dulce.writer, { zone: 'gaps', text: 'Ici aussi', lang: 'fr', territory: null });
    await dulce.saved();
    expect(there.aside).toBeNull();
  });

  it('a moderator’s link opened by a participant takes nothing of their seat', async () => {
    const amel = await workshop.join({ name: 'Amel', groupId: 'g1' });
    const address = `${started.url}/api/sessions/${workshop.sessionId}`;
    const cookies: string[] = [];
    for (const key of [amel.key, workshop.keys.moderator]) {
      const { headers } = await request(`${address}/seat`, { method: 'POST', key });
      cookies.push(headers.get('set-cookie')?.split(';')[0] ?? '');
    }
    const headers = { cookie: cookies.join('; ') };
    const mine = await request(`${address}?seat=${amel.id}`, { headers });
    expect(mine.body.you).toMatchObject({ role: 'participant', participantId: amel.id, groupId: 'g1' });
    const theirs = await request(`${address}?seat=moderator`, { headers });
    expect(theirs.body.you).toMatchObject({ role: 'moderator', participantId: null });
    // Which of the two speaks is said by the page, not by who has more rights.
    const refused = await request(`${address}/commands?seat=${amel.id}`, {
      headers: { ...headers, origin: started.url },
      body: { type: 'session.close' },
    });
    expect(refused.body).toMatchObject({ code: 'session/not-moderator' });
    amel.leave();
  });

  it('goes on when its last moderator leaves, and the link leads another one into the same state', async () => {
    const { moderator, sessionId } = workshop;
    const dulce = await workshop.join({ name: 'Dulce', groupId: 'g1' });
    await moderator.must({ type: 'participant.leave' });
    await dulce.sees('that the moderator has gone', ({ people }) =>
      people.every(({ role }) => role !== 'moderator'),
    );
    const step = dulce.view.step;
    expect(step).not.toBeNull();
    await dulce.must({ type: 'help.call', reason: 'Il n’y a plus personne' });
    const next = await namedModerator(started.url, workshop.keys.moderator, sessionId);
    expect(next.view).toMatchObject({ step, help: [{ by: dulce.id, reason: 'Il n’y a plus personne' }] });
    await next.must({ type: 'step.next', from: step?.id ?? '' });
    await until('the step to move', () => dulce.view.step?.id !== step?.id);
    next.leave();
  });
});
