import { parseArgs } from 'node:util';
import type { Worker } from 'node:worker_threads';
import type { Page } from 'playwright-core';
import type { CrowdOrder } from '#shared/protocol/rehearsal.ts';
import { startThread } from '#server/threads.ts';
import { launch, visitor } from '../browser/browser.ts';
import { ServerProcess, temporaryDir } from '../support/server.ts';
import { until } from '../support/until.ts';
import { createWorkshop } from '../support/workshop.ts';
import { placingWaits } from './placing.ts';
import { counted, pause } from './wire-bytes.ts';

/**
 * `npm run bench:console`: what the console costs a moderator with 200 simulated people in 12 rooms: the longest task of its page, bytes a
 * minute, and how soon a browser is back; before it, how long an update takes to get there. The server, the people and the browser share this
 * machine; aims are no task over 100 ms, 150 kB a calm minute, back within 5 s, and updates in 1 s (p95).
 */
const { values } = parseArgs({
  options: { people: { type: 'string', default: '200' }, seconds: { type: 'string', default: '60' } },
});
const people = Number(values.people);
const seconds = Number(values.seconds);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const data = temporaryDir();
const server = await new ServerProcess({ DATA_DIR: data.dir }).start();
const blocks = 8;
const waits = await placingWaits(server, { people: 70, blocks, withinMs: 60_000 });
say(`| 70 people place ${blocks} blocks each within a minute | median ms | p95 ms | most ms | left out |
| --- | --- | --- | --- | --- |
| until a moderator's view has it | ${[waits.medianMs, waits.p95Ms, waits.mostMs, waits.leftOut].map((ms) => ms.toFixed(0)).join(' | ')} |
`);
const workshop = await createWorkshop(server.url, {
  ownerKey: server.ownerKey,
  settings: {
    scenario: 'sse-guidelines',
    groups: 12,
    capacity: people + 20,
    startsAt: new Date().toISOString(),
  },
});
const { moderator } = workshop;
const order: CrowdOrder = {
  serverUrl: server.url,
  sessionId: workshop.sessionId,
  joinCode: workshop.joinCode,
  moderatorKey: workshop.keys.moderator,
  people,
  speed: 1,
};
const crowd: Worker = startThread(
  import.meta.url,
  'crowd-worker',
  { workerData: order },
  '../../client/rehearsal',
);
// Latecomers come minutes later: they are among what goes on.
const here = (): number => moderator.view.people.filter(({ isHere }) => isHere).length;
await until('the people', () => here() > people * 0.9, 180_000, 250);

const browser = await launch();
const { page } = await visitor(browser, 'en-GB', 1440, server.url);
const cdp = await page.context().newCDPSession(page);
await cdp.send('Network.enable');
const bytes = counted(cdp);
/** The longest task of a page's main thread, in ms of its own processor time: what else this machine does is not counted. */
async function longestDuring(work: () => Promise<void>): Promise<number> {
  await browser.startTracing(page, {
    categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'],
  });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[];
  };
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid}/${tid}`),
  );
  const tasks = traceEvents.filter(
    ({ name, pid, tid }) => name.endsWith('RunTask') && mains.has(`${pid}/${tid}`),
  );
  return Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}
/** From asking for the page until it shows every room with its cards, and what needs a person. */
async function untilBack(page: Page, ask: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await ask();
  await page.getByRole('article').nth(11).waitFor();
  await page.getByRole('cell').first().waitFor();
  await page.locator('.count', { hasText: /\d/ }).first().waitFor();
  return performance.now() - from;
}
type TraceEvent = { name: string; pid: number; tid: number; tdur?: number; args?: { name?: string } };

say(`| ${people} people, 12 rooms | longest task ms | kB a minute |\n| --- | --- | --- |`);
const during = async (what: string, ms: number): Promise<void> => {
  const before = bytes();
  const longest = await longestDuring(() => pause(ms));
  const perMinute = ((bytes() - before) / 1000) * (60_000 / ms);
  say(`| ${what} | ${longest.toFixed(0)} | ${perMinute.toFixed(0)} |`);
};
const opening = await longestDuring(async () => {
  await page.goto(`${server.url}/s/${workshop.sessionId}#${moderator.key}`);
  await until('the rooms', async () => (await page.getByRole('article').count()) === 12, 60_000);
  await pause(3000);
});
say(`| opening it | ${opening.toFixed(0)} | (${(bytes() / 1000).toFixed(0)} kB once) |`);
const kinds = moderator.view.steps;
const start = async (kind: string): Promise<void> => {
  const step = kinds.find((one) => one.kind === kind && !one.isPrivate);
  if (step) await moderator.must({ type: 'step.start', stepId: step.id });
};
await start('plenary');
await pause(5000);
await during('calm: the plenary, nobody writes', seconds * 1000);
await start('move');
await during('people say that they have arrived', 30_000);
await start('note');
await during('all write', seconds * 1000);
await start('choose');
await during('all vote, hidden', 30_000);
say(`\n| a moderator's browser is back | ms |\n| --- | --- |`);
const address = `${server.url}/s/${workshop.sessionId}#${moderator.key}`;
const another = await visitor(browser, 'en-GB', 1440, server.url);
say(
  `| another one, by the link | ${(await untilBack(another.page, () => another.page.goto(address))).toFixed(0)} |`,
);
say(
  `| the page loaded anew | ${(await untilBack(another.page, () => another.page.reload())).toFixed(0)} |\n`,
);
await another.page.context().close();
await browser.close();
await crowd.terminate();
workshop.leave();
await server.kill('SIGTERM');
data.remove();
process.exit(0);
