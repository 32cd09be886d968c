import { describe, expect, it } from 'vitest';
import { synthesise } from '#shared/synthesis/synthesis.ts';
import { aCanvas, aCard, anInput, scenario } from './a-workshop.ts';

const cards = [
  aCard('gap1', 'gaps'),
  aCard('gap2', 'gaps'),
  aCard('gap3', 'gaps'),
  aCard('lever1', 'levers'),
  aCard('lever2', 'levers'),
  aCard('action1', 'actions'),
  aCard('action2', 'actions'),
  aCard('fact', 'exists'),
];
const tied = (...pairs: [string, string][]) =>
  aCanvas('g1/legal', { cards, threads: pairs.map(([from, to], index) => ({ id: `t${index}`, from, to })) });
const legalBlock = (canvas: ReturnType<typeof aCanvas>, given = {}) =>
  synthesise(anInput({ canvases: [canvas], ...given })).blocks[0];
const ref = (id: string) => `g1/legal/${id}`;

describe('an argument', () => {
  it('leads from a gap to its levers and the actions behind them', () => {
    const block = legalBlock(tied(['gap1', 'lever1'], ['lever1', 'action2'], ['gap1', 'action1']));
    expect(block?.arguments).toEqual([
      { gap: ref('gap1'), levers: [ref('lever1')], actions: [ref('action1'), ref('action2')] },
    ]);
    expect(block?.openGaps).toEqual([ref('gap2'), ref('gap3')]);
  });

  it('does not depend on which end a thread was drawn from', () => {
    const block = legalBlock(tied(['lever1', 'gap1'], ['action1', 'lever1']));
    expect(block?.arguments).toEqual([
      { gap: ref('gap1'), levers: [ref('lever1')], actions: [ref('action1')] },
    ]);
  });

  it('goes on through a lever to another, but not through a gap or an action', () => {
    const block = legalBlock(
      tied(
        ['gap1', 'lever1'],
        ['lever1', 'lever2'],
        ['lever2', 'action1'],
        ['gap1', 'gap2'],
        ['action1', 'action2'],
      ),
    );
    expect(block?.arguments).toEqual([
      { gap: ref('gap1'), levers: [ref('lever1')], actions: [ref('action1')] },
    ]);
    expect(block?.openGaps).toContain(ref('gap2'));
  });

  it('is none where a gap is tied to something else only', () => {
    const block = legalBlock(tied(['fact', 'gap1']));
    expect(block?.arguments).toEqual([]);
    expect(block?.openGaps).toContain(ref('gap1'));
  });

  it('stays within its canvas', () => {
    const canvases = [tied(['gap1', 'lever1']), aCanvas('g2/legal', { cards })];
    const block = synthesise(anInput({ canvases })).blocks[0];
    expect(block?.arguments).toHaveLength(1);
    expect(block?.openGaps).toHaveLength(5);
  });

  it('is neither made nor missed in a scenario with other zones', () => {
    const zones = [{ id: 'gaps', title: { en: 'Gaps' } }];
    const block = legalBlock(tied(['gap1', 'lever1']), { scenario: { ...scenario, zones } });
    expect(block).toMatchObject({ arguments: [], openGaps: [] });
  });

  it('counts threads whose two cards are there', () => {
    const canvas = tied(['gap1', 'lever1'], ['gap1', 'removed']);
    expect(synthesise(anInput({ canvases: [canvas] })).totals.threads).toBe(1);
  });
});
