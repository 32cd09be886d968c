import { gzipSync } from 'node:zlib';
import type { Plugin, Rollup } from 'vite';

type Bundle = Rollup.OutputBundle;
type Chunk = Rollup.OutputChunk;

/**
 * Bytes over the wire (gzip) that a page may cost somebody on a phone link shared with a video call; fonts are compressed as they
 * are. A page is what loads before it works: its modules with their styles, and its texts in the one language shown.
 */
const BUDGETS = [
  {
    page: 'join page',
    bytes: 60_000,
    modules: ['/client/main.ts', '/home/HomePage.svelte', '/i18n/fr/common.ts'],
  },
  {
    page: 'canvas page',
    bytes: 180_000,
    modules: [
      '/client/main.ts',
      '/i18n/fr/common.ts',
      '/session/SessionPage.svelte',
      '/i18n/fr/session.ts',
      '/workshop/Workshop.svelte',
    ],
  },
];
const FONT_BYTES = 45_000;

/** Ends the build, with the figure, when a page has grown over its budget. */
export function budgets(): Plugin {
  return {
    name: 'minga-budgets',
    apply: 'build',
    generateBundle(_, bundle) {
      for (const { page, bytes, modules } of BUDGETS) {
        const files = new Set(modules.flatMap((module) => filesOf(bundle, chunkWith(bundle, module))));
        const cost = [...files].reduce((sum, file) => sum + costOf(bundle, file), 0);
        check.call(this, page, cost, bytes);
      }
      const fonts = Object.keys(bundle).filter((file) => file.endsWith('.woff2'));
      const cost = fonts.reduce((sum, file) => sum + sourceOf(bundle, file).length, 0);
      check.call(this, 'fonts', cost, FONT_BYTES);
    },
  };
}

function check(this: Rollup.PluginContext, what: string, cost: number, bytes: number): void {
  const figure = `${what}: ${(cost / 1000).toFixed(1)} kB of ${bytes / 1000} kB`;
  if (cost > bytes) this.error(`Over the budget. ${figure}`);
  this.info(figure);
}

export function chunkWith(bundle: Bundle, module: string): Chunk {
  const chunk = Object.values(bundle).find(
    (output): output is Chunk =>
      output.type === 'chunk' && output.moduleIds.some((id) => id.replaceAll('\\', '/').endsWith(module)),
  );
  if (!chunk) throw new Error(`The bundle has no ${module}: has it moved?`);
  return chunk;
}

/** A chunk, all that it imports at once, and their styles. */
export function filesOf(bundle: Bundle, chunk: Chunk, seen = new Set<string>()): string[] {
  if (seen.has(chunk.fileName)) return [...seen];
  seen.add(chunk.fileName);
  for (const style of chunk.viteMetadata?.importedCss ?? []) seen.add(style);
  for (const file of chunk.imports) {
    const imported = bundle[file];
    if (imported?.type === 'chunk') filesOf(bundle, imported, seen);
  }
  return [...seen];
}

function sourceOf(bundle: Bundle, file: string): Uint8Array | string {
  const output = bundle[file];
  return output === undefined ? '' : output.type === 'chunk' ? output.code : output.source;
}

const costOf = (bundle: Bundle, file: string): number => gzipSync(sourceOf(bundle, file)).length;
