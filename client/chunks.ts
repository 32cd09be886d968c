import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';
import { chunkWith, filesOf } from './budgets.ts';

type Group = Rolldown.CodeSplittingGroup;
type Context = Parameters<Extract<Group['name'], (...args: never[]) => unknown>>[1];

/**
 * Few files instead of many: on a link with a round trip of 400 ms and 70 kbit/s upwards a request costs more than the kilobyte
 * it asks for. What several pages need is one file for those that load at the same moment; the first group that takes a module
 * has it, with all that it imports.
 */
const GROUPS: Group[] = [
  { name: 'app', tags: ['$initial'] },
  shared('door', (pages) => pages.has('HomePage')),
  shared('session', (pages) => pages.has('SessionPage')),
  // What the canvas shares with other screens, and what it shares with its own tools.
  shared('parts', (pages) => pages.has('Workshop') && pages.hasOthers),
  shared('workshop', (pages) => pages.has('Workshop')),
];
export const CHUNKS = GROUPS.map((group, at): Group => ({ ...group, priority: GROUPS.length - at }));

type Pages = { has: (name: string) => boolean; hasOthers: boolean };

/** Modules that two pages or more load with themselves. */
function shared(name: string, isHere: (pages: Pages) => boolean): Group {
  return {
    name(id, context) {
      const found = [...pagesWith(id, context)];
      const pages = {
        has: (page: string) => found.some((one) => one.endsWith(`/${page}.svelte`)),
        hasOthers: found.some((one) => !one.includes('/pages/workshop/')),
      };
      return found.length > 1 && isHere(pages) ? name : null;
    },
  };
}

/** Whatever comes when it is wanted and brings this module along. */
function pagesWith(
  id: string,
  context: Context,
  seen = new Set<string>(),
  found = new Set<string>(),
): Set<string> {
  if (seen.has(id)) return found;
  seen.add(id);
  const module = context.getModuleInfo(id);
  if (!module) return found;
  if (module.dynamicImporters.length > 0) found.add(id);
  for (const importer of module.importers) pagesWith(importer, context, seen, found);
  return found;
}

/** What a page begins with beside the entry: its modules, and its texts in the reader's language. */
const BEGINNINGS = {
  home: ['/home/HomePage.svelte', '/i18n/LANG/common.ts'],
  session: [
    '/session/SessionPage.svelte',
    '/i18n/LANG/common.ts',
    '/i18n/LANG/session.ts',
    '/workshop/Workshop.svelte',
  ],
};

/** Tells the server in `preload.json` (page, language, files), so that they are asked for together with the document. */
export function preloads(): Plugin {
  return {
    name: 'minga-preloads',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const filesWith = (module: string): string[] => filesOf(bundle, chunkWith(bundle, module));
        const begun = filesWith('/client/main.ts');
        const filesIn = (modules: string[], lang: string): string[] =>
          modules
            .flatMap((module) => filesWith(module.replace('LANG', lang)))
            .filter((file) => !begun.includes(file));
        const pages = Object.entries(BEGINNINGS).map(([page, modules]) => [
          page,
          Object.fromEntries(['en', 'fr', 'es'].map((lang) => [lang, filesIn(modules, lang)])),
        ]);
        const source = JSON.stringify(Object.fromEntries(pages));
        this.emitFile({ type: 'asset', fileName: 'preload.json', source });
      },
    },
  };
}

/** Compresses once what would be compressed for everybody who comes, and as tightly as can be. */
export function compressed(): Plugin {
  return {
    name: 'minga-compressed',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const write = async (file: string): Promise<void> => {
        const source = await readFile(join(dir, file));
        if (source.length < 1024) return;
        await writeFile(join(dir, `${file}.br`), await promisify(brotliCompress)(source));
        await writeFile(join(dir, `${file}.gz`), await promisify(gzip)(source, { level: 9 }));
      };
      await Promise.all(
        Object.keys(bundle)
          .filter((file) => /^assets\/.*\.(js|css)$/.test(file))
          .map(write),
      );
    },
  };
}
