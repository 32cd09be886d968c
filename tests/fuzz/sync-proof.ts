import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ServerProcess, temporaryDir } from '../support/server.ts';
import { until } from '../support/until.ts';
import { Author } from './changes.ts';
import { Chance } from './chance.ts';
import { openRoom } from './durability.ts';
import { readTrace, type Trace } from './system-calls.ts';
import { socketTraffic } from './socket-traffic.ts';

const CHANGES = 400;

/**
 * Looks at the server's system calls while people write: between the reading of a change and the writing of the frame that
 * calls it saved, or that shows it to somebody else, a sync of the disk must have begun and returned. True when it has.
 */
export async function proveSyncs(say: (line: string) => void): Promise<boolean> {
  if (spawnSync('strace', ['-V']).status !== 0) {
    say('There is no strace on this machine: the order of syncs and acknowledgements was not looked at.');
    return true;
  }
  const data = temporaryDir();
  const server = await new ServerProcess({ DATA_DIR: join(data.dir, 'data') }).start();
  try {
    const output = join(data.dir, 'trace');
    if (!(await traced(server, output))) {
      say(
        'strace may not look at other processes here: the order of syncs and acknowledgements was not looked at.',
      );
      return true;
    }
    const files = readdirSync(data.dir).filter((name) => name.startsWith('trace.'));
    return judge(readTrace(files.map((name) => readFileSync(join(data.dir, name), 'utf8'))), say);
  } finally {
    await server.kill();
    data.remove();
  }
}

/** Lets people write with strace looking on. False where it is not allowed to. */
async function traced(server: ServerProcess, output: string): Promise<boolean> {
  const calls = 'trace=read,write,writev,fsync,fdatasync';
  const options = ['-ff', '-ttt', '-T', '-yy', '-xx', '-s', '1000000', '-e', calls, '-o', output];
  const strace = spawn('strace', [...options, '-p', String(server.pid)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let told = '';
  strace.stderr.on('data', (text: Buffer) => (told += text.toString()));
  const ended = new Promise((resolve) => strace.on('close', resolve));
  await until('strace to look on', () => /attached/.test(told) || strace.exitCode !== null);
  if (strace.exitCode !== null) return false;
  await write(server);
  strace.kill('SIGINT');
  await ended;
  return true;
}

async function write(server: ServerProcess): Promise<void> {
  const room = await openRoom(server);
  const chance = new Chance(1);
  const writers = room.seats.map(({ name, id, key }, at) => {
    const connection = room.open(id, key, () => undefined);
    const author = new Author(name, id, new Chance(at));
    return { connection, write: () => void author.write(connection.doc) };
  });
  await until(
    'everybody to be there',
    () => writers.every(({ connection }) => connection.status === 'live'),
    30_000,
  );
  let written = 0;
  await new Promise<void>((resolve) => {
    const writeOn = (): void => {
      chance.pick(writers)?.write();
      written += 1;
      if (written < CHANGES) setTimeout(writeOn, chance.below(40));
      else resolve();
    };
    writeOn();
  });
  const isSaved = (): boolean => writers.every(({ connection }) => connection.unsavedSince === null);
  await until('all to be saved', isSaved, 60_000);
  for (const { connection } of writers) connection.close();
}

function judge({ calls, syncs }: Trace, say: (line: string) => void): boolean {
  const { acknowledgements, relays } = socketTraffic(calls);
  const hasSync = ({ from, to }: { from: number; to: number }): boolean =>
    syncs.some(({ begin, end }) => begin >= from && end <= to);
  const [saved, passedOn] = [acknowledgements, relays].map((list) => ({
    all: list.length,
    good: list.filter(hasSync).length,
  })) as [{ all: number; good: number }, { all: number; good: number }];
  const files = [...new Set(syncs.map(({ file }) => file))].join(', ');
  say(`${syncs.length} syncs, of ${files}`);
  say(`${saved.all} acknowledgements of changes, ${saved.good} with a sync between the change and “saved”`);
  say(
    `${passedOn.all} changes passed on to others, ${passedOn.good} with a sync between the change and its passing on`,
  );
  // With nothing to look at nothing is proved.
  return saved.all > 50 && passedOn.all > 50 && saved.good === saved.all && passedOn.good === passedOn.all;
}
