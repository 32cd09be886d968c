import { setPriority } from 'node:os';
import { resolve } from 'node:path';
import { launch } from '../browser/browser.ts';
import { startApp } from '../support/workshop.ts';
import { at, measured, type Board } from './page/board.ts';
import { bytesOn } from './page/bytes.ts';
import { mingaAsList, mingaBoard } from './page/minga.ts';
import { buildWhiteboard, whiteboard, type Whiteboard } from './page/whiteboard.ts';

/**
 * `npm run bench:whiteboards`: our canvas page beside those of whiteboards, in one run, each with a server of its own in this
 * process: the same cards, the same letters by the same eleven, the same measure. In turn, three rounds.
 */
const ROUNDS = 3;
const CARDS = 300;
const WHITEBOARDS: Whiteboard[] = ['tldraw', 'excalidraw'];

for (const name of WHITEBOARDS) await buildWhiteboard(name);
const app = await startApp({ pagesDir: resolve('dist/client') });
const browser = await launch();
// On a phone the server and the others run elsewhere: here they come after the page.
setPriority(15);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const median = (values: number[]): number => at(values, 0.5);

const boards: { name: string; open: (cards: number) => Promise<Board> }[] = [
  { name: 'Minga', open: (cards) => mingaBoard(app.url, cards) },
  ...WHITEBOARDS.map((name) => ({ name, open: (cards: number) => whiteboard(name, cards) })),
];

type Row = { p50: number; p95: number; other: number; task: number; heap: number };
const rows = new Map<string, Row[]>();
for (let round = 0; round < ROUNDS; round++) {
  for (const { name, open } of round % 2 === 0 ? boards : boards.toReversed()) {
    const board = await open(CARDS);
    for await (const { slowed, echo, other, task, heap } of measured(browser, board, {
      width: 1440,
      slowed: [1, 6],
    })) {
      const key = `| ${name} | ${slowed === 1 ? 'as it is' : `${slowed}× slower`} |`;
      const row = { p50: at(echo, 0.5), p95: at(echo, 0.95), other: at(other, 0.95), task, heap };
      rows.set(key, [...(rows.get(key) ?? []), row]);
    }
    await board.close();
  }
}
say(
  `| ${CARDS} cards, eleven write | CPU | echo p50 ms | p95 | another’s letter p95 ms | longest task ms | heap MB |\n| --- | --- | --- | --- | --- | --- | --- |`,
);
for (const [key, found] of rows) {
  const of = (field: keyof Row): string => median(found.map((row) => row[field])).toFixed(0);
  say(`${key} ${of('p50')} | ${of('p95')} | ${of('other')} | ${of('task')} | ${of('heap')} |`);
}

const received = [];
for (const { name, open } of boards) {
  const board = await open(60);
  const isOpen = name === 'Minga' ? mingaAsList : board.isOpen;
  received.push(await bytesOn(browser, board, isOpen));
  await board.close();
}
say(`\n| 60 cards on a phone, kB received | ${boards.map(({ name }) => name).join(' | ')} |`);
say(`| --- |${' --- |'.repeat(boards.length)}`);
for (const [at, { what }] of (received[0] ?? []).entries())
  say(`| ${what} | ${received.map((found) => found[at]?.kB.toFixed(1)).join(' | ')} |`);
await browser.close();
await app.stop();
process.exit(0);
