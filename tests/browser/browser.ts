import { existsSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { until } from '../support/until.ts';

/** The system's Chromium, kept from talking to anybody but the server under test. */
const CHROMIUM = {
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
};

/** Chromium without windows, where there is one: a page in it costs half. */
const SHELL = '/usr/bin/chromium-headless-shell';

/** `isWhole`: for what the shell has not: installing, a device's storage. */
export function launch({ isWhole = false } = {}): Promise<Browser> {
  if (!existsSync('dist/client/index.html'))
    throw new Error('The pages are not built: run `npm run build` first.');
  return chromium.launch(!isWhole && existsSync(SHELL) ? { ...CHROMIUM, executablePath: SHELL } : CHROMIUM);
}

/** A browser that keeps what it keeps in `profile`, also for the next one that is started there. */
export const launchKept = (profile: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(profile, { ...CHROMIUM, locale: 'en-GB', reducedMotion: 'reduce' });

/** As when the machine takes its memory: at once, without a word. Chromium's lock names its process. */
export function killBrowserOf(profile: string): void {
  const pid = /-(\d+)$/.exec(readlinkSync(join(profile, 'SingletonLock')))?.[1];
  process.kill(Number(pid), 'SIGKILL');
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

/** The page has its own typefaces, which come last; letters are as wide as they will be. */
export const untilDrawn = (page: Page): Promise<unknown> =>
  page.waitForFunction(
    () => document.documentElement.classList.contains('has-fonts') && document.fonts.status === 'loaded',
  );

export type Visitor = { page: Page; problems: string[] };

/**
 * Somebody's browser. `keeps`: the page is kept on the device, for who opens it again. `problems` collects errors of the page
 * and requests that leave the server.
 */
export async function visitor(
  browser: Browser,
  locale: string,
  width: number,
  origin: string,
  { hasTouch = false, keeps = true } = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    locale,
    viewport: { width, height: 900 },
    reducedMotion: 'reduce',
    hasTouch,
  });
  // As in a browser that keeps no pages.
  if (!keeps) await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));
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

/** Rules of axe about colours. */
export const COLOURS = ['color-contrast', 'link-in-text-block'];
/** The rule that what is seen of a button is in its name (2.5.3): whoever speaks to the page says what they see. */
export const NAMES = 'label-content-name-mismatch';
/** Nothing serious by axe (WCAG 2.2 AA), targets of 24 px among it (2.5.8), which axe leaves out unless asked. */
export async function expectAccessible(
  page: Page,
  { only = [], but = [] }: { only?: string[]; but?: string[] } = {},
): Promise<void> {
  // Half a megabyte to read: once for each page.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const options: axe.RunOptions = {
    resultTypes: ['violations'],
    rules: {
      'target-size': { enabled: true },
      ...Object.fromEntries(but.map((rule) => [rule, { enabled: false }])),
    },
    ...(only.length > 0 && { runOnly: { type: 'rule', values: only } }),
  };
  const violations = await page.evaluate(
    async (how) => (await (window as unknown as { axe: typeof axe }).axe.run(document, how)).violations,
    options,
  );
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
