import { setTimeout as wait } from 'node:timers/promises';
import { until } from '../../support/until.ts';
import type { Contestant } from '../contestants/contestant.ts';
import { brokenOf } from '../load/tally.ts';
import { Typist } from '../load/typist.ts';

/** Until all code has run, and memory is as large as it will be. */
export const WARM_UP_HOURS = 4;
const HOURS = WARM_UP_HOURS + 8;
const SHAPE = { rooms: 8, people: 9, cards: 40 };
/** Changes of one person in a simulated hour, and in a second of ours. */
const CHANGES = 120;
const RATE = 12;
/** Long enough for canvases that nobody looks at to leave memory. */
const PAUSE_MS = 2500;

export type HoursResult = {
  /** Memory of the server's process at the end of each simulated hour, in bytes. */
  memory: number[];
  faults: string[];
};

/**
 * Eight hours of a workshop in a few minutes, after four to warm up: in each of them everybody comes, writes as much as in an hour, and goes.
 * What is left behind each time is what would fill a server that is not restarted.
 */
export async function hours(contestant: Contestant): Promise<HoursResult> {
  const stage = await contestant.start(SHAPE);
  const memory: number[] = [];
  const faults: string[] = [];
  try {
    for (let hour = 0; hour < HOURS; hour += 1) {
      const typists = Array.from({ length: SHAPE.rooms * SHAPE.people }, (_, at) => {
        const [room, person] = [at % SHAPE.rooms, Math.floor(at / SHAPE.rooms)];
        const client = stage.open(room, person, { isLight: true });
        return new Typist(client, stage.participantId(room, person), hour * 1000 + at);
      });
      const clients = typists.map(({ client }) => client);
      await until('everybody to have the canvas', () => clients.every((one) => one.tally.hasWhole), 30_000);
      for (const typist of typists) typist.start(RATE);
      await wait((CHANGES / RATE) * 1000);
      for (const typist of typists) typist.stop();
      await Promise.all(clients.map(async (client) => client.saved?.()));
      faults.push(...brokenOf(clients.map(({ tally }) => tally)));
      for (const client of clients) client.close();
      await stage.server.idle(PAUSE_MS);
      memory.push(await stage.server.memory());
    }
    return { memory, faults };
  } finally {
    await stage.stop();
  }
}
