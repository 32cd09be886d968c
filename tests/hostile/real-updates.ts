import * as Y from 'yjs';
import * as edit from '#shared/canvas/edit.ts';
import { Dice } from './dice.ts';
import { ZONES } from './hostile-ground.ts';

export type RealUpdate = { person: string; update: Uint8Array };

/** What honest people wrote before, and what they and an attacker could send next: each good as it is. */
export function realUpdates(seed: number): { base: RealUpdate[]; next: RealUpdate[] } {
  const dice = new Dice(seed);
  const doc = new Y.Doc();
  const base: RealUpdate[] = [];
  for (const [person, client] of [
    ['p1', 100],
    ['p2', 200],
  ] as const) {
    base.push(...session(doc, person, client, dice, 12));
  }
  const next: RealUpdate[] = [];
  for (const [person, client] of [
    ['p1', 100],
    ['p2', 201],
    ['evil', 300],
  ] as const) {
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
    const before = Y.encodeStateVector(copy);
    next.push(...session(copy, person, client, dice, 10));
    next.push({ person, update: Y.encodeStateAsUpdate(copy, before) });
    next.push({ person, update: Y.encodeStateAsUpdate(copy) });
    copy.destroy();
  }
  return { base, next };
}

/** Somebody does this and that; each transaction is an update. */
function session(doc: Y.Doc, person: string, client: number, dice: Dice, acts: number): RealUpdate[] {
  doc.clientID = client;
  const updates: RealUpdate[] = [];
  const note = (update: Uint8Array): void => void updates.push({ person, update });
  doc.on('update', note);
  let counter = 0;
  const writer = {
    participantId: person,
    newId: () => `${person}-${client}-${(counter += 1)}`,
    now: () => 1e12,
  };
  const ids = () => [...doc.getMap('cards').keys()];
  for (let act = 0; act < acts; act += 1) {
    const text = dice.of(['un mot', 'dos palabras', 'three words 🙂 here']);
    const card = {
      zone: dice.of(ZONES),
      text,
      lang: 'fr',
      territory: dice.of([null, 'praia', ['praia', 'lima']]),
    };
    const mine = ids().length === 0 ? edit.addCard(doc, writer, card) : dice.of(ids());
    switch (dice.below(9)) {
      case 0:
      case 1:
        edit.addCard(doc, writer, card);
        break;
      case 2:
        edit.editCardText(doc, writer, mine, `${text} and more`);
        break;
      case 3:
        edit.moveCard(doc, writer, mine, dice.of(ZONES));
        break;
      case 4:
        edit.addThread(doc, writer, mine, dice.of(ids()));
        break;
      case 5:
        edit.addComment(doc, writer, { card: mine, text, lang: 'es' });
        break;
      case 6:
        edit.addTranslation(doc, writer, { card: mine, lang: 'es', text, status: 'draft' });
        break;
      case 7:
        edit.writeReport(doc, writer, { action: mine, lang: 'fr', question: text, lines: text });
        break;
      default:
        edit.removeCard(doc, writer, mine);
        edit.restoreCard(doc, writer, mine);
    }
  }
  doc.off('update', note);
  return updates;
}
