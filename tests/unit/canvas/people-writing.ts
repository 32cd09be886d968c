import { isDeepStrictEqual } from 'node:util';
import * as Y from 'yjs';
import type { NewCard, Writer } from '#shared/canvas/edit.ts';
import { KnownEntries, readCanvas } from '#shared/canvas/read.ts';

export const ZONES = ['gaps', 'levers', 'actions'];
export const address = { session: 's1', group: 'g1', block: 'water' };
export const NOON = Date.parse('2027-03-01T12:00:00.000Z');

/** Somebody with a document of their own. Ids are their name and a number. */
export class Person {
  readonly doc = new Y.Doc();
  readonly writer: Writer;
  #ids = 0;
  #known = new KnownEntries(this.doc);

  constructor(name: string, clientId?: number) {
    if (clientId !== undefined) this.doc.clientID = clientId;
    const newId = () => `${name}-${(this.#ids += 1)}`;
    this.writer = { participantId: name, newId, now: () => NOON, origin: this };
  }

  get canvas() {
    const canvas = readCanvas(this.doc, address, ZONES);
    // Who keeps what is known reads the same.
    if (!isDeepStrictEqual(readCanvas(this.doc, address, ZONES, this.#known), canvas))
      throw new Error('What was known of the canvas is not what it holds.');
    return canvas;
  }

  /** The cards of a zone as they are read, by their texts. */
  zone(zone: string): string[] {
    return this.canvas.cards.filter((card) => card.zone === zone).map(({ text }) => text);
  }

  hears(other: Person): this {
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(other.doc, Y.encodeStateVector(this.doc)));
    return this;
  }
}

/** Everybody hears everybody. */
export function meet(...people: Person[]): void {
  for (const one of people) for (const other of people) if (one !== other) one.hears(other);
}

export const note = (text: string, more: Partial<NewCard> = {}): NewCard => ({
  zone: 'gaps',
  text,
  lang: 'en',
  territory: 't-quito',
  ...more,
});
