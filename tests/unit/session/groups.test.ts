import { describe, expect, it } from 'vitest';
import { LIMITS } from '#shared/protocol/limits.ts';
import { given } from './specification.ts';
import { ana, ben, carla, draft, group, link, mo, open, stateOf } from './workshop.ts';

describe('making a group', () => {
  it('[S91] is a moderator’s, before and during the session; it gets the next number', () => {
    for (const past of [draft, open]) {
      given(past)
        .when({ type: 'group.create', name: 'Third', blocks: ['care', 'care'] }, link('moderator'))
        .then([group('g3', ['care'], { name: 'Third' })]);
    }
    given(open)
      .when({ type: 'group.create', name: 'x', blocks: ['care'] }, ana)
      .then('session/not-moderator');
  });

  it('[S91] refuses blocks that the scenario does not have, and too many groups', () => {
    given(open)
      .when({ type: 'group.create', name: 'x', blocks: ['care', 'love'] }, mo)
      .then({ code: 'block/unknown', details: { blockId: 'love' } });
    const many = Array.from({ length: LIMITS.groups - 2 }, (_, at) => group(`g${at + 3}`, ['care']));
    given([...open, ...many])
      .when({ type: 'group.create', name: 'x', blocks: ['care'] }, mo)
      .then({ code: 'group/too-many', details: { limit: LIMITS.groups } });
  });
});

describe('changing a group', () => {
  it('[S92] is a moderator’s', () => {
    const change = { name: 'Agua', blocks: ['work'], language: 'es', facilitators: ['ben', 'carla'] };
    given(open)
      .when({ type: 'group.change', groupId: 'g1', ...change }, mo)
      .then([{ type: 'group.changed', groupId: 'g1', ...change }]);
    given(open)
      .when({ type: 'group.change', groupId: 'g1', name: 'Agua' }, ana)
      .then('session/not-moderator');
    given(open)
      .when({ type: 'group.change', groupId: 'g1', name: 'Agua', rapporteur: 'ben' }, ana)
      .then('session/not-moderator');
    given(open).when({ type: 'group.change', groupId: 'g1' }, mo).then([]);
  });

  it('[S92] counts a block or facilitator named twice once', () => {
    given(open)
      .when(
        { type: 'group.change', groupId: 'g1', blocks: ['work', 'work'], facilitators: ['ben', 'ben'] },
        mo,
      )
      .then([{ type: 'group.changed', groupId: 'g1', blocks: ['work'], facilitators: ['ben'] }]);
  });

  it('[S92] refuses unknown groups, blocks, people and languages', () => {
    const change = { type: 'group.change' as const, groupId: 'g1' };
    given(open)
      .when({ ...change, groupId: 'g9', name: 'x' }, mo)
      .then('group/unknown');
    given(open)
      .when({ ...change, blocks: ['love'] }, mo)
      .then('block/unknown');
    given(open)
      .when({ ...change, facilitators: ['ben', 'nobody'] }, mo)
      .then({ code: 'participant/unknown', details: { participantId: 'nobody' } });
    given(open)
      .when({ ...change, facilitators: ['constructor'] }, mo)
      .then('participant/unknown');
    given(open)
      .when({ ...change, language: 'de' }, mo)
      .then({ code: 'session/language-unknown', details: { language: 'de' } });
  });

  it('[S71] a group that changes its blocks loses no canvas', () => {
    const past = [...open, { type: 'group.changed' as const, groupId: 'g1', blocks: ['care'] }];
    expect(stateOf(past).canvases).toEqual(['g1/water', 'g2/work', 'g2/care', 'g1/care']);
    expect(stateOf(past).groups[0]?.blocks).toEqual(['care']);
  });
});

describe('the rapporteur', () => {
  it('[S93] is named, or let go, by the facilitator or a moderator', () => {
    for (const actor of [ana, mo, link('organizer')]) {
      given(open)
        .when({ type: 'group.change', groupId: 'g1', rapporteur: 'ben' }, actor)
        .then([{ type: 'group.changed', groupId: 'g1', rapporteur: 'ben' }]);
    }
    given(open)
      .when({ type: 'group.change', groupId: 'g1', rapporteur: null }, ana)
      .then([{ type: 'group.changed', groupId: 'g1', rapporteur: null }]);
    for (const actor of [ben, carla]) {
      given(open)
        .when({ type: 'group.change', groupId: 'g1', rapporteur: 'ben' }, actor)
        .then('group/not-facilitator');
    }
    given(open)
      .when({ type: 'group.change', groupId: 'g2', rapporteur: 'carla' }, ana)
      .then('group/not-facilitator');
  });

  it('[S93] stays behind when moved to another group', () => {
    const named = [...open, { type: 'group.changed' as const, groupId: 'g1', rapporteur: 'ben' }];
    const moved = { type: 'participant.assigned' as const, participantId: 'ben' };
    expect(stateOf([...named, { ...moved, groupId: 'g2' }]).groups[0]?.rapporteur).toBeNull();
    expect(stateOf([...named, { ...moved, groupId: null }]).groups[0]?.rapporteur).toBeNull();
    expect(stateOf([...named, { ...moved, groupId: 'g1' }]).groups[0]?.rapporteur).toBe('ben');
  });
});

it('[S94] “we are ready” is said and unsaid by the facilitator or a moderator', () => {
  for (const actor of [ana, mo]) {
    given(open)
      .when({ type: 'group.ready', groupId: 'g1', isReady: true }, actor)
      .then([{ type: 'group.readied', groupId: 'g1', isReady: true }]);
    given(open).when({ type: 'group.ready', groupId: 'g1', isReady: false }, actor).then([]);
  }
  given(open).when({ type: 'group.ready', groupId: 'g1', isReady: true }, ben).then('group/not-facilitator');
  given(open).when({ type: 'group.ready', groupId: 'g2', isReady: true }, ana).then('group/not-facilitator');
  given(open).when({ type: 'group.ready', groupId: 'g9', isReady: true }, mo).then('group/unknown');
});

describe('a guiding question', () => {
  const mark = { groupId: 'g1', blockId: 'water', questionId: 'q1' };

  it('[S95] is marked as discussed by any member, for the whole group, and the mark taken away again', () => {
    const discussed = { type: 'group.discussed' as const, ...mark, isDiscussed: true };
    for (const actor of [ana, ben, mo]) {
      given(open)
        .when({ type: 'group.discuss', ...mark, isDiscussed: true }, actor)
        .then([discussed]);
    }
    const past = [...open, discussed];
    expect(stateOf(past).groups[0]?.discussed).toEqual(['water/q1']);
    given(past)
      .when({ type: 'group.discuss', ...mark, isDiscussed: true }, ben)
      .then([]);
    given(past)
      .when({ type: 'group.discuss', ...mark, isDiscussed: false }, ben)
      .then([{ ...discussed, isDiscussed: false }]);
    expect(stateOf([...past, { ...discussed, isDiscussed: false }]).groups[0]?.discussed).toEqual([]);
  });

  it('[S95] is not marked for another group, nor in a block that there is not', () => {
    given(open)
      .when({ type: 'group.discuss', ...mark, isDiscussed: true }, carla)
      .then('group/not-member');
    given(open)
      .when({ type: 'group.discuss', ...mark, blockId: 'moon', isDiscussed: true }, ana)
      .then({ code: 'block/unknown', details: { blockId: 'moon' } });
  });
});
