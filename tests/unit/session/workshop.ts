import type { Event, EventBody } from '#shared/session/events.ts';
import type { Actor } from '#shared/session/rights.ts';
import type { Group, Id, Instant, Role, Step } from '#shared/session/state.ts';
import { evolve } from '#shared/session/evolve.ts';
import type { SessionState } from '#shared/session/state.ts';

/** A small workshop to begin from: two groups, three blocks, five steps, four seats for participants. */
export const NOON: Instant = '2027-03-01T12:00:00.000Z';
export const minutes = (count: number): number => count * 60_000;
export const after = (at: Instant, byMs: number): Instant => new Date(Date.parse(at) + byMs).toISOString();

const step = (id: Id, kind: Step['kind'], more: Partial<Step> = {}): Step => ({
  id,
  kind,
  title: { en: id },
  plannedMs: minutes(10),
  ...more,
});

export const STEPS: Step[] = [
  step('welcome', 'plenary'),
  step('notes', 'note', { zones: ['gaps', 'levers'] }),
  step('choice', 'choose', { zones: ['actions'], votes: { budget: 3, isHidden: true, perCard: 1 } }),
  step('placing', 'place'),
  step('goodbye', 'closing', {
    poll: [{ id: 'useful', options: ['yes', 'no'] }],
    asksCommitment: true,
  }),
];

export const created = (settings: Partial<EventBody & { type: 'session.created' }> = {}): EventBody => ({
  type: 'session.created',
  id: 's1',
  title: { en: 'Workshop' },
  startsAt: NOON,
  isTimeInConflict: false,
  timeConfirmedBy: 'organizer',
  timeZones: ['UTC'],
  languages: ['fr', 'es', 'en'],
  capacity: 4,
  blockIds: ['water', 'work', 'care'],
  zoneIds: ['gaps', 'levers', 'actions'],
  steps: STEPS,
  territories: ['several', 'none'].map((id) => ({ id, name: id, mayBeNamed: true, kind: 'none' })),
  ...settings,
});

export const group = (id: Id, blocks: Id[], more: Partial<Group> = {}): EventBody => ({
  type: 'group.created',
  group: { id, name: `Room ${id}`, blocks, facilitators: [], rapporteur: null, isReady: false, ...more },
});

export type JoinFacts = {
  role?: Role;
  groupId?: Id;
  territoryId?: Id;
  language?: string;
  status?: 'waiting';
};

/** Somebody's seat, and the group they were given. */
export const joined = (participantId: Id, facts: JoinFacts = {}): EventBody[] => [
  {
    type: 'participant.joined',
    participantId,
    role: facts.role ?? 'participant',
    language: facts.language ?? 'en',
    territoryId: facts.territoryId ?? null,
    status: facts.status ?? 'seated',
  },
  ...(facts.groupId === undefined
    ? []
    : [{ type: 'participant.assigned' as const, participantId, groupId: facts.groupId }]),
];

export const territory = (id: Id, name: string): EventBody => ({
  type: 'territory.added',
  territory: { id, name, mayBeNamed: false },
});

export const opened: EventBody = { type: 'session.opened' };
export const closed: EventBody = { type: 'session.closed' };
export const started = (stepId: Id, endsAt = after(NOON, minutes(10))): EventBody => ({
  type: 'step.started',
  stepId,
  endsAt,
});

/** Prepared, not yet open: g1 on water with Ana and Ben, g2 on work and care with Carla; Mo moderates. */
export const draft: EventBody[] = [
  created(),
  group('g1', ['water'], { facilitators: ['ana'] }),
  group('g2', ['work', 'care']),
  territory('t-quito', 'Quito'),
  territory('t-dakar', 'Dakar'),
  ...joined('ana', { groupId: 'g1', territoryId: 't-quito', language: 'es' }),
  ...joined('ben', { groupId: 'g1', territoryId: 't-dakar', language: 'fr' }),
  ...joined('carla', { groupId: 'g2', territoryId: 't-quito' }),
  ...joined('mo', { role: 'moderator' }),
];
export const open: EventBody[] = [...draft, opened];

export const seat = (participantId: Id, role: Role = 'participant'): Actor => ({ role, participantId });
export const link = (role: Role): Actor => ({ role, participantId: null });
export const [ana, ben, carla] = [seat('ana'), seat('ben'), seat('carla')];
export const mo = seat('mo', 'moderator');

/** Numbers and times events as a log has them. `by` says who caused them, where the state depends on it. */
export function logOf(bodies: (EventBody & { by?: Id; at?: Instant })[]): Event[] {
  return bodies.map((body, index) => ({ by: 'organizer', at: NOON, ...body, seq: index + 1 }));
}

export function stateOf(bodies: (EventBody & { by?: Id; at?: Instant })[]): SessionState {
  const state = logOf(bodies).reduce<SessionState | null>(evolve, null);
  if (!state) throw new Error('A log begins with session.created');
  return state;
}

/** In the middle of it: the groups choose, hidden; all places are taken and two people wait. */
export const choosing: EventBody[] = [
  ...open,
  ...joined('dora', { groupId: 'g2', territoryId: 't-dakar' }),
  ...joined('emil', { status: 'waiting', territoryId: 't-dakar' }),
  ...joined('fay', { status: 'waiting' }),
  started('choice'),
  {
    type: 'vote.opened',
    ballotId: 'choice',
    rules: { budget: 3, isHidden: true, perCard: 1 },
    zones: ['actions'],
  },
];

/** All together: three cities have been asked to speak, Lyon has not confirmed; later both groups report. */
export const speaking: EventBody[] = [
  created({
    steps: [
      step('stories', 'case', { caseIds: ['lima', 'lome', 'lyon'] }),
      step('reports', 'harvest'),
      ...STEPS,
    ],
    turns: {
      stories: ['lima', 'lome', 'lyon'].map((id) => ({ id, plannedMs: minutes(3), isIn: id !== 'lyon' })),
    },
  }),
  ...open.slice(1),
  started('stories'),
];
