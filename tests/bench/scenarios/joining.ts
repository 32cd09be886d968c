import { setTimeout as wait } from 'node:timers/promises';
import { until } from '../../support/until.ts';
import type { Contestant } from '../contestants/contestant.ts';
import { brokenOf } from '../load/tally.ts';

export const JOINERS = 30;
export const CARDS = 5000;

export type JoiningResult = {
  /** Seconds of server time for each of thirty who come at once into a room where somebody is. */
  cpuPerJoin: number;
  bytesPerJoin: number;
  /** Seconds of server time for the first, for whom the canvas comes from the disk. */
  cpuCold: number;
  faults: string[];
};

/** Somebody is in the room; then thirty come at once to a canvas of five thousand cards. */
export async function joining(contestant: Contestant): Promise<JoiningResult> {
  const stage = await contestant.start({ rooms: 1, people: JOINERS + 1, cards: CARDS });
  const { server } = stage;
  try {
    await server.idle(500);
    const cpuAtStart = server.cpu;
    const first = stage.open(0, 0, { isLight: false });
    const hasAll = (): boolean => first.doc.getMap('cards').size === CARDS;
    await until('the first to have the canvas', hasAll, 60_000);
    await server.idle(1000);
    const before = server.cpu;
    const joiners = Array.from({ length: JOINERS }, (_, at) => stage.open(0, at + 1, { isLight: true }));
    await until('everybody to have the canvas', () => joiners.every(({ tally }) => tally.hasWhole), 60_000);
    // What is said of them to each other, after they have come, is part of it.
    await wait(700);
    const cpu = server.cpu - before;
    const bytes = joiners.map(({ tally }) => tally.bytesIn);
    const faults = brokenOf([first, ...joiners].map(({ tally }) => tally));
    // One of them with a document of its own, to see that what they get is the canvas.
    const last = stage.open(0, 1, { isLight: false });
    const isSame = (): boolean => last.doc.getMap('cards').size === CARDS;
    await until('the last to have the canvas', isSame, 60_000).catch(() =>
      faults.push('a newcomer lacks cards'),
    );
    for (const client of [first, ...joiners, last]) client.close();
    return {
      cpuPerJoin: cpu / JOINERS,
      bytesPerJoin: bytes.reduce((sum, one) => sum + one, 0) / JOINERS,
      cpuCold: before - cpuAtStart,
      faults,
    };
  } finally {
    await stage.stop();
  }
}
