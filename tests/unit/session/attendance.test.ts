import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attendanceCounts, attendanceOf } from '#shared/session/attendance.ts';
import type { EventBody } from '#shared/session/events.ts';
import type { Actor } from '#shared/session/rights.ts';
import { throws } from './random-workshop.ts';
import { SimulatedRoom } from './simulated-room.ts';
import { given } from './specification.ts';
import {
  after,
  ana,
  closed,
  draft,
  joined,
  link,
  minutes,
  mo,
  NOON,
  open,
  started,
  stateOf,
} from './workshop.ts';

type Timed = EventBody & { at: string };
const at = (minute: number): string => after(NOON, minutes(minute));
const timed = (minute: number, ...bodies: EventBody[]): Timed[] =>
  bodies.map((body) => ({ ...body, at: at(minute) }));
const came = (minute: number, ...ids: string[]): Timed => ({
  type: 'attendance.noted',
  at: at(minute),
  came: ids.map((participantId) => ({ participantId, at: at(minute) })),
  went: [],
});
const went = (minute: number, ...ids: string[]): Timed => ({
  type: 'attendance.noted',
  at: at(minute),
  came: [],
  went: ids.map((participantId) => ({ participantId, at: at(minute) })),
});
const server: Actor = { role: 'organizer', participantId: null };
const note = (participantId: string, minute: number) => ({ participantId, at: at(minute) });

describe('the roll', () => {
  it('[S111] notes who has come and gone, each with their own instant', () => {
    given([...open, came(0, 'ana')])
      .when({ type: 'attendance.note', came: [note('ben', 4)], went: [note('ana', 3)] }, server, {
        now: at(5),
      })
      .then([{ type: 'attendance.noted', came: [note('ben', 4)], went: [note('ana', 3)] }]);
  });

  it('[S111] leaves out what is no news, who waits, and who has no seat', () => {
    const past = [...open, ...joined('dora'), ...joined('emil', { status: 'waiting' }), came(0, 'ana')];
    const all = ['ana', 'emil', 'nobody', 'constructor', '__proto__'].map((id) => note(id, 1));
    given(past)
      .when({ type: 'attendance.note', came: all, went: [note('ben', 1), note('constructor', 1)] }, server, {
        now: at(2),
      })
      .then([]);
  });

  it('[S111] is kept while the session is open, and of nobody before it or in the future', () => {
    const call = { type: 'attendance.note' as const, came: [note('ana', -30), note('ben', 30)], went: [] };
    given(draft)
      .when(call, server, { now: at(1) })
      .then([]);
    given([...open, closed])
      .when(call, server, { now: at(1) })
      .then([]);
    given(open)
      .when(call, server, { now: at(1) })
      .then([{ type: 'attendance.noted', came: [note('ana', 0), note('ben', 1)], went: [] }]);
  });

  it('[S111] nobody goes before they came, or comes again before they went', () => {
    given([...open, came(2, 'ana')])
      .when({ type: 'attendance.note', came: [note('ana', 0)], went: [note('ana', 1)] }, server, {
        now: at(9),
      })
      .then([{ type: 'attendance.noted', came: [note('ana', 2)], went: [note('ana', 2)] }]);
  });

  it('[S111] reaches nobody but by asking', () => {
    const room = new SimulatedRoom(open);
    room.perform({
      actor: server,
      command: { type: 'attendance.note', came: [note('ana', 0)], went: [] },
      cardZone: null,
    });
    const told = JSON.stringify(room.onlookers.map(({ heard }) => heard.at(-1)));
    expect(told).not.toContain('attendance');
  });
});

describe('attendance', () => {
  /** Welcome for ten minutes, two minutes of nothing, notes for ten; Ben moves from g1 to g2 in the middle of them. */
  const course: Timed[] = [
    ...timed(0, started('welcome')),
    came(0, 'ana', 'ben'),
    went(4, 'ana'),
    came(7, 'ana'),
    ...timed(10, { type: 'step.ended', stepId: 'welcome' }),
    ...timed(12, started('notes')),
    ...timed(17, { type: 'participant.assigned', participantId: 'ben', groupId: 'g2' }),
    ...timed(22, { type: 'step.ended', stepId: 'notes' }, closed),
  ];
  const rows = (bodies: (EventBody & { at?: string })[], now = at(60)) =>
    attendanceOf(stateOf(bodies), now).map(({ participantId, stepId, groupId, ms }) => [
      ...[participantId, stepId, groupId, ms / minutes(1)],
    ]);

  it('[S113] is each person’s time in each step, as a member of the group they had then', () => {
    expect(rows([...open, ...course])).toEqual([
      ['ana', 'welcome', 'g1', 7],
      ['ana', null, 'g1', 2],
      ['ana', 'notes', 'g1', 10],
      ['ben', 'welcome', 'g1', 10],
      ['ben', null, 'g1', 2],
      ['ben', 'notes', 'g1', 5],
      ['ben', 'notes', 'g2', 5],
    ]);
  });

  it('[S113] goes on while the session does, and ends with it', () => {
    const running = [...open, ...course.slice(0, 2)];
    expect(rows(running, at(3))[0]).toEqual(['ana', 'welcome', 'g1', 3]);
    expect(rows([...running, ...timed(5, closed)], at(60))[0]).toEqual(
      ['ana', null, 'g1', 5].with(1, 'welcome'),
    );
  });

  it('[S113] counts nobody twice where two seats become one, and nobody who has gone', () => {
    const two = [...open, ...course.slice(0, 2)];
    const merged = [...two, ...timed(5, { type: 'participant.merged', from: 'ben', into: 'ana' })];
    expect(rows(merged, at(6))).toEqual([['ana', 'welcome', 'g1', 6]]);
    const gone = [...two, ...timed(5, { type: 'participant.removed', participantId: 'ana' })];
    expect(rows(gone, at(6))).toEqual([['ben', 'welcome', 'g1', 6]]);
    expect(JSON.stringify(stateOf(gone).attendance)).not.toContain('ana');
  });

  it('[S113] joins what Zoom says with what Minga knows, and counts the overlap once', () => {
    const stays = [
      { participantId: 'ana', from: at(-20), to: at(5) },
      { participantId: 'carla', from: at(8), to: at(40) },
    ];
    const [first, ...others] = attendanceOf(
      stateOf([...open, ...course, { type: 'attendance.imported', stays }]),
      at(60),
    );
    expect(first).toMatchObject({ participantId: 'ana', from: at(0), to: at(10) });
    expect([first?.ms, first?.mingaMs, first?.zoomMs]).toEqual([8, 7, 5].map(minutes));
    const carla = others.filter(({ participantId }) => participantId === 'carla');
    expect(carla.map(({ ms, mingaMs }) => [ms, mingaMs])).toEqual([2, 2, 10].map((n) => [minutes(n), 0]));
  });

  it('[S113] as counts has no names and no clock', () => {
    const state = stateOf([...open, came(0, 'mo'), ...course]);
    expect(attendanceCounts(state)).toEqual({
      people: 2,
      steps: [
        { id: 'welcome', people: 2 },
        { id: 'notes', people: 2 },
      ],
      groups: [
        { id: 'g1', people: 2 },
        { id: 'g2', people: 1 },
      ],
    });
    expect(attendanceCounts(stateOf([...open, ...timed(22, closed)]))).toBeNull();
  });

  it('[S113] adds up whatever happens: nobody is there longer than the session, or in two groups at once', () => {
    const only = /^(attendance|step\.(start|next)|participant\.(assign|merge|join|leave)|session\.close)/;
    const play = (thrown: Parameters<SimulatedRoom['play']>[0][]): void => {
      const room = new SimulatedRoom(open, only);
      for (const dice of thrown) room.play(dice);
      const runMs = Date.parse(room.now) - Date.parse(NOON);
      const perPerson = new Map<string, number>();
      for (const row of attendanceOf(room.state, room.now)) {
        expect(row.from < row.to && row.from >= NOON && row.to <= room.now).toBe(true);
        expect(row.ms).toBeGreaterThan(0);
        expect(row.ms).toBeLessThanOrEqual(row.mingaMs + row.zoomMs);
        expect(row.ms).toBeLessThanOrEqual(Date.parse(row.to) - Date.parse(row.from));
        perPerson.set(row.participantId, (perPerson.get(row.participantId) ?? 0) + row.ms);
      }
      for (const ms of perPerson.values()) expect(ms).toBeLessThanOrEqual(runMs);
    };
    fc.assert(fc.property(throws, play), { numRuns: 100 });
  });
});

describe('Zoom’s report', () => {
  const stays = [{ participantId: 'ana', from: at(0), to: at(5) }];
  const add = { type: 'attendance.import' as const, stays };

  it('[S114] is added by a moderator, also after the end, and never to a draft', () => {
    for (const actor of [mo, link('moderator'), link('organizer')])
      given([...open, closed])
        .when(add, actor)
        .then([{ type: 'attendance.imported', stays }]);
    for (const actor of [ana, link('interpreter')])
      given(open).when(add, actor).then('session/not-moderator');
    given(draft).when(add, mo).then('session/not-open');
  });

  it('[S114] is of people who have a seat', () => {
    for (const participantId of ['nobody', 'constructor'])
      given(open)
        .when({ ...add, stays: [{ ...stays[0]!, participantId }] }, mo)
        .then('participant/unknown');
  });

  it('[S114] takes the place of the one before', () => {
    const imported = (...ids: string[]): EventBody => ({
      type: 'attendance.imported',
      stays: ids.map((participantId) => ({ participantId, from: at(0), to: at(5) })),
    });
    const people = (...past: EventBody[]) => Object.keys(stateOf([...open, ...past]).attendance.zoom);
    expect(people(imported('ana'), imported('ben'))).toEqual(['ben']);
    expect(people(imported('ana'), imported())).toEqual([]);
  });
});
