import fc from 'fast-check';
import { generateKeyBetween } from 'fractional-indexing';
import { expect, it } from 'vitest';
import { addCard, moveCard } from '#shared/canvas/edit.ts';
import { isRank } from '#shared/canvas/schema.ts';
import { LIMITS } from '#shared/protocol/limits.ts';
import { meet, note, Person } from './people-writing.ts';

function withCards(...texts: string[]): Person {
  const ana = new Person('ana');
  for (const text of texts) addCard(ana.doc, ana.writer, note(text));
  return ana;
}
const setRank = (person: Person, id: string, rank: string) =>
  person.doc.getMap<Map<string, string>>('cards').get(id)?.set('rank', rank);

it('a new card comes last in its zone', () => {
  expect(withCards('one', 'two', 'three').zone('gaps')).toEqual(['one', 'two', 'three']);
});

it('a card moves in front of another, to the front, to the end, and to another zone', () => {
  const ana = withCards('one', 'two', 'three');
  moveCard(ana.doc, ana.writer, 'ana-3', 'gaps', 'ana-2');
  expect(ana.zone('gaps')).toEqual(['one', 'three', 'two']);
  moveCard(ana.doc, ana.writer, 'ana-2', 'gaps', 'ana-1');
  expect(ana.zone('gaps')).toEqual(['two', 'one', 'three']);
  moveCard(ana.doc, ana.writer, 'ana-2', 'gaps');
  expect(ana.zone('gaps')).toEqual(['one', 'three', 'two']);
  moveCard(ana.doc, ana.writer, 'ana-3', 'levers', 'gone');
  expect([ana.zone('gaps'), ana.zone('levers')]).toEqual([['one', 'two'], ['three']]);
});

it('moving sets zone and rank and nothing else', () => {
  const ana = withCards('one', 'two');
  const [, before] = ana.canvas.cards;
  moveCard(ana.doc, ana.writer, 'ana-2', 'levers');
  const after = ana.canvas.cards.find(({ id }) => id === 'ana-2');
  expect(after).toEqual({ ...before, zone: 'levers', rank: after?.rank });
});

it('a card put in front of itself stays where it is', () => {
  const ana = withCards('one', 'two', 'three');
  const before = ana.canvas;
  expect(moveCard(ana.doc, ana.writer, 'ana-2', 'gaps', 'ana-2')).toBe(true);
  expect(ana.canvas).toEqual(before);
});

it('two cards put at one place at once have equal ranks, and others still go before and between', () => {
  const [ana, ben] = [new Person('ana'), new Person('ben')];
  addCard(ana.doc, ana.writer, note('first'));
  meet(ana, ben);
  addCard(ana.doc, ana.writer, note('Ana’s'));
  addCard(ben.doc, ben.writer, note('Ben’s'));
  meet(ana, ben);
  const ranks = ana.canvas.cards.map(({ rank }) => rank);
  expect(ranks[1]).toBe(ranks[2]);
  addCard(ana.doc, ana.writer, note('last'));
  moveCard(ana.doc, ana.writer, 'ana-3', 'gaps', 'ben-1');
  // In front of the second of two equals is in front of both: no key fits between them.
  expect(ana.zone('gaps')).toEqual(['first', 'last', 'Ana’s', 'Ben’s']);
});

it('a rank as long as may be, at either end, stops nobody from adding or moving', () => {
  for (const rank of ['z'.repeat(LIMITS.rankLength), `A${'0'.repeat(LIMITS.rankLength - 2)}1`]) {
    const ana = withCards('one', 'two');
    setRank(ana, 'ana-1', rank);
    expect(ana.canvas.rejected).toBe(0);
    addCard(ana.doc, ana.writer, note('three'));
    moveCard(ana.doc, ana.writer, 'ana-2', 'gaps', 'ana-1');
    expect(ana.canvas.rejected).toBe(0);
    expect(ana.zone('gaps').toSorted()).toEqual(['one', 'three', 'two']);
  }
});

it('a rank that is none does not stop the next card', () => {
  for (const rank of ['', 'a', 'a00', '0', 'zz', 'é']) {
    const ana = withCards('one', 'two');
    setRank(ana, 'ana-1', rank);
    addCard(ana.doc, ana.writer, note('three'));
    moveCard(ana.doc, ana.writer, 'ana-3', 'gaps', 'ana-2');
    expect(ana.zone('gaps')).toEqual(['three', 'two']);
    expect(ana.canvas.rejected).toBe(1);
  }
});

const likelyRank = fc
  .tuple(fc.constantFrom('a', 'b', 'z', 'A', 'Y', 'Z', '0'), fc.stringMatching(/^[0A-Zaz]{0,30}$/))
  .map((parts) => parts.join(''));

it('a rank is exactly what one can go on from', () => {
  const canBeContinued = (rank: string) => {
    try {
      return generateKeyBetween(rank, null) > rank && generateKeyBetween(null, rank) < rank;
    } catch {
      return false;
    }
  };
  fc.assert(
    fc.property(likelyRank, fc.string(), (likely, garbage) => {
      expect(isRank(likely)).toBe(canBeContinued(likely));
      if (isRank(garbage)) expect(canBeContinued(garbage)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

it('between two ranks there is another', () => {
  const rank = likelyRank.filter(isRank);
  fc.assert(
    fc.property(rank, rank, (one, other) => {
      fc.pre(one !== other);
      const [low, high] = one < other ? [one, other] : [other, one];
      const between = generateKeyBetween(low, high);
      expect([low, between, high].toSorted()).toEqual([low, between, high]);
      expect(isRank(between)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

it('however cards are moved, each lands right in front of the one it was put before', () => {
  const move = fc.record({ card: fc.nat({ max: 7 }), before: fc.nat({ max: 8 }) });
  fc.assert(
    fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
      const ana = withCards(...'abcdefgh');
      let expected = [...'abcdefgh'];
      for (const { card, before } of moves) {
        const [moved, target] = ['abcdefgh'[card] ?? '', 'abcdefgh'[before]];
        moveCard(ana.doc, ana.writer, `ana-${card + 1}`, 'gaps', target && `ana-${before + 1}`);
        if (moved === target) continue;
        const others = expected.filter((text) => text !== moved);
        const at = target === undefined ? others.length : others.indexOf(target);
        expected = others.toSpliced(at, 0, moved);
      }
      expect(ana.zone('gaps')).toEqual(expected);
    }),
    { numRuns: 100 },
  );
});
