import type { Browser, Page } from 'playwright-core';
import { visitor } from '../../browser/browser.ts';
import { counted, pause } from '../wire-bytes.ts';
import type { Board } from './board.ts';

/** What a phone receives, in kB: coming, coming again, and in a minute. `show`: until all that is asked for has come. */
export async function bytesOn(
  browser: Browser,
  board: Board,
  show: (page: Page) => Promise<unknown>,
): Promise<{ what: string; kB: number }[]> {
  const { page } = await visitor(browser, 'en-GB', 390, new URL(board.address).origin);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  const bytes = counted(cdp);
  const found: { what: string; kB: number }[] = [];
  const during = async (what: string, work: () => Promise<unknown>, perMinute = 1): Promise<void> => {
    const before = bytes();
    await work();
    found.push({ what, kB: ((bytes() - before) * perMinute) / 1000 });
  };
  const come = async (coming: Promise<unknown>): Promise<void> => {
    await coming;
    await show(page);
    await pause(3000);
  };
  await during('first visit, with what is kept for the next', () => come(page.goto(board.address)));
  await during('second visit, the canvas too', () => come(page.reload()));
  await during('a minute in which nothing happens', () => pause(30_000), 2);
  const stop = board.write();
  await during('a minute in which eleven write without a pause', () => pause(30_000), 2);
  const other = await page.context().newPage();
  await other.bringToFront();
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await during('the same, in a tab in the background', () => pause(30_000), 2);
  stop();
  await page.context().close();
  return found;
}
