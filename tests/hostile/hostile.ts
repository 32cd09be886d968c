import { parseArgs } from 'node:util';
import { join } from 'node:path';
import { ServerProcess, temporaryDir } from '../support/server.ts';
import { Arena } from './arena.ts';
import { fuzzAdmission, reportOf } from './fuzzed-admission.ts';
import { fuzzSockets, reportOfSockets, type FuzzedSockets } from './fuzzed-sockets.ts';
import { expectIntact } from './intact.ts';
import { ServerUnderAttack } from './server-under-attack.ts';
import { SLOW_INPUTS, timed } from './slow-inputs.ts';
import { holdDatabase, smallDisk } from './storage-trouble.ts';
import { whileTyping } from './undisturbed.ts';
import { liveWithoutStorage } from './without-storage.ts';

/** `npm run hostile -- --frames 1000000 --seed 7`, `-- --storage`, `-- --slow`: what the tests do, for longer. */
const { values } = parseArgs({
  options: {
    frames: { type: 'string', default: '0' },
    seed: { type: 'string', default: '7' },
    storage: { type: 'boolean', default: false },
    slow: { type: 'boolean', default: false },
  },
});
/** How many of a hundred frames travel over real sockets. */
const OVER_SOCKETS = 5;
/** One session takes in so many before the next. */
const PER_ARENA = 1000;
const AWAY_MS = 60_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
let isGood = true;

if (Number(values.frames) > 0) await fuzz(Number(values.frames), Number(values.seed));
if (values.slow) slow();
if (values.storage) await storage();
process.exit(isGood ? 0 : 1);

async function fuzz(frames: number, seed: number): Promise<void> {
  const overSockets = Math.floor((frames * OVER_SOCKETS) / 100);
  const found = fuzzAdmission(frames - overSockets, seed);
  say(reportOf(found));
  isGood &&= found.faults.size === 0;
  const house = new ServerUnderAttack();
  await house.start();
  let slowest = 0;
  let good = 0;
  for (let sent = 0; sent < overSockets; sent += PER_ARENA) {
    const arena = await Arena.open(await house.ready());
    const { pid } = arena.server;
    const now = Math.min(PER_ARENA, overSockets - sent);
    let last: FuzzedSockets | null = null;
    try {
      const { found: fuzzed, felt } = await whileTyping(arena, () => fuzzSockets(arena, now, seed + sent));
      last = fuzzed;
      slowest = Math.max(slowest, felt.keystroke, felt.health);
      await expectIntact(arena, house.data.dir);
      if (arena.server.pid !== pid) throw new Error('The process is another');
      good += 1;
    } catch (error) {
      isGood = false;
      say(`Seed ${seed + sent}: ${(error as Error).message}`);
    } finally {
      arena.close();
    }
    if (last && sent % (10 * PER_ARENA) === 0) say(reportOfSockets(last));
  }
  say(
    `${overSockets} frames over sockets, ${good} rooms whole; others waited ${slowest.toFixed(0)} ms at most.`,
  );
  await house.stop();
}

function slow(): void {
  for (const input of SLOW_INPUTS) {
    const { judgingMs, applyingMs, answer } = timed(input, 200);
    const size = `${(input.update.length / 1024).toFixed(0)} KB`;
    say(
      `${input.name} (${size}): judged in ${judgingMs.toFixed(0)} ms, taken in in ${applyingMs.toFixed(0)} ms, ${answer}`,
    );
    isGood &&= judgingMs + applyingMs < 10_000;
  }
}

/** A minute without storage, once because another program holds it and once because the disk is full. */
async function storage(): Promise<void> {
  const data = temporaryDir();
  const disk = smallDisk(join(data.dir, 'disk'));
  let held: { letGo: () => void } | null = null;
  const troubles = {
    held: { begin: () => (held = holdDatabase(join(data.dir, 'held'))), end: () => held?.letGo() },
    ...(disk ? { disk: { begin: () => disk.fill(), end: () => disk.makeRoom() } } : {}),
  };
  for (const [name, trouble] of Object.entries(troubles)) {
    const dir = join(data.dir, name);
    const server = await new ServerProcess({ DATA_DIR: dir }).start();
    const arena = await Arena.open(server);
    try {
      const { recoveryMs } = await liveWithoutStorage(arena, dir, trouble, AWAY_MS);
      say(`${name}: ${AWAY_MS / 1000} s away, saved ${recoveryMs.toFixed(0)} ms after.`);
    } catch (error) {
      isGood = false;
      say(`${name}: ${(error as Error).message}`);
    } finally {
      arena.close();
      await server.kill();
    }
  }
  disk?.remove();
  data.remove();
}
