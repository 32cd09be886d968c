import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LANGUAGES, SCREENS } from '../screens/screens.ts';
import { Stage } from '../screens/stage.ts';
import { OWNER_KEY, startApp } from '../support/workshop.ts';
import {
  COLOURS,
  NAMES,
  expectAccessible,
  expectOneWayScrolling,
  launch,
  untilDrawn,
  visitor,
} from './browser.ts';

/** Texts that may end in an ellipsis: a user's own titles and names. */
const MAY_TRUNCATE = '.titles *, .place, .who, select, option, input, .hidden, .skip';

/** Where a text is cut off by the box it stands in, or squeezed by it. WCAG 1.4.12. */
const clipped = (page: Page): Promise<string[]> =>
  page.evaluate((mayTruncate) => {
    const cut: string[] = [];
    for (const element of document.querySelectorAll('body *')) {
      if (!(element instanceof HTMLElement)) continue;
      const isWide = element.scrollWidth > element.clientWidth + 1;
      const isTall = element.scrollHeight > element.clientHeight + 2;
      // A word in a column too narrow for it, letter under letter, is no better.
      const isNarrow =
        element.childElementCount === 0 && element.clientWidth < 30 && element.clientHeight > 80;
      if (!isWide && !isTall && !isNarrow) continue;
      const style = getComputedStyle(element);
      const isCut =
        (isWide && /hidden|clip/.test(style.overflowX)) || (isTall && /hidden|clip/.test(style.overflowY));
      const isSqueezed = isNarrow && style.writingMode === 'horizontal-tb';
      // For screen readers alone.
      if (style.clipPath !== 'none' || style.clip !== 'auto') continue;
      if ((isCut || isSqueezed) && !element.closest(mayTruncate) && element.innerText.trim() !== '')
        cut.push(`${element.tagName}.${element.className}: ${element.innerText.slice(0, 60)}`);
    }
    return cut;
  }, MAY_TRUNCATE);

/** Makes every text of the page 35 % longer, as a language we do not have yet may be, and every code as wide as codes get. */
const lengthen = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    for (const text of texts) {
      if (text.parentElement?.closest('[translate=no]')) {
        text.data = text.data.replace(/\w/g, 'W');
        continue;
      }
      const words = text.data.trim();
      if (
        words.length < 4 ||
        !/\p{L}/u.test(words) ||
        text.parentElement?.closest('textarea, option, script')
      )
        continue;
      text.data += ` ${'ama nola '.repeat(40).slice(0, Math.ceil(words.length * 0.35))}`;
    }
  });

/** By the screen's own menu: all texts change, nothing is loaded anew. A shared screen has none: it begins in that language. */
async function choose(page: Page, language: string): Promise<void> {
  const isChosen = await page.evaluate((code) => {
    const button = document.querySelector<HTMLElement>(`button[lang="${code}"]`);
    const menu = [...document.querySelectorAll('select')].find(
      ({ options }) => options.length === 3 && [...options].some(({ value }) => value === code),
    );
    if (menu) {
      menu.value = code;
      menu.dispatchEvent(new Event('change', { bubbles: true }));
    } else button?.click();
    if (!menu && !button) localStorage.setItem('minga-language', code);
    return Boolean(menu ?? button);
  }, language);
  if (!isChosen) await page.reload({ waitUntil: 'networkidle' });
  await page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
}

/** Screens at every moment, in every language. Two files have a half each, so that two cores share the work. */
export function everyScreen(isMine: (name: string) => boolean): void {
  let browser: Browser;
  let app: Awaited<ReturnType<typeof startApp>>;
  let stage: Stage;

  beforeAll(async () => {
    app = await startApp({ pagesDir: resolve('dist/client') });
    stage = new Stage(app.url, OWNER_KEY);
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    stage.close();
    await app.stop();
  });

  it.each(SCREENS.filter(({ name }) => isMine(name)))(
    '$name can be read by everybody, in each language, light and dark, wide and narrow',
    async ({ name, open }) => {
      const { page, problems } = await visitor(browser, 'fr', 1440, new URL(app.url).origin, {
        keeps: false,
      });
      await open(page, stage);
      await untilDrawn(page);
      // People keep their French for the next screen.
      for (const language of LANGUAGES.toReversed()) {
        await choose(page, language);
        expect(await page.title()).toMatch(/ · Minga$/);
        expect(await clipped(page), `cut off at 1440 px in ${language}`).toEqual([]);
        for (const width of [390, 320]) {
          await page.setViewportSize({ width, height: 800 });
          // A canvas that has become narrow is another one with the next frame.
          await page.evaluate(
            () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
          );
          await expectOneWayScrolling(page);
          expect(await clipped(page), `cut off at ${width} px in ${language}`).toEqual([]);
        }
        // Colours, places and roles are the same in each language, and no language lacks a text (`tests/unit/i18n`).
        if (language === LANGUAGES[0]) await expectAccessible(page);
        else await page.setViewportSize({ width: 1440, height: 900 });
      }
      await lengthen(page);
      await expectOneWayScrolling(page);
      expect(await clipped(page), 'cut off when 35 % longer').toEqual([]);
      // So high that nothing happens to stand half under a bar that stays: it would count as too small to press.
      await page.setViewportSize({ width: 1440, height: 1600 });
      // Only what is seen was made longer, not the names.
      await expectAccessible(page, { but: [NAMES] });
      await page.emulateMedia({ colorScheme: 'dark' });
      await expectAccessible(page, { only: COLOURS });
      const expected = name === '09-closed-door' || name === '01-home-wrong-code' ? /401|404/ : /^$/;
      expect(problems.filter((problem) => !expected.test(problem))).toEqual([]);
      await page.context().close();
    },
    240_000,
  );
}
