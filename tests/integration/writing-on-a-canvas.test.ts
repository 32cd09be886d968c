import * as encoding from 'lib0/encoding';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { CanvasConnection, type KeptAside } from '#client/canvas/canvas-connection.ts';
import { addCard, editCardText, removeCard } from '#shared/canvas/edit.ts';
import { encodeSync, FRAME, SYNC } from '#shared/protocol/canvas-frames.ts';
import type { Participant } from '#client/rehearsal/participant.ts';
import { request } from '../support/http.ts';
import { socketWithKey } from '#client/rehearsal/node-socket.ts';
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

const card = (text: string, zone = 'exists') => ({ zone, text, lang: 'fr', territory: null });

/** The client everybody else has: y-websocket as it comes. */
function stock(key: string, path = `g1/${block}`): { doc: Y.Doc; provider: WebsocketProvider } {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(
    `${url.replace('http', 'ws')}/canvas/${workshop.sessionId}`,
    path,
    doc,
    {
      disableBc: true,
      WebSocketPolyfill: socketWithKey(key),
    },
  );
  return { doc, provider };
}

/** A bare socket: what is sent, and with which code it ends. */
async function bare(
  key: string | undefined,
  path = `g1/${block}`,
  protocols: string[] = [],
): Promise<{ socket: WebSocket; closed: Promise<{ code: number; reason: string }> }> {
  const socket = new WebSocket(
    `${url.replace('http', 'ws')}/canvas/${workshop.sessionId}/${path}`,
    protocols,
    {
      headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
    },
  );
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() })),
  );
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
  return { socket, closed };
}

const stored = () =>
  request(`${url}/api/sessions/${workshop.sessionId}/canvases/g1/${block}`, { key: workshop.keys.organizer });

describe('a canvas', () => {
  it('is the same for our client, for the stock client and over REST', async () => {
    const ours = await dulce.openCanvas('g1', block);
    const { doc, provider } = stock(wilmer.key);
    const id = addCard(ours.doc, dulce.writer, card('Un guichet municipal'));
    await until('the card', () => doc.getMap('cards').has(id));
    editCardText(doc, wilmer.writer, id, 'Un guichet municipal gratuit');
    await until('the word', () => ours.snapshot.cards[0]?.text === 'Un guichet municipal gratuit');
    expect((await stored()).body.cards).toEqual(ours.snapshot.cards);
    provider.destroy();
  });

  it('says "saved" once every change is on the server’s disk', async () => {
    const ours = await dulce.openCanvas('g1', block);
    const id = addCard(ours.doc, dulce.writer, card('Saved?'));
    expect(ours.unsavedSince).not.toBeNull();
    await dulce.saved();
    expect((await stored()).body.cards.map((one: { id: string }) => one.id)).toContain(id);
    // A deletion moves no clock, and is counted all the same.
    removeCard(ours.doc, dulce.writer, id);
    await dulce.saved();
    expect((await stored()).body.cards.map((one: { id: string }) => one.id)).not.toContain(id);
  });

  it('shows who is there under the names the server knows, to our clients and to stock ones', async () => {
    const ours = await dulce.openCanvas('g1', block);
    const { provider } = stock(wilmer.key);
    provider.awareness.setLocalState({
      user: { id: dulce.id, name: 'Somebody else' },
      card: 'x',
      isAway: true,
      evil: '<b>',
    });
    const isWilmer = ({ id }: { id: string }) => id === wilmer.id;
    const seen = await until('Wilmer, away', () =>
      ours.neighbours.find((one) => isWilmer(one) && one.isHidden),
    );
    expect(seen).toMatchObject({ id: wilmer.id, name: 'Wilmer', caret: null });
    const another = stock(wilmer.key);
    const told = await until('what stock clients see of a stock client', () =>
      [...another.provider.awareness.getStates().values()].find((state) => state['card'] === 'x'),
    );
    expect(told).toEqual({ user: { id: wilmer.id, name: 'Wilmer' }, card: 'x', isAway: true });
    await until('one of ours among stock clients', () =>
      [...another.provider.awareness.getStates().values()].some((state) => state['user']?.id === dulce.id),
    );
    provider.destroy();
    another.provider.destroy();
    await until('Wilmer to be gone', () => !ours.neighbours.some(isWilmer));
  });

  it('shows a caret in a few bytes, and holds back from a tab in the background until it is looked at again', async () => {
    const ours = await dulce.openCanvas('g1', block);
    const theirs = await wilmer.openCanvas('g1', block);
    const id = addCard(ours.doc, dulce.writer, card('Where am I?'));
    await until('the card', () => theirs.doc.getMap('cards').has(id));
    const text = ours.doc.getMap<Y.Map<Y.Text>>('cards').get(id)?.get('text') as Y.Text;
    const caret = Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, 5));
    ours.showPlace({ isHidden: false, caret });
    const seen = await until('the caret', () =>
      theirs.neighbours.find((one) => one.id === dulce.id && one.caret !== null),
    );
    const place = Y.createAbsolutePositionFromRelativePosition(
      Y.decodeRelativePosition(seen.caret as Uint8Array),
      theirs.doc,
    );
    expect([place?.type.toString(), place?.index]).toEqual(['Where am I?', 5]);

    theirs.showPlace({ isHidden: true, caret: null });
    await until('Wilmer to look elsewhere', () =>
      ours.neighbours.some((one) => one.id === wilmer.id && one.isHidden),
    );
    const missed = addCard(ours.doc, dulce.writer, card('While you were away'));
    await dulce.saved();
    expect(theirs.doc.getMap('cards').has(missed)).toBe(false);
    // Who comes and goes meanwhile is no ghost later.
    const { provider } = stock(wilmer.key);
    const seats = () => ours.neighbours.map(({ handle }) => handle).sort();
    const before = seats();
    await until('a second tab of Wilmer', () => seats().length > before.length);
    provider.destroy();
    await until('it to be gone', () => seats().length === before.length);
    theirs.showPlace({ isHidden: false, caret: null });
    await until('what passed by', () => theirs.doc.getMap('cards').has(missed));
    expect(theirs.neighbours.map(({ handle }) => handle).sort()).toEqual(before);
  });

  it('hears what a stock client says of itself among all it repeats of others', async () => {
    const ours = await dulce.openCanvas('g1', block);
    const { socket, closed } = await bare(wilmer.key);
    const entries = encoding.createEncoder();
    encoding.writeVarUint(entries, 200);
    for (let client = 1; client <= 200; client += 1) {
      encoding.writeVarUint(entries, 1_000_000 + client);
      encoding.writeVarUint(entries, 1);
      encoding.writeVarString(entries, JSON.stringify({ isAway: client === 1, card: 'x'.repeat(100) }));
    }
    const frame = encoding.createEncoder();
    encoding.writeVarUint(frame, FRAME.awareness);
    encoding.writeVarUint8Array(frame, encoding.toUint8Array(entries));
    socket.send(encoding.toUint8Array(frame));
    await until('Wilmer, away', () => ours.neighbours.some((one) => one.id === wilmer.id && one.isHidden));
    expect(socket.readyState).toBe(socket.OPEN);
    socket.close();
    await closed;
  });

  it('can be read by every seat, whatever it sends', async () => {
    const observer = await request(`${url}/api/join`, {
      key: workshop.keys.observer,
      body: { name: 'Reader', language: 'en' },
    });
    const ours = await dulce.openCanvas('g1', block);
    const { doc, provider } = stock(observer.body.key);
    await until('what is there', () => doc.getMap('cards').size > 0);
    addCard(doc, { ...dulce.writer, participantId: observer.body.participantId }, card('I may not'));
    const id = addCard(ours.doc, dulce.writer, card('Still read'));
    await until('the next card', () => doc.getMap('cards').has(id));
    expect(JSON.stringify((await stored()).body)).not.toContain('I may not');
    provider.destroy();
  });

  it('of another group is read-only, and our client is told', async () => {
    const canvas = await dulce.openCanvas('g2', dulce.view.groups[1]?.blocks[0] ?? '');
    addCard(canvas.doc, dulce.writer, card('Not my group'));
    await until('the offer', () => canvas.aside !== null);
    expect(canvas.aside).toMatchObject({ code: 'canvas/read-only', cards: [{ text: 'Not my group' }] });
    await until('a fresh copy', () => canvas.status === 'live');
    expect(canvas.snapshot.cards).toEqual([]);
  });
});

describe('an update that does not fit', () => {
  it('is refused before anybody sees it, and its writer is offered the texts', async () => {
    const ours = await dulce.openCanvas('g1', block);
    const theirs = await wilmer.openCanvas('g1', block);
    const before = theirs.snapshot.cards.length;
    addCard(theirs.doc, { ...wilmer.writer, participantId: dulce.id ?? '' }, card('Signed as Dulce'));
    await until('the offer', () => theirs.aside !== null);
    expect(theirs.aside).toMatchObject({ code: 'canvas/not-yours', cards: [{ text: 'Signed as Dulce' }] });
    await until('a fresh copy', () => theirs.status === 'live');
    expect(theirs.snapshot.cards).toHaveLength(before);
    expect(ours.snapshot.cards).toHaveLength(before);
    theirs.dismissAside();
  });

  it('is kept for its writer through a reload, until it is taken or left', async () => {
    let kept: KeptAside | null = null;
    const open = () =>
      new CanvasConnection({
        serverUrl: url,
        sessionId: workshop.sessionId,
        groupId: 'g2',
        blockId: dulce.view.groups[1]?.blocks[0] ?? '',
        seat: dulce.id ?? '',
        zones: dulce.view.scenario.zones.map((zone) => zone.id),
        socketClass: socketWithKey(dulce.key),
        asideKeeper: { load: () => kept, keep: (aside) => (kept = aside) },
        onChange: () => undefined,
      });
    const first = open();
    await until('the canvas', () => first.status === 'live');
    addCard(first.doc, dulce.writer, card('Refused, and not lost'));
    await until('the refusal', () => kept !== null);
    first.close();
    const afterReload = open();
    await until('the offer again', () => afterReload.aside !== null);
    expect(afterReload.aside?.cards.map(({ text }) => text)).toEqual(['Refused, and not lost']);
    afterReload.dismissAside();
    expect(kept).toBeNull();
    afterReload.close();
  });

  it('of more than 10,000 characters is refused with the limit', async () => {
    const ours = await dulce.openCanvas('g1', block);
    addCard(ours.doc, dulce.writer, card('x'.repeat(10_001)));
    await until('the offer', () => ours.aside !== null);
    expect(ours.aside?.code).toBe('canvas/over-limit');
    await until('a fresh copy', () => ours.status === 'live');
    ours.dismissAside();
  });

  it('closes the socket of a stock client with 4422', async () => {
    const { socket, closed } = await bare(dulce.key);
    const doc = new Y.Doc();
    doc.getMap('something').set('else', 1);
    socket.send(encodeSync(SYNC.update, Y.encodeStateAsUpdate(doc)));
    expect(await closed).toEqual({ code: 4422, reason: 'canvas/not-of-shape' });
  });
});

describe('a lock', () => {
  it('[S72] stops writing after its grace, and what was written is offered', async () => {
    const ours = await dulce.openCanvas('g1', block);
    await workshop.moderator.must({ type: 'lock.set', groupId: 'g1' });
    const during = addCard(ours.doc, dulce.writer, card('Under way when it was locked'));
    await dulce.saved();
    expect((await stored()).body.cards.some(({ id }: { id: string }) => id === during)).toBe(true);
    // At the pace of a person, who would otherwise be cut for sending too fast.
    const writeAgain = (): boolean => {
      if (ours.status === 'live' && ours.unsavedSince === null && ours.aside === null) {
        addCard(ours.doc, dulce.writer, card('After the lock'));
      }
      return ours.aside !== null;
    };
    await until('the lock to hold', writeAgain, 15_000, 200);
    expect(ours.aside?.code).toBe('canvas/locked');
    await workshop.moderator.must({ type: 'lock.clear', groupId: 'g1' });
    await until('a fresh copy', () => ours.status === 'live');
    ours.dismissAside();
    const afterwards = addCard(ours.doc, dulce.writer, card('As soon as it is unlocked'));
    await dulce.saved();
    expect(ours.aside).toBeNull();
    expect((await stored()).body.cards.some(({ id }: { id: string }) => id === afterwards)).toBe(true);
  });
});

describe('taking writing away from one person', () => {
  it('[S87] stops it at once, says why, and gives back what was not taken in; others write on', async () => {
    const ours = await dulce.openCanvas('g1', block);
    const participantId = dulce.id ?? '';
    await workshop.moderator.must({ type: 'participant.mute', participantId, isMuted: true });
    const refused = addCard(ours.doc, dulce.writer, card('After being muted'));
    await until('the refusal', () => ours.aside !== null);
    expect(ours.aside?.code).toBe('canvas/muted');
    expect((await stored()).body.cards.some(({ id }: { id: string }) => id === refused)).toBe(false);
    await workshop.moderator.must({ type: 'participant.mute', participantId, isMuted: false });
    await until('a fresh copy', () => ours.status === 'live');
    ours.dismissAside();
    const afterwards = addCard(ours.doc, dulce.writer, card('Once it was given back'));
    await dulce.saved();
    expect((await stored()).body.cards.some(({ id }: { id: string }) => id === afterwards)).toBe(true);
  });
});

describe('a connection that may not, or is not of the protocol', () => {
  it.each([
    ['without a key', undefined, undefined, 4401],
    ['with an unknown key', 'wrong-wrong-wrong-wrong-wrong', undefined, 4401],
    ['to a canvas there is none of', 'dulce', 'g1/nothing', 4404],
    ['to a group there is none of', 'dulce', 'g99/legal', 4404],
  ])('%s closes for good', async (_, key, path, code) => {
    const { closed } = await bare(key === 'dulce' ? dulce.key : key, path);
    expect((await closed).code).toBe(code);
  });

  it.each<[string, string | Uint8Array]>([
    ['text', 'hello'],
    ['an empty frame', new Uint8Array(0)],
    ['an unknown message', new Uint8Array([77, 1, 2])],
    ['a truncated update', new Uint8Array([0, 2, 200])],
    ['a huge announced length', new Uint8Array([0, 2, 255, 255, 255, 255, 15])],
    ['presence that is none', new Uint8Array([1, 3, 1, 1, 200])],
    ['random bytes', new Uint8Array([0, 2, 5, 9, 250, 3, 77, 12])],
  ])('closes on %s, and nobody else notices', async (_, frame) => {
    const ours = await dulce.openCanvas('g1', block);
    const { socket, closed } = await bare(wilmer.key);
    socket.send(frame);
    expect([4400, 4422]).toContain((await closed).code);
    const id = addCard(ours.doc, dulce.writer, card('Undisturbed'));
    await dulce.saved();
    expect(ours.status).toBe('live');
    removeCard(ours.doc, dulce.writer, id);
  });

  it('is cut when it sends faster than people do', async () => {
    const { socket, closed } = await bare(wilmer.key);
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, 3);
    for (let at = 0; at < 200; at += 1) socket.send(encoding.toUint8Array(encoder));
    expect((await closed).code).toBe(4529);
  });

  it('is one too many after eight of one person', async () => {
    const many = await workshop.join({ name: 'Many tabs', groupId: 'g2' });
    const path = `g2/${many.view.groups[1]?.blocks[0]}`;
    const open = await Promise.all(Array.from({ length: 8 }, () => bare(many.key, path)));
    // Each is admitted once it gets the canvas.
    await Promise.all(open.map(({ socket }) => new Promise((resolve) => socket.once('message', resolve))));
    expect((await (await bare(many.key, path)).closed).code).toBe(4413);
    for (const { socket } of open) socket.close();
  });

  it('is cut at once when its person is removed', async () => {
    const person = await workshop.join({ name: 'Removed', groupId: 'g1' });
    const canvas = await person.openCanvas('g1', block);
    await workshop.moderator.must({ type: 'participant.remove', participantId: person.id ?? '' });
    await until('the cut', () => canvas.status === 'stopped');
    expect(canvas.refusal).toBe('key/unknown');
  });

  it('from another site is refused', async () => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/canvas/${workshop.sessionId}/g1/${block}`, {
      headers: { authorization: `Bearer ${dulce.key}`, origin: 'https://evil.example' },
    });
    const status = await new Promise((resolve) =>
      socket.on('unexpected-response', (_, response) => resolve(response.statusCode)),
    );
    expect(status).toBe(403);
  });
});
