import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RollCall } from '#server/sessions/roll-call.ts';
import { decide, stamp } from '#shared/session/decide.ts';
import type { Event } from '#shared/session/events.ts';
import { evolve } from '#shared/session/evolve.ts';
import type { SessionState } from '#shared/session/state.ts';
import { draft, logOf, NOON, open, opened } from './workshop.ts';

/** A session whose roll is kept, with a clock that the test turns. */
class Kept {
  log: Event[];
  state: SessionState;
  roll: RollCall;
  isStorageAway = false;

  constructor(log: Event[]) {
    this.log = log;
    this.state = log.reduce<SessionState | null>(evolve, null) as SessionState;
    const server = { role: 'organizer' as const, participantId: null };
    const now = () => new Date().toISOString();
    this.roll = new RollCall(
      {
        state: () => this.state,
        now,
        note: async (came, went) => {
          if (this.isStorageAway) throw new Error('disk full');
          const decision = decide(this.state, { type: 'attendance.note', came, went }, server, {
            now: now(),
            newId: () => '',
          });
          if (decision.ok) this.append(stamp(this.state.seq, decision.events, server, now()));
        },
      },
      log.at(-1)?.at ?? NOON,
    );
  }

  append(events: Event[]): void {
    this.log = [...this.log, ...events];
    this.state = events.reduce(evolve, this.state);
  }

  /** Seconds after noon, by person: from and until. */
  get visits(): Record<string, [number, number | null][]> {
    const second = (at: string) => (Date.parse(at) - Date.parse(NOON)) / 1000;
    return Object.fromEntries(
      Object.entries(this.state.attendance.visits).map(([id, stays]) => [
        id,
        stays.map(({ from, to }) => [second(from), to === null ? null : second(to)]),
      ]),
    );
  }
  get notes(): number {
    return this.log.filter(({ type }) => type === 'attendance.noted').length;
  }
}

const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);
beforeEach(() => void vi.useFakeTimers({ now: Date.parse(NOON) }));
afterEach(() => vi.useRealTimers());

describe('the roll', () => {
  it('[S111] notes all who come within ten seconds at once, each with their own instant', async () => {
    const session = new Kept(logOf(open));
    for (const id of ['ana', 'ben', 'carla']) {
      session.roll.came(id);
      await pass(3);
    }
    expect(session.notes).toBe(0);
    await pass(10);
    expect(session.notes).toBe(1);
    expect(session.visits).toEqual({ ana: [[0, null]], ben: [[3, null]], carla: [[6, null]] });
  });

  it('[S111] a gap of less than 45 seconds is no absence, a longer one is, from when it began', async () => {
    const session = new Kept(logOf(open));
    session.roll.came('ana');
    await pass(20);
    session.roll.went('ana');
    await pass(44);
    session.roll.came('ana');
    await pass(60);
    expect(session.visits).toEqual({ ana: [[0, null]] });
    session.roll.went('ana');
    await pass(60);
    expect(session.visits).toEqual({ ana: [[0, 124]] });
    session.roll.came('ana');
    await pass(10);
    expect(session.visits).toEqual({
      ana: [
        [0, 124],
        [184, null],
      ],
    });
  });

  it('[S111] whoever is here when the session opens is there from its opening', async () => {
    const session = new Kept(logOf(draft));
    session.roll.came('ana');
    await pass(30);
    expect(session.visits).toEqual({});
    session.append([
      { ...opened, seq: session.state.seq + 1, at: new Date().toISOString(), by: 'organizer' },
    ]);
    session.roll.callSoon();
    await pass(10);
    expect(session.visits).toEqual({ ana: [[30, null]] });
  });

  it('[S111] grows by the clock: two hundred flapping links for an hour are a few hundred notes', async () => {
    const people = Array.from({ length: 200 }, (_, at) => `p${at}`);
    const seats = people.flatMap((participantId) => [
      ...logOf([
        {
          type: 'participant.joined',
          participantId,
          role: 'participant',
          language: 'en',
          territoryId: null,
          status: 'seated',
        },
      ]),
    ]);
    const session = new Kept([...logOf(open), ...seats].map((event, at) => ({ ...event, seq: at + 1 })));
    for (let minute = 0; minute < 60; minute += 1) {
      for (const [at, id] of people.entries()) if ((at + minute) % 2) session.roll.came(id);
      await pass(8);
      for (const [at, id] of people.entries()) if ((at + minute) % 2) session.roll.went(id);
      await pass(52);
    }
    expect(session.notes).toBeLessThanOrEqual(60 * 6);
  });

  it('[S111] a disk that takes nothing loses nobody: it is noted once it does', async () => {
    const session = new Kept(logOf(open));
    session.isStorageAway = true;
    session.roll.came('ana');
    await pass(20);
    session.isStorageAway = false;
    await pass(60);
    expect(session.visits).toEqual({ ana: [[0, null]] });
  });
});

describe('after a crash', () => {
  /** Ana and Ben were here; the last thing in the log is of twenty seconds past noon. */
  async function crashed(awaySeconds: number): Promise<Kept> {
    const before = new Kept(logOf(open));
    before.roll.came('ana');
    before.roll.came('ben');
    await pass(20);
    before.append([
      { type: 'step.paused', seq: before.state.seq + 1, at: new Date().toISOString(), by: 'mo' },
    ]);
    before.roll.close();
    await pass(awaySeconds);
    return new Kept(before.log);
  }

  it('[S112] who is back at once was there all along, who is not was there as long as the log knows', async () => {
    const session = await crashed(30);
    await pass(12);
    session.roll.came('ana');
    await pass(60);
    expect(session.visits).toEqual({ ana: [[0, null]], ben: [[0, 20]] });
  });

  it('[S112] after a long outage nobody was there all along', async () => {
    const session = await crashed(3600);
    session.roll.came('ana');
    await pass(60);
    expect(session.visits).toEqual({
      ana: [
        [0, 20],
        [3620, null],
      ],
      ben: [[0, 20]],
    });
  });
});
