import type { Id } from '../session/state.ts';
import type { CanvasSnapshot, CardSnapshot } from './snapshot.ts';

/** The zones from which an argument is built, in the order it is read. A scenario with other zones has no arguments. */
export const ARGUMENT_ZONES = { gaps: 'gaps', levers: 'levers', actions: 'actions' } as const;
const ORDER: Id[] = Object.values(ARGUMENT_ZONES);

/** Where an argument goes on: from a gap to levers and actions, from a lever to actions. */
export const zonesAfter = (zone: Id): Id[] =>
  ORDER.includes(zone) ? ORDER.slice(ORDER.indexOf(zone) + 1) : [];
/** Zones whose cards a card of this zone can be tied to, where the argument goes on first. */
export const zonesTiedTo = (zone: Id): Id[] =>
  ORDER.includes(zone) ? [...zonesAfter(zone), ...ORDER.slice(0, ORDER.indexOf(zone))] : [];

/** Every card that a path from `start` meets, when the path may only go on from `through`. */
export function reachedFrom<Name>(
  start: Name,
  tied: ReadonlyMap<Name, Iterable<Name>>,
  through?: ReadonlySet<Name>,
): Set<Name> {
  const reached = new Set<Name>();
  const open = [start];
  for (let from = open.pop(); from !== undefined; from = open.pop()) {
    for (const to of tied.get(from) ?? []) {
      if (reached.has(to)) continue;
      reached.add(to);
      if (!through || through.has(to)) open.push(to);
    }
  }
  return reached;
}

/** A thread in the direction in which it is read, whatever way it was drawn. */
export type Link = { thread: Id; from: CardSnapshot; to: CardSnapshot };
export type LinksOfCard = { previous: Link[]; next: Link[] };
const NONE: LinksOfCard = { previous: [], next: [] };

/** How the cards of one canvas hang together. */
export class CanvasArguments {
  readonly links: Link[] = [];
  #ofCard = new Map<Id, LinksOfCard>();
  #next = new Map<Id, Id[]>();
  #previous = new Map<Id, Id[]>();
  #zoneOf = new Map<Id, Id>();

  constructor({ cards, threads }: Pick<CanvasSnapshot, 'cards' | 'threads'>) {
    const known = new Map(cards.map((card) => [card.id, card]));
    for (const card of cards) this.#zoneOf.set(card.id, card.zone);
    for (const thread of threads) {
      const [a, b] = [known.get(thread.from), known.get(thread.to)];
      if (a && b) this.#tie(thread.id, ...(isReadFrom(a, b) ? ([a, b] as const) : ([b, a] as const)));
    }
  }

  of(card: Id): LinksOfCard {
    return this.#ofCard.get(card) ?? NONE;
  }
  /** The card, all that leads to it and all that it leads to. */
  around(card: Id): Set<Id> {
    return new Set([card, ...reachedFrom(card, this.#next), ...reachedFrom(card, this.#previous)]);
  }
  between(a: Id, b: Id): Link | null {
    return (
      this.links.find(({ from, to }) => (from.id === a ? to.id === b : from.id === b && to.id === a)) ?? null
    );
  }
  /** The argument has come to an action. */
  isDone({ to }: Link): boolean {
    const ends = [to.id, ...reachedFrom(to.id, this.#next)];
    return ends.some((id) => this.#zoneOf.get(id) === ARGUMENT_ZONES.actions);
  }
  /** A gap to which nothing answers yet, or a lever that leads to no action. */
  isOpen({ id, zone }: CardSnapshot): boolean {
    return zonesAfter(zone).length > 0 && this.of(id).next.length === 0;
  }

  #tie(thread: Id, from: CardSnapshot, to: CardSnapshot): void {
    // Drawn both ways it is one.
    if (this.#next.get(from.id)?.includes(to.id)) return;
    const link = { thread, from, to };
    this.links.push(link);
    this.#next.set(from.id, [...(this.#next.get(from.id) ?? []), to.id]);
    this.#previous.set(to.id, [...(this.#previous.get(to.id) ?? []), from.id]);
    this.#ofCard.set(from.id, { ...this.of(from.id), next: [...this.of(from.id).next, link] });
    this.#ofCard.set(to.id, { ...this.of(to.id), previous: [...this.of(to.id).previous, link] });
  }
}

const isReadFrom = (a: CardSnapshot, b: CardSnapshot): boolean =>
  ORDER.indexOf(a.zone) <= ORDER.indexOf(b.zone) || !ORDER.includes(b.zone);
