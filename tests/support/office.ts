import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Programs that know nothing of how our files are made: LibreOffice and poppler. `tests/run.mjs` installs them. */
function run(command: string, args: string[]): string {
  try {
    return execFileSync(command, args, { encoding: 'utf8', maxBuffer: 200_000_000, stdio: 'pipe' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new Error(
        `These tests need ${command}. Debian: apt-get install --no-install-recommends libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils`,
        { cause: error },
      );
    throw error;
  }
}

function inFolder<T>(use: (dir: string) => T): T {
  const dir = mkdtempSync(join(tmpdir(), 'minga-office-'));
  try {
    return use(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** A Word document as LibreOffice lays it out. */
export const printed = (docx: Uint8Array): Buffer => converted(docx, 'pdf', 'pdf');

/** All words of a Word document, as LibreOffice reads them. */
export const wordsOf = (docx: Uint8Array): string =>
  inOneLine(converted(docx, 'txt:Text (encoded):UTF8', 'txt').toString('utf8'));

const converted = (docx: Uint8Array, filter: string, ending: string): Buffer =>
  inFolder((dir) => {
    const profile = join(dir, 'profile');
    mkdirSync(profile);
    writeFileSync(join(dir, 'document.docx'), docx);
    run('soffice', [
      // A profile of its own: two at once would wait for each other.
      `-env:UserInstallation=${pathToFileURL(profile).href}`,
      '--headless',
      '--convert-to',
      filter,
      '--outdir',
      dir,
      join(dir, 'document.docx'),
    ]);
    return readFileSync(join(dir, `document.${ending}`));
  });

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
