import { describe, expect, it } from 'vitest';
import { lacksFacilitator, needsOf, quietAfterMs } from '#client/pages/console/needs.ts';
import type { CanvasActivity } from '#shared/canvas/activity.ts';
import type { SessionView } from '#shared/protocol/session-view.ts';
import type { Group, StepKind } from '#shared/session/state.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-06-01T14:00:00.000Z');
const at = (minutes: number): string => new Date(START + minutes * MINUTE).toISOString();

const person = (id: string, groupId: string | null, more: object = {}) => ({
  id,
  name: id,
  role: 'participant',
  groupId,
  territoryId: null,
  language: 'fr',
  isHere: true,
  ...more,
});
const group = (id: string, more: object = {}) => ({
  id,
  name: id,
  blocks: ['legal'],
  facilitators: ['facilitator'],
  rapporteur: null,
  isReady: false,
  ...more,
});

/** A round of twenty minutes that began at `START`, with room g1 in order. */
function viewOf(more: object = {}, kind: StepKind = 'connect') {
  return {
    status: 'open',
    steps: [{ id: 'work', kind, title: {}, plannedMs: 20 * MINUTE, zones: ['gaps', 'actions'] }],
    step: { id: 'work', startedAt: at(0), endsAt: at(20), pausedAt: null },
    groups: [group('g1')],
    people: [person('Dulce', 'g1'), person('facilitator', 'g1')],
    help: [],
    ...more,
  } as unknown as SessionView;
}
const board = (more: object = {}): CanvasActivity => ({
  groupId: 'g1',
  blockId: 'legal',
  zones: { gaps: 2, actions: 1 },
  cards: 3,
  openGaps: 0,
  untranslated: 0,
  authors: [],
  recentCards: 0,
  lastCardAt: at(0),
  removals: [],
  ...more,
});
const needsAt = (minutes: number, view: SessionView, boards: CanvasActivity[]) =>
  needsOf(view, boards, START + minutes * MINUTE);
const kinds = (minutes: number, view: SessionView, boards: CanvasActivity[]) =>
  needsAt(minutes, view, boards).map(({ kind }) => kind);

describe('what needs a person now', () => {
  it('is nothing while all goes well, and while no session is open', () => {
    expect(kinds(1, viewOf(), [board()])).toEqual([]);
    expect(kinds(60, viewOf({ status: 'closed' }), [board()])).toEqual([]);
  });

  it('is a call for help, before everything that is older', () => {
    const call = {
      id: 'h1',
      groupId: 'g1',
      by: 'Dulce',
      reason: '',
      language: 'fr',
      at: at(9),
      takenBy: null,
    };
    expect(kinds(10, viewOf({ help: [call] }), [board()])).toEqual(['help', 'quiet']);
  });

  it('is a room in which nobody has added a card for four minutes, or for a third of a short step', () => {
    expect(kinds(4, viewOf(), [board()])).toEqual([]);
    expect(kinds(4.1, viewOf(), [board()])).toEqual(['quiet']);
    expect(kinds(7, viewOf(), [board({ lastCardAt: at(5) })])).toEqual([]);
    expect(quietAfterMs(3 * MINUTE)).toBe(MINUTE);
  });

  it('is not silence where a room is ready, each writes alone, or the clock stands', () => {
    expect(kinds(9, viewOf({ groups: [group('g1', { isReady: true })] }), [board()])).toEqual([]);
    expect(kinds(9, viewOf({}, 'place'), [board()])).toEqual([]);
    const paused = { id: 'work', startedAt: at(0), endsAt: at(20), pausedAt: at(2) };
    expect(kinds(30, viewOf({ step: paused }), [board()])).toEqual([]);
  });

  it('is a zone of the step that is still empty when half of it has gone', () => {
    const boards = [board({ zones: { gaps: 3 }, lastCardAt: at(9.9) })];
    expect(kinds(9.5, viewOf(), boards)).toEqual([]);
    expect(needsAt(10, viewOf(), boards)).toMatchObject([{ kind: 'empty', zones: ['actions'] }]);
  });

  it('is a room without a facilitator who is here, or with nobody connected at all', () => {
    expect(kinds(1, viewOf({ groups: [group('g1', { facilitators: [] })] }), [])).toEqual(['facilitator']);
    const gone = [person('Dulce', 'g1', { isHere: false }), person('facilitator', 'g1', { isHere: false })];
    expect(needsAt(1, viewOf({ people: gone }), [])).toMatchObject([{ kind: 'nobody', groupIds: ['g1'] }]);
  });

  it('is no empty room, and no room that was dissolved', () => {
    const groups = [
      group('g1'),
      group('g2', { facilitators: [] }),
      group('g3', { facilitators: [], dissolvedAt: at(1) }),
    ];
    expect(kinds(3, viewOf({ groups }), [board(), board({ groupId: 'g3' })])).toEqual([]);
    const lacking = (facilitators: string[], members: number) =>
      lacksFacilitator({ facilitators } as Group, members);
    expect([lacking([], 0), lacking([], 2), lacking(['ana'], 2)]).toEqual([false, true, false]);
  });

  it('is a latecomer who has no room while the others work', () => {
    const people = [...viewOf().people, person('late', null), person('asleep', null, { isHere: false })];
    expect(needsAt(1, viewOf({ people }), [])).toMatchObject([{ kind: 'unassigned', people: 1 }]);
    expect(kinds(1, viewOf({ people }, 'plenary'), [])).toEqual([]);
  });

  it('is a step that has been over for a minute', () => {
    const boards = [board({ lastCardAt: at(20) })];
    expect(kinds(20.9, viewOf(), boards)).toEqual([]);
    expect(kinds(21.1, viewOf(), boards)).toEqual(['overrun']);
  });

  it('is somebody who removes many cards of others; tidying up is not', () => {
    const removals = (cards: number) => [
      board({ removals: [{ by: 'Amel', cards, at: at(3) }], lastCardAt: at(3) }),
    ];
    expect(kinds(4, viewOf(), removals(4))).toEqual([]);
    expect(needsAt(4, viewOf(), removals(5))).toMatchObject([{ kind: 'removals', by: 'Amel', cards: 5 }]);
  });
});
