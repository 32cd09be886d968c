import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorkshop, startApp } from '../support/workshop.ts';
import { expectAccessible, expectOneWayScrolling, launch, visitor } from './browser.ts';

let browser: Browser;
let app: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  app = await startApp({ pagesDir: resolve('dist/client') });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

const zoomTime = (ms: number): string => new Date(Date.now() + ms).toISOString().slice(0, 19);

it('a moderator sees who was there, adds Zoom’s report name by name, and brings its chat onto a board', async () => {
  const workshop = await createWorkshop(app.url);
  const { moderator } = workshop;
  const dulce = await workshop.join({ name: 'Dulce Tavares', territory: 'Praia', groupId: 'g1' });
  await workshop.join({ name: 'Amel Saïdi', territory: 'Tunis', groupId: 'g1' });
  await moderator.must({ type: 'step.start' });
  const { page, problems } = await visitor(browser, 'en-GB', 1440, app.url);
  await page.addInitScript(() => localStorage.setItem('minga-language', 'en'));
  await page.goto(`${app.url}/s/${workshop.sessionId}#${moderator.key}`);

  await page.getByRole('button', { name: 'Attendance' }).click();
  const attendance = page.getByRole('dialog', { name: 'Attendance' });
  await attendance.getByRole('heading', { name: '3 people have been here' }).waitFor();
  await attendance.getByRole('row', { name: /Dulce Tavares 1/ }).waitFor();
  // A person by step, a step by person, in one room.
  const stepTitle = moderator.view.steps[0]?.title['en'] ?? '';
  await attendance.getByRole('button', { name: 'Dulce Tavares' }).click();
  await attendance.getByRole('row', { name: `${stepTitle} 1 0` }).waitFor();
  await attendance.getByRole('button', { name: 'By step' }).click();
  await attendance.getByRole('button', { name: `${stepTitle} 3 people` }).click();
  await attendance.getByLabel('Room', { exact: true }).selectOption('Room 1');
  await attendance.getByRole('heading', { name: '2 people have been here' }).waitFor();
  await attendance.getByRole('button', { name: `${stepTitle} 2 people` }).waitFor();
  await attendance.getByRole('row', { name: /^Amel Saïdi 1/ }).waitFor();
  expect(await attendance.getByRole('row', { name: /^Ilaria/ }).count()).toBe(0);
  await attendance.getByLabel('Its times are those of').selectOption('UTC');
  const report = [
    'Name (Original Name),User Email,Join Time,Leave Time',
    `1 · Dulce · Praia,,${zoomTime(-600_000)},${zoomTime(600_000)}`,
    `Amel (phone),,${zoomTime(-600_000)},${zoomTime(600_000)}`,
    `Stranger,s@example.org,${zoomTime(-600_000)},${zoomTime(600_000)}`,
  ].join('\n');
  await attendance
    .getByLabel('Report from Zoom (CSV)')
    .setInputFiles({ name: 'participants.csv', mimeType: 'text/csv', buffer: Buffer.from(report) });
  await attendance.getByText('1 person is certain').click();
  await attendance.getByText('Dulce Tavares, by the name proposed for Zoom, 20 min').waitFor();
  // Nobody is counted by a likeness: the moderator says so.
  await attendance.getByRole('button', { name: 'Count 1 person' }).waitFor();
  await attendance.getByRole('button', { name: 'It is Amel Saïdi' }).click();
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 800 });
  await expectOneWayScrolling(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await attendance.getByRole('button', { name: 'Count 2 people' }).click();
  await attendance.getByText('Zoom’s times of 2 people are counted.').waitFor();
  await attendance.getByRole('columnheader', { name: 'In Zoom' }).waitFor();
  await attendance.getByRole('button', { name: 'Close' }).click();

  await page.getByRole('button', { name: 'Zoom’s chat as cards' }).click();
  const chat = page.getByRole('dialog', { name: 'Zoom’s chat as cards' });
  await chat
    .getByLabel('Zoom’s chat, copied or saved')
    .fill(
      '14:05:12 From 1 · Dulce · Praia to Everyone:\n\tNo credit without land\n14:06:00 From Amel to Ilaria (Direct Message):\n\tI cannot hear\n14:07:00 From Amel to Everyone:\n\tA public bank',
    );
  await chat.getByText('3 messages found').waitFor();
  expect(await chat.getByRole('checkbox', { name: /I cannot hear/ }).isChecked()).toBe(false);
  await expectAccessible(page);
  await chat.getByRole('button', { name: 'Add 2 cards to sort' }).click();
  await chat.getByText('2 cards were added. They wait under “To sort”.').waitFor();
  // The same chat again proposes what is new alone.
  await chat.getByRole('checkbox', { name: /A public bank.*Is on this board already/s }).waitFor();
  await chat.getByRole('button', { name: 'Add 0 cards to sort' }).waitFor();

  const blockId = moderator.view.groups[0]?.blocks[0] ?? '';
  const board = await visitor(browser, 'en-GB', 1440, app.url);
  await board.page.addInitScript(() => localStorage.setItem('minga-language', 'en'));
  await board.page.goto(`${app.url}/s/${workshop.sessionId}/canvas/g1/${blockId}#${dulce.key}`);
  const toSort = board.page.getByRole('region', { name: 'To sort' });
  await toSort.getByRole('textbox', { name: 'Card by Ilaria' }).nth(1).waitFor();
  workshop.leave();
  expect([...problems, ...board.problems]).toEqual([]);
});
