import { readFileSync } from 'node:fs';
import { addCard, editCardText } from '#shared/canvas/edit.ts';
import { ServerProcess, temporaryDir } from '../support/server.ts';
import { until } from '../support/until.ts';
import { createWorkshop } from '../support/workshop.ts';
import { pause } from './wire-bytes.ts';

/**
 * `npm run bench:documents`: how long a change of one person takes to another in a room of their own, without and with documents of 4,800
 * cards (12 groups, 8 blocks, 50 cards) being written; then how long each of them takes when the session is over, and the archive (aim: 10 s
 * for a document). Compare the figures of one run: the server, the people and the documents share this machine.
 */
const CHANGES = 150;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const data = temporaryDir();
const server = await new ServerProcess({ DATA_DIR: data.dir }).start();
const BLOCKS = [
  'legal',
  'coconstruction',
  'planning',
  'support',
  'research',
  'markets',
  'communication',
  'data',
];
const workshop = await createWorkshop(server.url, {
  ownerKey: server.ownerKey,
  settings: {
    scenario: 'sse-guidelines',
    groups: [...Array.from({ length: 12 }, () => ({ blocks: BLOCKS })), { blocks: ['legal'] }],
    startsAt: new Date().toISOString(),
  },
});
for (let group = 1; group <= 12; group += 1) {
  const writer = await workshop.join({
    name: `Writer ${group}`,
    territory: `Place ${group}`,
    groupId: `g${group}`,
  });
  for (const block of BLOCKS) {
    const { doc } = await writer.openCanvas(`g${group}`, block);
    const zones = ['exists', 'actors', 'gaps', 'levers', 'actions'] as const;
    doc.transact(() => {
      for (let card = 0; card < 50; card += 1)
        addCard(doc, writer.writer, {
          zone: zones[card % 5] ?? 'exists',
          text: `Un fonds de garantie pour les coopératives ${group} ${block} ${card}`,
          lang: 'fr',
          territory: null,
        });
    });
    await writer.saved();
  }
  writer.leave();
}

const [one, other] = [
  await workshop.join({ name: 'Dulce', groupId: 'g13' }),
  await workshop.join({ name: 'Amel', groupId: 'g13' }),
];
const [here, there] = [await one.openCanvas('g13', 'legal'), await other.openCanvas('g13', 'legal')];
const card = addCard(here.doc, one.writer, { zone: 'gaps', text: 'A', lang: 'fr', territory: null });
await one.saved();
await pause(500);

/** In ms: the time that 95 of 100 changes do not exceed. */
async function p95(): Promise<number> {
  const times: number[] = [];
  for (let change = 0; change < CHANGES; change += 1) {
    const seen = new Promise<void>((resolve) => there.doc.once('update', () => resolve()));
    const begun = performance.now();
    editCardText(here.doc, one.writer, card, `Change ${change} ${begun}`);
    await seen;
    times.push(performance.now() - begun);
    await pause(100);
  }
  return times.sort((a, b) => a - b)[Math.floor(CHANGES * 0.95)] ?? NaN;
}

await p95();
const without = await p95();
const done = new AbortController();
/** How long a file takes from the press to its last byte, in s, and its size; null where it did not come. */
async function taken(file: string, signal?: AbortSignal): Promise<{ seconds: number; mb: number } | null> {
  const begun = performance.now();
  const answer = await fetch(`${server.url}/api/sessions/${workshop.sessionId}/${file}`, {
    headers: { authorization: `Bearer ${workshop.keys.organizer}` },
    ...(signal && { signal }),
  }).catch(() => null);
  const body = answer?.ok ? await answer.arrayBuffer().catch(() => null) : null;
  return body && { seconds: (performance.now() - begun) / 1000, mb: body.byteLength / 1e6 };
}
let count = 0;
const write = async (format: string): Promise<void> => {
  while (!done.signal.aborted) if (await taken(`synthesis.${format}?lang=fr`, done.signal)) count += 1;
};
const writing = ['pdf', 'docx', 'xlsx'].map(write);
await pause(1500);
const during = await p95();
// That they were being written all the while.
await until('the first document', () => count > 0, 60_000, 100);
done.abort();
await Promise.all(writing);
say('| a change of one to another, p95 | ms |\n| --- | --- |');
say(`| nothing else | ${without.toFixed(0)} |`);
say(`| documents of 4,800 cards being written, two at a time | ${during.toFixed(0)} |`);
say(`| ratio | ${(during / without).toFixed(1)} |`);

await workshop.moderator.must({ type: 'session.close' });
say('\n| one after the other, when the session is over | s | MB |\n| --- | --- | --- |');
const FORMATS = ['json', 'md', 'csv', 'xlsx', 'docx', 'pdf'].map((format) => `synthesis.${format}?lang=fr`);
for (const file of [...FORMATS, 'archive.zip']) {
  const one = await taken(file);
  say(
    `| ${file.split('?')[0]} | ${one?.seconds.toFixed(1) ?? 'not written'} | ${one?.mb.toFixed(1) ?? ''} |`,
  );
}
const [, peak = ''] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8')) ?? [];
say(`\nThe server took ${(Number(peak) / 1000).toFixed(0)} MB at most.`);
workshop.leave();
await server.kill('SIGTERM');
data.remove();
process.exit(0);
