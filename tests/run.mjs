// `npm test` on any state of the folder: installs what is missing, then checks and tests everything.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { built, installed } from '../server/start.mjs';

process.chdir(resolve(fileURLToPath(import.meta.url), '../..'));

function run(name, command, args, environment = {}) {
  const startedAt = Date.now();
  process.stdout.write(`\n── ${name}\n`);
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...environment } });
  if (status !== 0) {
    process.stderr.write(`\n${name}: failed.\n`);
    process.exit(1);
  }
  process.stdout.write(`   ${((Date.now() - startedAt) / 1000).toFixed(1)} s\n`);
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
run('Format', 'npx', ['prettier', '--check', '--log-level', 'warn', '.']);
run('Lint', 'npx', ['eslint', '.']);
run('Types', 'npx', ['tsc', '--noEmit']);
run('Types of the pages', 'npx', ['svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings']);
run('Arrows between folders', 'npx', [
  'depcruise',
  '--config',
  '.dependency-cruiser.cjs',
  'server',
  'client',
  'shared',
]);
built();
run('Tests', 'npx', ['vitest', 'run'], { CHROMIUM: browser });
