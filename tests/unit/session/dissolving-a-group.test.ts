import { describe, expect, it } from 'vitest';
import { canvasRights } from '#server/canvases/canvas-host.ts';
import type { EventBody } from '#shared/session/events.ts';
import { openGroups } from '#shared/session/open-groups.ts';
import { given } from './specification.ts';
import { ana, ben, carla, closed, draft, group, joined, link, mo, NOON, open, stateOf } from './workshop.ts';

const dissolved = (groupId: string): EventBody => ({ type: 'group.dissolved', groupId });
const placed = (participantId: string, groupId: string): EventBody => ({
  type: 'participant.assigned',
  participantId,
  groupId,
});
/** g1 has Ana and Ben, g2 Carla, g3 nobody. */
const three = [...open, group('g3', ['care'])];
const named: EventBody[] = [...three, { type: 'group.changed', groupId: 'g1', rapporteur: 'ben' }];
const without = [...named, dissolved('g1'), placed('ana', 'g3'), placed('ben', 'g2')];

describe('dissolving a group', () => {
  it('[S122] places each of its people in the smallest group there is then, the first of several', () => {
    given(three)
      .when({ type: 'group.dissolve', groupId: 'g1' }, mo)
      .then([dissolved('g1'), placed('ana', 'g3'), placed('ben', 'g2')]);
    const four = [...three, ...joined('dora', { groupId: 'g3' })];
    given(four)
      .when({ type: 'group.dissolve', groupId: 'g1' }, mo)
      .then([dissolved('g1'), placed('ana', 'g2'), placed('ben', 'g3')]);
  });

  it('[S122] or all in the one that is named, before the session too', () => {
    for (const past of [three, [...draft, group('g3', ['care'])]]) {
      given(past)
        .when({ type: 'group.dissolve', groupId: 'g1', into: 'g2' }, link('organizer'))
        .then([dissolved('g1'), placed('ana', 'g2'), placed('ben', 'g2')]);
    }
    given(three)
      .when({ type: 'group.dissolve', groupId: 'g3' }, mo)
      .then([dissolved('g3')]);
  });

  it('[S122] places nobody in a group that was dissolved before', () => {
    given([...three, dissolved('g3')])
      .when({ type: 'group.dissolve', groupId: 'g1' }, mo)
      .then([dissolved('g1'), placed('ana', 'g2'), placed('ben', 'g2')]);
  });

  it('[S122] is a moderator’s, once, and not after the end', () => {
    given(three).when({ type: 'group.dissolve', groupId: 'g1' }, ana).then('session/not-moderator');
    given(without).when({ type: 'group.dissolve', groupId: 'g1' }, mo).then([]);
    given([...three, closed])
      .when({ type: 'group.dissolve', groupId: 'g1' }, mo)
      .then('session/closed');
  });

  it('[S122] refuses an unknown group, the last one that is open, and a goal that is none', () => {
    given(three).when({ type: 'group.dissolve', groupId: 'g9' }, mo).then('group/unknown');
    given([...without, dissolved('g3')])
      .when({ type: 'group.dissolve', groupId: 'g2' }, mo)
      .then('group/last');
    const into = (groupId: string) => ({ type: 'group.dissolve', groupId: 'g2', into: groupId }) as const;
    given(without).when(into('g9'), mo).then('group/unknown');
    given(without).when(into('g1'), mo).then('group/dissolved');
    given(without).when(into('g2'), mo).then('group/dissolved');
  });
});

describe('a dissolved group', () => {
  it('[S123] keeps its number, canvases and rapporteur, and has nobody else', () => {
    const state = stateOf(without);
    expect(state.groups[0]).toEqual({
      id: 'g1',
      name: 'Room g1',
      blocks: ['water'],
      facilitators: [],
      rapporteur: 'ben',
      isReady: false,
      dissolvedAt: NOON,
    });
    expect(state.canvases).toContain('g1/water');
    expect(Object.values(state.seats).filter(({ groupId }) => groupId === 'g1')).toEqual([]);
    expect(openGroups(state).map(({ id }) => id)).toEqual(['g2', 'g3']);
    given(without)
      .when({ type: 'group.create', name: 'Next', blocks: ['work'] }, mo)
      .then([group('g4', ['work'], { name: 'Next' })]);
  });

  it('[S123] its rapporteur stays with it wherever they go, until they leave the session', () => {
    const on = [...without, placed('ben', 'g3')];
    expect(stateOf(on).groups[0]?.rapporteur).toBe('ben');
    expect(
      stateOf([...on, { type: 'participant.left', participantId: 'ben' }]).groups[0]?.rapporteur,
    ).toBeNull();
  });

  it('[S123] its calls for help are closed, and its round is over', () => {
    const past: EventBody[] = [
      ...three,
      { type: 'step.started', stepId: 'notes', endsAt: NOON },
      { type: 'turn.given', stepId: 'notes', turnId: 'ana', endsAt: NOON, groupId: 'g1' },
      ...(['ana', 'carla'] as const).map((by): EventBody => {
        const groupId = by === 'ana' ? 'g1' : 'g2';
        const help = { id: `h-${by}`, groupId, by, reason: '', language: 'en', at: NOON, takenBy: null };
        return { type: 'help.called', help };
      }),
      dissolved('g1'),
    ];
    expect(stateOf(past).help.map(({ by }) => by)).toEqual(['carla']);
    expect(stateOf(past).rounds).toEqual({});
  });

  it('[S123] is read by who was in it and written by named moderators', () => {
    const state = stateOf(without);
    const rights = (actor: typeof ana, groupId = 'g1', blockId = 'water') =>
      canvasRights(state, actor, { sessionId: 's1', groupId, blockId });
    for (const actor of [ana, ben, carla, link('moderator')])
      expect(rights(actor)).toMatchObject({ mayRead: true, mayWrite: false });
    expect(rights(mo).mayWrite).toBe(true);
    expect(rights(mo, 'g2', 'work').mayWrite).toBe(false);
    expect(rights(ben, 'g2', 'work').mayWrite).toBe(true);
    const mark = { groupId: 'g1', blockId: 'water', questionId: 'q1', isDiscussed: true };
    given(without)
      .when({ type: 'group.discuss', ...mark }, mo)
      .then([{ type: 'group.discussed', ...mark }]);
    given(without)
      .when({ type: 'group.discuss', ...mark }, ana)
      .then('group/not-member');
  });

  it('[S124] takes nobody in, and is not changed, readied, written to or given time or the floor', () => {
    const running: EventBody[] = [...without, { type: 'step.started', stepId: 'notes', endsAt: NOON }];
    const groupId = 'g1';
    for (const command of [
      { type: 'participant.assign', participantId: 'carla', groupId },
      { type: 'group.change', groupId, name: 'Again' },
      { type: 'group.change', groupId, rapporteur: 'carla' },
      { type: 'group.ready', groupId, isReady: true },
      { type: 'message.send', to: { groupId }, text: { en: 'Hello' } },
      { type: 'step.extend', groupId, byMs: 60_000 },
      { type: 'turn.give', groupId, to: 'ana', from: null },
      { type: 'turn.extend', groupId, byMs: 60_000 },
    ] as const)
      given(running).when(command, mo).then('group/dissolved');
    given(running).when({ type: 'group.ready', groupId, isReady: true }, ana).then('group/dissolved');
  });
});
