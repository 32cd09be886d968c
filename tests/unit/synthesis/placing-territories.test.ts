import { describe, expect, it } from 'vitest';
import type { Level, Placement } from '#shared/session/state.ts';
import { synthesise } from '#shared/synthesis/synthesis.ts';
import { letterName } from '#shared/synthesis/territories.ts';
import { aCanvas, aCard, anInput, aSeat, aSession, aTerritory } from './a-workshop.ts';

const placed = (
  participantId: string,
  territoryId: string,
  level: Level | null,
  evidence = '',
): Placement => ({
  participantId,
  territoryId,
  blockId: 'legal',
  level,
  evidence,
  at: '2021-06-01T15:00:00.000Z',
});
const maturityOf = (placements: Placement[]) =>
  synthesise(anInput({ state: aSession({ territories: [aTerritory('t1', 'Praia')], maturity: placements }) }))
    .maturity;

describe('maturity', () => {
  it('is a spread with its median', () => {
    expect(maturityOf([placed('a', 't1', 3), placed('b', 't1', 0), placed('c', 't1', 2, 'a law')])).toEqual([
      {
        ...{ territory: 't1', block: 'legal', median: 2, min: 0, max: 3, count: 3, unknown: 0 },
        ...{ levels: [1, 0, 1, 1, 0], provisional: [1, 0, 0, 1, 0], evidence: ['a law'] },
      },
    ]);
  });

  it('takes the mean of the middle two of an even number', () => {
    expect(maturityOf([placed('a', 't1', 1), placed('b', 't1', 2)])[0]?.median).toBe(1.5);
  });

  it('never counts "I don’t know" as a level', () => {
    expect(maturityOf([placed('a', 't1', null), placed('b', 't1', 4)])[0]).toMatchObject({
      median: 4,
      min: 4,
      count: 1,
      unknown: 1,
    });
    expect(maturityOf([placed('a', 't1', null)])[0]).toMatchObject({
      median: null,
      min: null,
      max: null,
      count: 0,
      unknown: 1,
    });
  });

  it('keeps evidence in an order that does not tell who wrote it', () => {
    expect(
      maturityOf([placed('a', 't1', 1, 'b'), placed('b', 't1', 1, ' '), placed('c', 't1', 1, 'a')])[0]
        ?.evidence,
    ).toEqual(['a', 'b']);
  });

  it('lists places by name, whoever stands higher', () => {
    const territories = [aTerritory('t1', 'Zaragoza'), aTerritory('t2', 'Évreux'), aTerritory('t3', 'Faro')];
    const maturity = [placed('a', 't1', 4), placed('b', 't2', 0), placed('c', 't3', 2)];
    const synthesis = synthesise(anInput({ language: 'fr', state: aSession({ territories, maturity }) }));
    expect(synthesis.maturity.map(({ territory }) => territory)).toEqual(['t2', 't3', 't1']);
  });
});

describe('territories', () => {
  const cards = [aCard('c1', 'gaps', { territories: ['t2', 'several', 'unheard-of'] })];
  const territories = [
    aTerritory('several', 'several', { kind: 'none' }),
    aTerritory('none', 'none', { kind: 'none' }),
    aTerritory('t2', 'Secretville', { mayBeNamed: false, situation: 'seedbed' }),
    aTerritory('t1', 'Hiddentown', { mayBeNamed: false }),
    aTerritory('t3', 'Praia'),
    aTerritory('t4', 'Nobody’s'),
  ];
  const seats = { p1: aSeat('p1', { territoryId: 't1' }), p2: aSeat('p2', { territoryId: 't3' }) };
  const synthesis = synthesise(
    anInput({ state: aSession({ territories, seats }), canvases: [aCanvas('g1/legal', { cards })] }),
  );

  it('carry a letter where their people did not agree to be named', () => {
    expect(synthesis.territories).toEqual([
      { id: 't3', name: 'Praia', isNamed: true, cards: [] },
      { id: 't1', name: 'Territory A', isNamed: false, cards: [] },
      { id: 't2', name: 'Territory B', isNamed: false, cards: ['g1/legal/c1'] },
      { id: 'several', name: 'Several territories', isNamed: false, cards: ['g1/legal/c1'] },
    ]);
    expect(synthesis.totals.territories).toBe(3);
  });

  it('stand on cards where the session knows them', () => {
    expect(synthesis.cards[0]?.territories).toEqual(['t2', 'several']);
  });

  it('come together by situation', () => {
    expect(synthesis.situations).toEqual([
      { id: 'seedbed', title: 'Seedbed', territories: ['t2'], cards: ['g1/legal/c1'] },
    ]);
  });

  it('have letters enough', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(letterName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
  });
});
