import * as Y from 'yjs';
import { addCard, changeCardText, type Writer } from '#shared/canvas/edit.ts';
import type { Client } from './clients.ts';

const ZONES = ['exists', 'actors', 'gaps', 'levers', 'actions'];
const SENTENCE = 'Neighbours share tools and a workshop, but nobody is paid to keep the keys. ';
/** A card is full, and the next one begun. */
const CARD_LENGTH = 70;

/** Small, fast and the same for every server: everybody's load is drawn from equal numbers. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Somebody who types into cards, a keystroke at a time, with slips put right and a cursor that moves along. */
export class Typist {
  readonly client: Client;
  /** The Yjs clock after each change: what others have of it tells how many of them arrived. */
  readonly ends: number[] = [];
  readonly cards: string[] = [];
  #writer: Writer;
  #random: () => number;
  #timer: NodeJS.Timeout | null = null;

  constructor(client: Client, participantId: string, seed: number) {
    this.client = client;
    this.#random = seededRandom(seed);
    let count = 0;
    const newId = (): string => `c${seed}-${(count += 1)}`;
    this.#writer = { participantId, newId, now: Date.now, origin: this };
  }

  /** @param perSecond changes, on average. A load that was held up catches up: every server gets the same number. */
  start(perSecond: number): void {
    let at = performance.now();
    const later = (): void => {
      at += (1000 / perSecond) * (0.5 + this.#random());
      const next = (): void => {
        this.type();
        later();
      };
      this.#timer = setTimeout(next, Math.max(0, at - performance.now()));
    };
    later();
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
  }

  type(): void {
    const { doc } = this.client;
    const text = this.textOf(doc);
    if (!text || text.length >= CARD_LENGTH) this.#beginCard();
    else this.#keystroke(text);
    this.ends.push(Y.getState(doc.store, doc.clientID));
    const written = this.textOf(doc);
    if (written) this.client.showCursor(written, written.length);
  }

  /** The card in hand, as it stands in a document. */
  textOf(doc: Y.Doc): Y.Text | null {
    const id = this.cards.at(-1);
    const text = id === undefined ? null : doc.getMap<Y.Map<unknown>>('cards').get(id)?.get('text');
    return text instanceof Y.Text ? text : null;
  }

  #beginCard(): void {
    const zone = ZONES[this.cards.length % ZONES.length] ?? 'exists';
    const card = { zone, text: SENTENCE.charAt(0), lang: 'en', territory: null };
    this.cards.push(addCard(this.client.doc, this.#writer, card));
  }

  #keystroke(text: Y.Text): void {
    const isSlip = text.length > 1 && this.#random() < 0.06;
    const start = isSlip ? text.length - 1 : text.length;
    const inserted = SENTENCE.charAt(start % SENTENCE.length);
    const id = this.cards.at(-1) ?? '';
    changeCardText(this.client.doc, this.#writer, id, { start, removed: isSlip ? 1 : 0, inserted });
  }
}
