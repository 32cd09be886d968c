import { CanvasConnection } from '#client/canvas/canvas-connection.ts';
import { until } from '../support/until.ts';
import { houseInProcess, houseOfItsOwn, type OpenHouse } from './houses.ts';
import { live, type Life } from './life.ts';

/** What is told of a life. */
export type Outcome = Omit<Life, 'end'>;

/** One seed in this many lives with a server that is killed with -9 in the middle. */
const KILLED_EVERY = 25;
/** Most of a life is waiting for the network: several at once fill the time. */
const AT_ONCE = { inProcess: 8, killed: 4 };

// The stock provider listens for the end of the process once per open canvas.
process.setMaxListeners(0);

/** Lives through the seeds, several at once; then each canvas must be the same after a restart of its server. */
export async function runSeeds(
  seeds: number[],
  onLife: (life: Life) => void = () => undefined,
): Promise<Life[]> {
  const killed = seeds.filter((seed) => seed % KILLED_EVERY === 0);
  const others = seeds.filter((seed) => seed % KILLED_EVERY !== 0);
  const lives = await Promise.all([
    liveIn(houseOfItsOwn, killed, AT_ONCE.killed, onLife),
    liveIn(houseInProcess, others, AT_ONCE.inProcess, onLife),
  ]);
  return lives.flat();
}

async function liveIn(
  open: () => Promise<OpenHouse>,
  seeds: number[],
  atOnce: number,
  onLife: (life: Life) => void,
): Promise<Life[]> {
  if (seeds.length === 0) return [];
  const house = await open();
  try {
    const lives = await inTurns(seeds, atOnce, (seed) => live(seed, house));
    await house.again();
    await inTurns(lives, atOnce, async (life) => {
      await compareAfterRestart(life, house).catch((error: unknown) => life.differences.push(String(error)));
      onLife(life);
    });
    return lives;
  } finally {
    await house.close();
  }
}

/** What the server gives over REST, and what somebody gets who has nothing yet. */
async function compareAfterRestart(life: Life, house: OpenHouse): Promise<void> {
  if (!life.end) return;
  const { stage, snapshot } = life.end;
  const before = JSON.stringify(snapshot);
  if (JSON.stringify(await stage.snapshot(house)) !== before)
    life.differences.push('After a restart the server gives something else.');
  const newcomer = new CanvasConnection({ ...stage.newcomer(house), onChange: () => undefined });
  await until('a newcomer to have the canvas', () => newcomer.status === 'live');
  if (JSON.stringify(newcomer.snapshot) !== before)
    life.differences.push('After a restart somebody new gets something else.');
  newcomer.close();
}

async function inTurns<T, R>(list: T[], atOnce: number, work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const waiting = [...list.entries()];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

/** A life to read: what went wrong, and all that was done. */
export const story = ({ seed, differences, journal }: Outcome): string =>
  [`Seed ${seed}:`, ...differences.map((line) => `  ! ${line}`), ...journal.map((line) => `  ${line}`)].join(
    '\n',
  );
