import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameName } from '#shared/session/same-name.ts';
import { given } from './specification.ts';
import { ana, ben, joined, link, mo, open, stateOf, territory } from './workshop.ts';

const speaksFor = (territoryId: string) => ({
  ...{ type: 'participant.changed' as const, participantId: 'ana', territoryId },
});

describe('the name of a territory [S33]', () => {
  const rename = (name: string) => ({ type: 'territory.change' as const, territoryId: 't-quito', name });

  it('is no other place’s, however it is typed, and says that there is a place', () => {
    const merged = { type: 'territory.merged' as const, from: 't-cabo', into: 't-dakar' };
    const past = [...open, territory('t-cabo', 'Cap-Vert'), merged];
    for (const name of ['Dakar', ' DAKAR ', 'cap vert', 'Varios', 'none'])
      given(past).when(rename(name), mo).then('territory/name-taken');
  });

  it('can be its own again, in other letters', () => {
    const changed = { type: 'territory.changed' as const, territoryId: 't-quito' };
    given(open)
      .when(rename('QUITO'), mo)
      .then([{ ...changed, name: 'QUITO' }]);
    given(open)
      .when(rename('Quito, Pichincha'), ana)
      .then([{ ...changed, name: 'Quito, Pichincha' }]);
  });
});

describe('naming the territory one speaks for', () => {
  it('[S31] the same place, however it is typed, is the same territory', () => {
    const past = [...open, territory('t-bogota', 'Bogotá D.C.')];
    for (const typed of ['Bogotá D.C.', 'bogota dc', ' BOGOTÁ  d. c. ', 'Bogota\u0301 D.C.', 't-bogota']) {
      given(past)
        .when({ type: 'participant.change', territory: typed }, ana)
        .then([speaksFor('t-bogota')]);
    }
  });

  it('[S31] another place is added to the register', () => {
    given(open)
      .when({ type: 'participant.change', territory: 'Saint-Louis' }, ana)
      .then([
        { type: 'territory.added', territory: { id: 'new1', name: 'Saint-Louis', mayBeNamed: false } },
        speaksFor('new1'),
      ]);
  });

  it('[S32] “several” and “none”, in each language, are no places', () => {
    for (const typed of ['several', 'Plusieurs', 'varios']) {
      given(open)
        .when({ type: 'participant.change', territory: typed }, ana)
        .then([speaksFor('several')]);
    }
    for (const typed of ['none', 'aucun', 'NINGUNO']) {
      given(open)
        .when({ type: 'participant.change', territory: typed }, ana)
        .then([speaksFor('none')]);
    }
  });

  it('[S31] comparing names is stable under case, accents and spaces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(sameName(` ${name}  `)).toBe(sameName(name));
        expect(sameName(name.normalize('NFD'))).toBe(sameName(name.normalize('NFC')));
        expect(sameName(sameName(name))).toBe(sameName(name));
      }),
    );
    expect(sameName('ÉVRY')).toBe(sameName('evry'));
  });
});

describe('describing a territory', () => {
  const profile = { country: 'EC', situation: 'law-without-effect', mayBeNamed: true };

  it('[S33] is for who speaks for it, and for moderators', () => {
    for (const actor of [ana, mo, link('organizer')]) {
      given(open)
        .when({ type: 'territory.change', id: 'c1', territoryId: 't-quito', ...profile }, actor)
        .then([{ type: 'territory.changed', territoryId: 't-quito', ...profile }]);
    }
    for (const actor of [ben, link('participant'), link('observer')]) {
      given(open)
        .when({ type: 'territory.change', territoryId: 't-quito', ...profile }, actor)
        .then('territory/not-yours');
    }
    given(open).when({ type: 'territory.change', territoryId: 't-quito' }, ana).then([]);
  });

  it('[S33] refuses what is no place', () => {
    for (const territoryId of ['several', 'none', 'atlantis']) {
      given(open)
        .when({ type: 'territory.change', territoryId, ...profile }, mo)
        .then('territory/unknown');
    }
    given([...open, ...joined('un', { territoryId: 'several' })])
      .when(
        { type: 'territory.change', territoryId: 'several', mayBeNamed: false },
        { role: 'participant', participantId: 'un' },
      )
      .then('territory/unknown');
  });
});

describe('merging two entries of one place', () => {
  it('[S34] is a moderator’s', () => {
    given(open)
      .when({ type: 'territory.merge', from: 't-quito', into: 't-dakar' }, mo)
      .then([{ type: 'territory.merged', from: 't-quito', into: 't-dakar' }]);
    given(open)
      .when({ type: 'territory.merge', from: 't-quito', into: 't-dakar' }, ana)
      .then('session/not-moderator');
  });

  it('[S34] refuses what is no place, unknown, or the same', () => {
    for (const [from, into] of [
      ...[
        ['t-quito', 't-quito'],
        ['atlantis', 't-quito'],
        ['t-quito', 'atlantis'],
      ],
      ...[
        ['none', 't-quito'],
        ['t-quito', 'several'],
      ],
    ] as [string, string][]) {
      given(open).when({ type: 'territory.merge', from, into }, mo).then('territory/unknown');
    }
  });

  it('[S34] moves people and placements, and the old names and ids still mean the place', () => {
    const placement = { territoryId: 't-quito', blockId: 'water', level: 1 as const, evidence: '', at: '' };
    const past = [
      ...open,
      { type: 'maturity.placed' as const, placement: { participantId: 'ana', ...placement } },
      territory('t-uio', 'San Francisco de Quito'),
      { type: 'territory.merged' as const, from: 't-quito', into: 't-uio' },
      { type: 'territory.merged' as const, from: 't-uio', into: 't-dakar' },
    ];
    const state = stateOf(past);
    expect(state.territories.map(({ id }) => id)).toEqual(['several', 'none', 't-dakar']);
    expect(state.seats['ana']?.territoryId).toBe('t-dakar');
    expect(state.maturity[0]?.territoryId).toBe('t-dakar');
    for (const typed of ['quito', 'san francisco de quito', 't-quito', 't-uio']) {
      given(past)
        .when({ type: 'participant.change', territory: typed }, ana)
        .then([speaksFor('t-dakar')]);
    }
  });
});
