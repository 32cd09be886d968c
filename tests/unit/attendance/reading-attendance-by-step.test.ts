import { expect, it } from 'vitest';
import { entriesOf } from '#client/pages/console/attendance/attended-entries.ts';
import type { Attended } from '#shared/session/attendance.ts';

const time = (
  participantId: string,
  stepId: string | null,
  groupId: string | null,
  ms: number,
): Attended => ({
  participantId,
  stepId,
  groupId,
  from: '2027-03-04T14:00:00.000Z',
  to: '2027-03-04T15:00:00.000Z',
  ms,
  mingaMs: ms,
  zoomMs: ms / 2,
});
const attended = [
  time('dulce', 'note', 'g1', 600),
  time('dulce', 'connect', 'g1', 200),
  time('dulce', 'connect', 'g2', 100),
  time('amel', null, null, 40),
  time('amel', 'note', 'g2', 60),
];

it('a person’s time is the sum of its steps, with the rooms they were in', () => {
  expect(entriesOf(attended, 'person', undefined)).toMatchObject([
    { id: 'dulce', rooms: ['g1', 'g2'], ms: 900, zoomMs: 450, parts: [{}, {}, {}] },
    { id: 'amel', rooms: ['g2'], ms: 100, zoomMs: 50, parts: [{ of: null, groupId: null }, { of: 'note' }] },
  ]);
});

it('the same by step: everybody’s time in it, and what lay between two steps apart', () => {
  const steps = entriesOf(attended, 'step', undefined);
  expect(steps.map(({ id, ms }) => [id, ms])).toEqual([
    ['note', 660],
    ['connect', 300],
    [null, 40],
  ]);
  expect(steps[0]?.parts).toEqual([
    { of: 'dulce', groupId: 'g1', ms: 600, zoomMs: 300 },
    { of: 'amel', groupId: 'g2', ms: 60, zoomMs: 30 },
  ]);
});

it('of one room only the time in it, and who was in no room is found too', () => {
  expect(entriesOf(attended, 'person', 'g2').map(({ id, ms }) => [id, ms])).toEqual([
    ['dulce', 100],
    ['amel', 60],
  ]);
  expect(entriesOf(attended, 'step', null)).toMatchObject([{ id: null, ms: 40 }]);
  expect(entriesOf([], 'person', undefined)).toEqual([]);
});
