import { describe, expect, it } from 'vitest';
import { coverageOf, standingBySituation } from '#shared/synthesis/reading.ts';
import { synthesise } from '#shared/synthesis/synthesis.ts';
import { fullSynthesis } from '../documents/a-synthesis.ts';
import { anInput, scenario } from './a-workshop.ts';

describe('where territories stand, by situation', () => {
  it('is a range with its number of answers, those without a situation apart', () => {
    const rows = standingBySituation(fullSynthesis('en'));
    expect(rows).toEqual([
      {
        situation: 'seedbed',
        title: 'Seedbed',
        cells: [{ min: 1, max: 2, count: 2, levels: [0, 1, 1, 0, 0], isProvisional: false }, null],
      },
      {
        situation: null,
        title: '',
        cells: [{ min: 3, max: 3, count: 1, levels: [0, 0, 0, 1, 0], isProvisional: true }, null],
      },
    ]);
  });

  it('has no row for territories without a situation where these placed nothing', () => {
    const rows = standingBySituation(synthesise(anInput()));
    expect(rows).toEqual([{ situation: 'seedbed', title: 'Seedbed', cells: [null, null] }]);
  });
});

describe('coverage', () => {
  it('counts the cards of each territory on each block, and those about none', () => {
    expect(coverageOf(fullSynthesis('en'))).toEqual([
      { territory: 't1', counts: [2, 0] },
      { territory: 't2', counts: [1, 0] },
      { territory: null, counts: [2, 0] },
    ]);
  });
});

describe('the programme', () => {
  it('names its organisers in full, in the language of the synthesis', () => {
    const { programme } = synthesise(
      anInput({
        language: 'fr',
        scenario: {
          ...scenario,
          subtitle: { fr: 'Sous-titre', en: 'Subtitle' },
          disclaimer: { fr: 'Elle n’engage personne.' },
          programme: { code: '2.3.2', organisers: ['undp', 'minga', 'gone'] },
          organisations: [
            { id: 'undp', name: { fr: 'Programme des Nations Unies' }, acronym: { fr: 'PNUD' } },
            { id: 'minga', name: { fr: 'Minga' }, acronym: { fr: 'Minga' } },
          ],
        },
      }),
    );
    expect(programme).toEqual({
      subtitle: 'Sous-titre',
      summary: '',
      event: '',
      code: '2.3.2',
      thematicLine: '',
      guideline: '',
      organisers: ['Programme des Nations Unies (PNUD)', 'Minga', 'gone'],
      disclaimer: 'Elle n’engage personne.',
    });
  });
});
