// `npm run bench`: installs what is missing, builds the server, then runs the benchmark on a core of its own.
// Plain JavaScript on purpose: it runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installed } from '../../server/start.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = resolve(here, '../..');
process.chdir(root);

function step(sentence, command, args, cwd = root) {
  process.stdout.write(`${sentence}\n`);
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status === 0) return;
  process.stderr.write(
    `\nThe benchmark cannot run: “${command} ${args.join(' ')}” did not succeed. Its messages are above.\n`,
  );
  process.exit(1);
}

/** The other servers live in a package of their own, so that the product does not depend on them. */
function peersInstalled() {
  const peers = join(here, 'peers');
  // Both stores are built for one version of Node, so a new Node needs a new install too.
  const wanted = `${process.versions.modules}\n${readFileSync(join(peers, 'package-lock.json'), 'utf8')}`;
  const stamp = join(peers, 'node_modules', '.minga-installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  step(
    'Installing the servers to compare with (up to two minutes the first time) …',
    'npm',
    ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
    peers,
  );
  writeFileSync(stamp, wanted);
}

const mayPin = (core) => spawnSync('taskset', ['-c', String(core), 'true']).status === 0;

installed();
peersInstalled();
// As `npm start` builds it, to a place of its own: a benchmark does not stop a server that runs from `dist/server`.
step('Building the server …', 'npx', [
  'vite',
  'build',
  '--config',
  'vite.server.config.ts',
  '--outDir',
  join('dist', 'bench', 'server'),
  '--logLevel=warn',
]);
const isPinned = availableParallelism() >= 2 && mayPin(0) && mayPin(1);
const bench = [process.execPath, '--import', 'tsx', join(here, 'bench.ts'), ...process.argv.slice(2)];
const [command, ...args] = isPinned ? ['taskset', '-c', '1', ...bench] : bench;
const child = spawn(command, args, {
  stdio: 'inherit',
  env: { ...process.env, BENCH_PINNED: isPinned ? '1' : '' },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
