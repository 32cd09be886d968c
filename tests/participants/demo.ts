import { parseArgs } from 'node:util';
import { ServerProcess, temporaryDir } from '../support/server.ts';
import { runWorkshop } from './workshop.ts';

/**
 * `npm run demo -- --people 24`: starts the product, plays a workshop on it and prints links and figures.
 * `--seconds 300`: how long they write. `--speed 4`: four times as fast as people. `--scenario tiny`.
 */
const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '12' },
    seconds: { type: 'string', default: '120' },
    speed: { type: 'string', default: '1' },
    scenario: { type: 'string', default: 'sse-guidelines' },
  },
});

const data = temporaryDir();
const server = await new ServerProcess({ DATA_DIR: data.dir, PORT: process.env['PORT'] ?? '0' }).start();
process.stdout.write(`Minga is running at ${server.url}\n`);
const cpuBefore = await cpuSeconds();
const startedAt = Date.now();
const figures = await runWorkshop({
  serverUrl: server.url,
  ownerKey: server.ownerKey,
  scenario: values.scenario,
  people: Number(values.people),
  seconds: Number(values.seconds),
  pace: { speed: Number(values.speed), random: Math.random },
  say: (line) => process.stdout.write(`${line}\n`),
});
const seconds = (Date.now() - startedAt) / 1000;
const cpu = (await cpuSeconds()) - cpuBefore;
const problems = server.output.split('\n').filter((line) => /"level":(50|60)/.test(line));

process.stdout.write(`
${figures.people} people, ${Math.round(seconds)} s
  cards          ${figures.cards}
  threads        ${figures.threads}
  translations   ${figures.translations}
  votes          ${figures.votes}
  placements     ${figures.placements}
  seen by others ${percentiles(figures.seenMs)}
  saved          ${percentiles(figures.savedMs)}
  server         ${((100 * cpu) / seconds).toFixed(0)} % of a core on average
  errors logged  ${problems.length}
  missing        ${figures.missing.length === 0 ? 'nothing: every card is on every canvas and in the synthesis' : figures.missing.join('; ')}
`);
for (const problem of problems.slice(0, 5)) process.stdout.write(`${problem}\n`);

if (process.stdout.isTTY) {
  process.stdout.write('\nThe server stays, to look around. Press Ctrl-C to end.\n');
  await new Promise((resolve) => process.once('SIGINT', resolve));
}
await server.kill('SIGTERM');
data.remove();
process.exit(problems.length === 0 && figures.missing.length === 0 ? 0 : 1);

async function cpuSeconds(): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return Number(/minga_cpu_seconds_total (\S+)/.exec(text)?.[1] ?? 0);
}

function percentiles(values: number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms (n ${sorted.length})`;
}
