import { expect, it } from 'vitest';
import type { Actor } from '#shared/session/rights.ts';
import type { Id, Level } from '#shared/session/state.ts';
import { maySeePlacement } from '#shared/session/view.ts';
import { given } from './specification.ts';
import { ana, ben, carla, closed, draft, joined, link, mo, NOON, open, seat, stateOf } from './workshop.ts';

const placement = (
  participantId: Id,
  level: Level | null,
  more: { blockId?: Id; territoryId?: Id } = {},
) => ({
  ...{ participantId, territoryId: 't-quito', blockId: 'water', level, evidence: '', at: NOON },
  ...more,
});
const placed = (...args: Parameters<typeof placement>) => ({
  ...{ type: 'maturity.placed' as const, placement: placement(...args) },
});
const place = (level: Level | null, blockId = 'water') => ({
  type: 'maturity.place' as const,
  blockId,
  level,
});

it('[S51] everybody places the territory they speak for, with evidence or without, or says “I don’t know”', () => {
  given(open)
    .when(place(3), ana)
    .then([placed('ana', 3)]);
  given(open)
    .when(place(null, 'care'), ana)
    .then([placed('ana', null, { blockId: 'care' })]);
  given(open)
    .when({ ...place(0), evidence: 'A decree of 2019' }, ana)
    .then([{ type: 'maturity.placed', placement: { ...placement('ana', 0), evidence: 'A decree of 2019' } }]);
});

it('[S51] refuses who has no seat, or speaks for no place', () => {
  given(open).when(place(3), link('moderator')).then('key/seat-needed');
  given(open).when(place(3), mo).then('maturity/no-territory');
  given([...open, ...joined('un', { territoryId: 'several' })])
    .when(place(3), seat('un'))
    .then('maturity/no-territory');
});

it('[S51] refuses a block that there is not, and a session that is not open', () => {
  given(open).when(place(3, 'love'), ana).then('block/unknown');
  given(draft).when(place(3), ana).then('session/not-open');
  given([...open, closed])
    .when(place(3), ana)
    .then('session/closed');
});

it('[S51] placing again replaces, on that block alone', () => {
  const past = [
    ...open,
    placed('ana', 1),
    placed('ben', 2),
    placed('ana', 4, { blockId: 'work' }),
    placed('ana', 3),
  ];
  const { maturity } = stateOf(past);
  expect(maturity.map(({ participantId, blockId, level }) => [participantId, blockId, level])).toEqual([
    ['ben', 'water', 2],
    ['ana', 'work', 4],
    ['ana', 'water', 3],
  ]);
});

it('[S51] a placement stays with the territory it was made for', () => {
  const moved = { type: 'participant.changed' as const, participantId: 'ana', territoryId: 't-dakar' };
  expect(stateOf([...open, placed('ana', 1), moved]).maturity[0]?.territoryId).toBe('t-quito');
});

it('[S52] others’ show once I placed mine on that block; moderators see all, after the end everybody', () => {
  const past = [...open, placed('ana', 1), placed('ben', 2), placed('ben', 2, { blockId: 'work' })];
  const bens = placement('ben', 2);
  const sees = (actor: Actor, whose = bens, at = stateOf(past)) => maySeePlacement(at, actor, whose);
  expect([sees(ana), sees(ben), sees(mo), sees(link('organizer'))]).toEqual([true, true, true, true]);
  expect([sees(carla), sees(link('observer')), sees(link('interpreter'))]).toEqual([false, false, false]);
  expect(sees(ana, placement('ben', 2, { blockId: 'work' }))).toBe(false);
  const end = stateOf([...past, closed]);
  expect([sees(carla, bens, end), sees(link('observer'), bens, end)]).toEqual([true, true]);
});
