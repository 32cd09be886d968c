import { describe, expect, it } from 'vitest';
import { publicSynthesis } from '#shared/synthesis/public.ts';
import { synthesise } from '#shared/synthesis/synthesis.ts';
import { fullInput } from '../documents/a-synthesis.ts';
import { aSeat } from './a-workshop.ts';

const input = fullInput('en', 'Words', 'Hiddentown');
const seats = (groupId: string, count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`s${at}`, aSeat(`s${at}`, { groupId, territoryId: 't1' })]),
  );
const shown = (people: number) => publicSynthesis(synthesise(input), { seats: seats('g1', people) });

describe('the synthesis for everybody [S99]', () => {
  it('keeps every card with its words and dots', () => {
    const cards = (of: { ref: string; text: string; votes: number }[]) =>
      of.map(({ ref, text, votes }) => ({ ref, text, votes }));
    expect(cards(shown(3).cards)).toEqual(cards(synthesise(input).cards));
  });

  it('has no territory that did not agree to be named, under any name', () => {
    const text = JSON.stringify(shown(3));
    expect(text).not.toContain('"t2"');
    expect(text).not.toContain('Territory A');
    expect(text).not.toContain('Hiddentown');
    expect(shown(3).territories.map(({ name }) => name)).toEqual(['Praia']);
    expect(shown(3).maturity.every(({ territory }) => territory === 't1')).toBe(true);
  });

  it('has no owner of an action, and nobody’s evidence', () => {
    const { actions, cards, maturity } = shown(3);
    expect(actions.every(({ owner }) => owner === null)).toBe(true);
    expect(cards.some((card) => 'owner' in card)).toBe(false);
    expect(maturity.flatMap(({ evidence }) => evidence)).toEqual([]);
  });

  it('says of no group and no situation of fewer than three which words are theirs', () => {
    expect(shown(2).groups.find(({ id }) => id === 'g1')?.reports).toEqual([]);
    expect(shown(3).groups.find(({ id }) => id === 'g1')?.reports).toHaveLength(1);
    expect(shown(3).groups.flatMap(({ cards }) => cards)).toEqual([]);
    expect(shown(3).situations.flatMap(({ cards }) => cards)).toEqual([]);
  });
});
