import { existsSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { chromium, type Browser, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { until } from '../support/until.ts';

/** The system's Chromium, kept from talking to anybody but the server under test. */
export function launch(): Promise<Browser> {
  if (!existsSync('dist/client/index.html'))
    throw new Error('The pages are not built: run `npx vite build` first.');
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
}

/** What a canvas needs to be opened without network has come to this device. */
export const untilKept = (page: Page): Promise<boolean> =>
  until('the page kept on the device', () =>
    page.evaluate(async () => {
      const [name] = await caches.keys();
      const paths = name ? await (await caches.open(name)).keys() : [];
      const hasView = Object.keys(localStorage).some((key) => key.endsWith('/view'));
      const has = (name: string) => paths.some(({ url }) => url.includes(`/${name}-`));
      // The tools come after the page; this is the last of them.
      return hasView && has('Workshop') && has('ShortcutsDialog');
    }),
  );

export type Visitor = { page: Page; problems: string[] };

/** Somebody's browser. `problems` collects errors of the page and requests that leave the server. */
export async function visitor(
  browser: Browser,
  locale: string,
  width: number,
  origin: string,
  { hasTouch = false } = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    locale,
    viewport: { width, height: 900 },
    reducedMotion: 'reduce',
    hasTouch,
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== origin) problems.push(`asked ${url.origin}`);
  });
  return { page, problems };
}

/** Nothing serious by axe (WCAG 2.2 AA). */
export async function expectAccessible(page: Page): Promise<void> {
  // `build` gives playwright-core's own page; the types of the wrapper name the other package.
  const { violations } = await new AxeBuilder({ page: page }).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(
    serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`),
  ).toEqual([]);
}

/** The page scrolls down, never sideways as well (WCAG 1.4.10). */
export async function expectOneWayScrolling(page: Page): Promise<void> {
  // A page that was just made narrower draws itself anew first.
  const fits = () => document.documentElement.scrollWidth <= innerWidth;
  await page.waitForFunction(fits, undefined, { timeout: 3000 }).catch(() => undefined);
  const wide = await page.evaluate(() => {
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    // What a box of its own scrolls or cuts off does not widen the page.
    const isBoxed = (element: Element): boolean => {
      for (let box = element.parentElement; box && box !== document.body; box = box.parentElement)
        if (getComputedStyle(box).overflowX !== 'visible') return true;
      return false;
    };
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && !isBoxed(element))
      .map(
        (element) =>
          `${element.tagName}.${element.getAttribute('class')} ${element.textContent.slice(0, 40)}`,
      )
      .slice(-6);
  });
  expect(wide, `wider than ${page.viewportSize()?.width} px`).toEqual([]);
}
