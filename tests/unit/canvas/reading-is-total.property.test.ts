import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { addCard } from '#shared/canvas/edit.ts';
import { readCanvas } from '#shared/canvas/read.ts';
import { ENTRIES, isRootText } from '#shared/canvas/schema.ts';
import type { CanvasSnapshot } from '#shared/canvas/snapshot.ts';
import { garbage } from './garbage.ts';
import { address, note, Person, ZONES } from './people-writing.ts';

// Time to find the shortest sequence that fails.
vi.setConfig({ testTimeout: 90_000 });

const anyAddress = fc.constantFrom(address, { ...address, group: 'synthesis' });

it('whatever a document holds, reading it gives a canvas', () => {
  fc.assert(
    fc.property(garbage, anyAddress, (doc, at) => {
      const snapshot = readCanvas(doc, at, ZONES);
      expect(snapshot.rejected).toBeGreaterThanOrEqual(0);
      expectWellFormed(snapshot);
      expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot);
    }),
    { numRuns: 300 },
  );
});

it('reading changes nothing that others would hear of, and reads the same again', () => {
  fc.assert(
    fc.property(garbage, (doc) => {
      const before = Y.encodeStateAsUpdate(doc);
      const snapshot = readCanvas(doc, address, ZONES);
      expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
      expect(readCanvas(doc, address, ZONES)).toEqual(snapshot);
    }),
    { numRuns: 100 },
  );
});

it('every entry is read, hidden for a reason, or counted as left out', () => {
  const ana = new Person('ana');
  const cards = ana.doc.getMap<unknown>('cards');
  addCard(ana.doc, ana.writer, note('good'));
  cards.set('plain', { zone: 'gaps' });
  cards.set('not an id', new Y.Map());
  cards.set('empty', new Y.Map());
  ana.doc.getMap('threads').set('t1', { from: 'ana-1', to: 'ana-1' });
  ana.doc.getMap('threads').set('t2', { from: 'ana-1', to: 'gone' });
  ana.doc.getMap('comments').set('k1', new Y.Text('no comment'));
  expect(ana.canvas).toMatchObject({ rejected: 5, threads: [], comments: [] });
  expect(ana.canvas.cards.map(({ text }) => text)).toEqual(['good']);
});

it('one wrong value is enough to leave a card out, whichever it is', () => {
  for (const key of [...ENTRIES.cards.required, 'text', 'removed', 'owner', 'due', 'status']) {
    const ana = new Person('ana');
    addCard(ana.doc, ana.writer, note('good'));
    ana.doc.getMap<Y.Map<unknown>>('cards').get('ana-1')?.set(key, { wrong: true });
    expect(ana.canvas, key).toMatchObject({ rejected: 1, cards: [] });
  }
});

it('of a text only its characters are read', () => {
  const ana = new Person('ana');
  addCard(ana.doc, ana.writer, note('water'));
  const text = ana.doc.getMap<Y.Map<Y.Text>>('cards').get('ana-1')?.get('text');
  text?.insertEmbed(2, { image: 'x' });
  text?.format(0, 2, { bold: true });
  expect(ana.zone('gaps')).toEqual(['water']);
});

it('of the roots a synthesis reads the narratives that have a language', () => {
  const doc = new Y.Doc();
  for (const name of [
    'narrative:fr',
    'narrative:',
    'narrative:__proto__',
    'narrative:not a language',
    'else',
  ]) {
    doc.getText(name).insert(0, name);
  }
  const { narrative } = readCanvas(doc, { ...address, group: 'synthesis' }, ZONES);
  expect(narrative).toEqual({ fr: 'narrative:fr' });
  expect(isRootText('narrative:fr', 'g1')).toBe(false);
});

function expectWellFormed({
  cards,
  threads,
  comments,
  translations,
  report,
  narrative,
}: CanvasSnapshot): void {
  const ids = new Set(cards.map(({ id }) => id));
  expect(ids.size).toBe(cards.length);
  for (const { text, at, territories } of cards) {
    expect([typeof text, Number.isNaN(Date.parse(at))]).toEqual(['string', false]);
    for (const territory of territories) expect(territory).toMatch(/^[A-Za-z0-9_-]{1,40}$/);
  }
  const named = [...threads.flatMap(({ from, to }) => [from, to]), ...comments.map(({ card }) => card)];
  for (const id of [...named, ...translations.map(({ card }) => card)]) expect(ids).toContain(id);
  if (report.action !== null) expect(ids).toContain(report.action);
  expect([typeof report.question, typeof report.lines, typeof report.lang]).toEqual(Array(3).fill('string'));
  for (const text of Object.values(narrative ?? {})) expect(typeof text).toBe('string');
}
