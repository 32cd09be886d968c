import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import * as edit from '#shared/canvas/edit.ts';
import { readCanvas } from '#shared/canvas/read.ts';
import { address, meet, note, NOON, Person, ZONES } from './people-writing.ts';

function anaAndBen(): [Person, Person] {
  return [new Person('ana'), new Person('ben')];
}

describe('a card', () => {
  it('is read by others as it was written', () => {
    const [ana, ben] = anaAndBen();
    const action = { zone: 'actions', owner: 'The council', due: 'P6M', status: 'committed' as const };
    const id = edit.addCard(ana.doc, ana.writer, note('A fund', action));
    meet(ana, ben);
    expect(ben.canvas.cards).toEqual([
      {
        ...action,
        id,
        rank: 'a0',
        text: 'A fund',
        author: 'ana',
        territories: ['t-quito'],
        lang: 'en',
        at: new Date(NOON).toISOString(),
      },
    ]);
  });

  it('speaks for no territory, one or several', () => {
    const [ana] = anaAndBen();
    for (const territory of [null, 't1', ['t1', 't2', 't1']]) {
      edit.addCard(ana.doc, ana.writer, note('x', { territory }));
    }
    expect(ana.canvas.cards.map(({ territories }) => territories)).toEqual([[], ['t1'], ['t1', 't2']]);
  });

  it('keeps what two people write into it at once', () => {
    const [ana, ben] = anaAndBen();
    const id = edit.addCard(ana.doc, ana.writer, note('Water is dear'));
    meet(ana, ben);
    edit.editCardText(ana.doc, ana.writer, id, 'Clean water is dear');
    edit.editCardText(ben.doc, ben.writer, id, 'Water is dear here 💧');
    meet(ana, ben);
    expect(ben.canvas.cards[0]?.text).toBe('Clean water is dear here 💧');
    expect(ana.canvas).toEqual(ben.canvas);
  });

  it('is the same card for the author when another changes it', () => {
    const [ana, ben] = anaAndBen();
    const id = edit.addCard(ana.doc, ana.writer, note('A fund', { zone: 'actions' }));
    meet(ana, ben);
    edit.changeCard(ben.doc, ben.writer, id, {
      owner: 'Ben',
      status: 'started',
      territory: null,
      lang: 'fr',
    });
    meet(ana, ben);
    expect(ana.canvas.cards[0]).toMatchObject({
      ...{ author: 'ana', owner: 'Ben', status: 'started', lang: 'fr', territories: [], text: 'A fund' },
    });
  });

  it('goes and comes back with everybody’s words, its comments and its links', () => {
    const [ana, ben] = anaAndBen();
    const gap = edit.addCard(ana.doc, ana.writer, note('Gap'));
    const lever = edit.addCard(ana.doc, ana.writer, note('Lever', { zone: 'levers' }));
    edit.addThread(ana.doc, ana.writer, gap, lever);
    edit.addComment(ana.doc, ana.writer, { card: gap, text: 'Why?', lang: 'en' });
    meet(ana, ben);
    const before = ana.canvas;
    edit.removeCard(ana.doc, ana.writer, gap);
    edit.editCardText(ben.doc, ben.writer, gap, 'A gap');
    meet(ana, ben);
    expect(ben.canvas).toMatchObject({ threads: [], comments: [], rejected: 0 });
    expect(ben.canvas.cards.map(({ text }) => text)).toEqual(['Lever']);
    edit.restoreCard(ben.doc, ben.writer, gap);
    expect(ben.canvas).toEqual({
      ...before,
      cards: [{ ...before.cards[0], text: 'A gap' }, before.cards[1]],
    });
  });

  it('that is not there is nothing to edit', () => {
    const [ana] = anaAndBen();
    const { doc, writer } = ana;
    expect(edit.editCardText(doc, writer, 'none', 'x')).toBe(false);
    expect(edit.moveCard(doc, writer, 'none', 'gaps')).toBe(false);
    expect(edit.changeCard(doc, writer, 'none', { owner: 'x' })).toBe(false);
    expect(edit.removeCard(doc, writer, 'none')).toBe(false);
    expect(edit.restoreCard(doc, writer, 'none')).toBe(false);
    expect(edit.addThread(doc, writer, 'none', 'either')).toBeNull();
    expect(
      edit.addTranslation(doc, writer, { card: 'none', lang: 'fr', text: 'x', status: 'draft' }),
    ).toBeNull();
    expect(Y.encodeStateAsUpdate(doc)).toEqual(Y.encodeStateAsUpdate(new Y.Doc()));
  });
});

describe('a link between cards', () => {
  it('is one, also when two people make it at once, and goes as one', () => {
    const [ana, ben] = anaAndBen();
    const gap = edit.addCard(ana.doc, ana.writer, note('Gap'));
    const lever = edit.addCard(ana.doc, ana.writer, note('Lever', { zone: 'levers' }));
    meet(ana, ben);
    const id = edit.addThread(ana.doc, ana.writer, gap, lever);
    expect(edit.addThread(ana.doc, ana.writer, gap, lever)).toBe(id);
    edit.addThread(ben.doc, ben.writer, gap, lever);
    edit.addThread(ben.doc, ben.writer, lever, gap);
    meet(ana, ben);
    expect(ben.canvas.threads).toEqual([
      { id, from: gap, to: lever },
      { id: 'ben-2', from: lever, to: gap },
    ]);
    edit.removeThread(ben.doc, ben.writer, id ?? '');
    meet(ana, ben);
    expect(ana.canvas.threads.map(({ from }) => from)).toEqual([lever]);
    edit.removeThread(ben.doc, ben.writer, 'none');
  });

  it('does not lead from a card to itself', () => {
    const [ana] = anaAndBen();
    const gap = edit.addCard(ana.doc, ana.writer, note('Gap'));
    expect(edit.addThread(ana.doc, ana.writer, gap, gap)).toBeNull();
  });
});

describe('beside a card', () => {
  it('comments are in the order of their times', () => {
    const [ana, ben] = anaAndBen();
    const card = edit.addCard(ana.doc, ana.writer, note('Gap'));
    meet(ana, ben);
    const later = { ...ana.writer, now: () => NOON + 1000 };
    edit.addComment(ana.doc, later, { card, text: 'Second', lang: 'es' });
    edit.addComment(ben.doc, ben.writer, { card, text: 'First', lang: 'fr' });
    meet(ana, ben);
    const [first, second] = ana.canvas.comments;
    expect(first).toMatchObject({ card, author: 'ben', text: 'First', lang: 'fr' });
    expect(second).toMatchObject({ author: 'ana', at: new Date(NOON + 1000).toISOString() });
  });

  it('a translation says when its original has changed since', () => {
    const [ana, ben] = anaAndBen();
    const card = edit.addCard(ana.doc, ana.writer, note('Water'));
    meet(ana, ben);
    edit.addTranslation(ben.doc, ben.writer, { card, lang: 'fr', text: 'L’eau', status: 'published' });
    meet(ana, ben);
    const translation = { id: 'ben-1', card, lang: 'fr', text: 'L’eau', by: 'ben', status: 'published' };
    expect(ana.canvas.translations).toEqual([{ ...translation, isStale: false }]);
    edit.editCardText(ana.doc, ana.writer, card, 'Clean water');
    expect(ana.canvas.translations).toEqual([{ ...translation, isStale: true }]);
  });
});

it('a report names its first action for as long as that card is there', () => {
  const [ana, ben] = anaAndBen();
  const action = edit.addCard(ana.doc, ana.writer, note('A fund', { zone: 'actions' }));
  meet(ana, ben);
  edit.writeReport(ana.doc, ana.writer, { action, lang: 'en', question: 'Who pays?' });
  edit.writeReport(ben.doc, ben.writer, { lines: 'One\nTwo\nThree' });
  meet(ana, ben);
  const report = { action, lang: 'en', question: 'Who pays?', lines: 'One\nTwo\nThree' };
  expect(ben.canvas.report).toEqual(report);
  edit.removeCard(ben.doc, ben.writer, action);
  expect(ben.canvas.report).toEqual({ ...report, action: null });
});

it('narratives of two languages are two texts, in the synthesis’s canvases only', () => {
  const [ana, ben] = anaAndBen();
  edit.writeNarrative(ana.doc, ana.writer, 'fr', 'Nous');
  edit.writeNarrative(ben.doc, ben.writer, 'es', 'Nosotras');
  edit.writeNarrative(ben.doc, ben.writer, 'es', 'Nosotros');
  meet(ana, ben);
  const synthesis = readCanvas(ana.doc, { ...address, group: 'synthesis' }, ZONES);
  expect(synthesis.narrative).toEqual({ es: 'Nosotros', fr: 'Nous' });
  expect(ana.canvas).not.toHaveProperty('narrative');
});

it('undo takes back one’s own edits only, for each is one transaction of its writer', () => {
  const [ana, ben] = anaAndBen();
  edit.addCard(ben.doc, ben.writer, note('Ben’s'));
  meet(ana, ben);
  const undo = new Y.UndoManager(ana.doc.getMap('cards'), {
    trackedOrigins: new Set([ana]),
    captureTimeout: 0,
  });
  edit.addCard(ana.doc, ana.writer, note('Ana’s'));
  edit.moveCard(ana.doc, ana.writer, 'ben-1', 'levers');
  undo.undo();
  expect(ana.zone('gaps')).toEqual(['Ben’s', 'Ana’s']);
  undo.undo();
  expect(ana.zone('gaps')).toEqual(['Ben’s']);
  undo.undo();
  expect(ana.canvas.cards).toHaveLength(1);
});
