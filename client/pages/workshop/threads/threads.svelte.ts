import { getContext, setContext, untrack } from 'svelte';
import { CanvasArguments, zonesAfter, zonesTiedTo } from '#shared/canvas/argument.ts';
import type { CardSnapshot } from '#shared/canvas/snapshot.ts';
import { wordsFor } from '#shared/canvas/translations.ts';
import type { CanvasState } from '../../../canvas/canvas-state.svelte.ts';
import type { Point } from '#shared/canvas/thread-routes.ts';
import type { WorkshopPlace } from '../workshop-place.svelte.ts';
import type { ShownZone } from '../zones.ts';

/** A thread on its way from a card to where the pointer is. */
export type ThreadInHand = { from: string; start: Point; end: Point; over: string | null };

/** The links between the cards on the screen: what hangs together, what is selected, what is being tied. */
export class Threads {
  /** The card whose argument is shown. It stays selected when the focus goes on to a tool, or the lens changes. */
  selected: string | null = $state(null);
  /** The card that a new one, being written in `zone`, will be tied to. */
  answered: { card: string; zone: string } | null = $state.raw(null);
  /** The card whose links are chosen in the dialog. */
  choosing: string | null = $state(null);
  inHand: ThreadInHand | null = $state.raw(null);
  /** A new one only when cards or threads come, go or move: every card asks it, and most changes are words. */
  all: CanvasArguments = $state.raw(new CanvasArguments({ cards: [], threads: [] }));
  #shape = '';
  #canvas: CanvasState;
  #place: WorkshopPlace;
  #cards: () => CardSnapshot[];

  /** `cards`: those that are shown; a card that is not shown has no links here. */
  constructor(canvas: CanvasState, place: WorkshopPlace, cards: () => CardSnapshot[]) {
    this.#canvas = canvas;
    this.#place = place;
    this.#cards = cards;
    const read = (): void => {
      const now = { cards: cards(), threads: canvas.threads };
      const shape = shapeOf(now);
      if (shape === this.#shape) return;
      this.#shape = shape;
      this.all = new CanvasArguments(now);
    };
    untrack(read);
    $effect.pre(read);
  }

  /** The cards of the selected argument; null while nothing is selected that has one. */
  lit = $derived.by(() => {
    const around = this.selected === null ? null : this.all.around(this.selected);
    return around && around.size > 1 ? around : null;
  });

  card(id: string): CardSnapshot | null {
    return this.#cards().find((card) => card.id === id) ?? null;
  }
  /** As they are read in this language. */
  words(card: CardSnapshot, lang: string): { text: string; lang: string } {
    return wordsFor(this.#canvas, card, lang);
  }
  isLit(card: string): boolean {
    return this.lit?.has(card) ?? false;
  }
  isDim(card: string): boolean {
    return this.lit !== null && !this.lit.has(card);
  }
  /** Where a new card that answers this one can be written now. */
  answersIn(zone: string): ShownZone[] {
    return this.#open(zonesAfter(zone));
  }
  /** Zones whose cards this one can be tied to. */
  tiedTo(zone: string): ShownZone[] {
    return this.#open(zonesTiedTo(zone));
  }
  mayTie(a: string, b: string): boolean {
    const [one, other] = [this.card(a), this.card(b)];
    return one !== null && other !== null && zonesTiedTo(one.zone).includes(other.zone);
  }

  tie(a: string, b: string): void {
    const [one, other] = [this.card(a), this.card(b)];
    if (!one || !other || this.all.between(a, b)) return;
    const isForward = zonesAfter(one.zone).includes(other.zone);
    this.#canvas.link(isForward ? a : b, isForward ? b : a);
  }
  untie(a: string, b: string): void {
    const link = this.all.between(a, b);
    if (link) this.#canvas.unlink(link.thread);
  }
  /** A new card was written where an answer was asked for. */
  answer(card: string): void {
    if (this.answered) this.#canvas.link(this.answered.card, card);
    this.answered = null;
  }

  #open(zones: string[]): ShownZone[] {
    const open = this.#place.zones.filter(({ opensIn }) => opensIn === null);
    return zones.flatMap((id) => open.filter((zone) => zone.id === id));
  }
}

/** Which cards stand where in which order, and what ties them: everything but what they say. */
const shapeOf = ({ cards, threads }: Pick<CanvasState, 'cards' | 'threads'>): string =>
  [
    ...cards.map(({ id, zone }) => `${id}@${zone}`),
    ...threads.map(({ id, from, to }) => `${id}:${from}>${to}`),
  ].join();

const CONTEXT = Symbol('threads');
export const provideThreads = (threads: Threads): Threads => setContext(CONTEXT, threads);
/** A card is shown elsewhere too, where nothing is tied: undefined there. */
export const findThreads = (): Threads | undefined => getContext(CONTEXT);
export function useThreads(): Threads {
  const threads = findThreads();
  if (!threads) throw new Error('This component stands outside Board, which provides the threads');
  return threads;
}
