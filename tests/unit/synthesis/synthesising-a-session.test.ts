import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { synthesise } from '#shared/synthesis/synthesis.ts';
import { aCanvas, aCard, anInput, aSeat, aSession, aTerritory, votesOn } from './a-workshop.ts';

describe('a synthesis', () => {
  it('of a session without anything says so', () => {
    const synthesis = synthesise(
      anInput({ state: aSession({ status: 'draft', groups: [], startsAt: null }) }),
    );
    expect(synthesis.asOf).toEqual({ seq: 7, isFinal: false });
    expect(Object.values(synthesis.totals).every((number) => number === 0)).toBe(true);
    expect(synthesis.blocks.map(({ id, zones }) => [id, zones.flatMap(({ cards }) => cards)])).toEqual([
      ['legal', []],
      ['finance', []],
    ]);
    expect(synthesis).toMatchObject({ narrative: '', cards: [], actions: [], maturity: [], territories: [] });
  });

  it('names the canvases that could not be read', () => {
    const unreadable = [
      { group: 'g2', block: 'finance', code: 'canvas/damaged' },
      { group: 'g1', block: 'legal', code: 'canvas/damaged' },
    ];
    expect(synthesise(anInput({ unreadable })).unreadable).toEqual([unreadable[1], unreadable[0]]);
  });

  it('speaks the language asked for, else the session’s first, else any there is', () => {
    const titled = (title: Record<string, string>, language: string) =>
      synthesise(anInput({ language, state: aSession({ title }) })).session.title;
    expect(titled({ en: 'Workshop', fr: 'Atelier' }, 'en')).toBe('Workshop');
    expect(titled({ en: 'Workshop', fr: 'Atelier' }, 'es')).toBe('Atelier');
    expect(titled({ pt: 'Oficina' }, 'es')).toBe('Oficina');
    expect(titled({ fr: ' ' }, 'toString')).toBe('');
  });

  it('takes narratives from the group "synthesis", whose canvases are nobody’s cards', () => {
    const canvases = [
      aCanvas('synthesis/legal', { narrative: { fr: 'Un récit', en: '' }, cards: [aCard('c1', 'gaps')] }),
      aCanvas('synthesis/overall', { narrative: { en: 'One story' } }),
    ];
    const synthesis = synthesise(anInput({ canvases }));
    expect(synthesis.blocks[0]).toMatchObject({ narrative: 'Un récit', narrativeLang: 'fr' });
    expect(synthesis).toMatchObject({ narrative: 'One story', narrativeLang: 'en' });
    expect(synthesis.cards).toEqual([]);
  });

  it('holds the sheets that groups filled in', () => {
    const report = { action: 'c1', lang: '', question: 'Who pays?', lines: '' };
    const canvases = [
      aCanvas('g1/legal', { cards: [aCard('c1', 'actions')], report }),
      aCanvas('g2/finance', { report: { ...report, action: 'gone', question: ' ' } }),
    ];
    const { groups } = synthesise(anInput({ canvases }));
    expect(groups.map(({ id, reports }) => [id, reports])).toEqual([
      ['g1', [{ block: 'legal', action: 'g1/legal/c1', question: 'Who pays?', lines: '', lang: 'fr' }]],
      ['g2', []],
      ['g10', []],
    ]);
  });

  it('counts participants with a seat and the languages of cards', () => {
    const seats = {
      p1: aSeat('p1'),
      p2: aSeat('p2', { status: 'waiting' }),
      p3: aSeat('p3', { role: 'moderator' }),
    };
    const cards = [aCard('c1', 'gaps'), aCard('c2', 'gaps', { lang: 'fr' }), aCard('c3', 'gaps')];
    const canvases = [aCanvas('g1/legal', { cards })];
    expect(
      synthesise(anInput({ state: aSession({ seats }), canvases, organisations: 4 })).totals,
    ).toMatchObject({
      people: 1,
      organisations: 4,
      languages: 2,
      cards: 3,
    });
  });

  it('is the same to the byte, whatever order canvases, cards, seats and votes come in', () => {
    const id = fc.stringMatching(/^[a-z]{1,3}$/);
    const card = fc.record({
      id,
      zone: fc.constantFrom('exists', 'gaps', 'levers', 'actions', 'strange'),
      rank: fc.constantFrom('a0', 'a1', 'Zz'),
      territories: fc.subarray(['t1', 't2', 't3', 'none']),
      lang: fc.constantFrom('fr', 'en'),
    });
    const canvas = fc.record({
      path: fc.constantFrom('g1/legal', 'g2/finance', 'g10/finance', 'g2/legal'),
      cards: fc.uniqueArray(card, { selector: (one) => one.id, maxLength: 8 }),
      threads: fc.array(fc.record({ id, from: id, to: id }), { maxLength: 6 }),
    });
    const session = fc.uniqueArray(canvas, { selector: ({ path }) => path, maxLength: 4 });
    const territories = [
      aTerritory('t1', 'Praia'),
      aTerritory('t2', 'Tunis', { mayBeNamed: false }),
      aTerritory('t3', 'Praia', { mayBeNamed: true, situation: 'seedbed' }),
      aTerritory('none', 'none', { kind: 'none' }),
    ];
    const seats = [aSeat('p1', { territoryId: 't1' }), aSeat('p2', { territoryId: 't2' })];
    fc.assert(
      fc.property(session, fc.infiniteStream(fc.nat(9)), (canvases, dice) => {
        const input = (mix: <T>(list: T[]) => T[]) => {
          const votes = votesOn(
            Object.fromEntries(
              canvases.flatMap(({ path, cards }) =>
                cards.map((one, index) => [`${path}/${one.id}`, index % 3]),
              ),
            ),
          );
          return anInput({
            unreadable: mix([
              { group: 'g2', block: 'legal', code: 'x' },
              { group: 'g1', block: 'legal', code: 'x' },
            ]),
            state: aSession({
              ...votes,
              votes: mix(votes.votes),
              territories: mix(territories),
              seats: Object.fromEntries(mix(seats).map((seat) => [seat.id, seat])),
            }),
            canvases: mix(
              canvases.map(({ path, cards, threads }) =>
                aCanvas(path, {
                  cards: mix(
                    cards.map((one) =>
                      aCard(one.id, one.zone, { ...one, territories: mix(one.territories) }),
                    ),
                  ),
                  threads: mix(threads),
                }),
              ),
            ),
          });
        };
        const shuffle = <T>(list: T[]): T[] =>
          list
            .map((item) => ({ item, at: dice.next().value }))
            .sort((a, b) => a.at - b.at)
            .map(({ item }) => item);
        expect(JSON.stringify(synthesise(input(shuffle)))).toBe(
          JSON.stringify(synthesise(input((list) => [...list]))),
        );
      }),
    );
  });
});
