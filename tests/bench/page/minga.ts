import type { Page } from 'playwright-core';
import { addCard, editCardText } from '#shared/canvas/edit.ts';
import { until } from '../../support/until.ts';
import { createWorkshop } from '../../support/workshop.ts';
import { typed, wordsOf, WRITTEN, type Board } from './board.ts';

/** The canvas as a phone has it, and what is kept on the device for the next time. */
export async function mingaAsList(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'List' }).click();
  await page.locator('[data-card]').first().waitFor();
  await page.evaluate(() => navigator.serviceWorker?.ready.then(() => undefined));
}

/** One of our canvases, in the step in which threads are drawn. */
export async function mingaBoard(
  url: string,
  cards: number,
): Promise<Board & { joinAddress: string; text: (card: number) => string }> {
  const workshop = await createWorkshop(url);
  const ama = await workshop.join({ name: 'Ama', language: 'en', territory: 'Praia', groupId: 'g1' });
  const block = ama.view.groups[0]?.blocks[0] ?? '';
  const writers = await Promise.all(
    WRITTEN.map(async (_, at) => {
      const person = await workshop.join({ name: `Writer ${at}`, language: 'es', groupId: 'g1' });
      return { person, canvas: await person.openCanvas('g1', block) };
    }),
  );
  const zones = ['exists', 'actors', 'gaps', 'levers', 'actions'];
  const ids: string[] = [];
  for (let nth = 0; nth < cards; nth++) {
    const writer = writers[nth % writers.length];
    if (!writer) continue;
    const zone = zones[nth % zones.length] ?? '';
    const card = { zone, text: wordsOf(nth), lang: 'en', territory: null };
    ids.push(addCard(writer.canvas.doc, writer.person.writer, card));
    if (nth % 20 === 19) await Promise.all(writers.map(({ person }) => person.saved()));
  }
  await Promise.all(writers.map(({ person }) => person.saved()));
  await workshop.moderator.must({ type: 'step.start', stepId: 'connect' });
  const edit = (writer: number, card: number, text: string): void => {
    const { canvas, person } = writers[writer]!;
    editCardText(canvas.doc, person.writer, ids[card] ?? '', text);
  };

  return {
    joinAddress: workshop.links['participant'] ?? '',
    /** As the first of the others has it. */
    text: (card) => writers[0]?.canvas.snapshot.cards.find(({ id }) => id === ids[card])?.text ?? '',
    address: `${url}/s/${workshop.sessionId}#${ama.key}`,
    write() {
      const timers = WRITTEN.map((card, writer) => {
        let count = 0;
        return setInterval(() => edit(writer, card % cards, typed(count++)), 250);
      });
      return () => timers.forEach(clearInterval);
    },
    letter: (text) => edit(0, 3, text),
    isOpen: (page) =>
      until('all cards', async () => (await page.locator('[data-card]').count()) === cards, 60_000),
    edit: (page) =>
      page.locator(`[id="text-of-${ids[15]}"]`).evaluate((field) => {
        if (field instanceof HTMLElement) field.focus();
      }),
    shows: (page, text) =>
      page.waitForFunction(
        ([field, value]) => {
          const card = document.getElementById(field);
          return card instanceof HTMLTextAreaElement && card.value === value;
        },
        [`text-of-${ids[3]}`, text] as const,
      ),
    close: () => workshop.leave(),
  };
}
