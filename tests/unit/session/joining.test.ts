import { describe, expect, it } from 'vitest';
import { shareOf } from '#shared/session/audience.ts';
import type { JoinCommand } from '#shared/session/decision.ts';
import { evolve } from '#shared/session/evolve.ts';
import { given } from './specification.ts';
import { ana, closed, created, draft, joined, link, logOf, mo, open, seat, stateOf } from './workshop.ts';

const join = (more: Partial<JoinCommand> = {}): JoinCommand => ({
  type: 'participant.join',
  participantId: 'eva',
  role: 'participant',
  language: 'es',
  ...more,
});
const eva = seat('eva');
const evaJoined = {
  ...{ type: 'participant.joined' as const, participantId: 'eva', role: 'participant' as const },
  ...{ language: 'es', territoryId: null, status: 'seated' as const },
};
const full = [...open, ...joined('dora')];
const waiting = [...full, ...joined('eva', { status: 'waiting' }), ...joined('finn', { status: 'waiting' })];

describe('taking a seat', () => {
  it('[S11] is possible before and during the session', () => {
    for (const past of [draft, open]) given(past).when(join(), eva).then([evaJoined]);
  });

  it('[S11] is not possible afterwards', () => {
    given([...open, closed])
      .when(join(), eva)
      .then('session/closed');
  });

  it('[S11] is refused in a language that the session does not have', () => {
    given(open)
      .when(join({ language: 'de' }), eva)
      .then({ code: 'session/language-unknown', details: { language: 'de' } });
  });

  it('[S31] adds the territory it names when that is new', () => {
    const territory = { id: 'new1', name: 'Cali', mayBeNamed: false };
    given(open)
      .when(join({ territory: 'Cali' }), eva)
      .then([
        { type: 'territory.added', territory },
        { ...evaJoined, territoryId: 'new1' },
      ]);
  });
});

describe('where all places are taken', () => {
  it('[S11] who comes waits, but moderators and others of no place do not', () => {
    given(full)
      .when(join(), eva)
      .then([{ ...evaJoined, status: 'waiting' }]);
    given(full)
      .when(join({ role: 'moderator' }), seat('eva', 'moderator'))
      .then([{ ...evaJoined, role: 'moderator' }]);
  });

  it('[S11] the waiting list has an end', () => {
    const crowd = Array.from({ length: 28 - 4 }, (_, at) => joined(`w${at}`, { status: 'waiting' })).flat();
    given([...full, ...crowd])
      .when(join(), eva)
      .then('session/full');
    given([...full, ...crowd.slice(1)])
      .when(join(), eva)
      .then([{ ...evaJoined, status: 'waiting' }]);
  });

  it('[S11] so has the list of everybody else', () => {
    const staff = Array.from({ length: 199 }, (_, at) => joined(`o${at}`, { role: 'observer' })).flat();
    given([...open, ...staff])
      .when(join({ role: 'interpreter' }), eva)
      .then('session/full');
  });

  it('[S12] who waits longest gets the place of whoever leaves, is removed, merged or made a moderator', () => {
    const promoted = { type: 'participant.promoted' as const, participantId: 'eva' };
    given(waiting)
      .when({ type: 'participant.leave' }, ana)
      .then([{ type: 'participant.left', participantId: 'ana' }, promoted]);
    given(waiting)
      .when({ type: 'participant.remove', participantId: 'ben' }, mo)
      .then([{ type: 'participant.removed', participantId: 'ben' }, promoted]);
    given(waiting)
      .when({ type: 'participant.merge', from: 'ben', into: 'ana' }, mo)
      .then([{ type: 'participant.merged', from: 'ben', into: 'ana' }, promoted]);
    given(waiting)
      .when({ type: 'participant.role', participantId: 'ben', role: 'moderator' }, mo)
      .then([{ type: 'participant.given-role', participantId: 'ben', role: 'moderator' }, promoted]);
  });

  it('[S12] more places are filled at once, fewer send nobody away', () => {
    given(waiting)
      .when({ type: 'session.change', capacity: 6 }, mo)
      .then([
        { type: 'session.changed', capacity: 6 },
        { type: 'participant.promoted', participantId: 'eva' },
        { type: 'participant.promoted', participantId: 'finn' },
      ]);
    given(waiting)
      .when({ type: 'session.change', capacity: 1 }, mo)
      .then([{ type: 'session.changed', capacity: 1 }]);
  });

  it('[S12] a new role that needs no place ends the waiting', () => {
    given(waiting)
      .when({ type: 'participant.role', participantId: 'finn', role: 'interpreter' }, mo)
      .then([
        { type: 'participant.given-role', participantId: 'finn', role: 'interpreter' },
        { type: 'participant.promoted', participantId: 'finn' },
      ]);
  });
});

describe('waiting', () => {
  it('[S13] allows to change or give up the seat, and nothing else', () => {
    given(waiting)
      .when({ type: 'participant.change', language: 'fr' }, eva)
      .then([{ type: 'participant.changed', participantId: 'eva', language: 'fr' }]);
    given(waiting)
      .when({ type: 'participant.leave' }, eva)
      .then([{ type: 'participant.left', participantId: 'eva' }]);
    given(waiting).when({ type: 'vote.cast', ref: 'g1/water/c1' }, eva).then('participant/waiting');
    given(waiting)
      .when({ type: 'message.send', to: 'moderators', text: { en: 'x' } }, eva)
      .then('participant/waiting');
    given(waiting)
      .when({ type: 'participant.change', participantId: 'ana', name: 'x' }, eva)
      .then('participant/not-you');
  });

  it('[S13] nobody is assigned or named for a task who waits', () => {
    given(waiting)
      .when({ type: 'participant.assign', participantId: 'eva', groupId: 'g1' }, mo)
      .then('participant/waiting');
    given(waiting)
      .when({ type: 'group.change', groupId: 'g1', rapporteur: 'eva' }, mo)
      .then({ code: 'participant/unknown', details: { participantId: 'eva' } });
  });

  it('[S13] is for moderators and oneself to know', () => {
    const before = stateOf(waiting);
    for (const body of [
      { type: 'participant.changed' as const, participantId: 'eva', language: 'fr' },
      { type: 'participant.left' as const, participantId: 'eva' },
    ]) {
      const event = { ...body, seq: before.seq + 1, at: '', by: 'eva' };
      const after = evolve(before, event);
      expect(shareOf(event, ana, before, after)).toBe('nothing');
      expect(shareOf(event, link('observer'), before, after)).toBe('nothing');
      expect(shareOf(event, mo, before, after)).toBe(event);
    }
    const last = logOf(waiting).at(-1)!;
    const unjoined = stateOf(waiting.slice(0, -1));
    expect(shareOf(last, ana, unjoined, before)).toBe('nothing');
    expect(shareOf(last, link('organizer'), unjoined, before)).toBe(last);
  });
});

it('[S12] a draft with fewer places than people promotes nobody it has no place for', () => {
  const small = draft.with(0, created({ capacity: 1 }));
  given([...small, ...joined('eva', { status: 'waiting' })])
    .when({ type: 'participant.remove', participantId: 'ana' }, mo)
    .then([{ type: 'participant.removed', participantId: 'ana' }]);
});
