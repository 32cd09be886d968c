import type { CardSnapshot } from '#shared/canvas/snapshot.ts';

/** A card on the list. `isGone`: somebody has removed it while I was in it. */
export type ListedCard = { card: CardSnapshot; isGone: boolean };

/** One for each card, so that an unchanged card is not drawn anew. */
const known = new WeakMap<CardSnapshot, ListedCard>();
function listedOf(card: CardSnapshot): ListedCard {
  const listed = known.get(card) ?? { card, isGone: false };
  known.set(card, listed);
  return listed;
}

/**
 * The card my focus is in. Others may move or remove it meanwhile; on my screen it stays where it is until I leave it,
 * because an element that moves or goes takes the focus with it (promise 21).
 */
export class HeldCard {
  #held: CardSnapshot | null = $state.raw(null);

  /** Coming back to the same card changes nothing: it stays where it was when I came. */
  take(card: CardSnapshot): void {
    if (this.#held?.id !== card.id) this.#held = card;
  }
  release(): void {
    this.#held = null;
  }

  /** All cards in reading order, with mine at the place where I hold it. */
  among(cards: CardSnapshot[]): ListedCard[] {
    const held = this.#held;
    if (!held) return cards.map(listedOf);
    const live = cards.find(({ id }) => id === held.id);
    const mine = { ...(live ?? held), zone: held.zone, rank: held.rank };
    const others = cards.filter(({ id }) => id !== held.id);
    const next = others.findIndex((card) => card.zone === mine.zone && isAfter(card, mine));
    const at = next < 0 ? others.length : next;
    return [
      ...others.slice(0, at).map(listedOf),
      { card: mine, isGone: !live },
      ...others.slice(at).map(listedOf),
    ];
  }
}

const isAfter = (a: CardSnapshot, b: CardSnapshot): boolean =>
  a.rank === b.rank ? a.id > b.id : a.rank > b.rank;
