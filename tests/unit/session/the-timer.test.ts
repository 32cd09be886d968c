import { describe, expect, it } from 'vitest';
import type { EventBody } from '#shared/session/events.ts';
import type { Id, Instant } from '#shared/session/state.ts';
import { given } from './specification.ts';
import { after, ana, ben, draft, link, minutes, mo, NOON, open, started, stateOf } from './workshop.ts';

/** Started at noon, ten minutes planned. */
const running = [...open, started('notes')];
const paused = [...running, { type: 'step.paused' as const, at: after(NOON, minutes(4)) }];
const inMinutes = (count: number): { now: Instant } => ({ now: after(NOON, minutes(count)) });
const extended = (byMinutes: number, groupId?: Id): EventBody => ({
  type: 'step.extended',
  byMs: minutes(byMinutes),
  ...(groupId === undefined ? {} : { groupId }),
});
const endOf = (past: (EventBody & { at?: Instant })[], groupId?: Id): number => {
  const { step } = stateOf(past);
  const end = groupId === undefined ? step?.endsAt : step?.groups?.[groupId]?.endsAt;
  return (Date.parse(end ?? '') - Date.parse(NOON)) / minutes(1);
};

describe('pausing', () => {
  it('[S23] stops the clock, and the end moves by as long as it stood', () => {
    given(running)
      .when({ type: 'step.pause' }, mo, inMinutes(4))
      .then([{ type: 'step.paused' }]);
    given(paused)
      .when({ type: 'step.resume' }, link('organizer'), inMinutes(7))
      .then([{ type: 'step.resumed', byMs: minutes(3) }]);
    const resumed = [...paused, { type: 'step.resumed' as const, byMs: minutes(3) }];
    expect(stateOf(resumed).step?.pausedAt).toBeNull();
    expect([endOf(paused), endOf(resumed)]).toEqual([10, 13]);
  });

  it('[S23] moves the ends of groups of their own too', () => {
    const past = [...running, extended(2, 'g1'), { type: 'step.paused' as const }];
    expect(endOf([...past, { type: 'step.resumed', byMs: minutes(3) }], 'g1')).toBe(15);
  });

  it('[S23] twice is once', () => {
    given(paused).when({ type: 'step.pause' }, mo).then([]);
    given(running).when({ type: 'step.resume' }, mo).then([]);
  });

  it('[S23] needs a moderator, an open session and a step', () => {
    for (const type of ['step.pause', 'step.resume'] as const) {
      given(running).when({ type }, ana).then('session/not-moderator');
      given(open).when({ type }, mo).then('session/no-step');
      given(draft).when({ type }, mo).then('session/not-open');
    }
  });
});

describe('a minute more or less', () => {
  it('[S24] for all is a moderator’s to give', () => {
    given(running)
      .when({ type: 'step.extend', byMs: minutes(2) }, mo)
      .then([extended(2)]);
    given(running)
      .when({ type: 'step.extend', byMs: minutes(2) }, ana)
      .then('session/not-moderator');
    given(open)
      .when({ type: 'step.extend', byMs: minutes(2) }, mo)
      .then('session/no-step');
    given(draft)
      .when({ type: 'step.extend', byMs: minutes(2) }, mo)
      .then('session/not-open');
    expect(endOf([...running, extended(2)])).toBe(12);
  });

  it('[S24] for a group is its facilitator’s too', () => {
    const more = { type: 'step.extend' as const, byMs: minutes(2), groupId: 'g1' };
    for (const actor of [ana, mo])
      given(running)
        .when(more, actor)
        .then([extended(2, 'g1')]);
    given(running).when(more, ben).then('group/not-facilitator');
    given(running)
      .when({ ...more, groupId: 'g2' }, ana)
      .then('group/not-facilitator');
    given(running)
      .when({ ...more, groupId: 'g9' }, mo)
      .then('group/unknown');
    given(open).when(more, ana).then('session/no-step');
    given(draft).when(more, ana).then('session/not-open');
    const past = [...running, extended(2, 'g1'), extended(1, 'g1')];
    expect([endOf(past), endOf(past, 'g1')]).toEqual([10, 13]);
  });

  it('[S24] for all moves the groups with an end of their own along', () => {
    const past = [...running, extended(2, 'g1'), extended(3)];
    expect([endOf(past), endOf(past, 'g1')]).toEqual([13, 15]);
  });

  it('[S24] less ends the step now at the earliest', () => {
    const less = { type: 'step.extend' as const, byMs: minutes(-9) };
    given(running)
      .when(less, mo, inMinutes(4))
      .then([extended(-6)]);
    given(running)
      .when({ ...less, byMs: minutes(-2) }, mo, inMinutes(4))
      .then([extended(-2)]);
    given([...running, extended(5, 'g1')])
      .when({ ...less, byMs: minutes(-60), groupId: 'g1' }, ana, inMinutes(4))
      .then([extended(-11, 'g1')]);
  });

  it('[S24] less for all ends no group before now either', () => {
    const past = [...running, extended(-5, 'g1'), { ...extended(-6), at: after(NOON, minutes(3)) }];
    expect([endOf(past), endOf(past, 'g1')]).toEqual([4, 3]);
  });

  it('[S24] less of what is over already changes nothing, more still adds to its end', () => {
    given(running)
      .when({ type: 'step.extend', byMs: minutes(-1) }, mo, inMinutes(12))
      .then([extended(0)]);
    given(running)
      .when({ type: 'step.extend', byMs: minutes(5) }, mo, inMinutes(12))
      .then([extended(5)]);
  });

  it('[S24] while it is paused, now is when it was paused', () => {
    given(paused)
      .when({ type: 'step.extend', byMs: minutes(-60) }, mo, inMinutes(9))
      .then([extended(-6)]);
  });
});
