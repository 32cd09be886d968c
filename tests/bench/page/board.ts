import type { Browser, CDPSession, Page } from 'playwright-core';
import { visitor } from '../../browser/browser.ts';
import { pause } from '../wire-bytes.ts';

/** A page with a full board, and eleven others at it. */
export type Board = {
  address: string;
  /** Each of the eleven types four letters a second into a card of their own, until it is called off. */
  write: () => () => void;
  /** One of them replaces the words of the fourth card. */
  letter: (text: string) => void;
  /** Resolves when all cards are there. */
  isOpen: (page: Page) => Promise<unknown>;
  /** Puts the caret into the sixteenth card, where nobody else writes. */
  edit: (page: Page) => Promise<unknown>;
  /** Resolves with the frame in which the fourth card has this text. */
  shows: (page: Page, text: string) => Promise<unknown>;
  close: () => Promise<void> | void;
};

/** What the others have typed so far, over and over. */
export const typed = (count: number): string =>
  `${'a letter after the other '.repeat(3).slice(0, count % 70)}.`;
/** The cards that the eleven write in. */
export const WRITTEN = Array.from({ length: 11 }, (_, at) => at * 7);
export const wordsOf = (nth: number): string => `Card ${nth} with a sentence of some sixty characters in it`;

export const at = (values: number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0;

/** In ms, MB. `echo`: from a key to the frame that shows the letter; `other`: from another's letter to the frame that has it. */
export type Figures = { echo: number[]; other: number[]; task: number; heap: number };

/** Opens a board and types on it while the eleven do, for each factor by which the processor is slowed. */
export async function* measured(
  browser: Browser,
  board: Board,
  { width, slowed }: { width: number; slowed: number[] },
  prepare: (page: Page) => Promise<unknown> = async () => undefined,
): AsyncGenerator<Figures & { slowed: number }> {
  const { page } = await visitor(browser, 'en-GB', width, new URL(board.address).origin);
  await page.goto(board.address);
  await prepare(page);
  await board.isOpen(page);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const stop = board.write();
  for (const rate of slowed) {
    const figures = await typing(page, cdp, rate, () => board.edit(page));
    await cdp.send('Emulation.setCPUThrottlingRate', { rate });
    const other = await seenAfter(page, board);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    yield { ...figures, other, slowed: rate };
  }
  stop();
  await page.context().close();
}

/** From another's letter to the frame that has it here. */
async function seenAfter(page: Page, board: Board): Promise<number[]> {
  const waits = [];
  for (let nth = 0; nth < 30; nth++) {
    const text = `letter ${nth}`;
    const seen = board.shows(page, text);
    const from = Date.now();
    board.letter(text);
    await seen;
    waits.push(Date.now() - from);
    await pause(150);
  }
  return waits;
}

type Seen = { echoes: number[]; tasks: number[] };
/** Types eighty letters where `edit` puts the caret. */
export async function typing(
  page: Page,
  cdp: CDPSession,
  slowed: number,
  edit: () => Promise<unknown>,
): Promise<Pick<Figures, 'echo' | 'task' | 'heap'>> {
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowed });
  await page.evaluate(() => {
    const seen: Seen = { echoes: [], tasks: [] };
    Object.assign(window, { seen });
    new PerformanceObserver((list) =>
      list.getEntries().forEach(({ duration }) => seen.tasks.push(duration)),
    ).observe({ type: 'longtask' });
    new PerformanceObserver((list) =>
      list.getEntries().forEach(({ name, duration }) => {
        if (name === 'keydown') seen.echoes.push(duration);
      }),
    ).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  });
  await edit();
  for (let nth = 0; nth < 80; nth++) {
    await page.keyboard.type('x');
    await pause(120);
  }
  const { echoes, tasks } = await page.evaluate(() => (window as unknown as { seen: Seen }).seen);
  const { metrics } = await cdp.send('Performance.getMetrics');
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
  return { echo: echoes, task: Math.max(0, ...tasks), heap: heap / 1e6 };
}
