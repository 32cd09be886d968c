import { describe, expect, it } from 'vitest';
import { initialsOf, ownRing } from '#client/parts/people.ts';
import { screenOf } from '#client/pages/session/screen.ts';
import { zonesOf } from '#client/pages/workshop/zones.ts';
import { columnsOf } from '#shared/canvas/board.ts';
import { countriesIn } from '#client/pages/profile/countries.ts';
import { agendaOf } from '#client/session/agenda.ts';
import type { SessionView } from '#shared/protocol/session-view.ts';
import type { Role, StepKind } from '#shared/session/state.ts';

const step = (id: string, kind: StepKind, more: object = {}) => ({
  id,
  kind,
  title: { en: id },
  plannedMs: 300_000,
  ...more,
});
const STEPS = [
  step('welcome', 'plenary'),
  step('profile', 'individual'),
  step('move', 'move'),
  step('note', 'note', { round: 1, zones: ['exists', 'gaps'] }),
  step('place', 'place', { round: 1 }),
  step('pause', 'break'),
  step('connect', 'connect', { round: 2, zones: ['gaps', 'actions'] }),
];

/** A session as somebody sees it: only what these functions read. */
function viewAt(stepId: string | null, you: { role?: Role; groupId?: string | null; isWaiting?: true } = {}) {
  const zone = (id: string) => ({ id, title: { en: id }, icon: 'flag' });
  return {
    status: 'open',
    startsAt: '2026-06-01T14:15:00.000Z',
    you: { role: 'participant', participantId: 'p1', groupId: 'g1', language: 'en', ...you },
    groups: [{ id: 'g1', name: '1', blocks: ['legal'], facilitators: [], rapporteur: null, isReady: false }],
    steps: STEPS,
    stepsDone: STEPS.slice(
      0,
      Math.max(
        0,
        STEPS.findIndex(({ id }) => id === stepId),
      ),
    ).map(({ id }) => id),
    step: stepId === null ? null : { id: stepId, startedAt: '', endsAt: '', pausedAt: null },
    scenario: { zones: [zone('exists'), zone('gaps'), zone('actions')] },
  } as unknown as SessionView;
}
const now = { name: 'now' } as const;

describe('the screen follows the run of show', () => {
  it.each([
    [null, 'plenary'],
    ['welcome', 'plenary'],
    ['profile', 'profile'],
    ['move', 'room'],
    ['note', 'workshop'],
    ['place', 'workshop'],
    ['pause', 'plenary'],
  ])('at %s a participant sees the %s', (at, name) => {
    expect(screenOf(viewAt(at), now, false).name).toBe(name);
  });

  it('who is in the room already sees its canvas while others move', () => {
    expect(screenOf(viewAt('move'), now, true)).toEqual({
      name: 'workshop',
      groupId: 'g1',
      blockId: 'legal',
    });
  });

  it('who has no group waits for a room while the others work, and an observer stays in plenary', () => {
    expect(screenOf(viewAt('note', { groupId: null }), now, false).name).toBe('room');
    expect(screenOf(viewAt('note', { groupId: null, role: 'observer' }), now, false).name).toBe('plenary');
  });

  it('moderators have the console whatever the step, and go elsewhere by address', () => {
    for (const at of [null, 'welcome', 'note']) {
      expect(screenOf(viewAt(at, { role: 'moderator' }), now, false).name).toBe('console');
    }
    expect(screenOf(viewAt('note', { role: 'moderator' }), { name: 'plenary' }, false).name).toBe('plenary');
    expect(screenOf(viewAt('note', { role: 'moderator' }), { name: 'share' }, false).name).toBe('share');
  });

  it('a canvas that the moderators show comes to everybody but themselves; who looks elsewhere stays there', () => {
    const spotlight = { groupId: 'g2', blockId: 'legal' };
    const view = { ...viewAt('welcome'), spotlight };
    expect(screenOf(view, now, false)).toEqual({ name: 'workshop', ...spotlight });
    expect(screenOf(view, { name: 'synthesis' }, false).name).toBe('synthesis');
    expect(screenOf({ ...viewAt('welcome', { role: 'moderator' }), spotlight }, now, false).name).toBe(
      'console',
    );
    expect(screenOf(view, { name: 'projector' }, false).name).toBe('projector');
    const guideline = { ...viewAt('welcome'), spotlight: { groupId: null, blockId: 'legal' } };
    expect(screenOf(guideline, now, false).name).toBe('plenary');
  });

  it('the code for the shared screen is for moderators', () => {
    expect(screenOf(viewAt('note'), { name: 'share' }, false).name).toBe('plenary');
  });

  it('who is on the waiting list sees that, wherever they go', () => {
    expect(screenOf(viewAt('note', { isWaiting: true }), { name: 'synthesis' }, false).name).toBe('waiting');
  });

  it('a closed session leads to plenary, where the synthesis waits', () => {
    expect(screenOf({ ...viewAt(null), status: 'closed' }, now, false).name).toBe('plenary');
  });
});

describe('the zones of a canvas', () => {
  it('open with the step that works on them; the later ones say which', () => {
    const zones = zonesOf(viewAt('note'));
    expect(zones.map(({ id, isInFront, opensIn }) => [id, isInFront, opensIn?.id])).toEqual([
      ['exists', true, undefined],
      ['gaps', true, undefined],
      ['actions', false, 'connect'],
    ]);
  });

  it('stay open once they were', () => {
    expect(zonesOf(viewAt('connect')).every(({ opensIn }) => opensIn === null)).toBe(true);
  });

  it('are all open outside of the rounds', () => {
    expect(zonesOf(viewAt('pause')).every(({ opensIn }) => opensIn === null)).toBe(true);
    expect(zonesOf(viewAt(null)).every(({ opensIn }) => opensIn === null)).toBe(true);
  });

  it('stand in columns, the last one alone', () => {
    expect(columnsOf([1, 2, 3, 4, 5])).toEqual([[1, 3], [2, 4], [5]]);
    expect(columnsOf([1, 2, 3])).toEqual([[1], [2], [3]]);
    expect(columnsOf([1])).toEqual([[1]]);
    expect(columnsOf([])).toEqual([]);
  });
});

describe('the agenda', () => {
  it('shows the steps of a round together, with planned times', () => {
    const rows = agendaOf(viewAt('note'));
    expect(rows.map(({ steps, minutes }) => [steps.map(({ id }) => id).join('+'), minutes])).toEqual([
      ['welcome', 5],
      ['profile', 5],
      ['move', 5],
      ['note+place', 10],
      ['pause', 5],
      ['connect', 5],
    ]);
    expect(new Date(rows[3]?.startsAt ?? 0).toISOString()).toBe('2026-06-01T14:30:00.000Z');
    expect(rows.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'now', 'next', 'next']);
  });

  it('tells no times while the start is open', () => {
    const rows = agendaOf({ ...viewAt(null), startsAt: null });
    expect(rows.every(({ startsAt, state }) => startsAt === null && state === 'next')).toBe(true);
  });
});

describe('a person', () => {
  it.each([
    ['Dulce Tavares', 'DT'],
    ['Élise', 'ÉL'],
    ['4 · Dulce · Praia', '4P'],
    ['María del Carmen Ruiz-Zorrilla', 'MZ'],
    ['李明', '李明'],
    ['𝔄', '𝔄'],
    ['…', '?'],
  ])('%s has the initials %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });

  it('has one of eight colours, always the same', () => {
    for (const id of ['a', 'Zx91-_', 'wW7h2k']) {
      expect(ownRing(id)).toBe(ownRing(id));
      expect([1, 2, 3, 4, 5, 6, 7, 8]).toContain(ownRing(id));
    }
  });
});

it('countries stand in the order of the reader’s language, each once', () => {
  const names = countriesIn('fr').map(({ name }) => name);
  expect(names).toContain('Cap-Vert');
  expect(names.length).toBeGreaterThan(190);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'fr')));
});
