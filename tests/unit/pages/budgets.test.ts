import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { budgets } from '../../../client/budgets.ts';

const chunk = (fileName: string, module: string, code: string, imports: string[] = []) => ({
  type: 'chunk',
  fileName,
  code,
  imports,
  moduleIds: [`/somewhere/${module}`],
  viteMetadata: { importedCss: new Set<string>() },
});
/** What gzip cannot shrink by much. */
const noise = (bytes: number): string => randomBytes(bytes).toString('base64');

function build(sizes: { entry?: number; vendor?: number; workshop?: number; font?: number }): string {
  const bundle = {
    'main.js': chunk('main.js', 'client/main.ts', noise(sizes.entry ?? 100), ['vendor.js']),
    'vendor.js': chunk('vendor.js', 'node_modules/vendor.js', noise(sizes.vendor ?? 100)),
    'home.js': chunk('home.js', 'client/pages/home/HomePage.svelte', noise(100), ['vendor.js']),
    'common.js': chunk('common.js', 'shared/i18n/fr/common.ts', noise(100)),
    'session.js': chunk('session.js', 'client/pages/session/SessionPage.svelte', noise(100), ['vendor.js']),
    'texts.js': chunk('texts.js', 'shared/i18n/fr/session.ts', noise(100)),
    'workshop.js': chunk(
      'workshop.js',
      'client/pages/workshop/Workshop.svelte',
      noise(sizes.workshop ?? 100),
    ),
    'a.woff2': { type: 'asset', fileName: 'a.woff2', source: randomBytes(sizes.font ?? 100) },
  };
  let error = '';
  const context = {
    error: (message: string) => {
      error ||= message;
    },
    info: () => undefined,
  };
  const hook = budgets().generateBundle as unknown as (
    this: typeof context,
    _: object,
    bundle: object,
  ) => void;
  hook.call(context, {}, bundle);
  return error;
}

describe('a build', () => {
  it('within the budgets passes', () => {
    expect(build({})).toBe('');
  });

  it('fails with the figure when the join page, with all it imports, has grown over 60 kB', () => {
    expect(build({ entry: 30_000, vendor: 40_000 })).toMatch(/join page: \d+\.\d kB of 60 kB/);
  });

  it('fails with the figure when the canvas page has grown over 180 kB', () => {
    expect(build({ workshop: 200_000 })).toMatch(/canvas page: \d+\.\d kB of 180 kB/);
  });

  it('fails with the figure when the fonts have grown over 45 kB', () => {
    expect(build({ font: 46_000 })).toMatch(/fonts: 46\.0 kB of 45 kB/);
  });
});
