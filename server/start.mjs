// `npm start` on any state of the folder: installs what is missing, builds what is out of date, then runs the server (not with
// `--only-build`).
// Plain JavaScript on purpose: it runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const isWindows = process.platform === 'win32';
process.chdir(root);

/** Runs a step that takes more than two seconds and shows that it is under way. */
function step(sentence, command, args) {
  process.stdout.write(`${sentence}\n`);
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: isWindows });
  if (status !== 0) {
    process.stderr.write(
      `\nMinga cannot start: “${command} ${args.join(' ')}” did not succeed. Its messages are above.\n`,
    );
    process.exit(1);
  }
}

export function installed() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    process.stderr.write(
      `Minga cannot start: it needs Node 20.19 or later, this is ${process.versions.node}.\n`,
    );
    process.exit(1);
  }
  const lock = readFileSync('package-lock.json', 'utf8');
  // better-sqlite3 is built for one version of Node, so a new Node needs a new install too.
  const wanted = `${process.versions.modules}\n${lock}`;
  const stamp = join('node_modules', '.minga-installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  step('Installing packages (one to two minutes the first time) …', 'npm', [
    'ci',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]);
  writeFileSync(stamp, wanted);
}

function newest(path) {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

export function built() {
  const sources = [
    'server',
    'client',
    'shared',
    'vite.config.ts',
    'vite.server.config.ts',
    'package-lock.json',
  ];
  const stamp = join('dist', '.minga-built');
  if (existsSync(stamp) && statSync(stamp).mtimeMs > Math.max(...sources.map(newest))) return;
  step('Building the pages …', 'npx', ['vite', 'build', '--logLevel=warn']);
  step('Building the server …', 'npx', [
    'vite',
    'build',
    '--config',
    'vite.server.config.ts',
    '--logLevel=warn',
  ]);
  writeFileSync(stamp, '');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  installed();
  built();
  if (process.argv.includes('--only-build')) process.exit(0);
  const server = spawn(process.execPath, ['--enable-source-maps', join('dist', 'server', 'main.js')], {
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
  server.on('exit', (code) => process.exit(code ?? 1));
}
