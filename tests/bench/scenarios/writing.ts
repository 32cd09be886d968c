import { setTimeout as wait } from 'node:timers/promises';
import { until } from '../../support/until.ts';
import type { Contestant, Stage } from '../contestants/contestant.ts';
import { brokenOf } from '../load/tally.ts';
import { Typist } from '../load/typist.ts';

export type WritingScenario = {
  name: 'rooms8' | 'rooms24' | 'one70';
  title: string;
  rooms: number;
  people: number;
  /** Changes of one person in a second. */
  rate: number;
};

export const WRITING: WritingScenario[] = [
  { name: 'rooms8', title: '8 rooms of 9', rooms: 8, people: 9, rate: 5 },
  { name: 'rooms24', title: '24 rooms of 9', rooms: 24, people: 9, rate: 2 },
  { name: 'one70', title: '70 people on one canvas', rooms: 1, people: 70, rate: 1 },
];

export type WritingResult = {
  /** A change that reached one other person is one delivery. */
  expected: number;
  delivered: number;
  /** Connections that ended by themselves, and readers whose document does not hold what was written. */
  faults: string[];
  /** Seconds of server time for one delivery. */
  cpuPerDelivery: number;
  /** Of one core while people write. */
  serverShare: number;
  loadShare: number;
  framesIn: number;
  framesOut: number;
  bytesIn: number;
  bytesOut: number;
};

/** Hocuspocus stores two seconds after the last change; what is still to be written belongs to the cost. */
const QUIET_MS = 2300;

/** People write for a while, each on the canvas of their room; what it costs the server, and what it sends. */
export async function writing(
  contestant: Contestant,
  scenario: WritingScenario,
  { warmUpMs, steadyMs }: { warmUpMs: number; steadyMs: number },
): Promise<WritingResult> {
  const { rooms, people, rate } = scenario;
  const stage = await contestant.start({ rooms, people, cards: 0 });
  const typists = enter(stage, rooms, people);
  const everybody = typists.flat();
  try {
    await until(
      'everybody to have the canvas',
      () => everybody.every((t) => t.client.tally.hasWhole),
      30_000,
    );
    for (const typist of everybody) typist.start(rate);
    await wait(warmUpMs);
    const before = {
      ...totals(typists),
      cpu: stage.server.cpu,
      load: process.cpuUsage(),
      at: performance.now(),
    };
    await wait(steadyMs);
    for (const typist of everybody) typist.stop();
    const sent = totals(typists);
    const load = process.cpuUsage(before.load);
    const busy = stage.server.cpu - before.cpu;
    const seconds = (performance.now() - before.at) / 1000;
    await settle(typists);
    await stage.server.idle(QUIET_MS);
    const after = totals(typists);
    const cpu = stage.server.cpu - before.cpu;
    const personSeconds = everybody.length * seconds;
    return {
      expected: after.expected,
      delivered: after.delivered,
      faults: faultsOf(typists),
      cpuPerDelivery: cpu / Math.max(1, after.delivered - before.delivered),
      serverShare: busy / seconds,
      loadShare: (load.user + load.system) / 1e6 / seconds,
      framesIn: (sent.framesIn - before.framesIn) / personSeconds,
      framesOut: (sent.framesOut - before.framesOut) / personSeconds,
      bytesIn: (sent.bytesIn - before.bytesIn) / personSeconds,
      bytesOut: (sent.bytesOut - before.bytesOut) / personSeconds,
    };
  } finally {
    for (const typist of everybody) typist.stop();
    for (const { client } of everybody) client.close();
    await stage.stop();
  }
}

/** By room. One of each looks at the canvas with a whole document; the others count what they get. */
function enter(stage: Stage, rooms: number, people: number): Typist[][] {
  return Array.from({ length: rooms }, (_, room) =>
    Array.from({ length: people }, (__, person) => {
      const client = stage.open(room, person, { isLight: person > 0 });
      return new Typist(client, stage.participantId(room, person), room * 1000 + person);
    }),
  );
}

/** Until every change has reached everybody; who never gets it is found in the figures. */
async function settle(rooms: Typist[][]): Promise<void> {
  const isThere = (): boolean => {
    const { expected, delivered } = totals(rooms);
    return delivered === expected;
  };
  await until('every change to arrive', isThere, 10_000, 50).catch(() => undefined);
}

function totals(rooms: Typist[][]) {
  const sums = { expected: 0, delivered: 0, framesIn: 0, framesOut: 0, bytesIn: 0, bytesOut: 0 };
  for (const room of rooms) {
    for (const reader of room) {
      const { tally } = reader.client;
      for (const key of ['framesIn', 'framesOut', 'bytesIn', 'bytesOut'] as const) sums[key] += tally[key];
      for (const writer of room) {
        if (writer === reader) continue;
        sums.expected += writer.ends.length;
        sums.delivered += tally.arrived(writer.client.tally.self, writer.ends);
      }
    }
  }
  return sums;
}

function faultsOf(rooms: Typist[][]): string[] {
  const faults = brokenOf(rooms.flat().map(({ client }) => client.tally));
  for (const [at, room] of rooms.entries()) {
    const doc = room[0]?.client.doc;
    if (!doc) continue;
    for (const writer of room) {
      const text = writer.textOf(doc)?.toString();
      if (text !== writer.textOf(writer.client.doc)?.toString())
        faults.push(`room ${at + 1}: a card differs`);
    }
  }
  return faults;
}
