import { inflateRawSync } from 'node:zlib';
import * as decoding from 'lib0/decoding';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { CanvasConnection } from '#client/canvas/canvas-connection.ts';
import { addCard, editCardText } from '#shared/canvas/edit.ts';
import { encodeSync, FRAME, readBundle, SUBPROTOCOL, SYNC } from '#shared/protocol/canvas-frames.ts';
import type { Participant } from '#client/rehearsal/participant.ts';
import { until } from '../support/until.ts';
import { createWorkshop, startApp, type Workshop } from '../support/workshop.ts';

let url: string;
let stop: () => Promise<void>;
let workshop: Workshop;
let block: string;
let dulce: Participant;
let ours: CanvasConnection;

beforeAll(async () => {
  ({ url, stop } = await startApp());
  workshop = await createWorkshop(url);
  dulce = await workshop.join({ name: 'Dulce', groupId: 'g1' });
  block = dulce.view.groups[0]?.blocks[0] ?? '';
  ours = await dulce.openCanvas('g1', block);
});
afterAll(async () => {
  workshop.leave();
  await stop();
});

const card = (text: string) => ({ zone: 'exists', text, lang: 'fr', territory: null });

/** A client of ours without our code: what comes is kept as it is, message by message. */
async function bareReader(query = '') {
  const socket = new WebSocket(
    `${url.replace('http', 'ws')}/canvas/${workshop.sessionId}/g1/${block}${query}`,
    SUBPROTOCOL,
    { headers: { authorization: `Bearer ${workshop.keys.organizer}` } },
  );
  const reader = { socket, bytes: 0, types: new Set<number>(), frames: 0, doc: new Y.Doc(), code: 0 };
  const take = (message: Uint8Array): void => {
    const decoder = decoding.createDecoder(message);
    const type = decoding.readVarUint(decoder);
    reader.types.add(type);
    if (type === FRAME.bundle) return readBundle(decoder).forEach(take);
    if (type === FRAME.packed)
      return Y.applyUpdateV2(reader.doc, inflateRawSync(decoding.readVarUint8Array(decoder)));
    if (type !== FRAME.sync || decoding.readVarUint(decoder) === SYNC.step1) return;
    Y.applyUpdate(reader.doc, decoding.readVarUint8Array(decoder));
  };
  socket.on('message', (data: Buffer) => {
    reader.bytes += data.length;
    reader.frames += 1;
    take(data);
  });
  socket.on('close', (code) => (reader.code = code));
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
  socket.send(encodeSync(SYNC.step1, Y.encodeStateVector(reader.doc)));
  return reader;
}

const textOf = (doc: Y.Doc, id: string) =>
  doc.getMap<Y.Map<Y.Text>>('cards').get(id)?.get('text')?.toString();

it('everybody who comes gets the canvas from one packed copy and what was written since', async () => {
  for (let at = 0; at < 40; at += 1)
    addCard(ours.doc, dulce.writer, card(`Un guichet municipal, numéro ${at}`));
  await dulce.saved();
  const readers = await Promise.all(Array.from({ length: 30 }, () => bareReader()));
  const later = addCard(ours.doc, dulce.writer, card('Written while they come'));
  for (const reader of readers) {
    await until(
      'everything',
      () => textOf(reader.doc, later) !== undefined && reader.doc.getMap('cards').size === 41,
    );
    expect(reader.types).toContain(FRAME.packed);
    expect(reader.doc.store.pendingStructs).toBeNull();
  }
  const plain = Y.encodeStateAsUpdate(ours.doc).length;
  expect(readers[0]?.bytes).toBeLessThan(plain / 2);
  readers.forEach(({ socket }) => socket.close());
  // A browser that cannot unpack says so, and gets it as it is.
  const old = await bareReader('?plain=1');
  await until('everything, plain', () => old.doc.getMap('cards').size === 41);
  expect(old.types).not.toContain(FRAME.packed);
  old.socket.close();
});

/** Sixty times the same four cards. */
async function writeOver(number: number): Promise<string[]> {
  const person = await workshop.join({ name: `Writer ${number}`, groupId: 'g1' });
  const { doc } = await person.openCanvas('g1', block);
  const ids = Array.from({ length: 4 }, () => addCard(doc, person.writer, card('…')));
  for (let round = 1; round <= 60; round += 1) {
    doc.transact(() =>
      ids.forEach((id) => editCardText(doc, person.writer, id, `${round}`.repeat(4500).slice(0, 4500))),
    );
    await person.saved();
  }
  return ids;
}

it('a reader that stops reading costs the others nothing, and has everything once it reads again', async () => {
  const slow = await bareReader();
  const quick = await bareReader();
  await until('both', () => slow.doc.getMap('cards').size === 41 && quick.doc.getMap('cards').size === 41);
  slow.socket.pause();
  const before = slow.bytes;
  // Far more than the network between them holds, in little time and little canvas: written, and written over; by five, for
  // one alone may not write so much.
  const ids = await Promise.all([1, 2, 3, 4, 5].map(writeOver));
  const isLast = (doc: Y.Doc) => ids.flat().every((id) => textOf(doc, id)?.startsWith('60'));
  await until('the last round', () => isLast(quick.doc) && isLast(ours.doc), 20_000);
  slow.socket.resume();
  await until('the last round, for the slow one', () => isLast(slow.doc), 20_000);
  for (const id of ids.flat()) expect(textOf(slow.doc, id)).toBe(textOf(ours.doc, id));
  expect(slow.code, 'it was never cut off').toBe(0);
  expect(slow.bytes - before).toBeLessThan((quick.bytes - before) / 1.2);
  expect(slow.doc.store.pendingStructs).toBeNull();
  slow.socket.close();
  quick.socket.close();
}, 120_000);

it('a burst of changes reaches a reader in few frames', async () => {
  const reader = await bareReader();
  await until('the canvas', () => reader.doc.getMap('cards').size > 41);
  const id = addCard(ours.doc, dulce.writer, card(''));
  await until('the card', () => textOf(reader.doc, id) !== undefined);
  const before = reader.frames;
  for (let at = 0; at < 200; at += 1) editCardText(ours.doc, dulce.writer, id, 'é'.repeat(at + 1));
  await until('the last letter', () => textOf(reader.doc, id) === 'é'.repeat(200));
  expect(reader.frames - before).toBeLessThan(20);
  await dulce.saved();
  reader.socket.close();
});
