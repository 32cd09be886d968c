import { describe, expect, it } from 'vitest';
import { given } from './specification.ts';
import { ana, ben, joined, link, mo, open, seat, stateOf } from './workshop.ts';

const oli = seat('oli', 'organizer');
const past = [...open, ...joined('oli', { role: 'organizer' })];

describe('assigning', () => {
  it('[S16] a moderator moves anybody into a group, or out of all', () => {
    given(past)
      .when({ type: 'participant.assign', participantId: 'ana', groupId: 'g2' }, link('moderator'))
      .then([{ type: 'participant.assigned', participantId: 'ana', groupId: 'g2' }]);
    given(past)
      .when({ type: 'participant.assign', participantId: 'ana', groupId: null }, mo)
      .then([{ type: 'participant.assigned', participantId: 'ana', groupId: null }]);
    given(past).when({ type: 'participant.assign', participantId: 'ana', groupId: 'g1' }, mo).then([]);
  });

  it('[S16] refuses others, unknown people and unknown groups', () => {
    given(past)
      .when({ type: 'participant.assign', participantId: 'ana', groupId: 'g2' }, ana)
      .then('session/not-moderator');
    given(past)
      .when({ type: 'participant.assign', participantId: 'nobody', groupId: 'g2' }, mo)
      .then('participant/unknown');
    given(past)
      .when({ type: 'participant.assign', participantId: 'ana', groupId: 'g9' }, mo)
      .then('group/unknown');
  });

  it('[S16] names that every object has are no people', () => {
    for (const participantId of ['constructor', '__proto__', 'toString']) {
      given(past)
        .when({ type: 'participant.assign', participantId, groupId: 'g1' }, mo)
        .then('participant/unknown');
      given(past)
        .when({ type: 'participant.change', participantId, name: 'x' }, mo)
        .then('participant/unknown');
      given(past).when({ type: 'participant.remove', participantId }, mo).then('participant/unknown');
      given(past)
        .when({ type: 'participant.merge', from: participantId, into: 'ana' }, mo)
        .then('participant/unknown');
      given(past)
        .when({ type: 'message.send', to: { participantId }, text: { en: 'x' } }, mo)
        .then('participant/unknown');
    }
  });
});

describe('changing', () => {
  it('[S17] everybody changes their own name, language and territory', () => {
    given(past)
      .when({ type: 'participant.change', name: 'Ana B.', language: 'en', territory: 'dakar' }, ana)
      .then([
        {
          ...{ type: 'participant.changed', participantId: 'ana', language: 'en' },
          ...{ territoryId: 't-dakar', isRenamed: true },
        },
      ]);
    given(past).when({ type: 'participant.change' }, ana).then([]);
  });

  it('[S17] the name itself is in no event', () => {
    const { decision } = given(past).when({ type: 'participant.change', name: 'Very Secret' }, ana);
    expect(JSON.stringify(decision)).not.toContain('Secret');
  });

  it('[S17] a moderator changes anybody, nobody else another', () => {
    given(past)
      .when({ type: 'participant.change', participantId: 'ana', language: 'fr' }, link('organizer'))
      .then([{ type: 'participant.changed', participantId: 'ana', language: 'fr' }]);
    given(past)
      .when({ type: 'participant.change', participantId: 'ana', language: 'fr' }, ben)
      .then('participant/not-you');
  });

  it('[S17] refuses a link without a seat, unknown people and languages', () => {
    given(past).when({ type: 'participant.change', name: 'x' }, link('moderator')).then('key/seat-needed');
    given(past)
      .when({ type: 'participant.change', participantId: 'nobody', name: 'x' }, mo)
      .then('participant/unknown');
    given(past).when({ type: 'participant.change', language: 'de' }, ana).then('session/language-unknown');
  });
});

describe('roles', () => {
  it('[S14] a moderator gives every role but the organizer’s', () => {
    given(past)
      .when({ type: 'participant.role', participantId: 'ana', role: 'moderator' }, mo)
      .then([{ type: 'participant.given-role', participantId: 'ana', role: 'moderator' }]);
    given(past).when({ type: 'participant.role', participantId: 'ana', role: 'participant' }, mo).then([]);
    given(past)
      .when({ type: 'participant.role', participantId: 'ana', role: 'moderator' }, ana)
      .then('session/not-moderator');
  });

  it('[S14] only an organizer makes, unmakes, removes or merges away an organizer', () => {
    for (const command of [
      { type: 'participant.role' as const, participantId: 'ana', role: 'organizer' as const },
      { type: 'participant.role' as const, participantId: 'oli', role: 'participant' as const },
      { type: 'participant.remove' as const, participantId: 'oli' },
      { type: 'participant.merge' as const, from: 'oli', into: 'ana' },
    ]) {
      given(past).when(command, mo).then('session/not-organizer');
      given(past).when(command, link('moderator')).then('session/not-organizer');
      expect(given(past).when(command, oli).decision.ok).toBe(true);
      expect(given(past).when(command, link('organizer')).decision.ok).toBe(true);
    }
  });
});

describe('going', () => {
  it('[S18] everybody gives up their own seat, a link has none', () => {
    given(past)
      .when({ type: 'participant.leave' }, ana)
      .then([{ type: 'participant.left', participantId: 'ana' }]);
    given(past).when({ type: 'participant.leave' }, link('observer')).then('key/seat-needed');
  });

  it('[S18] a moderator removes others', () => {
    given(past).when({ type: 'participant.remove', participantId: 'ana' }, ben).then('session/not-moderator');
    given(past)
      .when({ type: 'participant.remove', participantId: 'ana' }, mo)
      .then([{ type: 'participant.removed', participantId: 'ana' }]);
  });

  it('[S18] takes tasks and calls along, and leaves the work', () => {
    const help = {
      ...{ id: 'h1', groupId: 'g1', by: 'ana', reason: '', language: 'es', at: '', takenBy: null },
    };
    const placement = {
      ...{ participantId: 'ana', territoryId: 't-quito', blockId: 'water', level: 1 as const },
      ...{ evidence: '', at: '' },
    };
    const busy = [
      ...past,
      { type: 'group.changed' as const, groupId: 'g1', rapporteur: 'ana' },
      { type: 'help.called' as const, help },
      { type: 'maturity.placed' as const, placement },
      { type: 'vote.cast' as const, ballotId: 'b', ref: 'g1/water/c1', by: 'ana' },
    ];
    for (const type of ['participant.left', 'participant.removed'] as const) {
      const state = stateOf([...busy, { type, participantId: 'ana' }]);
      expect(state.seats).not.toHaveProperty('ana');
      expect(state.groups[0]).toMatchObject({ facilitators: [], rapporteur: null });
      expect(state).toMatchObject({ help: [], maturity: [placement] });
      expect(state.votes).toHaveLength(1);
    }
  });
});

describe('merging two seats of one person', () => {
  const twice = [...past, ...joined('ana2', { language: 'fr' })];

  it('[S15] is a moderator’s, of two seats that there are', () => {
    given(twice)
      .when({ type: 'participant.merge', from: 'ana', into: 'ana2' }, mo)
      .then([{ type: 'participant.merged', from: 'ana', into: 'ana2' }]);
    given(twice)
      .when({ type: 'participant.merge', from: 'ana', into: 'ana2' }, ben)
      .then('session/not-moderator');
    given(twice)
      .when({ type: 'participant.merge', from: 'ana', into: 'ana' }, mo)
      .then('participant/unknown');
    given(twice).when({ type: 'participant.merge', from: 'x', into: 'ana' }, mo).then('participant/unknown');
  });

  it('[S15] keeps place, group, territory, tasks and calls', () => {
    const help = { id: 'h1', groupId: 'g1', by: 'ana', reason: '', language: 'es', at: '', takenBy: null };
    const waiting = [...open, ...joined('ana2', { language: 'fr', status: 'waiting' })];
    const state = stateOf([
      ...waiting,
      { type: 'group.changed', groupId: 'g1', rapporteur: 'ana' },
      { type: 'help.called', help },
      { type: 'participant.merged', from: 'ana', into: 'ana2' },
    ]);
    const kept = { groupId: 'g1', territoryId: 't-quito', status: 'seated', language: 'fr' };
    expect(state.seats['ana2']).toMatchObject(kept);
    expect(state.seats).not.toHaveProperty('ana');
    expect(state.groups[0]).toMatchObject({ facilitators: ['ana2'], rapporteur: 'ana2' });
    expect(state.help).toEqual([{ ...help, by: 'ana2' }]);
  });

  it('[S15] nobody waits with a task: who was in stays in, whatever their role was', () => {
    const state = stateOf([
      ...[...open, ...joined('mo2', { status: 'waiting' })],
      { type: 'group.changed', groupId: 'g1', facilitators: ['mo'] },
      { type: 'participant.merged', from: 'mo', into: 'mo2' },
    ]);
    expect(state.seats['mo2']).toMatchObject({ role: 'participant', status: 'seated' });
    expect(state.groups[0]?.facilitators).toEqual(['mo2']);
  });

  it('[S15] where both have a place on the scale, it is that of the seat that stays', () => {
    const place = (participantId: string, blockId: string, level: 1 | 2) => ({
      type: 'maturity.placed' as const,
      placement: { participantId, territoryId: 't-quito', blockId, level, evidence: '', at: '' },
    });
    const both = [place('ana', 'water', 1), place('ana', 'work', 1), place('ana2', 'water', 2)];
    const { maturity } = stateOf([
      ...twice,
      ...both,
      { type: 'participant.merged', from: 'ana', into: 'ana2' },
    ]);
    expect(maturity.map(({ participantId, blockId, level }) => [participantId, blockId, level])).toEqual([
      ['ana2', 'water', 2],
      ['ana2', 'work', 1],
    ]);
  });
});
