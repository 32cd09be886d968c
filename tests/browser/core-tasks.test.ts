import { resolve } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CanvasConnection } from '#client/canvas/canvas-connection.ts';
import { addCard, addComment } from '#shared/canvas/edit.ts';
import type { Participant } from '#client/rehearsal/participant.ts';
import { until } from '../support/until.ts';
import { createWorkshop, startApp, type Workshop } from '../support/workshop.ts';
import { launch, visitor, type Visitor } from './browser.ts';

/** The twelve core tasks of promise 20, in the board and in the list, with nothing but keys and with nothing but taps. */
let app: Awaited<ReturnType<typeof startApp>>;
let browser: Browser;

beforeAll(async () => {
  app = await startApp({ pagesDir: resolve('dist/client') });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await app.stop();
});

type Hand = {
  /** Goes to it and does what it does. */
  press: (target: Locator) => Promise<void>;
  /** Goes to a field, to write in it. */
  enter: (field: Locator) => Promise<void>;
};
const HANDS: Record<string, (page: Page) => Hand> = {
  keys: (page) => {
    const reach = async (target: Locator): Promise<void> => {
      await target.waitFor();
      for (let presses = 0; presses < 150; presses += 1) {
        if (await target.evaluate((element) => element === document.activeElement)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`The Tab key never comes to ${target.toString()}`);
    };
    return {
      press: async (target) => {
        await reach(target);
        await page.keyboard.press('Enter');
      },
      enter: reach,
    };
  },
  taps: () => ({ press: (target) => target.tap(), enter: (field) => field.tap() }),
};
const combinations = ['Board', 'List'].flatMap((lens) =>
  Object.entries(HANDS).map(([name, handOf]) => ({ lens, name, handOf })),
);

describe.each(combinations)('in the $lens, by $name only, one can', ({ lens, name, handOf }) => {
  let workshop: Workshop;
  let wilmer: Participant;
  let canvas: CanvasConnection;
  let me: Visitor;
  let page: Page;
  let hand: Hand;
  const mine = () => page.getByRole('textbox', { name: 'Card by Ama' });
  const textOf = (zone: string) =>
    canvas.snapshot.cards.filter((card) => card.zone === zone).map(({ text }) => text);
  const byWilmer = (zone: string, text: string) =>
    addCard(canvas.doc, wilmer.writer, { zone, text, lang: 'en', territory: null });
  const dialog = () => page.getByRole('dialog', { name: 'About this card' });

  beforeAll(async () => {
    workshop = await createWorkshop(app.url);
    wilmer = await workshop.join({ name: 'Wilmer', language: 'en', groupId: 'g1' });
    canvas = await wilmer.openCanvas('g1', wilmer.view.groups[0]?.blocks[0] ?? '');
    byWilmer('exists', 'A market');
    await wilmer.saved();
    me = await visitor(browser, 'en-GB', 1440, app.url, { hasTouch: name === 'taps' });
    page = me.page;
    hand = handOf(page);
  });
  afterAll(async () => {
    expect(me.problems).toEqual([]);
    await page.context().close();
    workshop.leave();
  });

  it('join', async () => {
    await page.goto(`${app.url}/join#${workshop.joinCode}`);
    await hand.enter(page.getByRole('textbox', { name: 'First and last name' }));
    await page.keyboard.type('Ama');
    await hand.press(page.getByRole('button', { name: 'Enter the workshop' }));
    await page.waitForURL(/seat=/);
    const ama = await until('Ama to be seated', () =>
      workshop.moderator.view.people.find((person) => person.name === 'Ama'),
    );
    await workshop.moderator.must({ type: 'participant.assign', participantId: ama.id, groupId: 'g1' });
    await workshop.moderator.must({ type: 'step.start', stepId: 'compare' });
  }, 30_000);

  it('read', async () => {
    await hand.press(page.getByRole('button', { name: lens, exact: true }));
    const card = page.getByRole('textbox', { name: 'Card by Wilmer' });
    await hand.enter(card);
    expect(await card.inputValue()).toBe('A market');
  }, 30_000);

  it('add', async () => {
    await hand.press(page.getByRole('button', { name: 'Add a card: What exists' }));
    const field = page.getByRole('textbox', { name: 'New card: What exists' });
    await hand.enter(field);
    await page.keyboard.type('A fund');
    await hand.press(page.locator('[data-zone=exists]').getByRole('button', { name: 'Add', exact: true }));
    await until('a card', () => textOf('exists').includes('A fund'));
  }, 30_000);

  it('edit', async () => {
    await hand.enter(mine());
    await page.keyboard.press('End');
    await page.keyboard.type(' of guarantee');
    await until('new words', () => textOf('exists').includes('A fund of guarantee'));
  }, 30_000);

  it('move', async () => {
    await hand.press(page.getByRole('button', { name: 'Move or remove the card by Ama' }));
    await hand.press(page.getByRole('button', { name: 'Who acts', exact: true }));
    await until('it there', () => textOf('actors').includes('A fund of guarantee'));
  }, 30_000);

  it('undo', async () => {
    await hand.press(page.getByRole('button', { name: 'Undo my last change' }));
    await until('it back', () => textOf('exists').includes('A fund of guarantee'));
  }, 30_000);

  it('comment', async () => {
    await hand.press(page.getByRole('button', { name: 'Move or remove the card by Ama' }));
    await hand.press(page.getByRole('button', { name: 'About this card…' }));
    await hand.enter(dialog().getByRole('textbox', { name: 'Add a comment' }));
    await page.keyboard.type('Who pays?');
    await hand.press(dialog().getByRole('button', { name: 'Comment', exact: true }));
    await until('a comment', () => canvas.snapshot.comments.length === 1);
    await hand.press(dialog().getByRole('button', { name: 'Close' }));
  }, 30_000);

  it('reply', async () => {
    const card = canvas.snapshot.cards.find(({ text }) => text === 'A fund of guarantee')?.id ?? '';
    addComment(canvas.doc, wilmer.writer, { card, text: 'The city', lang: 'en' });
    await hand.press(page.getByRole('button', { name: '2 comments' }));
    await dialog().getByText('The city').waitFor();
    await hand.enter(dialog().getByRole('textbox', { name: 'Add a comment' }));
    await page.keyboard.type('And the region?');
    await hand.press(dialog().getByRole('button', { name: 'Comment', exact: true }));
    await until('an answer', () => canvas.snapshot.comments.length === 3);
    await hand.press(dialog().getByRole('button', { name: 'Close' }));
  }, 30_000);

  it('review changes', async () => {
    byWilmer('gaps', 'No credit');
    await hand.press(page.getByRole('button', { name: /^What others did: \d+ new/ }));
    const news = page.getByRole('dialog', { name: 'What others did' });
    await news.getByText('Wilmer added 1 card in What is missing.').waitFor();
    await hand.press(news.getByRole('button', { name: 'No credit' }));
    await until('the focus on that card', () =>
      page.evaluate(() => (document.activeElement as HTMLTextAreaElement).value === 'No credit'),
    );
  }, 30_000);

  it('follow the step', async () => {
    byWilmer('actions', 'Open an office');
    await workshop.moderator.must({ type: 'step.start', stepId: 'choose' });
    await page.getByRole('listitem').filter({ hasText: 'Choose' }).first().waitFor();
    await page.getByText('3 dots left.').first().waitFor();
  }, 30_000);

  it('vote', async () => {
    await hand.press(page.getByRole('button', { name: 'Place a dot' }).first());
    await page.getByRole('button', { name: 'Dot placed' }).waitFor();
    await page.getByText('2 dots left.').first().waitFor();
  }, 30_000);

  it('leave', async () => {
    await workshop.moderator.must({ type: 'step.start', stepId: 'close' });
    await hand.press(page.getByRole('button', { name: /\bAma\b.*: my place$/ }));
    await hand.press(page.getByRole('button', { name: 'Leave the workshop' }));
    await hand.press(page.getByRole('button', { name: 'Leave and erase my name' }));
    await until('Ama to be gone', () =>
      workshop.moderator.view.people.every((person) => person.name !== 'Ama'),
    );
    await page.getByRole('heading', { name: 'Join a workshop' }).waitFor();
  }, 30_000);
});
