import { parseScenario } from '#server/scenarios/scenario-file.ts';
import type { CanvasSnapshot, CardSnapshot } from '#shared/canvas/snapshot.ts';
import type { Scenario } from '#shared/scenario/schema.ts';
import type { Level } from '#shared/session/state.ts';
import { synthesise, type Synthesis, type SynthesisInput } from '#shared/synthesis/synthesis.ts';
import { NOBODY_YET } from '#shared/session/families/attendance.ts';
import { CARD_TEXTS, PEOPLE } from '#client/rehearsal/texts.ts';
import { readFileSync } from 'node:fs';
import { aCanvas, aCard, aSeat, aSession, aTerritory } from '../synthesis/a-workshop.ts';

const FILE = 'scenarios/sse-guidelines/scenario.yaml';
const LANGUAGES = ['fr', 'es', 'en'] as const;
const ZONES = ['exists', 'actors', 'gaps', 'levers', 'actions'];

export type Liveliness = {
  groups: number;
  /** Each group works on so many blocks. */
  blocks: number;
  /** On each canvas. */
  cards: number;
  people: number;
  /** Makes every card's text its own. */
  isNumbered?: boolean;
};
/** As in the first workshop: a room for each block. */
const EIGHT_ROOMS: Liveliness = { groups: 8, blocks: 1, cards: 18, people: 24 };

/** The first scenario with people at work in it, the same every time. */
export function livelyInput(language: string, given: Partial<Liveliness> = {}): SynthesisInput {
  const size = { ...EIGHT_ROOMS, ...given };
  const scenario = scenarioOf();
  const groups = Array.from({ length: size.groups }, (_, index) => ({
    id: `g${index + 1}`,
    name: `${index + 1}`,
    blocks: Array.from(
      { length: size.blocks },
      (_, place) => scenario.blocks[(index + place) % scenario.blocks.length]?.id ?? '',
    ),
    facilitators: [],
    rapporteur: null,
    isReady: true,
  }));
  const paths = groups.flatMap(({ id, blocks }) => blocks.map((block) => `${id}/${block}`));
  const canvases = paths.map((path, index) => lively(path, index, size));
  return {
    language,
    scenario,
    organisations: 11,
    unreadable: [],
    canvases: [
      ...canvases,
      aCanvas('synthesis/overall', {
        narrative: {
          fr: 'Trois salles renvoient au même manque : sans données tenues à jour, ni les achats réservés ni le fonds de garantie ne peuvent fixer de cible.',
        },
      }),
    ],
    state: {
      ...aSession({
        title: scenario.title,
        languages: ['fr', 'es', 'en'],
        groups,
        canvases: paths,
        territories: PEOPLE.map(({ territory }, index) =>
          aTerritory(`t${index}`, territory, {
            mayBeNamed: index % 3 !== 2,
            ...(index % 4 === 3 ? {} : { situation: scenario.situations[index % 4]?.id ?? '' }),
          }),
        ),
        ...lastSteps(scenario, size.people),
        seats: Object.fromEntries(
          Array.from({ length: size.people }, (_, index) => [
            `p${index}`,
            aSeat(`p${index}`, {
              territoryId: `t${index % PEOPLE.length}`,
              language: LANGUAGES[index % 3] ?? 'fr',
            }),
          ]),
        ),
        ballots: [{ id: 'ballot1', isOpen: false, budget: 3, isHidden: true, perCard: 1 }],
        votes: canvases.flatMap(({ group, block, cards }, index) =>
          cards
            .filter(({ zone }) => zone === 'actions')
            .flatMap(({ id }, place) =>
              Array.from({ length: (index + place * 2) % 5 }, (_, voter) => ({
                ref: `${group}/${block}/${id}`,
                participantId: `p${voter}`,
                ballotId: 'ballot1',
              })),
            ),
        ),
        maturity: Array.from({ length: size.people }, (_, index) => ({
          participantId: `p${index}`,
          territoryId: `t${index % PEOPLE.length}`,
          blockId: scenario.blocks[index % scenario.blocks.length]?.id ?? '',
          level: index % 9 === 5 ? null : (((index * 7) % 5) as Level),
          evidence: index % 2 ? 'Budget municipal 2024' : '',
          at: '2021-06-01T15:00:00.000Z',
        })),
      }),
    },
  };
}

/** What everybody was asked at the end, and who was there: all but the last four. */
function lastSteps({ steps }: Scenario, people: number) {
  const asked = steps.flatMap(({ id, poll }) =>
    poll ? { id, poll: poll.map(({ id, options }) => ({ id, options: options.map((one) => one.id) })) } : [],
  );
  const ids = Array.from({ length: people }, (_, index) => `p${index}`);
  return {
    steps: asked.map(({ id, poll }) => ({ id, kind: 'closing' as const, title: {}, plannedMs: 0, poll })),
    poll: {
      answers: asked.flatMap(({ poll }) =>
        poll.flatMap(({ id, options }, nth) =>
          ids.slice(nth).map((participantId, at) => ({
            participantId,
            questionId: id,
            choice: options[(at * at + nth) % options.length] ?? '',
          })),
        ),
      ),
      shown: [],
      commitments: [
        ['Je propose un règlement au conseil.', 'fr', '2027-03-31'],
        ['Llevaré el fondo de garantía al presupuesto.', 'es', undefined],
        ['I will ask our university to train two officers.', 'en', '2027-01-15'],
      ].map(([text = '', lang = '', due], at) => ({
        ...{ id: `k${at}`, participantId: `p${at}`, text, lang, mayBeShown: true },
        ...(due === undefined ? {} : { due }),
        territoryId: `t${at}`,
      })),
    },
    attendance: {
      ...NOBODY_YET,
      openedAt: '2021-06-01T14:15:00.000Z',
      closedAt: '2021-06-01T16:45:00.000Z',
      visits: Object.fromEntries(
        ids.slice(0, -4).map((id) => [id, [{ from: '2021-06-01T14:20:00.000Z', to: null }]]),
      ),
    },
  };
}

export const livelySynthesis = (language: string, given?: Partial<Liveliness>): Synthesis =>
  synthesise(livelyInput(language, given));

function lively(path: string, index: number, { cards, isNumbered }: Liveliness): CanvasSnapshot {
  const written = Array.from({ length: cards }, (_, place): CardSnapshot => {
    const zone = ZONES[place % ZONES.length] ?? 'exists';
    const texts = CARD_TEXTS[zone] ?? [];
    const lang = LANGUAGES[(index + place) % 3] ?? 'fr';
    const text = texts[(index + Math.floor(place / ZONES.length)) % texts.length]?.[lang] ?? '';
    return aCard(`c${String(place).padStart(3, '0')}`, zone, {
      lang,
      text: isNumbered ? `${text} Nº ${index + 1}x${place + 1}.` : text,
      territories: place % 7 === 6 ? [] : [`t${(index + place) % PEOPLE.length}`],
      ...(zone === 'actions' && place % 2 === 0 ? { owner: 'Ville de Praia', due: 'P6M' } : {}),
      ...(zone === 'actions' && place % 3 === 0 ? { due: '2027-03-31', status: 'committed' as const } : {}),
    });
  });
  const of = (zone: string) => written.filter((card) => card.zone === zone).map(({ id }) => id);
  const [gaps, levers, actions] = [of('gaps'), of('levers'), of('actions')];
  const tie = (from: string | undefined, to: string | undefined, id: string) =>
    from && to ? [{ id, from, to }] : [];
  return aCanvas(path, {
    cards: written,
    threads: [
      ...tie(gaps[0], levers[0], 'x1'),
      ...tie(levers[0], actions[0], 'x2'),
      ...tie(gaps[1], levers[0], 'x3'),
      ...tie(gaps[2], actions[1], 'x4'),
    ],
    translations: written
      .filter(({ lang }) => lang !== 'fr')
      .slice(0, 2)
      .map(({ id, text }, place) => ({
        id: `n${place}`,
        card: id,
        lang: 'fr',
        text: `${text} (traduit)`,
        by: 'p1',
        status: 'published' as const,
        isStale: place === 1,
      })),
    report:
      index % 4 === 2
        ? { action: null, lang: '', question: '', lines: '' }
        : {
            action: actions[0] ?? null,
            lang: LANGUAGES[index % 3] ?? 'fr',
            question:
              [
                'Qui porte le risque du fonds si la commune change de majorité ?',
                '¿Qué universidad aceptaría primero?',
                'How do we measure what has changed?',
              ][index % 3] ?? '',
            lines:
              ['Un règlement, un budget, un nom.', 'Un reglamento.\nUn presupuesto.', 'A by-law.'][
                index % 3
              ] ?? '',
          },
  });
}

function scenarioOf(): Scenario {
  const read = parseScenario(readFileSync(FILE, 'utf8'), FILE);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.scenario;
}
