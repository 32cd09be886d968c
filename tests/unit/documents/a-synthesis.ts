import type { Placement } from '#shared/session/state.ts';
import { synthesise, type SynthesisInput } from '#shared/synthesis/synthesis.ts';
import { aCanvas, aCard, anInput, aSeat, aSession, aTerritory, votesOn } from '../synthesis/a-workshop.ts';

const placed = (participantId: string, territoryId: string, given: Partial<Placement>): Placement => ({
  participantId,
  territoryId,
  blockId: 'legal',
  level: 1,
  evidence: '',
  at: '2021-06-01T15:00:00.000Z',
  ...given,
});

/** A session with something of everything; `words` stand wherever people write. */
export function fullInput(language: string, words = 'Words', place = 'Hiddentown'): SynthesisInput {
  const canvases = [
    aCanvas('g1/legal', {
      cards: [
        aCard('c1', 'gaps', { text: `No law ${words}`, territories: ['t1', 't2'] }),
        aCard('c2', 'levers', { text: words, lang: 'fr' }),
        aCard('c3', 'actions', { text: words, owner: words, due: 'P6M', territories: ['t1'] }),
        aCard('c4', 'gaps', { text: words }),
      ],
      threads: [
        { id: 'x1', from: 'c1', to: 'c2' },
        { id: 'x2', from: 'c2', to: 'c3' },
      ],
      translations: [
        {
          id: 't1',
          card: 'c2',
          lang: 'en',
          text: `A lever ${words}`,
          by: 'p1',
          status: 'published',
          isStale: true,
        },
      ],
      report: { action: 'c3', lang: 'en', question: words, lines: `${words}\n\n${words}` },
    }),
    aCanvas('synthesis/overall', { narrative: { en: words } }),
    aCanvas('synthesis/legal', { narrative: { fr: words } }),
  ];
  const state = aSession({
    ...votesOn({ 'g1/legal/c3': 2 }),
    status: 'open',
    territories: [
      aTerritory('t1', 'Praia', { situation: 'seedbed' }),
      aTerritory('t2', place, { mayBeNamed: false, country: place, aliases: [place] }),
    ],
    seats: { p1: aSeat('p1', { territoryId: 't1' }), p2: aSeat('p2', { territoryId: 't2' }) },
    maturity: [
      placed('p1', 't1', { level: 1, evidence: words }),
      placed('p3', 't1', { level: 2 }),
      placed('p2', 't2', { level: 3 }),
      placed('p4', 't2', { level: null }),
    ],
    poll: {
      answers: [],
      shown: [],
      commitments: [
        { id: 'k1', participantId: 'p1', text: words, lang: 'fr', territoryId: 't1', mayBeShown: true },
        { id: 'k2', participantId: 'p2', text: words, lang: 'en', territoryId: 't2', mayBeShown: true },
      ],
    },
  });
  return anInput({
    language,
    state,
    canvases,
    organisations: 3,
    unreadable: [{ group: 'g2', block: 'finance', code: 'canvas/damaged' }],
  });
}

export const fullSynthesis = (language: string, words?: string, place?: string) =>
  synthesise(fullInput(language, words, place));
