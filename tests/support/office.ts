import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll } from 'vitest';
import { until } from './until.ts';

/** Programs that know nothing of how our files are made: LibreOffice and poppler. `tests/run.mjs` installs them. */
function run(command: string, args: string[]): string {
  try {
    return execFileSync(command, args, { encoding: 'utf8', maxBuffer: 200_000_000, stdio: 'pipe' });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? missing(command, error) : error;
  }
}

const missing = (command: string, cause: unknown): Error =>
  new Error(
    `These tests need ${command}. Debian: apt-get install --no-install-recommends libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils`,
    { cause },
  );

function inFolder<T>(use: (dir: string) => T): T {
  const dir = mkdtempSync(join(tmpdir(), 'minga-office-'));
  try {
    return use(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** A Word document or a workbook as LibreOffice lays it out. */
export const printed = (file: Uint8Array, ending: 'docx' | 'xlsx' = 'docx'): Promise<Buffer> =>
  converted(file, ending, 'pdf', 'pdf');

/** All words of a Word document, as LibreOffice reads them. */
export const wordsOf = async (docx: Uint8Array): Promise<string> =>
  inOneLine((await converted(docx, 'docx', 'txt:Text (encoded):UTF8', 'txt')).toString('utf8'));

/**
 * One LibreOffice for all documents of a test file, kept from ending by the document it shows: it takes seconds to start. What is
 * converted with its profile is handed on to it.
 */
type Office = { dir: string; profile: string; program: ChildProcess };
let office: Promise<Office> | null = null;
afterAll(async () => {
  if (!office) return;
  const { dir, program } = await office;
  // The program is the child of a script, which does not pass a signal on.
  if (program.pid) process.kill(-program.pid, 'SIGKILL');
  rmSync(dir, { recursive: true, force: true });
});

async function startOffice(): Promise<Office> {
  const dir = mkdtempSync(join(tmpdir(), 'minga-office-'));
  const profile = `-env:UserInstallation=${pathToFileURL(join(dir, 'profile')).href}`;
  const shown = join(dir, 'shown.txt');
  writeFileSync(shown, 'shown');
  const port = await freePort();
  const listening = `--accept=socket,host=127.0.0.1,port=${port};urp`;
  const program = spawn('soffice', [profile, '--headless', '--norestore', listening, shown], {
    detached: true,
    stdio: 'ignore',
  });
  let hasFailed: Error | null = null;
  program.once('error', (error) => (hasFailed = missing('soffice', error)));
  await until(
    'LibreOffice to start',
    async () => {
      if (hasFailed) throw hasFailed;
      return (await answers(port)) && existsSync(join(dir, '.~lock.shown.txt#'));
    },
    60_000,
  );
  return { dir, profile, program };
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function converted(file: Uint8Array, from: string, filter: string, to: string): Promise<Buffer> {
  const { profile } = await (office ??= startOffice());
  return inFolder((dir) => {
    const source = join(dir, `document.${from}`);
    writeFileSync(source, file);
    run('soffice', [profile, '--headless', '--convert-to', filter, '--outdir', dir, source]);
    return readFileSync(join(dir, `document.${to}`));
  });
}

export type ReadPdf = {
  /** All words in one line, page after page. */
  text: string;
  pages: string[];
  info: Record<string, string>;
  fonts: { name: string; isEmbedded: boolean }[];
};

export const readPdf = (pdf: Uint8Array): ReadPdf =>
  inFolder((dir) => {
    const file = join(dir, 'document.pdf');
    writeFileSync(file, pdf);
    const pages = run('pdftotext', ['-enc', 'UTF-8', file, '-']).split('\f').slice(0, -1).map(inOneLine);
    const info = run('pdfinfo', [file])
      .split('\n')
      .map((line) => /^([^:]+):\s*(.*)$/.exec(line))
      .flatMap((found) => (found ? [[found[1] ?? '', found[2] ?? '']] : []));
    // Names come first, "emb", "sub" and "uni" as yes or no near the end.
    const fonts = run('pdffonts', [file])
      .split('\n')
      .slice(2)
      .filter((line) => line.trim() !== '')
      .map((line) => ({
        name: line.split(/\s+/)[0] ?? '',
        isEmbedded: /\s(yes|no)\s+(?:yes|no)\s+(?:yes|no)\s+\d+\s+\d+\s*$/.exec(line)?.[1] === 'yes',
      }));
    return { text: pages.join(' '), pages, info: Object.fromEntries(info), fonts };
  });

/** What the structure of a tagged PDF says, in the order in which a screen reader gives it. */
export const structureOf = (pdf: Uint8Array): string =>
  inFolder((dir) => {
    const file = join(dir, 'document.pdf');
    writeFileSync(file, pdf);
    return run('pdfinfo', ['-struct-text', file]);
  });

/** Without what layout adds: ends of lines, hyphens at them stay, and wide and narrow spaces are one. */
export const inOneLine = (text: string): string => text.replace(/[\s\u00A0\u202F]+/gu, ' ').trim();

/** The words of that structure alone: of a cell after each other, which on the page stand beside its neighbours'. */
export const structureWords = (pdf: Uint8Array): string =>
  inOneLine([...structureOf(pdf).matchAll(/^\s*"(.*)"$/gm)].map(([, words]) => words).join(' '));

/** How often words stand in a text. */
export const timesIn = (text: string, words: string): number => text.split(words).length - 1;
