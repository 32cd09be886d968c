import { describe, expect, it } from 'vitest';
import { isLocked } from '#shared/session/families/lock.ts';
import { given } from './specification.ts';
import { ana, choosing, link, mo, open, stateOf } from './workshop.ts';

const g1Water = { groupId: 'g1', blockId: 'water' };

describe('locking', () => {
  it('[S73] is a moderator’s: all, a group, a block, a zone, or what they have in common', () => {
    for (const lock of [{}, { groupId: 'g1' }, { blockId: 'water' }, { ...g1Water, zone: 'gaps' }]) {
      given(open)
        .when({ type: 'lock.set', id: 'c1', ...lock }, link('moderator'))
        .then([{ type: 'lock.set', lock }]);
      given([...open, { type: 'lock.set', lock }])
        .when({ type: 'lock.clear', ...lock }, mo)
        .then([{ type: 'lock.cleared', lock }]);
    }
    given(open).when({ type: 'lock.set' }, ana).then('session/not-moderator');
    given(open).when({ type: 'lock.clear' }, ana).then('session/not-moderator');
  });

  it('[S73] twice is once, and only the same lock is cleared', () => {
    const past = [...open, { type: 'lock.set' as const, lock: { groupId: 'g1' } }];
    given(past).when({ type: 'lock.set', groupId: 'g1' }, mo).then([]);
    given(past)
      .when({ type: 'lock.clear', ...g1Water }, mo)
      .then([]);
    given(past).when({ type: 'lock.clear' }, mo).then([]);
    expect(stateOf([...past, { type: 'lock.cleared', lock: { groupId: 'g1' } }]).locks).toEqual([]);
  });

  it('[S73] refuses groups, blocks and zones that there are not', () => {
    given(open).when({ type: 'lock.set', groupId: 'g9' }, mo).then('group/unknown');
    given(open).when({ type: 'lock.set', blockId: 'love' }, mo).then('block/unknown');
    given(open).when({ type: 'lock.set', zone: 'attic' }, mo).then('zone/unknown');
  });

  it('[S74] stops writing, not dots and places on the scale', () => {
    const past = [...choosing, { type: 'lock.set' as const, lock: {} }];
    given(past)
      .when({ type: 'vote.cast', ref: 'g1/water/c1' }, ana, { cardZone: 'actions' })
      .then([{ type: 'vote.cast', ballotId: 'choice', ref: 'g1/water/c1' }]);
    expect(given(past).when({ type: 'maturity.place', blockId: 'water', level: 2 }, ana).decision.ok).toBe(
      true,
    );
  });
});

describe('a place', () => {
  it('[S73] is locked by every lock that covers it', () => {
    for (const lock of [{}, { groupId: 'g1' }, { blockId: 'water' }, g1Water]) {
      expect(isLocked([lock], g1Water)).toBe(true);
      expect(isLocked([lock], { ...g1Water, zone: 'gaps' })).toBe(true);
    }
    for (const lock of [{ groupId: 'g2' }, { blockId: 'work' }, { groupId: 'g1', blockId: 'work' }]) {
      expect(isLocked([lock], g1Water)).toBe(false);
    }
    expect(isLocked([], g1Water)).toBe(false);
  });

  it('[S73] a locked zone locks that zone, not the canvas', () => {
    const locks = [{ groupId: 'g1', zone: 'gaps' }];
    expect(isLocked(locks, g1Water)).toBe(false);
    expect(isLocked(locks, { ...g1Water, zone: 'gaps' })).toBe(true);
    expect(isLocked(locks, { ...g1Water, zone: 'levers' })).toBe(false);
  });
});
