import { resolve } from 'node:path';
import { launch } from './browser/browser.ts';
import { OWNER_KEY, startApp } from './support/workshop.ts';
import { SCREENS } from './screens/screens.ts';
import { Stage } from './screens/stage.ts';
const { url, stop } = await startApp({ pagesDir: resolve('dist/client') });
const stage = new Stage(url, OWNER_KEY);
const browser = await launch();
const shots: [string, string, number, 'light' | 'dark'][] = [
  ['07-synthesis', 'es', 390, 'light'], ['07-synthesis', 'fr', 1440, 'light'], ['07-synthesis-running', 'en', 1440, 'dark'], ['07-synthesis', 'fr', 390, 'dark'],
];
for (const [name, language, width, scheme] of shots) {
  const context = await browser.newContext({ locale: language, colorScheme: scheme, viewport: { width, height: width > 700 ? 900 : 844 }, hasTouch: width < 700 });
  context.setDefaultTimeout(120_000);
  await context.addInitScript((code) => localStorage.setItem('minga-language', code), language);
  const page = await context.newPage();
  page.on('console', (m) => { if (m.type() === 'error') console.log(name, m.text().slice(0, 300)); });
  try {
    await SCREENS.find((one) => one.name === name)?.open(page, stage);
    await page.locator('figure svg').nth(3).waitFor({ timeout: 120_000 });
  } catch (e) { console.log(name, language, String(e).slice(0, 200)); }
  console.log(name, language, await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]));
  await page.screenshot({ path: `/tmp/w7/s-${name}-${language}-${width}-${scheme}.png`, fullPage: true });
  if (name === '07-synthesis-running') {
    try {
      await page.getByRole('button', { name: /Write what follows/ }).nth(1).click();
      const box = page.getByRole('textbox', { name: /What follows/ });
      await box.waitFor();
      await page.waitForFunction(() => !(document.querySelector('.editor textarea') as HTMLTextAreaElement)?.readOnly);
      await box.fill('Three rooms say the same: ');
      await page.getByLabel('Name a card').selectOption({ index: 2 });
      await page.getByText('How it reads').waitFor();
      await page.locator('.editor').screenshot({ path: '/tmp/w7/s-editor.png' });
      const file = page.waitForEvent('download');
      await page.getByRole('link', { name: /Report, PDF file, English/ }).first().click();
      await page.waitForTimeout(1500);
      await page.locator('aside.downloads').screenshot({ path: '/tmp/w7/s-downloads.png' });
      console.log('file', (await file).suggestedFilename());
    } catch (e) { console.log(String(e).slice(0, 400)); }
  }
  await context.close();
}
await browser.close(); stage.close(); await stop(); process.exit(0);
