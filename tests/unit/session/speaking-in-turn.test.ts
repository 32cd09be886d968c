import { describe, expect, it } from 'vitest';
import { shareOf } from '#shared/session/audience.ts';
import { leftMsOf } from '#shared/session/families/turn.ts';
import type { EventBody } from '#shared/session/events.ts';
import type { Id, Instant } from '#shared/session/state.ts';
import { toldAnew } from '#shared/session/view.ts';
import { given } from './specification.ts';
import { after, ana, group, link, logOf, minutes, mo, NOON, speaking, stateOf } from './workshop.ts';

const give = (to: Id | null, from: Id | null) => ({ type: 'turn.give' as const, to, from });
const took = (turnId: Id | null, at = NOON): EventBody & { at: Instant } =>
  turnId === null
    ? { type: 'turn.given', stepId: 'stories', turnId, at }
    : { type: 'turn.given', stepId: 'stories', turnId, endsAt: after(at, minutes(3)), at };
const drop = (turnId: Id, freed?: 'questions' | 'others' | 'step') => ({
  type: 'turn.change' as const,
  stepId: 'stories',
  turnId,
  isIn: false,
  ...(freed ? { freed } : {}),
});
const dropped = (turnId: Id, more = {}): EventBody => ({
  type: 'turn.changed',
  stepId: 'stories',
  turnId,
  isIn: false,
  ...more,
});
const lima = {
  type: 'turn.given',
  stepId: 'stories',
  turnId: 'lima',
  endsAt: after(NOON, minutes(3)),
} as const;

describe('the floor', () => {
  it('[S76] is given by moderators, in a step under way, to those who speak in it', () => {
    given(speaking).when(give('lima', null), mo).then([lima]);
    given(speaking).when(give('lima', null), ana).then('session/not-moderator');
    given(speaking).when(give('lyon', null), mo).then('turn/unknown');
    given(speaking).when(give('g1', null), mo).then('turn/unknown');
    given(speaking).when(give('constructor', null), mo).then('turn/unknown');
    given([...speaking, { type: 'step.ended', stepId: 'stories' }])
      .when(give('lima', null), mo)
      .then('session/no-step');
    given([...speaking, { type: 'session.closed' }])
      .when(give('lima', null), mo)
      .then('session/closed');
  });

  it('[S77] goes on from whom the sender sees speaking: two moderators at once pass over nobody', () => {
    const past = [...speaking, took('lima')];
    given(past)
      .when(give('lome', 'lima'), mo)
      .then([{ ...lima, turnId: 'lome' }]);
    given([...past, took('lome')])
      .when(give('lome', 'lima'), mo)
      .then({ code: 'turn/moved', details: { turnId: 'lome' } });
    given(past).when(give('lima', 'lima'), mo).then([]);
    given(past)
      .when(give(null, 'lima'), mo)
      .then([{ type: 'turn.given', stepId: 'stories', turnId: null }]);
  });

  it('[S77] how long somebody had it stays on record, and who has it again goes on from there', () => {
    const past = [
      ...speaking,
      took('lima'),
      took('lome', after(NOON, minutes(2))),
      took(null, after(NOON, minutes(6))),
    ];
    const spoken = stateOf(past).turns['stories']?.map(({ spokenMs }) => spokenMs);
    expect(spoken).toEqual([minutes(2), minutes(4), undefined]);
    const ended = stateOf([
      ...speaking,
      took('lima'),
      { type: 'step.ended', stepId: 'stories', at: after(NOON, minutes(1)) },
    ]);
    expect(ended.floor).toBeNull();
    expect(ended.turns['stories']?.[0]?.spokenMs).toBe(minutes(1));
  });

  it('[S77] has a clock of its own: a pause of the step stops it, a moderator lengthens and shortens it', () => {
    const paused: (EventBody & { at?: Instant })[] = [
      ...speaking,
      took('lima'),
      { type: 'step.paused', at: after(NOON, minutes(1)) },
    ];
    const { floor, step } = stateOf(paused);
    expect(floor && leftMsOf(floor, step?.pausedAt ?? null, after(NOON, minutes(30)))).toBe(minutes(2));
    const resumed = stateOf([
      ...paused,
      { type: 'step.resumed', byMs: minutes(4), at: after(NOON, minutes(5)) },
    ]);
    expect(resumed.floor && leftMsOf(resumed.floor, null, after(NOON, minutes(5)))).toBe(minutes(2));

    const extend = (byMs: number) => ({ type: 'turn.extend' as const, byMs });
    given([...speaking, took('lima')])
      .when(extend(60_000), mo)
      .then([{ type: 'turn.extended', byMs: 60_000 }]);
    given([...speaking, took('lima')])
      .when(extend(-minutes(9)), mo)
      .then([{ type: 'turn.extended', byMs: -minutes(3) }]);
    given(speaking).when(extend(60_000), mo).then('turn/nobody');
  });
});

describe('who drops out', () => {
  it('[S78] frees time for questions; nothing that comes later moves', () => {
    given(speaking)
      .when(drop('lome'), mo)
      .then([dropped('lome')]);
    given(speaking).when(drop('lyon'), mo).then([]);
    given(speaking).when(drop('lome'), ana).then('session/not-moderator');
    given(speaking).when(drop('nobody'), mo).then('turn/unknown');
  });

  it('[S78] or gives it to those who are still to speak, in whole seconds', () => {
    given(speaking)
      .when(drop('lome', 'others'), mo)
      .then([dropped('lome', { lengths: { lima: minutes(6) } })]);
    given([...speaking, took('lima')])
      .when(drop('lome', 'others'), mo)
      .then([dropped('lome')]);
  });

  it('[S78] or shortens the step, whether it is under way or still to come', () => {
    given(speaking)
      .when(drop('lome', 'step'), mo)
      .then([dropped('lome'), { type: 'step.extended', byMs: -minutes(3) }]);
    given(speaking)
      .when(drop('lome', 'step'), mo, { now: after(NOON, minutes(9)) })
      .then([dropped('lome'), { type: 'step.extended', byMs: -minutes(1) }]);
    given(speaking.slice(0, -1))
      .when(drop('lome', 'step'), mo)
      .then([dropped('lome'), { type: 'step.planned', stepId: 'stories', plannedMs: minutes(7) }]);
  });

  it('[S78] frees nothing once they have spoken, and leaves the floor', () => {
    const past = [...speaking, took('lima')];
    given(past)
      .when(drop('lima', 'step'), mo)
      .then([dropped('lima')]);
    expect(stateOf([...past, dropped('lima')]).floor).toBeNull();
  });

  it('[S76] is no longer told to others than moderators, nor who has not confirmed', () => {
    const before = stateOf(speaking);
    const event = logOf([dropped('lome')])[0]!;
    const now = stateOf([...speaking, dropped('lome')]);
    const seen = (viewer: typeof ana) =>
      toldAnew(before, now, viewer).told?.turns?.['stories']?.map(({ id }) => id);
    expect(seen(ana)).toEqual(['lima']);
    expect(seen(mo)).toEqual(['lima', 'lome', 'lyon']);
    expect(shareOf(event, ana, before, now)).toBe('nothing');
    expect(shareOf(event, link('moderator'), before, now)).toBe(event);
  });
});

describe('the order', () => {
  const reorder = (turnId: Id, before: Id | null) => ({
    type: 'turn.reorder' as const,
    stepId: 'stories',
    turnId,
    before,
  });
  it('[S76] is changed by moderators, one turn at a time', () => {
    const moved: EventBody = { type: 'turn.reordered', stepId: 'stories', turnId: 'lome', before: 'lima' };
    given(speaking).when(reorder('lome', 'lima'), mo).then([moved]);
    expect(stateOf([...speaking, moved]).turns['stories']?.map(({ id }) => id)).toEqual([
      'lome',
      'lima',
      'lyon',
    ]);
    given(speaking).when(reorder('lome', 'lyon'), mo).then([]);
    given(speaking).when(reorder('lome', 'nobody'), mo).then('turn/unknown');
    given(speaking).when(reorder('lome', null), ana).then('session/not-moderator');
  });

  it('[S79] every group has its turn of ninety seconds for each block where results are brought together', () => {
    expect(stateOf(speaking).turns['reports']).toEqual([
      { id: 'g1', plannedMs: 90_000, isIn: true },
      { id: 'g2', plannedMs: 180_000, isIn: true },
    ]);
    const more: EventBody[] = [
      ...speaking,
      group('g3', ['water']),
      { type: 'group.changed', groupId: 'g2', blocks: ['care'] },
    ];
    expect(stateOf(more).turns['reports']?.map(({ plannedMs }) => plannedMs)).toEqual([
      90_000, 90_000, 90_000,
    ]);
  });
});
