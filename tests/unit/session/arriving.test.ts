import { describe, expect, it } from 'vitest';
import type { EventBody } from '#shared/session/events.ts';
import { given } from './specification.ts';
import {
  ana,
  ben,
  closed,
  created,
  draft,
  joined,
  link,
  mo,
  open,
  seat,
  started,
  stateOf,
  STEPS,
} from './workshop.ts';

const moving = { id: 'moving', kind: 'move' as const, title: { en: 'Moving' }, plannedMs: 60_000 };
const past: EventBody[] = [created({ steps: [...STEPS, moving] }), ...open.slice(1), started('moving')];
const arrived = (participantId: string, groupId = 'g1') => ({
  type: 'participant.arrived' as const,
  participantId,
  groupId,
});

describe('arriving in a room', () => {
  it('[S20] everybody with a group says so once, a moderator ticks off others', () => {
    given(past)
      .when({ type: 'participant.arrive' }, ana)
      .then([arrived('ana')]);
    for (const actor of [mo, link('moderator'), link('organizer')])
      given(past)
        .when({ type: 'participant.arrive', participantId: 'ben' }, actor)
        .then([arrived('ben')]);
    const late = [...past, arrived('ana')];
    given(late).when({ type: 'participant.arrive' }, ana).then([]);
    given(late).when({ type: 'participant.arrive', participantId: 'ana' }, mo).then([]);
  });

  it('[S20] either takes it back: a wrong press, or somebody who left the room again', () => {
    const late = [...past, arrived('ana')];
    const back = { ...arrived('ana'), isThere: false as const };
    given(late).when({ type: 'participant.arrive', isThere: false }, ana).then([back]);
    given(late).when({ type: 'participant.arrive', participantId: 'ana', isThere: false }, mo).then([back]);
    given(late)
      .when({ type: 'participant.arrive', participantId: 'ana', isThere: false }, ben)
      .then('participant/not-you');
    given(past).when({ type: 'participant.arrive', isThere: false }, ana).then([]);
    expect(stateOf([...late, back]).seats['ana']).not.toHaveProperty('arrivedIn');
  });

  it('[S20] nobody says so of another, without a group, or of nobody', () => {
    given(past).when({ type: 'participant.arrive', participantId: 'ana' }, ben).then('participant/not-you');
    given(past).when({ type: 'participant.arrive' }, mo).then('participant/no-group');
    given(past).when({ type: 'participant.arrive' }, link('moderator')).then('key/seat-needed');
    for (const participantId of ['nobody', 'constructor', '__proto__'])
      given(past).when({ type: 'participant.arrive', participantId }, mo).then('participant/unknown');
  });

  it('[S13] [S19] [S20] only while the session is open, and not who waits or observes', () => {
    given(draft).when({ type: 'participant.arrive' }, ana).then('session/not-open');
    given([...past, closed])
      .when({ type: 'participant.arrive' }, ana)
      .then('session/closed');
    const more = [
      ...past,
      ...joined('eye', { role: 'observer', groupId: 'g1' }),
      ...joined('fay', { status: 'waiting' }),
    ];
    given(more).when({ type: 'participant.arrive' }, seat('eye', 'observer')).then('participant/observer');
    given(more).when({ type: 'participant.arrive' }, seat('fay')).then('participant/waiting');
    given(more).when({ type: 'participant.arrive', participantId: 'fay' }, mo).then('participant/no-group');
  });

  it('[S20] who moves to another group has not arrived there', () => {
    const state = stateOf([
      ...[...past, arrived('ana'), arrived('ben')],
      { type: 'participant.assigned', participantId: 'ana', groupId: 'g2' },
    ]);
    expect(state.seats['ana']).not.toHaveProperty('arrivedIn');
    expect(state.seats['ben']).toHaveProperty('arrivedIn', 'g1');
  });

  it('[S20] the work that follows keeps it, a new move step asks anew', () => {
    const working = [...past, arrived('ana'), started('notes')];
    expect(stateOf(working).seats['ana']).toHaveProperty('arrivedIn', 'g1');
    expect(stateOf([...working, started('moving')]).seats['ana']).not.toHaveProperty('arrivedIn');
  });

  it('[S15] [S20] two seats of one person have arrived where either has, in the group they keep', () => {
    const twice = [...past, ...joined('ana2'), arrived('ana')];
    const merged: EventBody = { type: 'participant.merged', from: 'ana', into: 'ana2' };
    expect(stateOf([...twice, merged]).seats['ana2']).toMatchObject({ groupId: 'g1', arrivedIn: 'g1' });
    const elsewhere: EventBody = { type: 'participant.assigned', participantId: 'ana2', groupId: 'g2' };
    expect(stateOf([...twice, elsewhere, merged]).seats['ana2']).not.toHaveProperty('arrivedIn');
  });
});
