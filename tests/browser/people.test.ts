import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { namedModerator } from '../participants/workshop.ts';
import { request } from '../support/http.ts';
import { ServerProcess, temporaryDir } from '../support/server.ts';
import { until } from '../support/until.ts';
import { expectAccessible, launch, visitor, type Visitor, untilKept } from './browser.ts';

const data = temporaryDir();
const server = new ServerProcess({ DATA_DIR: data.dir });
let browser: Browser;

beforeAll(async () => {
  await server.start();
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await server.kill('SIGTERM');
  data.remove();
});

/** A group at work on its canvas: each in a browser of their own, in English. */
async function atWork(...names: string[]): Promise<Visitor[]> {
  const { body } = await request(`${server.url}/api/sessions`, {
    key: server.ownerKey,
    body: { scenario: 'tiny' },
  });
  const moderator = await namedModerator(server.url, body.keys.moderator, body.id);
  await moderator.must({ type: 'session.open' });
  await moderator.must({ type: 'step.start', stepId: 'compare' });
  const visitors = await Promise.all(
    names.map(async (name) => {
      const { body: seat } = await request(`${server.url}/api/join`, {
        body: { code: body.joinCode, name, language: 'en' },
      });
      const { participantId, key } = seat;
      await moderator.must({ type: 'participant.assign', participantId, groupId: 'g1' });
      const one = await visitor(browser, 'en-GB', 1440, new URL(server.url).origin);
      await one.page.goto(`${server.url}/s/${body.id}#${key}`);
      await one.page.locator('[data-saved=saved]').waitFor();
      return one;
    }),
  );
  moderator.leave();
  return visitors;
}

async function addCard(page: Page, text: string): Promise<void> {
  await page
    .getByRole('button', { name: /^Add a card/ })
    .first()
    .click();
  const box = page.getByRole('textbox', { name: /^New card/ });
  await box.fill(text);
  await box.press('Enter');
  await box.press('Escape');
}
const cardOf = (page: Page, name: string) => page.getByRole('textbox', { name: `Card by ${name}` });

describe('taking back', () => {
  it('undoes and redoes what I did and nothing else, by keys and by buttons, with the focus where it happened', async () => {
    const [dulce, wilmer] = (await atWork('Dulce', 'Wilmer')) as [Visitor, Visitor];
    await addCard(dulce.page, 'A desk');
    const mine = cardOf(dulce.page, 'Dulce');
    const theirs = cardOf(wilmer.page, 'Dulce');
    await mine.focus();
    await mine.press('End');
    await mine.pressSequentially(' in town');
    await until('the words', async () => (await theirs.inputValue()) === 'A desk in town');
    await theirs.press('Home');
    await theirs.pressSequentially('Maybe: ');
    await until('both', async () => (await mine.inputValue()) === 'Maybe: A desk in town');

    await dulce.page.keyboard.press('Control+z');
    expect(await mine.inputValue()).toBe('Maybe: A desk');
    await until('the focus', () => mine.evaluate((field) => field === document.activeElement));
    await dulce.page.getByRole('button', { name: 'Redo' }).click();
    expect(await mine.inputValue()).toBe('Maybe: A desk in town');
    expect(await mine.evaluate((field: HTMLTextAreaElement) => field.selectionStart)).toBe(21);
    await dulce.page.keyboard.press('Control+z');
    await dulce.page.keyboard.press('Control+z');
    // Wilmer is in it: on his page it stays until he leaves, and says what happened.
    await wilmer.page.getByText('Somebody has removed this card while you were in it.').waitFor();
    await until('the focus on its zone', () =>
      dulce.page.evaluate(() => document.activeElement?.id.startsWith('zone-')),
    );
    await dulce.page.keyboard.press('Control+Shift+z');
    await until('the card back', async () => (await theirs.inputValue()) === 'Maybe: A desk');
    // Everything undone was admitted, or the page would offer what was refused.
    await dulce.page.locator('[data-saved=saved]').waitFor();
    expect(await dulce.page.getByRole('alert').count()).toBe(0);
    expect(dulce.problems).toEqual([]);
    await expectAccessible(dulce.page);
    for (const { page } of [dulce, wilmer]) await page.context().close();
  });
});

describe('the others on a canvas', () => {
  it('shows who is here and where they write, follows them, tells it once, and moves neither my focus nor my caret', async () => {
    const [dulce, wilmer] = (await atWork('Dulce', 'Wilmer')) as [Visitor, Visitor];
    await addCard(dulce.page, 'A desk in town');
    await addCard(dulce.page, 'A market');
    const mine = cardOf(dulce.page, 'Dulce').first();
    const theirs = cardOf(wilmer.page, 'Dulce').first();
    await until('the news', async () =>
      /Dulce added \d card/.test((await wilmer.page.locator('[data-announcer]').textContent()) ?? ''),
    );

    await theirs.focus();
    await theirs.press('Home');
    await dulce.page.getByRole('img', { name: 'Wilmer is writing here' }).first().waitFor();
    await mine.focus();
    await mine.press('End');
    for (const sign of 'Here ') await theirs.press(sign === ' ' ? 'Space' : sign);
    await until('the words', async () => (await mine.inputValue()) === 'Here A desk in town');
    const caret = await mine.evaluate((field: HTMLTextAreaElement) => [
      field === document.activeElement,
      field.selectionStart,
    ]);
    expect(caret, 'my caret stays behind my words').toEqual([true, 19]);
    await until('the caret after the word', () =>
      dulce.page
        .locator('[data-caret-of]')
        .evaluateAll((mirrors) => mirrors.some(({ firstChild }) => firstChild?.textContent === 'Here ')),
    );
    await expectAccessible(dulce.page);

    await wilmer.page.getByRole('button', { name: 'Follow Dulce' }).click();
    await wilmer.page.getByText('You are following Dulce.').waitFor();
    await wilmer.page.getByRole('button', { name: 'Stop following' }).click();
    expect(await wilmer.page.getByText('You are following Dulce.').count()).toBe(0);
    await wilmer.page.context().close();
    await until('Wilmer gone', async () => {
      const face = dulce.page.getByRole('button', { name: 'Follow Wilmer' });
      return (await face.count()) === 0;
    });
    expect(dulce.problems).toEqual([]);
    await dulce.page.context().close();
  });
});

it('opens without network once it was visited, keeps writing there, and merges once when the network is back', async () => {
  const [dulce] = (await atWork('Dulce')) as [Visitor];
  const { page } = dulce;
  await addCard(page, 'A desk in town');
  await page.locator('[data-saved=saved]').waitFor();
  await untilKept(page);
  await page.context().setOffline(true);
  await page.reload();
  const card = cardOf(page, 'Dulce').first();
  await until('the card with its words', async () => (await card.inputValue()) === 'A desk in town');
  await card.press('End');
  await card.pressSequentially(', open daily');
  await page.getByText('will be sent by itself').first().waitFor();
  // Read aloud once and politely, not with each card more that waits; then that it is over.
  const status = page.getByRole('status').filter({ hasText: /connection|Connected/ });
  const spoken = await status.allTextContents();
  expect(spoken).toEqual([expect.stringMatching(/^No connection\./)]);
  await addCard(page, 'A mill');
  await page.getByText('2 cards are kept').first().waitFor();
  expect(await status.allTextContents()).toEqual(spoken);
  await card.focus();
  await page.context().setOffline(false);
  await page.locator('[data-saved=saved]').waitFor({ timeout: 30_000 });
  await until('that it is over', async () =>
    (await status.allTextContents()).includes('Connected again. Everything is saved.'),
  );
  // The page goes on as it is: who writes keeps their field.
  expect(await card.evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await cardOf(page, 'Dulce').count()).toBe(2);
  await until('all words', async () => (await card.inputValue()) === 'A desk in town, open daily');
  await page.context().close();
});
