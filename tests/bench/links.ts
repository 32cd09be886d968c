import { setPriority } from 'node:os';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { launch, visitor } from '../browser/browser.ts';
import { startLink, type LinkTraits } from '../support/link.ts';
import { startPlainProxy } from '../support/plain-proxy.ts';
import { until } from '../support/until.ts';
import { startApp } from '../support/workshop.ts';
import { at } from './page/board.ts';
import { mingaBoard } from './page/minga.ts';
import { pause } from './wire-bytes.ts';

/**
 * `npm run bench:links`: how long people wait who are far away: until the page for joining can be written in, until a canvas of
 * 100 cards can, until it is back on a second visit; and until one's letters are with another and another's here, while nobody
 * else writes and while eleven do. By WebSockets, and where the network refuses them. A link is modelled (`support/link.ts`),
 * with the round trips of TCP and TLS; seconds depend on it, less on this machine.
 */
const LINKS: Record<string, LinkTraits> = {
  good: { delayMs: 0 },
  city: { delayMs: 50, downKbit: 9000, upKbit: 3000, handshakes: 2 },
  weak: { delayMs: 200, downKbit: 320, upKbit: 70, loss: 0.03, handshakes: 2 },
};
const ROUNDS = 3;
const LETTERS = 25;

const app = await startApp({ pagesDir: resolve('dist/client') });
const browser = await launch();
setPriority(15);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const seconds = (ms: number[], part: number): string => (at(ms, part) / 1000).toFixed(2);

const open = (page: Page): Promise<void> =>
  page.locator('[data-card] textarea').nth(15).waitFor({ timeout: 60_000 });
/** From now until `work` has come true, in ms. */
async function took(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

say(
  '| link | by | join s | canvas s | again s | mine there p50 s | p95 | theirs here p50 s | p95 | eleven write: mine p95 | theirs p95 |',
);
say('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |');
for (const [name, traits] of Object.entries(LINKS)) {
  for (const way of ['WebSockets', 'requests']) {
    const plain = way === 'requests' ? await startPlainProxy(app.url) : null;
    const link = await startLink(plain?.url ?? app.url, traits);
    const [join, canvas, again]: number[][] = [[], [], []];
    const figures: Record<'quiet' | 'busy', { mine: number[]; theirs: number[] }> = {
      quiet: { mine: [], theirs: [] },
      busy: { mine: [], theirs: [] },
    };
    for (let round = 0; round < ROUNDS; round++) {
      const board = await mingaBoard(app.url, 100);
      const here = (address: string): string => address.replace(new URL(address).origin, link.url);
      const coming = await visitor(browser, 'es', 390, link.url);
      join!.push(
        await took(async () => {
          await coming.page.goto(here(board.joinAddress), { waitUntil: 'commit' });
          await coming.page.locator('input:not([type=hidden])').first().waitFor();
        }),
      );
      await coming.page.context().close();
      const { page } = await visitor(browser, 'en-GB', 390, link.url);
      canvas!.push(
        await took(async () => {
          await page.goto(here(board.address), { waitUntil: 'commit' });
          await page.getByRole('button', { name: 'List', exact: true }).click({ timeout: 60_000 });
          await open(page);
        }),
      );
      // What is kept on the device for the next visit has come.
      await page.evaluate(() => navigator.serviceWorker?.ready.then(() => undefined));
      for (let before = -1; before < link.passed(); await pause(3000)) before = link.passed();
      again!.push(
        await took(async () => {
          await page.reload({ waitUntil: 'commit' });
          await open(page);
        }),
      );
      for (const state of ['quiet', 'busy'] as const) {
        const stop = state === 'busy' ? board.write() : () => undefined;
        const { mine, theirs } = figures[state];
        await pause(2000);
        for (let nth = 0; nth < LETTERS; nth++) {
          const text = `letter ${state} ${nth}`;
          theirs.push(
            await took(async () => {
              const seen = board.shows(page, text);
              board.letter(text);
              await seen;
            }),
          );
          await board.edit(page);
          const before = board.text(15).length;
          mine.push(
            await took(async () => {
              await page.keyboard.type('x');
              await until('my letter with them', () => board.text(15).length > before, 20_000);
            }),
          );
        }
        stop();
      }
      await page.context().close();
      await board.close();
    }
    say(
      `| ${name} | ${way} | ${seconds(join!, 0.5)} | ${seconds(canvas!, 0.5)} | ${seconds(again!, 0.5)} | ${seconds(figures.quiet.mine, 0.5)} | ${seconds(figures.quiet.mine, 0.95)} | ${seconds(figures.quiet.theirs, 0.5)} | ${seconds(figures.quiet.theirs, 0.95)} | ${seconds(figures.busy.mine, 0.95)} | ${seconds(figures.busy.theirs, 0.95)} |`,
    );
    await link.close();
    await plain?.close();
  }
}
await browser.close();
await app.stop();
process.exit(0);
