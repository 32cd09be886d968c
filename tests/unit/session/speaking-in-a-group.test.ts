import { describe, expect, it } from 'vitest';
import type { EventBody } from '#shared/session/events.ts';
import type { Id, Instant } from '#shared/session/state.ts';
import { toldAnew } from '#shared/session/view.ts';
import { given } from './specification.ts';
import { after, ana, ben, carla, link, minutes, mo, NOON, open, started, stateOf } from './workshop.ts';

/** Ana facilitates g1, where Ben is too. */
const working = [...open, started('notes')];
const give = (to: Id | null, from: Id | null = null, groupId = 'g1') => ({
  type: 'turn.give' as const,
  to,
  from,
  groupId,
});
const took = (turnId: Id | null, at: Instant = NOON): EventBody & { at: Instant } => ({
  ...{ type: 'turn.given', stepId: 'notes', turnId, groupId: 'g1', at },
  ...(turnId === null ? {} : { endsAt: after(at, minutes(2)) }),
});
const roundOf = (past: Parameters<typeof stateOf>[0]) => stateOf(past).rounds['g1'];

describe('a group’s own round', () => {
  it('[S109] is led by its facilitator or a moderator, among its members, two minutes each', () => {
    const { at: _, ...given1 } = took('ben');
    for (const actor of [ana, mo, link('moderator')]) given(working).when(give('ben'), actor).then([given1]);
    for (const actor of [ben, carla]) given(working).when(give('ben'), actor).then('group/not-facilitator');
    given(working).when(give('carla'), ana).then('turn/unknown');
    given(working).when(give('constructor'), ana).then('turn/unknown');
    given(working)
      .when(give('ben', null, 'g9'), ana)
      .then('group/unknown');
    given(open).when(give('ben'), ana).then('session/no-step');
  });

  it('[S109] goes on from who speaks, and remembers who has spoken', () => {
    given([...working, took('ben')])
      .when(give('ana', null), ana)
      .then({ code: 'turn/moved', details: { turnId: 'ben' } });
    expect(roundOf([...working, took('ben'), took('ana'), took('ben')])?.spoken).toEqual(['ben', 'ana']);
    expect(roundOf([...working, took('ben'), took(null)])).toEqual({ floor: null, spoken: ['ben'] });
  });

  it('[S109] has a clock of its own, which a pause stops and the facilitator lengthens', () => {
    const past = [...working, took('ben')];
    given(past)
      .when({ type: 'turn.extend', byMs: minutes(1), groupId: 'g1' }, ana)
      .then([{ type: 'turn.extended', byMs: minutes(1), groupId: 'g1' }]);
    given(working).when({ type: 'turn.extend', byMs: 1, groupId: 'g1' }, ana).then('turn/nobody');
    const extended: EventBody = { type: 'turn.extended', byMs: minutes(1), groupId: 'g1' };
    expect(roundOf([...past, extended])?.floor?.endsAt).toBe(after(NOON, minutes(3)));
    const paused = [
      { type: 'step.paused' as const, at: after(NOON, minutes(1)) },
      { type: 'step.resumed' as const, byMs: minutes(5), at: after(NOON, minutes(6)) },
    ];
    expect(roundOf([...past, ...paused])?.floor?.endsAt).toBe(after(NOON, minutes(7)));
    expect(stateOf([...past, extended]).floor).toBeNull();
  });

  it('[S109] ends with the step, and for who leaves the group', () => {
    const past = [...working, took('ben')];
    expect(roundOf([...past, { type: 'step.ended', stepId: 'notes' }])).toBeUndefined();
    for (const gone of [
      { type: 'participant.left' as const, participantId: 'ben' },
      { type: 'participant.assigned' as const, participantId: 'ben', groupId: 'g2' },
      { type: 'participant.merged' as const, from: 'ben', into: 'carla' },
    ])
      expect(roundOf([...past, gone])?.floor).toBeNull();
  });

  it('[S110] is told to its group and to moderators', () => {
    const [before, now] = [stateOf(working), stateOf([...working, took('ben')])];
    expect([ana, ben, mo].map((actor) => toldAnew(before, now, actor))).toEqual(
      Array(3).fill({ told: { rounds: now.rounds } }),
    );
    expect(toldAnew(before, now, carla)).toEqual({});
  });
});
