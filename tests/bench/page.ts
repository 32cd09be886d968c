import { setPriority } from 'node:os';
import { resolve } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { addCard, editCardText } from '#shared/canvas/edit.ts';
import { launch, visitor } from '../browser/browser.ts';
import { until } from '../support/until.ts';
import { createWorkshop, startApp } from '../support/workshop.ts';
import { counted, pause } from './wire-bytes.ts';

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

async function full(cards: number) {
  const workshop = await createWorkshop(app.url);
  const ama = await workshop.join({ name: 'Ama', language: 'en', territory: 'Praia', groupId: 'g1' });
  const block = ama.view.groups[0]?.blocks[0] ?? '';
  const writers = await Promise.all(
    Array.from({ length: 11 }, async (_, at) => {
      const person = await workshop.join({ name: `Writer ${at}`, language: 'es', groupId: 'g1' });
      return { person, canvas: await person.openCanvas('g1', block) };
    }),
  );
  const zones = ['exists', 'actors', 'gaps', 'levers', 'actions'];
  const ids: string[] = [];
  for (let nth = 0; nth < cards; nth++) {
    const writer = writers[nth % writers.length];
    if (!writer) continue;
    const text = `Card ${nth} with a sentence of some sixty characters in it`;
    const zone = zones[nth % zones.length] ?? '';
    ids.push(addCard(writer.canvas.doc, writer.person.writer, { zone, text, lang: 'en', territory: null }));
    if (nth % 20 === 19) await Promise.all(writers.map(({ person }) => person.saved()));
  }
  await Promise.all(writers.map(({ person }) => person.saved()));
  await workshop.moderator.must({ type: 'step.start', stepId: 'connect' });

  /** Each types four letters a second into a card of their own. */
  const write = (): (() => void) => {
    const timers = writers.map(({ person, canvas }, at) => {
      let typed = 0;
      const id = ids[(at * 7) % ids.length] ?? '';
      return setInterval(
        () =>
          editCardText(
            canvas.doc,
            person.writer,
            id,
            `${'a letter after the other '.repeat(3).slice(0, typed++ % 70)}.`,
          ),
        250,
      );
    });
    return () => timers.forEach(clearInterval);
  };
  /** From another's letter to the frame that shows it here, in ms. */
  const seenAfter = async (page: Page): Promise<number[]> => {
    const [first] = writers;
    if (!first) return [];
    const id = ids[3] ?? '';
    const waits = [];
    for (let nth = 0; nth < 30; nth++) {
      const text = `letter ${nth}`;
      // Looks with every frame.
      const seen = page.waitForFunction(
        ([field, value]) => {
          const card = document.getElementById(field);
          return card instanceof HTMLTextAreaElement && card.value === value;
        },
        [`text-of-${id}`, text] as const,
      );
      const from = Date.now();
      editCardText(first.canvas.doc, first.person.writer, id, text);
      await seen;
      waits.push(Date.now() - from);
      await pause(150);
    }
    return waits;
  };
  return { workshop, address: `${app.url}/s/${workshop.sessionId}#${ama.key}`, write, seenAfter };
}

const at = (values: number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0;

type Echoes = { echoes: number[]; tasks: number[] };
async function typing(page: Page, cdp: CDPSession, slowed: number) {
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowed });
  await page.evaluate(() => {
    const seen: Echoes = { echoes: [], tasks: [] };
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
  await page
    .locator('textarea[id^=text-of]')
    .nth(3)
    .evaluate((field) => {
      if (field instanceof HTMLElement) field.focus();
    });
  for (let nth = 0; nth < 80; nth++) {
    await page.keyboard.type('x');
    await pause(120);
  }
  const { echoes, tasks } = await page.evaluate(() => (window as unknown as { seen: Echoes }).seen);
  const { metrics } = await cdp.send('Performance.getMetrics');
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
  return { p50: at(echoes, 0.5), p95: at(echoes, 0.95), task: Math.max(0, ...tasks), heap: heap / 1e6 };
}

say(
  '| cards | lens | CPU | echo p50 ms | p95 | another’s letter p50 ms | p95 | longest task ms | heap MB |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
);
{
  // What this machine needs for a page that is nothing but text fields: no page of ours can be quicker.
  const page = await browser.newPage();
  await page.setContent('<textarea id="text-of"></textarea>'.repeat(4));
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  for (const slowed of [1, 6]) {
    const { p50, p95, task, heap } = await typing(page, cdp, slowed);
    say(
      `| | bare fields | ${slowed === 1 ? 'as it is' : `${slowed}× slower`} | ${p50} | ${p95} | | | ${task.toFixed(0)} | ${heap.toFixed(0)} |`,
    );
  }
  await page.close();
}
for (const [cards, lens, width] of [
  [300, 'List', 390],
  [300, 'Board', 1440],
  [1000, 'Board', 1440],
] as const) {
  const { workshop, address, write, seenAfter } = await full(cards);
  const { page } = await visitor(browser, 'en-GB', width, app.url);
  await page.goto(address);
  await page.getByRole('button', { name: lens, exact: true }).click();
  await until('all cards', async () => (await page.locator('[data-card]').count()) === cards, 60_000);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const stop = write();
  const figures = [];
  for (const slowed of [1, 6]) {
    const { p50, p95, task, heap } = await typing(page, cdp, slowed);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowed });
    const waits = await seenAfter(page);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    figures.push(p95);
    say(
      `| ${cards} | ${lens} | ${slowed === 1 ? 'as it is' : `${slowed}× slower`} | ${p50} | ${p95} | ${at(waits, 0.5)} | ${at(waits, 0.95)} | ${task.toFixed(0)} | ${heap.toFixed(0)} |`,
    );
  }
  say(`| | | | | ×${((figures[1] ?? 0) / (figures[0] ?? 1)).toFixed(1)} | | | | |`);
  stop();
  await page.context().close();
  workshop.leave();
}

{
  const { workshop, address, write } = await full(60);
  const { page } = await visitor(browser, 'en-GB', 390, app.url);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  const bytes = counted(cdp);
  const during = async (what: string, work: () => Promise<unknown>, perMinute = 1): Promise<void> => {
    const before = bytes();
    await work();
    say(`| ${what} | ${(((bytes() - before) * perMinute) / 1000).toFixed(1)} |`);
  };
  const opened = async (): Promise<void> => {
    await page.locator('[data-card]').first().waitFor();
    await page.evaluate(() => navigator.serviceWorker?.ready.then(() => undefined));
    await pause(3000);
  };
  say('\n| 60 cards on a phone | kB received |\n| --- | --- |');
  await during('first visit (session, canvas and what is kept for the next)', async () => {
    await page.goto(address);
    await page.getByRole('button', { name: 'List' }).click();
    await opened();
  });
  await during('second visit, the canvas too', async () => {
    await page.reload();
    await page.getByRole('button', { name: 'List' }).click();
    await opened();
  });
  await during('a minute in which nothing happens', () => pause(30_000), 2);
  const stop = write();
  await during('a minute in which eleven write without a pause', () => pause(30_000), 2);
  const other = await page.context().newPage();
  await other.bringToFront();
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await during('the same, in a tab in the background', () => pause(30_000), 2);
  stop();
  workshop.leave();
}
await browser.close();
await app.stop();
process.exit(0);
