import { setTimeout as wait } from 'node:timers/promises';
import { until } from '../../support/until.ts';
import type { Contestant } from '../contestants/contestant.ts';
import { seededRandom, Typist } from '../load/typist.ts';

export type SavingResult = { p50: number; p99: number; count: number };

/** One person types on a quiet server: from each keystroke until its `saved`, in milliseconds. */
export async function saving(contestant: Contestant, count: number): Promise<SavingResult> {
  const stage = await contestant.start({ rooms: 1, people: 2, cards: 0 });
  const random = seededRandom(11);
  try {
    const reader = stage.open(0, 1, { isLight: false });
    const client = stage.open(0, 0, { isLight: false });
    await until('the canvas', () => client.tally.hasWhole && reader.tally.hasWhole);
    const typist = new Typist(client, stage.participantId(0, 0), 1);
    const times: number[] = [];
    for (let at = 0; at < count + WARM_UP; at += 1) {
      await wait(80 + random() * 120);
      const madeAt = performance.now();
      typist.type();
      await client.saved?.();
      times.push(performance.now() - madeAt);
    }
    reader.close();
    client.close();
    const sorted = times.slice(WARM_UP).sort((a, b) => a - b);
    const quantile = (part: number): number => sorted[Math.floor((sorted.length - 1) * part)] ?? NaN;
    return { p50: quantile(0.5), p99: quantile(0.99), count: sorted.length };
  } finally {
    await stage.stop();
  }
}

const WARM_UP = 10;
