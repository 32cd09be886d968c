import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, expect, it } from 'vitest';
import * as Y from 'yjs';
import { CanvasConnection, type KeptAside } from '#client/canvas/canvas-connection.ts';
import { addCard, editCardText } from '#shared/canvas/edit.ts';
import { Participant } from '#client/rehearsal/participant.ts';
import { request } from '../support/http.ts';
import { socketWithKey } from '#client/rehearsal/node-socket.ts';
import { temporaryDir } from '../support/server.ts';
import { until } from '../support/until.ts';
import { createWorkshop, startApp } from '../support/workshop.ts';

const data = temporaryDir();
afterAll(() => data.remove());

const card = (text: string) => ({ zone: 'exists', text, lang: 'fr', territory: null });

function sql<T>(statement: string): T[] {
  const db = new Database(join(data.dir, 'minga.sqlite'));
  const prepared = db.prepare(statement);
  const rows = prepared.reader ? prepared.all() : (prepared.run(), []);
  db.close();
  return rows as T[];
}

it('what was written before a restart is on the canvas after the next, however much was written in between', async () => {
  const first = await startApp({ dir: data.dir });
  const workshop = await createWorkshop(first.url);
  const people = [];
  for (const name of ['Dulce', 'Wilmer', 'Samir']) people.push(await workshop.join({ name, groupId: 'g1' }));
  const block = people[0]?.view.groups[0]?.blocks[0] ?? '';
  workshop.leave();
  await first.stop();
  const texts: string[] = [];
  for (const [at, person] of people.entries()) {
    // One writes a little, the next so much that checkpoints are made.
    const app = await startApp({ dir: data.dir });
    const again = new Participant({
      serverUrl: app.url,
      sessionId: workshop.sessionId,
      key: person.key,
      id: person.id,
    });
    await again.sees('the session');
    const { doc } = await again.openCanvas('g1', block);
    const id = addCard(doc, again.writer, card(''));
    for (let round = 0; round < (at === 1 ? 60 : 2); round += 1) {
      editCardText(doc, again.writer, id, `${at} ${round} phrase qui change toujours. `.repeat(60));
      await again.saved();
    }
    texts.push(`${at} ${at === 1 ? 59 : 1} phrase qui change toujours. `.repeat(60));
    again.leave();
    await app.stop();
  }
  const made = sql<{ n: number }>(
    `select count(*) as n from canvas_checkpoints where canvas_id = '${workshop.sessionId}/g1/${block}'`,
  );
  expect(made[0]?.n).toBeGreaterThan(0);
  const last = await startApp({ dir: data.dir });
  const { body } = await request(`${last.url}/api/sessions/${workshop.sessionId}/canvases/g1/${block}`, {
    key: workshop.keys.moderator,
  });
  expect(body.cards.map(({ text }: { text: string }) => text).sort()).toEqual(texts.sort());
  await last.stop();
});

it('a long history is loaded from checkpoints, and a damaged canvas goes on from its last good version', async () => {
  const first = await startApp({ dir: data.dir });
  const workshop = await createWorkshop(first.url);
  const dulce = await workshop.join({ name: 'Dulce', groupId: 'g1' });
  const block = dulce.view.groups[0]?.blocks[0] ?? '';
  const ours = await dulce.openCanvas('g1', block);
  const ids = Array.from({ length: 8 }, (_, at) => addCard(ours.doc, dulce.writer, card(`Carte ${at}`)));
  for (let round = 0; round < 40; round += 1) {
    for (const id of ids)
      editCardText(ours.doc, dulce.writer, id, `${round} phrase qui change toujours. `.repeat(15));
    await dulce.saved();
  }
  const snapshot = ours.snapshot;
  const copy = Y.encodeStateAsUpdate(ours.doc);
  workshop.leave();
  await first.stop();

  const canvas = `${workshop.sessionId}/g1/${block}`;
  const [checkpoints] = sql<{ n: number; last: number }>(
    `select count(*) as n, max(seq) as last from canvas_checkpoints where canvas_id = '${canvas}'`,
  );
  expect(checkpoints?.n).toBeGreaterThan(0);
  const path = `/api/sessions/${workshop.sessionId}/canvases/g1/${block}`;
  const ask = (url: string, more = '', options: object = {}) =>
    request(`${url}${path}${more}`, { key: workshop.keys.moderator, ...options });

  const second = await startApp({ dir: data.dir });
  expect((await ask(second.url)).body.cards).toEqual(snapshot.cards);
  expect((await ask(second.url, '/last-good')).body.code).toBe('canvas/not-damaged');
  await second.stop();

  // The third update is damaged, and no checkpoint is left to make up for it.
  sql(`delete from canvas_checkpoints where canvas_id = '${canvas}'`);
  sql(`update canvas_updates set bytes = x'00' where canvas_id = '${canvas}' and seq = 3`);
  const third = await startApp({ dir: data.dir });
  const refused = await ask(third.url);
  expect([refused.status, refused.body.code]).toEqual([503, 'canvas/damaged']);
  const offered = await ask(third.url, '/last-good');
  expect(offered.body.cards.length).toBeGreaterThan(0);
  const forbidden = await request(`${third.url}${path}/repair`, { key: dulce.key, body: {} });
  expect(forbidden.body.code).toBe('session/not-moderator');
  expect((await ask(third.url, '/repair', { body: {} })).status).toBe(200);
  expect((await ask(third.url)).body.cards).toEqual(offered.body.cards);
  expect(sql(`select 1 from canvas_updates where canvas_id = '${canvas}~1'`).length).toBeGreaterThan(0);

  // Dulce's browser still has it all: it is not mixed in, and what the canvas lacks is offered.
  const again = new Participant({
    serverUrl: third.url,
    sessionId: workshop.sessionId,
    key: dulce.key,
    id: dulce.id,
  });
  await again.sees('the session');
  let kept: KeptAside | null = null;
  let incarnation: number | null = 1;
  const theirs = new CanvasConnection({
    serverUrl: third.url,
    sessionId: workshop.sessionId,
    groupId: 'g1',
    blockId: block,
    seat: dulce.id ?? '',
    zones: again.view.scenario.zones.map((zone) => zone.id),
    socketClass: socketWithKey(dulce.key),
    openOfflineCopy: (doc, life) => {
      if (life === 1) Y.applyUpdate(doc, copy);
      const done = Promise.resolve();
      return { whenLoaded: done, clear: () => done, close: () => undefined };
    },
    incarnationKeeper: { load: () => incarnation, keep: (life) => (incarnation = life) },
    asideKeeper: { load: () => kept, keep: (aside) => (kept = aside) },
    onChange: () => undefined,
  });
  await until('what it had', () => theirs.aside !== null);
  expect(theirs.aside?.code).toBe('canvas/replaced');
  expect(theirs.aside?.cards.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  expect(incarnation).toBe(2);
  const id = addCard(theirs.doc, again.writer, card('And we go on'));
  await until('it is saved', () => theirs.unsavedSince === null);
  expect((await ask(third.url)).body.cards.map((one: { id: string }) => one.id)).toContain(id);
  theirs.close();
  again.leave();
  await third.stop();
}, 60_000);
