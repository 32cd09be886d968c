import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { CanvasHistory } from '#client/canvas/canvas-history.ts';
import { changeCardText, moveCard, removeCard, restoreCard } from '#shared/canvas/edit.ts';
import { readCanvas } from '#shared/canvas/read.ts';
import { admit } from '#server/canvases/admission.ts';
import { Ownership } from '#server/canvases/ownership.ts';

const ZONES = ['exists', 'gaps'];

/** Dulce and Wilmer on one canvas; whatever either writes is judged by the server's admission before it is passed on. */
function room() {
  const server = new Y.Doc();
  const owners = new Ownership([]);
  const refusals: unknown[] = [];
  const people = ['dulce', 'wilmer'].map((name) => {
    const doc = new Y.Doc();
    let count = 0;
    const origin = {};
    const writer = { participantId: name, newId: () => `${name}-${++count}`, now: () => 1, origin };
    return { name, doc, writer, history: new CanvasHistory(doc, origin, () => undefined) };
  });
  for (const { name, doc } of people) {
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'wire') return;
      const ground = { doc: server, groupId: 'g1', zoneIds: ZONES, owners, isZoneLocked: () => false };
      const answer = admit(update, name, ground);
      if (answer.ok !== true) return void refusals.push(answer);
      owners.add(name, answer.clients, answer.entries);
      Y.applyUpdate(server, update);
      for (const other of people) if (other.doc !== doc) Y.applyUpdate(other.doc, update, 'wire');
    });
  }
  const cards = () =>
    readCanvas(server, { session: 's', group: 'g1', block: 'b1' }, ZONES).cards.map(
      ({ zone, text }) => `${zone}: ${text}`,
    );
  const [dulce, wilmer] = people as [(typeof people)[0], (typeof people)[0]];
  return { dulce, wilmer, cards, refusals };
}
const card = (text: string) => ({ zone: 'gaps', text, lang: 'fr', territory: null });

describe('taking back what I did', () => {
  it('hides a card I added and shows it again, and the server accepts both', () => {
    const { dulce, cards, refusals } = room();
    const [id = ''] = dulce.history.add(dulce.writer, [card('Un guichet')]);
    expect(cards()).toEqual(['gaps: Un guichet']);
    expect(dulce.history.undo()).toEqual({ card: id, caret: null });
    expect(cards()).toEqual([]);
    expect(dulce.history.canUndo).toBe(false);
    dulce.history.redo();
    expect(cards()).toEqual(['gaps: Un guichet']);
    expect(refusals).toEqual([]);
  });

  it('goes back through adding, moving and removing one card, and forward again', () => {
    const { dulce, cards, refusals } = room();
    const [id = ''] = dulce.history.add(dulce.writer, [card('Un guichet')]);
    dulce.history.beginStep();
    moveCard(dulce.doc, dulce.writer, id, 'exists');
    dulce.history.beginStep();
    removeCard(dulce.doc, dulce.writer, id);
    dulce.history.beginStep();
    restoreCard(dulce.doc, dulce.writer, id);
    const shown = [['exists: Un guichet'], [], ['exists: Un guichet'], ['gaps: Un guichet'], []];
    for (const expected of shown) {
      expect(cards()).toEqual(expected);
      dulce.history.undo();
    }
    for (const expected of shown.toReversed().slice(1)) {
      dulce.history.redo();
      expect(cards()).toEqual(expected);
    }
    expect(refusals).toEqual([]);
  });

  it('leaves alone what others wrote in the same text and where they moved the card', () => {
    const { dulce, wilmer, cards, refusals } = room();
    const [id = ''] = wilmer.history.add(wilmer.writer, [card('Un guichet')]);
    dulce.history.type(id, { start: 10, removed: 0, inserted: ' municipal' });
    changeCardText(dulce.doc, dulce.writer, id, { start: 10, removed: 0, inserted: ' municipal' });
    changeCardText(wilmer.doc, wilmer.writer, id, { start: 20, removed: 0, inserted: ' ouvert' });
    changeCardText(wilmer.doc, wilmer.writer, id, { start: 3, removed: 0, inserted: 'grand ' });
    expect(dulce.history.undo()).toEqual({ card: id, caret: 16 });
    expect(cards()).toEqual(['gaps: Un grand guichet ouvert']);

    dulce.history.beginStep();
    moveCard(dulce.doc, dulce.writer, id, 'exists');
    moveCard(wilmer.doc, wilmer.writer, id, 'gaps');
    dulce.history.undo();
    expect(cards()).toEqual(['gaps: Un grand guichet ouvert']);
    expect(refusals).toEqual([]);
  });

  // Yjs puts what is typed at a deleted word behind it: the word comes back where it was, in the midst of the other's.
  it('takes no letter from someone who was writing in front of the words I bring back', () => {
    const { dulce, wilmer, cards, refusals } = room();
    const [id = ''] = dulce.history.add(dulce.writer, [card('guichet')]);
    const write = (start: number, inserted: string): boolean =>
      changeCardText(wilmer.doc, wilmer.writer, id, { start, removed: 0, inserted });
    write(0, 'Un ');
    dulce.history.type(id, { start: 3, removed: 7, inserted: '' });
    changeCardText(dulce.doc, dulce.writer, id, { start: 3, removed: 7, inserted: '' });
    write(3, 'grand ');
    expect(cards()).toEqual(['gaps: Un grand ']);
    dulce.history.undo();
    expect(cards()).toEqual(['gaps: Un guichetgrand ']);
    expect(refusals).toEqual([]);
  });

  it('takes back what was typed in one go as one step, and what was typed elsewhere as another', () => {
    const { dulce, cards } = room();
    const [id = ''] = dulce.history.add(dulce.writer, [card('ville')]);
    for (const difference of [
      { start: 5, removed: 0, inserted: 'é' },
      { start: 6, removed: 0, inserted: '!' },
      { start: 0, removed: 0, inserted: 'La ' },
    ]) {
      dulce.history.type(id, difference);
      changeCardText(dulce.doc, dulce.writer, id, difference);
    }
    dulce.history.undo();
    expect(cards()).toEqual(['gaps: villeé!']);
    dulce.history.undo();
    expect(cards()).toEqual(['gaps: ville']);
  });
});
