import { NOBODY_YET } from '#shared/session/families/attendance.ts';
import type { CanvasSnapshot, CardSnapshot } from '#shared/canvas/snapshot.ts';
import type { Group, Seat, SessionState, Territory } from '#shared/session/state.ts';
import type { SynthesisInput, SynthesisScenario } from '#shared/synthesis/synthesis.ts';

/** Builders for sessions as a synthesis finds them: say what matters, the rest is empty. */
export const scenario: SynthesisScenario = {
  blocks: [
    { id: 'legal', number: 1, title: { en: 'Legal framework', fr: 'Cadre juridique', es: 'Marco jurídico' } },
    { id: 'finance', number: 4, title: { en: 'Finance', fr: 'Financement', es: 'Financiamiento' } },
  ],
  zones: [
    { id: 'exists', title: { en: 'What exists', fr: 'Ce qui existe', es: 'Lo que existe' } },
    { id: 'gaps', title: { en: 'What is missing', fr: 'Ce qui manque', es: 'Lo que falta' } },
    { id: 'levers', title: { en: 'Levers', fr: 'Leviers', es: 'Palancas' } },
    { id: 'actions', title: { en: 'Actions', fr: 'Actions', es: 'Acciones' } },
  ],
  situations: [{ id: 'seedbed', title: { en: 'Seedbed', fr: 'Terrain à préparer', es: 'Semillero' } }],
  maturity: {
    levels: [
      { level: 0, label: { en: 'Absent', fr: 'Inexistant', es: 'Inexistente' } },
      { level: 4, label: { en: 'Institutionalised', fr: 'Institutionnalisé', es: 'Institucionalizado' } },
    ],
  },
};

export function aSession(given: Partial<SessionState> = {}): SessionState {
  return {
    id: 'session1',
    seq: 7,
    status: 'closed',
    title: { fr: 'Atelier', en: 'Workshop' },
    startsAt: '2021-06-01T14:15:00.000Z',
    isTimeInConflict: false,
    timeConfirmedBy: null,
    timeZones: ['UTC'],
    languages: ['fr', 'es', 'en'],
    capacity: 70,
    blockIds: ['legal', 'finance'],
    zoneIds: ['exists', 'gaps', 'levers', 'actions'],
    steps: [],
    step: null,
    stepsDone: [],
    turns: {},
    floor: null,
    rounds: {},
    spotlight: null,
    groups: [aGroup('g1', ['legal']), aGroup('g2', ['finance']), aGroup('g10', ['finance'])],
    canvases: ['g1/legal', 'g2/finance', 'g10/finance'],
    territories: [],
    seats: {},
    locks: [],
    help: [],
    messages: [],
    readers: {},
    ballots: [],
    votes: [],
    maturity: [],
    poll: { answers: [], shown: [], commitments: [] },
    synthesis: { until: null, hidden: [], frozen: null, isPublic: false },
    attendance: NOBODY_YET,
    ...given,
  };
}

export const aGroup = (id: string, blocks: string[]): Group => ({
  id,
  name: `Room ${id}`,
  blocks,
  facilitators: [],
  rapporteur: null,
  isReady: false,
});

export const aSeat = (id: string, given: Partial<Seat> = {}): Seat => ({
  id,
  role: 'participant',
  groupId: 'g1',
  territoryId: null,
  language: 'fr',
  status: 'seated',
  joinedAt: '2021-06-01T14:00:00.000Z',
  ...given,
});

export const aTerritory = (id: string, name: string, given: Partial<Territory> = {}): Territory => ({
  id,
  name,
  mayBeNamed: true,
  ...given,
});

export const aCard = (id: string, zone: string, given: Partial<CardSnapshot> = {}): CardSnapshot => ({
  id,
  zone,
  rank: id,
  text: `Text of ${id}`,
  author: 'p1',
  territories: [],
  lang: 'en',
  at: '2021-06-01T15:00:00.000Z',
  ...given,
});

/** `path`: group/block. */
export function aCanvas(path: string, given: Partial<CanvasSnapshot> = {}): CanvasSnapshot {
  const [group = '', block = ''] = path.split('/');
  return {
    session: 'session1',
    group,
    block,
    rejected: 0,
    cards: [],
    threads: [],
    comments: [],
    translations: [],
    report: { action: null, lang: '', question: '', lines: '' },
    ...given,
  };
}

export const anInput = (given: Partial<SynthesisInput> = {}): SynthesisInput => ({
  state: aSession(),
  scenario,
  canvases: [],
  unreadable: [],
  organisations: 0,
  language: 'en',
  ...given,
});

/** A closed ballot with so many votes on each card. */
export function votesOn(
  counts: Record<string, number>,
  isOpen = false,
): Pick<SessionState, 'ballots' | 'votes'> {
  return {
    ballots: [{ id: 'ballot1', isOpen, budget: 3, isHidden: true, perCard: 1 }],
    votes: Object.entries(counts).flatMap(([ref, count]) =>
      Array.from({ length: count }, (_, index) => ({
        ref,
        participantId: `p${index}`,
        ballotId: 'ballot1',
      })),
    ),
  };
}
