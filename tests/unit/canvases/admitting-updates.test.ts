import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  addCard,
  addComment,
  addThread,
  addTranslation,
  editCardText,
  moveCard,
  removeCard,
  restoreCard,
  writeReport,
  type Writer,
} from '#shared/canvas/edit.ts';
import { LIMITS } from '#shared/protocol/limits.ts';
import { admit, type Ground } from '#server/canvases/admission.ts';
import { Ownership } from '#server/canvases/ownership.ts';
import { contents, forge, type Id } from '../../hostile/forged-update.ts';

const ZONES = ['exists', 'gaps', 'levers', 'actions'];
let counter = 0;
const writer = (participantId: string): Writer => ({
  participantId,
  newId: () => `id${(counter += 1)}`,
  now: () => 1e12,
});
const card = (text: string, zone = 'exists') => ({ zone, text, lang: 'fr', territory: null });

/** A canvas that takes in what it admits, and people with documents of their own. */
class Room {
  readonly ground: Ground;
  readonly locked = new Set<string>();

  constructor(groupId = 'g1') {
    const isZoneLocked = (zone: string) => this.locked.has(zone);
    this.ground = { doc: new Y.Doc(), groupId, zoneIds: ZONES, owners: new Ownership([]), isZoneLocked };
  }

  /** Returns 'in', 'resync' or the code of the refusal. */
  offer(person: string, update: Uint8Array): string {
    const before = Y.encodeStateAsUpdate(this.ground.doc);
    const admission = admit(update, person, this.ground);
    expect(Y.encodeStateAsUpdate(this.ground.doc), 'judging changes nothing').toEqual(before);
    if (admission.ok === 'resync') return 'resync';
    if (!admission.ok) return admission.code;
    Y.applyUpdate(this.ground.doc, update);
    this.ground.owners.add(person, admission.clients, admission.entries);
    expect(this.ground.doc.store.pendingStructs).toBeNull();
    expect(this.ground.doc.store.pendingDs).toBeNull();
    return 'in';
  }

  /** A document with what is here, which offers each of its changes. */
  person(id: string): { doc: Y.Doc; answers: string[]; writer: Writer } {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.ground.doc));
    const answers: string[] = [];
    doc.on('update', (update: Uint8Array) => answers.push(this.offer(id, update)));
    return { doc, answers, writer: writer(id) };
  }

  sync(doc: Y.Doc): void {
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.ground.doc), 'sync');
  }
}

describe('what people do is admitted', () => {
  it('each edit there is, one after the other', () => {
    const room = new Room();
    const { doc, answers, writer: me } = room.person('p1');
    const [gap, action] = [
      addCard(doc, me, card('gap', 'gaps')),
      addCard(doc, me, card('action', 'actions')),
    ];
    editCardText(doc, me, gap, 'a gap that matters');
    editCardText(doc, me, gap, 'a gap');
    moveCard(doc, me, gap, 'exists');
    addThread(doc, me, gap, action);
    addComment(doc, me, { card: gap, text: 'yes', lang: 'fr' });
    addTranslation(doc, me, { card: gap, lang: 'es', text: 'una carencia', status: 'draft' });
    removeCard(doc, me, gap);
    restoreCard(doc, me, gap);
    writeReport(doc, me, { action, lang: 'fr', question: 'Qui paie ?', lines: 'Trois lignes' });
    expect(answers.filter((answer) => answer !== 'in')).toEqual([]);
    expect(answers.length).toBeGreaterThanOrEqual(11);
  });

  it('a whole offline afternoon in one update, twice', () => {
    const room = new Room();
    const doc = new Y.Doc();
    const me = writer('p1');
    for (let at = 0; at < 30; at += 1) {
      const id = addCard(doc, me, card(`card ${at}`, ZONES[at % 4]));
      editCardText(doc, me, id, `card number ${at}`);
      if (at % 3 === 0) moveCard(doc, me, id, 'gaps');
    }
    expect(room.offer('p1', Y.encodeStateAsUpdate(doc))).toBe('in');
    expect(room.offer('p1', Y.encodeStateAsUpdate(doc))).toBe('in');
    expect(room.ground.doc.getMap('cards').size).toBe(30);
  });

  it('two people typing in one card and moving it at once', () => {
    const room = new Room();
    const first = room.person('p1');
    const id = addCard(first.doc, first.writer, card('shared'));
    const second = room.person('p2');
    editCardText(first.doc, first.writer, id, 'shared by one');
    editCardText(second.doc, second.writer, id, 'also shared');
    moveCard(first.doc, first.writer, id, 'gaps');
    moveCard(second.doc, second.writer, id, 'levers');
    room.sync(first.doc);
    room.sync(second.doc);
    editCardText(second.doc, second.writer, id, 'done');
    expect([...first.answers, ...second.answers].filter((answer) => answer !== 'in')).toEqual([]);
  });

  it('undo and redo of one’s own card', () => {
    const room = new Room();
    const { doc, answers, writer: me } = room.person('p1');
    const undo = new Y.UndoManager(
      ['cards'].map((name) => doc.getMap(name)),
      { trackedOrigins: new Set(['me']) },
    );
    addCard(doc, { ...me, origin: 'me' }, card('undone'));
    undo.undo();
    undo.redo();
    expect(answers).toEqual(['in', 'in', 'in']);
  });
});

describe('what does not fit is refused', () => {
  const refused = (change: (doc: Y.Doc) => void, person = 'p1', room = new Room()): string => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(room.ground.doc));
    const before = Y.encodeStateVector(doc);
    doc.transact(() => change(doc));
    return room.offer(person, Y.encodeStateAsUpdate(doc, before));
  };
  const entry = (values: object, text: unknown = new Y.Text('x')): Y.Map<unknown> => {
    const map = new Y.Map<unknown>(Object.entries(values));
    if (text) map.set('text', text);
    return map;
  };
  const good = { zone: 'exists', rank: 'a0', author: 'p1', territory: null, lang: 'fr', at: 1 };

  it.each<[string, (doc: Y.Doc) => void]>([
    ['an unknown root', (doc) => doc.getMap('others').set('a', 1)],
    ['a root named __proto__', (doc) => doc.getMap('__proto__').set('a', 1)],
    ['an entry that is no map', (doc) => doc.getMap('cards').set('a', 'text')],
    ['an entry that is a list', (doc) => doc.getMap('cards').set('a', new Y.Array())],
    ['an id with other signs', (doc) => doc.getMap('cards').set('a/b', entry(good))],
    ['an entry without its required keys', (doc) => doc.getMap('cards').set('a', entry({ zone: 'exists' }))],
    ['an entry without text', (doc) => doc.getMap('cards').set('a', entry(good, null))],
    ['an unknown key', (doc) => doc.getMap('cards').set('a', entry({ ...good, colour: 'red' }))],
    ['a key named constructor', (doc) => doc.getMap('cards').set('a', entry({ ...good, constructor: 'x' }))],
    ['a zone there is none of', (doc) => doc.getMap('cards').set('a', entry({ ...good, zone: 'secret' }))],
    [
      'a rank that stops the next insertion',
      (doc) => doc.getMap('cards').set('a', entry({ ...good, rank: 'a00' })),
    ],
    ['a time that is text', (doc) => doc.getMap('cards').set('a', entry({ ...good, at: 'now' }))],
    [
      'a status there is none of',
      (doc) => doc.getMap('cards').set('a', entry({ ...good, status: 'urgent' })),
    ],
    [
      'an owner of 10,000 signs',
      (doc) => doc.getMap('cards').set('a', entry({ ...good, owner: 'x'.repeat(10_000) })),
    ],
    ['a text that is plain', (doc) => doc.getMap('cards').set('a', entry({ ...good, text: 'plain' }, null))],
    ['bold text', (doc) => doc.getText('report:lines').insert(0, 'bold', { bold: true })],
    ['an embed', (doc) => doc.getText('report:lines').insertEmbed(0, { image: 'x' })],
    [
      'a map inside a card',
      (doc) => doc.getMap('cards').set('a', entry({ ...good, owner: new Y.Map([['a', 1]]) })),
    ],
    [
      'a map inside a map inside a card',
      (doc) => doc.getMap('cards').set('a', entry(good, new Y.Map([['b', new Y.Map()]]))),
    ],
    ['a subdocument', (doc) => doc.getMap('cards').set('a', new Y.Doc())],
    ['XML text', (doc) => doc.getMap('cards').set('a', entry(good, new Y.XmlText('x')))],
    ['bytes', (doc) => doc.getMap('threads').set('a', new Uint8Array(5))],
    ['a thread to itself', (doc) => doc.getMap('threads').set('a', { from: 'x', to: 'x' })],
    [
      'a thread with more in it',
      (doc) => doc.getMap('threads').set('a', { from: 'x', to: 'y', colour: 'red' }),
    ],
    ['a report key there is none of', (doc) => doc.getMap('report').set('secret', 'x')],
    ['a narrative on a group’s canvas', (doc) => doc.getText('narrative:fr').insert(0, 'x')],
    ['a list at the root', (doc) => doc.getArray('cards').push([1])],
  ])('%s', (_, change) => {
    expect(refused(change)).toBe('canvas/not-of-shape');
  });

  it('a narrative belongs to the synthesis, a report does not', () => {
    expect(refused((doc) => doc.getText('narrative:fr').insert(0, 'x'), 'p1', new Room('synthesis'))).toBe(
      'in',
    );
    expect(refused((doc) => doc.getText('report:lines').insert(0, 'x'), 'p1', new Room('synthesis'))).toBe(
      'canvas/not-of-shape',
    );
  });

  it('a card signed by somebody else', () => {
    expect(refused((doc) => doc.getMap('cards').set('a', entry({ ...good, author: 'p2' })))).toBe(
      'canvas/not-yours',
    );
  });

  it('another author for a card that has one', () => {
    const room = new Room();
    const { doc, writer: me } = room.person('p1');
    const id = addCard(doc, me, card('mine'));
    const steal = (copy: Y.Doc) => (copy.getMap('cards').get(id) as Y.Map<unknown>).set('author', 'p2');
    expect(refused(steal, 'p2', room)).toBe('canvas/not-yours');
  });

  it('a client id that is somebody else’s', () => {
    const room = new Room();
    const { doc, writer: me } = room.person('p1');
    addCard(doc, me, card('mine'));
    const forged = new Y.Doc();
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(room.ground.doc));
    forged.clientID = doc.clientID;
    const before = Y.encodeStateVector(forged);
    addCard(forged, writer('p2'), card('not mine'));
    expect(room.offer('p2', Y.encodeStateAsUpdate(forged, before))).toBe('canvas/not-yours');
  });

  it('the removal of somebody else’s card, of a required key, or another text in place of the one there is', () => {
    const room = new Room();
    const { doc, writer: me } = room.person('p1');
    const id = addCard(doc, me, card('mine'));
    const of = (copy: Y.Doc) => copy.getMap('cards').get(id) as Y.Map<unknown>;
    expect(refused((copy) => copy.getMap('cards').delete(id), 'p2', room)).toBe('canvas/not-of-shape');
    expect(refused((copy) => of(copy).delete('zone'), 'p2', room)).toBe('canvas/not-of-shape');
    expect(refused((copy) => of(copy).delete('text'), 'p2', room)).toBe('canvas/not-of-shape');
    expect(refused((copy) => of(copy).set('text', new Y.Text('other')), 'p2', room)).toBe(
      'canvas/not-of-shape',
    );
    expect(
      refused((copy) => copy.getMap('cards').set(id, entry({ ...good, author: 'p1' })), 'p2', room),
    ).toBe('canvas/not-of-shape');
  });

  it('too much text in one card, over several updates too', () => {
    const room = new Room();
    const { doc, answers, writer: me } = room.person('p1');
    const id = addCard(doc, me, card('x'.repeat(9000)));
    editCardText(doc, me, id, 'x'.repeat(9000) + 'y'.repeat(1500));
    expect(answers).toEqual(['in', 'canvas/over-limit']);
  });

  it('more in one message than can be judged at once, of one client or of several', () => {
    /** One field set again and again. */
    const settings = (client: number, count: number) => ({
      client,
      clock: 0,
      structs: Array.from({ length: count }, (_, at) => ({
        content: contents.any('fr'),
        ...(at ? { origin: [client, at - 1] as Id } : { parent: 'report', sub: 'lang' }),
      })),
    });
    const most = LIMITS.updateStructs;
    expect(new Room().offer('p1', forge([settings(1, most)]))).toBe('in');
    expect(new Room().offer('p1', forge([settings(1, most + 1)]))).toBe('canvas/over-limit');
    expect(new Room().offer('p1', forge([settings(2, 9), settings(1, most - 8)]))).toBe('canvas/over-limit');
  });

  it('more client ids than a person has', () => {
    const room = new Room();
    room.ground.owners.add(
      'p1',
      Array.from({ length: 499 }, (_, at) => at + 1),
      [],
    );
    const another = (doc: Y.Doc) => doc.getText('report:lines').insert(0, 'x');
    expect(refused(another, 'p1', room)).toBe('in');
    expect(refused(another, 'p1', room)).toBe('canvas/over-limit');
    expect(refused(another, 'p2', room)).toBe('in');
  });

  it('[S72] work in a locked zone, into it and out of it', () => {
    const room = new Room();
    const { doc, writer: me } = room.person('p1');
    const [inside, outside] = [
      addCard(doc, me, card('inside', 'gaps')),
      addCard(doc, me, card('outside', 'exists')),
    ];
    room.locked.add('gaps');
    const tries = [
      (copy: Y.Doc) => editCardText(copy, me, inside, 'changed'),
      (copy: Y.Doc) => moveCard(copy, me, inside, 'exists'),
      (copy: Y.Doc) => moveCard(copy, me, outside, 'gaps'),
      (copy: Y.Doc) => removeCard(copy, me, inside),
      (copy: Y.Doc) => addCard(copy, me, card('new', 'gaps')),
    ];
    for (const change of tries)
      expect(refused((copy) => void change(copy), 'p1', room)).toBe('canvas/locked');
    expect(refused((copy) => void editCardText(copy, me, outside, 'free'), 'p1', room)).toBe('in');
  });

  it('asks for everything when an update builds on what is not here', () => {
    const room = new Room();
    const doc = new Y.Doc();
    const me = writer('p1');
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    const id = addCard(doc, me, card('first'));
    editCardText(doc, me, id, 'first and second');
    expect(room.offer('p1', updates[1] as Uint8Array)).toBe('resync');
    expect(room.offer('p1', Y.encodeStateAsUpdate(doc))).toBe('in');
  });

  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array(0)],
    ['a V2 update', inV2()],
    ['a huge count', new Uint8Array([255, 255, 255, 255, 127])],
    ['nesting beyond the stack', nested()],
  ])('%s', (_, bytes) => {
    expect(new Room().offer('p1', bytes)).toMatch(/canvas\/not-of-shape|resync/);
  });

  it('any damage to good updates, without a crash and without a trace', () => {
    const doc = new Y.Doc();
    addCard(doc, writer('p1'), card('a card of some length'));
    const good = Y.encodeStateAsUpdate(doc);
    for (let at = 0; at < good.length; at += 1) {
      for (const flip of [1, 0x80, 0xff]) {
        const bytes = good.slice();
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        const room = new Room();
        room.offer('p1', bytes);
        room.offer('p1', bytes.slice(0, at));
      }
    }
  });
});

/** An update with a plain value of 60,000 lists inside each other. */
function nested(): Uint8Array {
  const doc = new Y.Doc();
  doc.getMap('threads').set('a', [['marker']]);
  const bytes = [...Y.encodeStateAsUpdate(doc)];
  const at = bytes.findIndex((byte, index) => byte === 117 && bytes[index + 1] === 1);
  const deep = Array.from({ length: 120_000 }, (_, index) => (index % 2 === 0 ? 117 : 1));
  return new Uint8Array([...bytes.slice(0, at), ...deep, ...bytes.slice(at)]);
}

function inV2(): Uint8Array {
  const doc = new Y.Doc();
  addCard(doc, writer('p1'), card('in the other encoding'));
  return Y.encodeStateAsUpdateV2(doc);
}
