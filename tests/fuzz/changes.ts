import type * as Y from 'yjs';
import * as edit from '#shared/canvas/edit.ts';
import type { Writer } from '#shared/canvas/edit.ts';
import type { Chance } from './chance.ts';

/** A change that one person makes, and how to tell that a copy has it. Nobody else touches what it changes. */
export type Change = {
  author: string;
  what: string;
  isIn: (doc: Y.Doc) => boolean;
  isSaved: boolean;
  isSeen: boolean;
};

type Card = Y.Map<unknown>;
const cardsOf = (doc: Y.Doc) => doc.getMap<Card>('cards');
const ZONES = ['exists', 'actors', 'gaps', 'levers', 'actions'];

/** Somebody who writes at random on cards of their own, so that every change can be looked for afterwards. */
export class Author {
  readonly name: string;
  #writer: Writer;
  #chance: Chance;
  #cards: string[] = [];
  #words = 0;
  #moves: { card: string; at: number; zone: string }[] = [];

  constructor(name: string, participantId: string, chance: Chance) {
    this.name = name;
    this.#chance = chance;
    let ids = 0;
    const newId = (): string => `${name}-${(ids += 1)}`;
    this.#writer = { participantId, newId, now: Date.now, origin: this };
  }

  /** Makes one change. */
  write(doc: Y.Doc): Change {
    const card = this.#chance.pick(this.#cards);
    if (card === undefined) return this.#add(doc);
    const kind = this.#chance.weighted({ add: 2, type: 6, move: 2, own: 2, comment: 2, remove: 1 });
    const word = `⟨${this.name}${(this.#words += 1)}⟩`;
    switch (kind) {
      case 'add':
        return this.#add(doc);
      case 'type': {
        const text = cardsOf(doc).get(card)?.get('text') as Y.Text;
        const start = text.length;
        edit.changeCardText(doc, this.#writer, card, { start, removed: 0, inserted: word });
        return this.#change(`${word} in ${card}`, (copy) => textOf(copy, card).includes(word));
      }
      case 'move':
      case 'own':
        return this.#set(doc, card, kind, word);
      case 'comment': {
        const id = edit.addComment(doc, this.#writer, { card, text: word, lang: 'en' });
        return this.#change(`comment ${id}`, (copy) => copy.getMap('comments').has(id));
      }
      case 'remove': {
        // For good: so that it can be told apart from not yet removed.
        this.#cards = this.#cards.filter((other) => other !== card);
        edit.removeCard(doc, this.#writer, card);
        return this.#change(`${card} removed`, (copy) => cardsOf(copy).get(card)?.get('removed') === true);
      }
    }
  }

  #add(doc: Y.Doc): Change {
    const zone = this.#chance.pick(ZONES) ?? '';
    const id = edit.addCard(doc, this.#writer, { zone, text: this.name, lang: 'en', territory: null });
    this.#cards.push(id);
    return this.#change(`card ${id}`, (copy) => cardsOf(copy).has(id));
  }

  /** Values are written over by later ones: each has a number, and a later one will do too. */
  #set(doc: Y.Doc, card: string, kind: 'move' | 'own', word: string): Change {
    const at = this.#words;
    if (kind === 'own') edit.changeCard(doc, this.#writer, card, { owner: `${word} ${at}` });
    else {
      const zone = this.#chance.pick(ZONES) ?? '';
      this.#moves.push({ card, at, zone });
      edit.moveCard(doc, this.#writer, card, zone);
      edit.changeCard(doc, this.#writer, card, { due: `P${at}D` });
    }
    const field = kind === 'own' ? 'owner' : 'due';
    return this.#change(`${field} ${at} of ${card}`, (copy) => {
      const there = cardsOf(copy).get(card);
      const number = Number(/(\d+)D?$/.exec(String(there?.get(field)))?.[1] ?? -1);
      return number >= at && (kind === 'own' || this.#wasMovedTo(card, String(there?.get('zone')), number));
    });
  }

  /** With this move, or a later one. */
  #wasMovedTo(card: string, zone: string, number: number): boolean {
    return this.#moves.some((move) => move.card === card && move.zone === zone && move.at >= number);
  }

  #change(what: string, isIn: Change['isIn']): Change {
    return { author: this.name, what, isIn, isSaved: false, isSeen: false };
  }
}

const textOf = (doc: Y.Doc, card: string): string =>
  (cardsOf(doc).get(card)?.get('text') as Y.Text | undefined)?.toString() ?? '';
