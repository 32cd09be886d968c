import { describe, expect, it } from 'vitest';
import { SYNTHESIS_JSON_SCHEMA } from '#shared/synthesis/schema.ts';
import { synthesise } from '#shared/synthesis/synthesis.ts';
import { problemsOf } from '#tests/support/json-schema.ts';
import { anInput, aSession } from '../synthesis/a-workshop.ts';
import { livelySynthesis } from './a-lively-session.ts';
import { fullSynthesis } from './a-synthesis.ts';

const schema = JSON.parse(SYNTHESIS_JSON_SCHEMA) as object;
const problems = (synthesis: unknown): string[] => problemsOf(JSON.parse(JSON.stringify(synthesis)), schema);

describe('the published schema of the synthesis', () => {
  it.each(['en', 'fr', 'es'])('holds for a full session and a lively one, in %s', (language) => {
    expect(problems(fullSynthesis(language))).toEqual([]);
    expect(problems(livelySynthesis(language))).toEqual([]);
  });

  it('holds for an empty session, and for a canvas that could not be read', () => {
    const unreadable = [{ group: 'g2', block: 'finance', code: 'canvas/damaged' }];
    expect(
      problems(synthesise(anInput({ state: aSession({ title: {}, startsAt: null }), unreadable }))),
    ).toEqual([]);
  });

  it('names what is missing, of another kind, or not of it', () => {
    const { totals: _, ...rest } = fullSynthesis('en');
    expect(problems({ ...rest, format: 'other', more: 1 })).toEqual([
      expect.stringContaining("'totals'"),
      expect.stringContaining('additional properties'),
      expect.stringContaining('/format'),
    ]);
  });
});
