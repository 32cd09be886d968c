import { describe, expect, it } from 'vitest';
import { manuscriptOf } from '#server/documents/manuscript.ts';
import { synthesisMarkdown } from '#server/documents/markdown.ts';
import type { SessionState } from '#shared/session/state.ts';
import { publicSynthesis } from '#shared/synthesis/public.ts';
import { synthesise } from '#shared/synthesis/synthesis.ts';
import { exportTextsOf } from '#shared/synthesis/texts.ts';
import { anInput, aSeat, aSession, aTerritory, scenario } from './a-workshop.ts';

const seats = Object.fromEntries(
  [
    aSeat('p1', { territoryId: 't1' }),
    aSeat('p2', { territoryId: 't1' }),
    aSeat('p3', { territoryId: 't1', language: 'es' }),
    aSeat('p4', { territoryId: 't2' }),
    aSeat('p5', { territoryId: 'several' }),
    aSeat('p6', { status: 'waiting' }),
    aSeat('m1', { role: 'moderator', language: 'en' }),
  ].map((seat) => [seat.id, seat]),
);
const STEP = {
  id: 'closing',
  kind: 'closing' as const,
  title: {},
  plannedMs: 0,
  poll: [
    { id: 'q1', options: ['yes', 'no'] },
    { id: 'q2', options: ['yes', 'no'] },
  ],
};
const said = (participantId: string, choice: string) => ({ participantId, questionId: 'q1', choice });
const stateWith = (given: Partial<SessionState> = {}): SessionState =>
  aSession({
    steps: [STEP],
    seats,
    territories: [
      aTerritory('t1', 'Praia'),
      aTerritory('t2', 'Hiddentown', { mayBeNamed: false }),
      aTerritory('several', 'several', { kind: 'none' }),
    ],
    poll: {
      answers: [said('p1', 'yes'), said('p2', 'no'), said('p3', 'yes'), said('gone', 'yes')],
      shown: [],
      commitments: [],
    },
    ...given,
  });
const asked = {
  ...scenario,
  steps: [
    {
      poll: [
        {
          id: 'q1',
          text: { en: 'Will you use it?', fr: 'Vous en servirez-vous ?' },
          options: [
            { id: 'yes', label: { en: 'Yes', fr: 'Oui' } },
            { id: 'no', label: { en: 'No', fr: 'Non' } },
          ],
        },
      ],
    },
  ],
};
const synthesisWith = (given?: Partial<SessionState>) =>
  synthesise(anInput({ state: stateWith(given), scenario: asked }));

describe('who took part', () => {
  it('is told by role, and of participants by language and territory; who waits is not counted', () => {
    expect(synthesisWith().participation).toEqual({
      roles: [
        { role: 'participant', people: 5 },
        { role: 'moderator', people: 1 },
      ],
      languages: [
        { lang: 'es', people: 1 },
        { lang: 'fr', people: 4 },
      ],
      territories: [
        { territory: 't1', people: 3 },
        { territory: 't2', people: 1 },
        { territory: null, people: 1 },
      ],
    });
  });

  it('says how many of them were there, where that was noted', () => {
    const attendance = {
      ...stateWith().attendance,
      openedAt: '2021-06-01T14:00:00.000Z',
      closedAt: '2021-06-01T16:00:00.000Z',
      visits: { p1: [{ from: '2021-06-01T14:10:00.000Z', to: null }] },
    };
    const { roles, territories } = synthesisWith({ attendance }).participation ?? {};
    expect(roles?.[0]).toEqual({ role: 'participant', people: 5, present: 1 });
    expect(territories?.map(({ present }) => present)).toEqual([1, 0, 0]);
  });

  it('tells everybody of no few, and of no place that did not agree', () => {
    const state = stateWith();
    const { participation } = publicSynthesis(synthesisWith(), state);
    expect(participation).toEqual({
      roles: [{ role: 'participant', people: 5 }],
      languages: [{ lang: 'fr', people: 4 }],
      territories: [{ territory: 't1', people: 3 }],
    });
  });

  it('is absent where nobody has a seat', () => {
    expect(synthesise(anInput())).not.toHaveProperty('participation');
  });
});

describe('how the answers fell [S106]', () => {
  const poll = {
    step: 'closing',
    question: 'q1',
    text: 'Will you use it?',
    answers: 4,
    options: [
      { id: 'yes', text: 'Yes', count: 3 },
      { id: 'no', text: 'No', count: 1 },
    ],
  };

  it('is in the synthesis once the session is closed, but for questions that nobody answered', () => {
    expect(synthesisWith().polls).toEqual([poll]);
    expect(synthesisWith({ poll: { answers: [], shown: [], commitments: [] } })).not.toHaveProperty('polls');
  });

  it('is hidden before, until a moderator shows it, and never by whom', () => {
    const open = { status: 'open' as const };
    expect(synthesisWith(open)).not.toHaveProperty('polls');
    const shown = { ...stateWith().poll, shown: ['closing'] };
    expect(synthesisWith({ ...open, poll: shown }).polls).toEqual([poll]);
    expect(JSON.stringify(synthesisWith().polls)).not.toMatch(/p1|gone/);
  });

  it('of fewer than three is told to no public', () => {
    const state = stateWith({ poll: { answers: [said('p1', 'yes')], shown: [], commitments: [] } });
    const synthesis = synthesise(anInput({ state, scenario: asked }));
    expect(synthesis.polls).toHaveLength(1);
    expect(publicSynthesis(synthesis, state).polls).toEqual([]);
  });
});

it('documents tell both in tables', () => {
  const texts = exportTextsOf('en');
  const markdown = synthesisMarkdown(manuscriptOf(synthesisWith(), texts), texts);
  expect(markdown).toContain('| Participant | 5 |');
  expect(markdown).toContain('| Territory A | 1 |');
  expect(markdown).toContain('| Several, none or not stated | 1 |');
  expect(markdown).toMatch(
    /\*Table \d+\. Will you use it\?\*\n\n\| Answer \| Answers \|\n\| --- \| ---: \|\n\| Yes \| 3 \|/,
  );
});
