import { setPriority } from 'node:os';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { launch } from '../browser/browser.ts';
import { startApp } from '../support/workshop.ts';
import { at, measured, typing } from './page/board.ts';
import { bytesOn } from './page/bytes.ts';
import { mingaAsList, mingaBoard } from './page/minga.ts';

/**
 * `npm run bench:page`: what the canvas page costs whoever looks at it, with a full canvas and eleven others writing. Everything
 * runs on this machine, the server and the eleven too, so the figures are for comparing one version with another, or a slowed
 * page with the page as it is: the ratio in the last line of each table; the first lines are of a page of bare text fields.
 */
const app = await startApp({ pagesDir: resolve('dist/client') });
const browser = await launch();
// On a phone the server and the others run elsewhere: here they come after the page.
setPriority(15);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

say(
  '| cards | lens | CPU | echo p50 ms | p95 | another’s letter p50 ms | p95 | longest task ms | heap MB |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
);
{
  // What this machine needs for a page that is nothing but text fields: no page of ours can be quicker.
  const page = await browser.newPage();
  await page.setContent('<textarea></textarea>'.repeat(4));
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  for (const slowed of [1, 6]) {
    const { echo, task, heap } = await typing(page, cdp, slowed, () =>
      page.locator('textarea').nth(3).focus(),
    );
    say(
      `| | bare fields | ${slowed === 1 ? 'as it is' : `${slowed}× slower`} | ${at(echo, 0.5)} | ${at(echo, 0.95)} | | | ${task.toFixed(0)} | ${heap.toFixed(0)} |`,
    );
  }
  await page.close();
}
for (const [cards, lens, width] of [
  [300, 'List', 390],
  [300, 'Board', 1440],
  [1000, 'Board', 1440],
] as const) {
  const board = await mingaBoard(app.url, cards);
  const show = (page: Page): Promise<void> => page.getByRole('button', { name: lens, exact: true }).click();
  const p95s = [];
  for await (const { slowed, echo, other, task, heap } of measured(
    browser,
    board,
    { width, slowed: [1, 6] },
    show,
  )) {
    p95s.push(at(echo, 0.95));
    say(
      `| ${cards} | ${lens} | ${slowed === 1 ? 'as it is' : `${slowed}× slower`} | ${at(echo, 0.5)} | ${at(echo, 0.95)} | ${at(other, 0.5)} | ${at(other, 0.95)} | ${task.toFixed(0)} | ${heap.toFixed(0)} |`,
    );
  }
  say(`| | | | | ×${((p95s[1] ?? 0) / (p95s[0] ?? 1)).toFixed(1)} | | | | |`);
  await board.close();
}

const board = await mingaBoard(app.url, 60);
say('\n| 60 cards on a phone | kB received |\n| --- | --- |');
for (const { what, kB } of await bytesOn(browser, board, mingaAsList)) say(`| ${what} | ${kB.toFixed(1)} |`);
await board.close();
await browser.close();
await app.stop();
process.exit(0);
