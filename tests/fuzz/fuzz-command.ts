import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { story, type Outcome } from './seeds.ts';

/**
 * `npm run fuzz -- --seeds 1000 --from 0`: so many lives of a canvas, spread over the machine's cores.
 * `npm run fuzz -- --seed 1234 --times 20`: one of them, again and again: the program is the seed's, the network's moments
 * are not, so that what a seed found may need several tries.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    from: { type: 'string', default: '0' },
    seed: { type: 'string' },
    times: { type: 'string', default: '1' },
  },
});
const AT_A_TIME = 100;
const seeds =
  values.seed === undefined
    ? Array.from({ length: Number(values.seeds) }, (_, at) => Number(values.from) + at)
    : Array.from({ length: Number(values.times) }, () => Number(values.seed));
const portions: number[][] = [];
for (let at = 0; at < seeds.length; at += AT_A_TIME) portions.push(seeds.slice(at, at + AT_A_TIME));

const startedAt = Date.now();
const failing: Outcome[] = [];
const total = { lives: 0, deeds: 0, kept: 0 };
const workers = Math.min(availableParallelism(), portions.length);
await Promise.all(Array.from({ length: workers }, work));

const seconds = ((Date.now() - startedAt) / 1000).toFixed(0);
process.stdout.write(
  `${total.lives} seeds in ${seconds} s · ${total.deeds} deeds, ${total.kept} of them kept · ${failing.length} seeds with differences\n`,
);
if (failing.length > 0) process.stdout.write(`Failing: ${failing.map(({ seed }) => seed).join(' ')}\n`);
process.exit(failing.length === 0 && total.lives === seeds.length ? 0 : 1);

/** A process that takes portions until there are none. */
function work(): Promise<void> {
  const child = fork(new URL('./fuzz-worker.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
  const next = (): void => {
    const portion = portions.shift();
    if (portion) child.send(portion);
    else child.disconnect();
  };
  child.on('message', (message: Outcome | 'done') => {
    if (message !== 'done') return note(message);
    process.stdout.write(`${total.lives} of ${seeds.length} seeds, ${failing.length} with differences\n`);
    next();
  });
  next();
  return new Promise((resolve) => child.on('exit', () => resolve()));
}

function note(life: Outcome): void {
  total.lives += 1;
  total.deeds += life.deeds;
  total.kept += life.kept;
  if (life.differences.length === 0) return;
  failing.push(life);
  process.stdout.write(`${story(life)}\n`);
}
