import { SvelteMap } from 'svelte/reactivity';
import type * as Y from 'yjs';
import { readCaret } from './carets.ts';
import type { Neighbour } from './people-here.ts';

/** Somebody else on this canvas; one of their tabs, the one that is looked at. */
export type PersonOnCanvas = {
  id: string;
  name: string;
  /** All their tabs are in the background. */
  isAway: boolean;
  /** The card they are in. */
  card: string | null;
  anchor: number;
  head: number;
};
const NOBODY: PersonOnCanvas[] = [];

/** The others on this canvas and where they write, card by card, so that one who moves redraws two cards and not all. */
export class PeopleOnCanvas {
  all: PersonOnCanvas[] = $state.raw(NOBODY);
  #byCard = new SvelteMap<string, PersonOnCanvas[]>();

  at(card: string): PersonOnCanvas[] {
    return this.#byCard.get(card) ?? NOBODY;
  }

  refresh(doc: Y.Doc, neighbours: Neighbour[], me: string | null): void {
    const people = new Map<string, PersonOnCanvas>();
    for (const { id, name, isHidden, caret } of neighbours) {
      if (id === me) continue;
      const place = caret && !isHidden ? readCaret(doc, caret) : null;
      const known = people.get(id);
      // Of several tabs the one in which they write tells where they are.
      if (known && (known.card !== null || !place)) {
        known.isAway &&= isHidden;
        continue;
      }
      const isAway = isHidden && (known?.isAway ?? true);
      people.set(id, { id, name, isAway, ...(place ?? { card: null, anchor: 0, head: 0 }) });
    }
    const next = [...people.values()];
    if (isSame(this.all, next)) return;
    this.all = next;
    const inCards = new Map<string, PersonOnCanvas[]>();
    for (const one of next) {
      if (one.card !== null) inCards.set(one.card, [...(inCards.get(one.card) ?? []), one]);
    }
    for (const card of this.#byCard.keys()) if (!inCards.has(card)) this.#byCard.delete(card);
    for (const [card, here] of inCards) {
      if (!isSame(this.at(card), here)) this.#byCard.set(card, here);
    }
  }
}

const isSame = (a: PersonOnCanvas[], b: PersonOnCanvas[]): boolean =>
  a.length === b.length &&
  a.every((one, index) => {
    const other = b[index];
    return (
      other !== undefined &&
      one.id === other.id &&
      one.name === other.name &&
      one.isAway === other.isAway &&
      one.card === other.card &&
      one.anchor === other.anchor &&
      one.head === other.head
    );
  });
