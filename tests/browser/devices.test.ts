import { appendFileSync, cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCard, editCardText } from '#shared/canvas/edit.ts';
import { temporaryDir } from '../support/server.ts';
import { startLink } from '../support/link.ts';
import { until } from '../support/until.ts';
import { createWorkshop, startApp } from '../support/workshop.ts';
import { expectAccessible, killBrowserOf, launch, launchKept, untilKept, visitor } from './browser.ts';

/** Pages of our own, so that a new version can be put there. */
const pages = temporaryDir();
let browser: Browser;
let app: Awaited<ReturnType<typeof startApp>>;

beforeAll(async () => {
  cpSync(resolve('dist/client'), pages.dir, { recursive: true });
  app = await startApp({ pagesDir: pages.dir });
  browser = await launch({ isWhole: true });
});
afterAll(async () => {
  await browser?.close();
  await app.stop();
  pages.remove();
});

/** Ama on her group's canvas, with one card by Wilmer on it; `before` runs in her page first, which comes from `url`. */
async function atWork({
  before,
  url = app.url,
  keeps = true,
}: { before?: () => void; url?: string; keeps?: boolean } = {}) {
  const workshop = await createWorkshop(app.url);
  const ama = await workshop.join({ name: 'Ama', language: 'en', territory: 'Praia', groupId: 'g1' });
  const wilmer = await workshop.join({ name: 'Wilmer', language: 'es', groupId: 'g1' });
  const canvas = await wilmer.openCanvas('g1', ama.view.groups[0]?.blocks[0] ?? '');
  const card = { zone: 'exists', text: 'Café', lang: 'es', territory: null };
  const id = addCard(canvas.doc, wilmer.writer, card);
  await wilmer.saved();
  await workshop.moderator.must({ type: 'step.start', stepId: 'compare' });
  const { page, problems } = await visitor(browser, 'en-GB', 1440, url, { keeps });
  if (before) await page.addInitScript(before);
  await page.goto(`${url}/s/${workshop.sessionId}#${ama.key}`);
  const field = page.locator(`#text-of-${id}`);
  await field.waitFor();
  const texts = () => canvas.snapshot.cards.map(({ text }) => text);
  const close = async (): Promise<void> => {
    await page.context().close();
    workshop.leave();
  };
  return { workshop, ama, wilmer, canvas, id, page, problems, field, texts, close };
}
async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a card: What exists' }).click();
  const box = page.getByRole('textbox', { name: /^New card/ });
  await box.fill(text);
  await box.press('Enter');
  await box.press('Escape');
}

/** Writes on a page that was opened without network. */
async function writeAway(page: Page, text: string): Promise<void> {
  await untilKept(page);
  await page.context().setOffline(true);
  await page.reload();
  await write(page, text);
  await page.getByText('will be sent by itself').first().waitFor();
}

it.each([0, 400])(
  'a composed letter is never lost while another types in the same card, %i ms away',
  async (ms) => {
    const link = await startLink(app.url, { delayMs: ms });
    const { canvas, wilmer, id, page, problems, field, texts, close } = await atWork({ url: link.url });
    await field.press('End');
    const keyboard = await page.context().newCDPSession(page);
    let theirs = '';
    const typing = setInterval(() => {
      if (theirs.length >= 60) return;
      theirs += 'x';
      const now = canvas.snapshot.cards.find((one) => one.id === id)?.text ?? '';
      editCardText(canvas.doc, wilmer.writer, id, `x${now}`);
    }, 40);
    for (const letter of [...'éñüçãôéñüçãô']) {
      // A dead key first: the accent alone, and then the letter with it.
      await keyboard.send('Input.imeSetComposition', { text: '´', selectionStart: 1, selectionEnd: 1 });
      await new Promise((done) => setTimeout(done, 90));
      await keyboard.send('Input.imeSetComposition', { text: letter, selectionStart: 1, selectionEnd: 1 });
      await new Promise((done) => setTimeout(done, 60));
      await keyboard.send('Input.insertText', { text: letter });
    }
    await until('all of theirs', () => theirs.length >= 60);
    clearInterval(typing);
    const whole = `${theirs}Caféééñüçãôéñüçãô`.replace('Caféé', 'Café');
    await until(
      'the same for both',
      async () => texts()[0] === whole && (await field.inputValue()) === whole,
    );
    expect(await field.evaluate((one: HTMLTextAreaElement) => one.selectionStart)).toBe(whole.length);
    expect(problems).toEqual([]);
    await close();
    await link.close();
  },
);

describe('a device that keeps nothing', () => {
  it('works where storage is forbidden, and says so before anything is lost', async () => {
    const { page, texts, close } = await atWork({
      before: () =>
        Object.defineProperty(window, 'indexedDB', {
          get: () => {
            throw new DOMException('forbidden', 'SecurityError');
          },
        }),
    });
    await page.getByText(/^This browser keeps nothing/).waitFor();
    await expectAccessible(page);
    await write(page, 'Written all the same');
    await until('it with the others', () => texts().includes('Written all the same'));
    await close();
  });

  it('works where storage is full, and says so once something could not be kept', async () => {
    const { page, texts, close } = await atWork({
      before: () => {
        IDBObjectStore.prototype.add = function add() {
          const request = this.get('nothing');
          this.transaction.abort();
          return request;
        };
      },
    });
    await write(page, 'Written all the same');
    await page.getByText(/^This browser keeps nothing/).waitFor();
    await until('it with the others', () => texts().includes('Written all the same'));
    await close();
  });
});

describe('away from the network', () => {
  it('a card says that it waits, also once the page is opened again, until it is with the others', async () => {
    const { page, texts, close } = await atWork();
    await writeAway(page, 'Written away');
    const cards = page.getByRole('listitem').filter({ has: page.getByRole('textbox') });
    const waiting = cards.filter({ hasText: 'waiting' });
    for (const isReloaded of [false, true]) {
      if (isReloaded) await page.reload();
      await waiting.getByRole('textbox', { name: 'Card by Ama' }).waitFor();
      expect(await waiting.count()).toBe(1);
    }
    await page.context().setOffline(false);
    await until('it with the others', () => texts().includes('Written away'));
    await waiting.waitFor({ state: 'detached' });
    await close();
  });

  it('who was removed meanwhile is told so, and offered the words', async () => {
    const { workshop, ama, page, texts, close } = await atWork();
    await writeAway(page, 'Written away');
    await workshop.moderator.must({ type: 'participant.remove', participantId: ama.id ?? '' });
    await page.context().setOffline(false);
    await page.getByText(/it has been withdrawn/).waitFor();
    await page.getByText('What you wrote in this session is still on this device:').waitFor();
    await page.getByRole('blockquote').getByText('Written away').waitFor();
    await page.getByRole('button', { name: /^Copy/ }).waitFor();
    expect(await page.getByRole('button', { name: /^Add a card/ }).count()).toBe(0);
    expect(texts()).toEqual(['Café']);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Delete it from this device' }).click();
    await page.getByText('Written away').waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByText('Written away').count()).toBe(0);
    await close();
  });

  it('who may only watch now keeps the words, refused in sight', async () => {
    const { workshop, ama, page, texts, close } = await atWork();
    await writeAway(page, 'Written away');
    await workshop.moderator.must({
      type: 'participant.role',
      participantId: ama.id ?? '',
      role: 'observer',
    });
    await page.context().setOffline(false);
    const alert = page.getByRole('alert').filter({ hasText: 'These texts are not on the canvas' });
    await alert.getByText('Written away').waitFor();
    expect(texts()).toEqual(['Café']);
    await close();
  });
});

it('survives a browser that is killed while it writes without network, and merges once', async () => {
  const { workshop, ama, texts, close } = await atWork();
  const profile = temporaryDir();
  const start = () => launchKept(profile.dir);
  const address = `${app.url}/s/${workshop.sessionId}`;
  // She came some time ago: what a browser writes down only after half a minute is on the disk.
  const before = await start();
  const arrival = await before.newPage();
  await arrival.goto(`${address}#${ama.key}`);
  await arrival.getByRole('button', { name: 'Add a card: What exists' }).waitFor();
  const seat = arrival.url();
  await before.close();

  const first = await start();
  const page = await first.newPage();
  await page.goto(seat);
  await page.getByRole('button', { name: 'Add a card: What exists' }).waitFor();
  await writeAway(page, 'Written before the end');
  await page
    .getByText(/1 card is kept on this device since \d\d:\d\d/)
    .first()
    .waitFor();
  const ended = new Promise((done) => first.on('close', done));
  killBrowserOf(profile.dir);
  await ended;

  const second = await start();
  await second.setOffline(true);
  const again = await second.newPage();
  await again.goto(seat);
  const card = again.getByRole('textbox', { name: 'Card by Ama' });
  await card.waitFor();
  expect(await card.inputValue()).toBe('Written before the end');
  expect(texts()).not.toContain('Written before the end');
  await second.setOffline(false);
  await until('it with the others', () => texts().includes('Written before the end'));
  await again.reload();
  await again.getByText('Saved').first().waitFor();
  expect(texts().filter((text) => text === 'Written before the end')).toHaveLength(1);
  await second.close();
  profile.remove();
  await close();
}, 90_000);

it('what did not come while the link was away comes by itself once it is back', async () => {
  const { page, close } = await atWork({ keeps: false });
  let isAway = true;
  await page.route(/ShortcutsDialog/, (route) => (isAway ? route.abort() : route.continue()));
  const missed = page.waitForEvent('requestfailed');
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await missed;
  isAway = false;
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await close();
});

it('can be installed, and opens on its own from there', async () => {
  const { page, close } = await atWork();
  await untilKept(page);
  const browser = await page.context().newCDPSession(page);
  const { installabilityErrors } = await browser.send('Page.getInstallabilityErrors');
  // A private window, as the tests' is, installs nothing; all else is there.
  expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito']);
  const { data } = await browser.send('Page.getAppManifest');
  expect(JSON.parse(data ?? '{}')).toMatchObject({ name: 'Minga', display: 'standalone', start_url: '/' });
  await close();
});

it('costs a second visit ten kilobytes at most', async () => {
  const link = await startLink(app.url, { delayMs: 0 });
  const { page, close, field } = await atWork({ url: link.url });
  await untilKept(page);
  await page.getByText('Saved').first().waitFor();
  const first = link.passed();
  await page.reload();
  await field.waitFor();
  await page.getByText('Saved').first().waitFor();
  const second = link.passed() - first;
  expect(first).toBeGreaterThan(150_000);
  expect(second).toBeLessThan(10_000);
  await close();
  await link.close();
});

it('a new version waits until it is wanted, and takes over with everything that was written', async () => {
  const { page, field, texts, close } = await atWork();
  await untilKept(page);
  await page.reload();
  await field.waitFor();
  await field.press('End');
  await page.keyboard.type(' central');
  appendFileSync(join(pages.dir, 'service-worker.js'), '\n// the next version\n');
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  const show = page.getByRole('button', { name: 'Reload for the new version' });
  await show.waitFor();
  await expectAccessible(page);
  // The page is the one of before, and so is the focus.
  await page.keyboard.type(' y más');
  expect(await field.inputValue()).toBe('Café central y más');
  await Promise.all([page.waitForEvent('load'), show.click()]);
  await until('the words', async () => (await field.inputValue()) === 'Café central y más');
  expect(texts()).toEqual(['Café central y más']);
  expect(await show.count()).toBe(0);
  await close();
});
