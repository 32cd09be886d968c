import { parseArgs } from 'node:util';
import { killAndCount, summary } from './durability.ts';
import { proveSyncs } from './sync-proof.ts';

/**
 * `npm run durability -- --kills 200`: kills a server that people write on, again and again, and counts what is lost.
 * `--strace`: shows that each "saved" and each change passed on had a sync of the disk before it (needs strace).
 * `--seed 7`: repeats the writing and the moments of another run.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string' },
    strace: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
  },
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);
let isGood = true;

if (values.strace) isGood = await proveSyncs(say);
if (values.kills !== undefined || !values.strace) {
  const toll = await killAndCount(Number(values.kills ?? 20), Number(values.seed), say);
  for (const line of toll.lost) say(`  ! ${line}`);
  say(summary(toll));
  isGood &&= toll.lost.length === 0;
}
process.exit(isGood ? 0 : 1);
