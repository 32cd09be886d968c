import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contestant } from './contestants/contestant.ts';
import { minga } from './contestants/minga.ts';
import { hocuspocusServer, yWebsocket } from './contestants/peers.ts';
import { microseconds, milliseconds, type Measured } from './figures.ts';
import { readOptions, type Options } from './options.ts';
import { failuresOf, reportOf } from './report.ts';
import { hours } from './scenarios/hours.ts';
import { joining } from './scenarios/joining.ts';
import { saving } from './scenarios/saving.ts';
import { writing } from './scenarios/writing.ts';

/** `npm run bench`: the canvas server beside two others. README.md of this folder says what the figures are. */
const options = readOptions(process.argv.slice(2));
const ours = minga('ours');
/** In the details alone, and one round of it: what our server costs with the client that others use. */
const oursWithStock = minga('stock');
const rivals = [ours, yWebsocket(options.echoes), hocuspocusServer];
const everybody = options.withStock ? [ours, oursWithStock, ...rivals.slice(1)] : rivals;
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const measured: Measured = {
  writing: await measureWriting(options),
  joining: options.parts.includes('join') ? await measureJoining(options) : [],
  saving: options.parts.includes('saved') ? await saving(ours, options.saves) : null,
  hours: options.parts.includes('hours') ? await hours(ours) : null,
};
const at = new Date().toISOString().slice(0, 16).replace('T', ' ');
const report = reportOf(measured, options, everybody, at);
const failures = failuresOf(measured);
const failed =
  failures.length > 0 ? `\n## Not as it should be\n\n${failures.map((f) => `- ${f}`).join('\n')}\n` : '';
const folder = join('dist', 'bench');
mkdirSync(folder, { recursive: true });
const file = join(folder, `${at.replace(/[ :]/g, '-')}.md`);
writeFileSync(file, report + failed);
process.stdout.write(`\n${report}${failed}\nKept in ${file}\n`);
process.exit(failures.length > 0 ? 1 : 0);

async function measureWriting({
  writing: scenarios,
  rounds,
  ...times
}: Options): Promise<Measured['writing']> {
  const rows: Measured['writing'] = scenarios.flatMap((scenario) =>
    everybody.map(({ name }) => ({ scenario, contestant: name, rounds: [] })),
  );
  for (let round = 0; round < rounds; round += 1) {
    for (const scenario of scenarios) {
      for (const contestant of orderOf(round)) {
        const result = await writing(contestant, scenario, times);
        rows
          .find((row) => row.scenario === scenario && row.contestant === contestant.name)
          ?.rounds.push(result);
        const { cpuPerDelivery, delivered, expected, loadShare } = result;
        const shares = `${delivered} of ${expected}, load ${(loadShare * 100).toFixed(0)} %`;
        say(
          `${round + 1}/${rounds} ${scenario.title}, ${contestant.title}: ${microseconds(cpuPerDelivery)}, ${shares}`,
        );
      }
    }
  }
  return rows;
}

async function measureJoining({ rounds }: Options): Promise<Measured['joining']> {
  const rows: Measured['joining'] = everybody.map(({ name }) => ({ contestant: name, rounds: [] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const contestant of orderOf(round)) {
      const result = await joining(contestant);
      rows.find((row) => row.contestant === contestant.name)?.rounds.push(result);
      say(`${round + 1}/${rounds} joining, ${contestant.title}: ${milliseconds(result.cpuPerJoin)}`);
    }
  }
  return rows;
}

/** Forwards and backwards in turn, so that a machine that grows warm or busy favours nobody. */
function orderOf(round: number): Contestant[] {
  const order = round % 2 === 0 ? rivals : rivals.toReversed();
  return round === 0 && options.withStock ? [...order, oursWithStock] : order;
}
