import { describe, expect, it } from 'vitest';
import { manuscriptOf } from '#server/documents/manuscript.ts';
import { synthesisMarkdown } from '#server/documents/markdown.ts';
import type { Commitment } from '#shared/session/state.ts';
import { publicSynthesis } from '#shared/synthesis/public.ts';
import { synthesise } from '#shared/synthesis/synthesis.ts';
import { exportTextsOf } from '#shared/synthesis/texts.ts';
import { anInput, aSeat, aSession, aTerritory } from './a-workshop.ts';

const said = (id: string, given: Partial<Commitment>): Commitment & { participantId: string } => ({
  ...{ id, participantId: `person-${id}`, text: `Text of ${id}`, lang: 'fr' },
  ...{ territoryId: null, mayBeShown: true },
  ...given,
});
const state = aSession({
  territories: [aTerritory('t1', 'Praia'), aTerritory('t2', 'Hiddentown', { mayBeNamed: false })],
  seats: { p1: aSeat('p1', { territoryId: 't1' }), p2: aSeat('p2', { territoryId: 't2' }) },
  poll: {
    answers: [],
    shown: [],
    commitments: [
      said('c1', { territoryId: 't1', due: '2027-03-01' }),
      said('c2', { territoryId: 't2' }),
      said('c3', { mayBeShown: false }),
    ],
  },
});
const synthesis = synthesise(anInput({ state }));

describe('what people will do [S107]', () => {
  it('is in the synthesis where its author agreed, without their name', () => {
    expect(synthesis.commitments).toEqual([
      { text: 'Text of c1', lang: 'fr', due: '2027-03-01', territory: 't1' },
      { text: 'Text of c2', lang: 'fr', due: null, territory: 't2' },
    ]);
    expect(JSON.stringify(synthesis)).not.toMatch(/person-|Text of c3/);
  });

  it('leaves a synthesis without any as it was', () => {
    expect(synthesise(anInput())).not.toHaveProperty('commitments');
  });

  it('says nothing to everybody of a place that did not agree', () => {
    expect(publicSynthesis(synthesis, state).commitments?.map(({ territory }) => territory)).toEqual([
      't1',
      null,
    ]);
  });

  it('stands in the documents after the action plan', () => {
    const texts = exportTextsOf('en');
    const markdown = synthesisMarkdown(manuscriptOf(synthesis, texts), texts);
    expect(markdown.indexOf('## Commitments')).toBeGreaterThan(markdown.indexOf('## Action plan'));
    expect(markdown).toContain('| Text of c1 *(language: French)* | Praia | 1 March 2027 |');
  });
});
