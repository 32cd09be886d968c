// `npm run screens`: every screen in every language, both widths, light and dark, as files in dist/screens and on contact sheets.
// `npm run screens -- 04 fr light` takes only those whose file names have all of the words.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { launch, untilDrawn } from '../browser/browser.ts';
import { OWNER_KEY, startApp } from '../support/workshop.ts';
import { LANGUAGES, SCHEMES, SCREENS, WIDTHS } from './screens.ts';
import { Stage } from './stage.ts';

const words = process.argv.slice(2);
const dir = resolve('dist/screens');
if (words.length === 0) rmSync(dir, { recursive: true, force: true });
mkdirSync(dir, { recursive: true });

const { url, stop } = await startApp({ pagesDir: resolve('dist/client') });
const stage = new Stage(url, OWNER_KEY);
const browser = await launch();

async function take(name: string, language: string, width: number, scheme: 'light' | 'dark') {
  const screen = SCREENS.find((one) => one.name === name);
  const context = await browser.newContext({
    locale: language,
    colorScheme: scheme,
    viewport: { width, height: width > 700 ? 900 : 844 },
    timezoneId: 'Atlantic/Cape_Verde',
    hasTouch: width < 700,
  });
  await context.addInitScript((code) => localStorage.setItem('minga-language', code), language);
  const page = await context.newPage();
  const file = `${name}-${language}-${width}-${scheme}.png`;
  await screen
    ?.open(page, stage)
    .then(() => untilDrawn(page))
    .catch((error: Error) => console.error(`${file}: ${error.message.split('\n')[0]}`));
  await page.screenshot({ path: resolve(dir, file), fullPage: true });
  await context.close();
}

for (const language of LANGUAGES) {
  for (const { name, widths = WIDTHS } of SCREENS) {
    for (const width of widths) {
      for (const scheme of SCHEMES) {
        const file = `${name}-${language}-${width}-${scheme}.png`;
        if (words.every((word) => file.includes(word))) await take(name, language, width, scheme);
      }
    }
  }
  console.log(`${language}: taken`);
}
for (const language of LANGUAGES) for (const scheme of SCHEMES) await sheet(browser, language, scheme);
await browser.close();
stage.close();
await stop();
console.log(`${readdirSync(dir).length} files in ${dir}`);

/** All screens of a language and scheme on one picture. */
async function sheet(open: Browser, language: string, scheme: string): Promise<void> {
  const files = readdirSync(dir).filter(
    (file) => file.includes(`-${language}-`) && file.includes(scheme) && !file.startsWith('contact'),
  );
  if (files.length === 0) return;
  const figures = files
    .map((file) => `<figure><img src="${file}" alt=""><figcaption>${file}</figcaption></figure>`)
    .join('');
  const html = `<style>body{margin:12px;background:#888;font:11px sans-serif;columns:6;column-gap:10px}figure{margin:0 0 10px;break-inside:avoid}img{width:100%;max-height:620px;object-fit:cover;object-position:top}</style>${figures}`;
  const path = resolve(dir, `contact-${language}-${scheme}.html`);
  writeFileSync(path, html);
  const page = await open.newPage({ viewport: { width: 2400, height: 1400 } });
  await page.goto(pathToFileURL(path).href);
  await page.screenshot({ path: path.replace('.html', '.png'), fullPage: true });
  await page.close();
}
