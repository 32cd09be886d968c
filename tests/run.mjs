// `npm test` on any state of the folder: installs what is missing, then checks and tests everything.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { built, installed } from '../server/start.mjs';

process.chdir(resolve(fileURLToPath(import.meta.url), '../..'));

function failed(name) {
  process.stderr.write(`\n${name}: failed.\n`);
  process.exit(1);
}

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

function run(name, command, args, environment = {}) {
  const startedAt = Date.now();
  process.stdout.write(`\n── ${name}\n`);
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...environment } });
  if (status !== 0) failed(name);
  process.stdout.write(`   ${seconds(startedAt)}\n`);
}

/** A check of the sources, beside others: what it prints comes when it has ended. */
function check(name, ...words) {
  const startedAt = Date.now();
  return new Promise((resolve) => {
    const child = spawn('npx', words, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.once('close', (status) => {
      process.stdout.write(`\n── ${name}\n${output}   ${seconds(startedAt)}\n`);
      if (status !== 0) failed(name);
      resolve();
    });
  });
}

/** Debian's packages, where this machine may install them. */
function install(name, packages) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  run(`Installing ${name}`, 'bash', [
    '-c',
    `apt-get update -qq && apt-get install -y -qq --no-install-recommends ${packages}`,
  ]);
}

/** The programs that open our documents as other people's do; without them those tests fail, and say what is missing. */
function readers() {
  const isThere = (command) => spawnSync('which', [command]).status === 0;
  if (!['soffice', 'pdftotext', 'pdfinfo', 'pdffonts'].every(isThere))
    install('LibreOffice and poppler', 'libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils');
}

/** A system Chromium, else Debian's package where it may be installed, else a sentence. */
function chromium() {
  const places = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ];
  const found = () => places.find((place) => place && existsSync(place));
  if (found()) return found();
  install('Chromium', 'chromium chromium-headless-shell');
  if (found()) return found();
  process.stderr.write(
    'The tests need Chromium and found none. Install it (Debian: apt-get install chromium), or name one in CHROMIUM.\n',
  );
  process.exit(1);
}

installed();
const browser = chromium();
readers();
/** Two at a time, for two cores: the longest beside all others. */
async function shorterChecks() {
  await check('Format', 'prettier', '--check', '--log-level', 'warn', '.');
  await check('Types', 'tsc', '--noEmit');
  await check('Types of the pages', 'svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings');
  const folders = ['server', 'client', 'shared'];
  await check('Arrows between folders', 'depcruise', '--config', '.dependency-cruiser.cjs', ...folders);
}
await Promise.all([check('Lint', 'eslint', '.'), shorterChecks()]);
built();
run('Tests', 'npx', ['vitest', 'run'], { CHROMIUM: browser });
