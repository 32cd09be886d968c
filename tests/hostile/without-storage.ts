import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { request } from '../support/http.ts';
import { socketWithKey } from '#client/rehearsal/node-socket.ts';
import { until } from '../support/until.ts';
import { inStep, textOn, typeLetter, type Arena } from './arena.ts';
import { expectIntact } from './intact.ts';

/** Promise 9: back without a restart, in ms. */
const RECOVERY_MS = 30_000;

/**
 * Storage goes away while people type, and comes back after `awayMs`: the process lives, reading goes on, nobody is told
 * "saved" and nobody sees what is not on disk; afterwards everything is.
 */
export async function liveWithoutStorage(
  arena: Arena,
  dataDir: string,
  trouble: { begin: () => void; end: () => void },
  awayMs: number,
): Promise<{ recoveryMs: number }> {
  const { server, honest } = arena;
  const { pid } = server;
  const [dulce, wilmer] = honest;
  await inStep(arena);
  const seenBefore = dulce.words;
  const log = server.output.length;
  trouble.begin();
  const beganAt = performance.now();
  const problems: unknown[] = [];
  try {
    for (const person of honest) typeLetter(person);
    await until(
      'the server to notice',
      () => server.output.slice(log).includes('storage does not take writes'),
      15_000,
    );
    let checks = 0;
    await until(
      'the time without storage to pass',
      async () => {
        checks += 1;
        typeLetter(dulce);
        assert.notEqual(dulce.canvas.unsavedSince, null, 'nobody is told "saved"');
        assert.equal(textOn(wilmer.canvas, dulce.card), seenBefore, 'nothing unsaved is seen');
        const { status } = await request(`${server.url}/health`);
        assert.equal(status, 200);
        return performance.now() - beganAt > awayMs;
      },
      awayMs + 20_000,
      250,
    );
    assert.ok(checks > 2);
    await expectReading(arena).catch((error: unknown) => problems.push(error));
  } finally {
    trouble.end();
  }
  const endedAt = performance.now();
  await until(
    'everything to be saved',
    () => honest.every(({ canvas }) => canvas.unsavedSince === null),
    RECOVERY_MS,
  );
  const recoveryMs = performance.now() - endedAt;
  await inStep(arena);
  assert.equal(server.pid, pid);
  await expectIntact(arena, dataDir);
  // Told last, so that one failing part does not hide how the rest went.
  if (problems.length > 0) throw problems[0] as Error;
  return { recoveryMs };
}

/** What is on disk is read on, over REST and by who comes now, within the five seconds in which people are told. */
async function expectReading(arena: Arena): Promise<void> {
  const { server, workshop, path, honest } = arena;
  const [dulce, wilmer] = honest;
  const url = `${server.url}/api/sessions/${workshop.sessionId}`;
  for (const address of [url, `${url}/canvases/${path}`]) {
    const response = await fetch(address, {
      headers: { authorization: `Bearer ${workshop.keys.organizer}` },
      signal: AbortSignal.timeout(5000),
    });
    assert.equal(response.status, 200, address);
    assert.ok(!(await response.text()).includes(dulce.words), 'nothing unsaved is read');
  }
  const room = `${server.url.replace('http', 'ws')}/canvas/${workshop.sessionId}`;
  const newcomer = new WebsocketProvider(room, path, new Y.Doc(), {
    disableBc: true,
    WebSocketPolyfill: socketWithKey(wilmer.person.key),
  });
  await until('who comes now to get what is on disk', () => textOn(newcomer, dulce.card) !== '', 5000);
  assert.notEqual(textOn(newcomer, dulce.card), dulce.words, 'and nothing else');
  newcomer.destroy();
}
