import { Socket } from 'engine.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addCard } from '#shared/canvas/edit.ts';
import { encodeSync, SUBPROTOCOL, SYNC } from '#shared/protocol/canvas-frames.ts';
import { LIMITS } from '#shared/protocol/limits.ts';
import type { Participant } from '#client/rehearsal/participant.ts';
import { until } from '../support/until.ts';
import { createWorkshop, startApp, type Workshop } from '../support/workshop.ts';

let url: string;
let stop: () => Promise<void>;
let workshop: Workshop;
let block: string;
let dulce: Participant;
let wilmer: Participant;

beforeAll(async () => {
  ({ url, stop } = await startApp());
  workshop = await createWorkshop(url);
  dulce = await workshop.join({ name: 'Dulce', language: 'fr', territory: 'Praia', groupId: 'g1' });
  wilmer = await workshop.join({ name: 'Wilmer', language: 'es', territory: 'Tiquipaya', groupId: 'g1' });
  block = dulce.view.groups[0]?.blocks[0] ?? '';
});
afterAll(async () => {
  workshop.leave();
  await stop();
});

/** A canvas over requests alone, as a program without our client would ask for it. */
function bare(key: string | undefined, { path = `g1/${block}`, headers = {}, protocol = '' } = {}) {
  const socket = new Socket(url, {
    path: `/canvas/${workshop.sessionId}/${path}`,
    addTrailingSlash: false,
    transports: ['polling'],
    query: { protocol },
    extraHeaders: { ...(key === undefined ? {} : { authorization: `Bearer ${key}` }), ...headers },
  });
  socket.binaryType = 'arraybuffer';
  const frames: Uint8Array[] = [];
  let last = '';
  socket.on('message', (data: ArrayBuffer | string) => {
    if (typeof data === 'string') last = data;
    else frames.push(new Uint8Array(data));
  });
  const closed = new Promise<string>((resolve) => socket.on('close', () => resolve(last)));
  const opened = new Promise<void>((resolve, reject) =>
    socket.on('open', resolve).on('error', (error) => reject(error as Error)),
  );
  opened.catch(() => undefined);
  return { socket, frames, opened, closed };
}

/** What an update of one letter in the report would be. */
function letter(): Uint8Array {
  const doc = new Y.Doc();
  doc.getText('report:lines').insert(0, 'x');
  return Y.encodeStateAsUpdate(doc);
}

describe('a canvas over plain HTTP', () => {
  it('gives all there is, takes what is written, and passes on what others write', async () => {
    const canvas = await dulce.openCanvas('g1', block);
    const id = addCard(canvas.doc, dulce.writer, {
      zone: 'exists',
      text: 'Un guichet municipal',
      lang: 'fr',
      territory: null,
    });
    await dulce.saved();
    const { socket, frames } = bare(wilmer.key);
    const doc = new Y.Doc();
    socket.on('open', () => socket.send(encodeSync(SYNC.step1, new Uint8Array([0]))));
    const read = (): void => {
      for (const frame of frames.splice(0))
        if (frame[0] === 0 && frame[1] !== SYNC.step1) Y.applyUpdate(doc, payloadOf(frame));
    };
    await until('the card', () => (read(), doc.getMap('cards').has(id)));
    doc.once('update', (update: Uint8Array) => socket.send(encodeSync(SYNC.update, update)));
    doc.getText('report:lines').insert(0, 'Tiquipaya');
    await until('the others to see it', () => canvas.snapshot.report.lines === 'Tiquipaya');
    canvas.doc.getText('report:lines').insert(9, ', Praia');
    await until(
      'me to see theirs',
      () => (read(), String(doc.getText('report:lines')) === 'Tiquipaya, Praia'),
    );
    socket.close();
  });

  it.each([
    ['without a key', undefined, '4401 key/missing'],
    ['with a key that is none', 'x'.repeat(43), '4401 key/unknown'],
  ])('says why it closes: %s', async (_, key, reason) => {
    expect(await bare(key).closed).toBe(reason);
  });

  it('tells our client the refusal in a frame first, as on a websocket', async () => {
    const { frames, closed } = bare(dulce.key, { path: 'g1/nowhere', protocol: SUBPROTOCOL });
    expect(await closed).toBe('4404 canvas/unknown');
    expect(frames).toHaveLength(1);
  });

  it('closes no door to others that a websocket would not: origin and address', async () => {
    await expect(bare(dulce.key, { headers: { origin: 'https://elsewhere.org' } }).opened).rejects.toThrow();
    // As a picture on another site's page asks for it.
    await expect(bare(dulce.key, { headers: { 'sec-fetch-site': 'cross-site' } }).opened).rejects.toThrow();
    await expect(bare(dulce.key, { path: 'g1' }).opened).rejects.toThrow();
  });

  it('refuses what is not of the protocol, and too much of what is', async () => {
    const text = bare(wilmer.key);
    await text.opened;
    text.socket.send('hello');
    expect(await text.closed).toBe('4400 canvas/not-protocol');
    const much = bare(wilmer.key);
    await much.opened;
    for (let at = 0; at < 2 * LIMITS.messageBurst; at += 1)
      much.socket.send(encodeSync(SYNC.update, letter()));
    expect(await much.closed).toBe('4529 canvas/too-many-messages');
  });

  it('cuts a body in a hundred thousand pieces off before it is taken apart', async () => {
    const flood = bare(wilmer.key);
    await flood.opened;
    await fetch(
      `${url}/canvas/${workshop.sessionId}/g1/${block}?EIO=4&transport=polling&sid=${flood.socket.id}`,
      { method: 'POST', body: Array(100_000).fill('4').join('\x1e') },
    );
    // Whoever reads such frames says why it closes: nobody has read them.
    expect(await flood.closed).toBe('');
  });

  it('counts its connections with all others of one person', async () => {
    const many = Array.from({ length: LIMITS.connectionsPerSeat + 1 }, () => bare(wilmer.key));
    expect(await Promise.race(many.map(({ closed }) => closed))).toBe('4413 canvas/over-limit');
    for (const { socket } of many) socket.close();
  });

  it('ends for who is removed', async () => {
    const line = bare(wilmer.key);
    await line.opened;
    line.socket.send(encodeSync(SYNC.step1, new Uint8Array([0])));
    await until('the canvas', () => line.frames.length > 0);
    await workshop.moderator.must({ type: 'participant.remove', participantId: wilmer.id ?? '' });
    expect(await line.closed).toBe('4401 key/unknown');
  });
});

/** Type, kind, and an update with its length in front. */
function payloadOf(frame: Uint8Array): Uint8Array {
  let at = 2;
  while ((frame[at] ?? 0) > 127) at += 1;
  return frame.subarray(at + 1);
}
