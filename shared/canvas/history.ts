import * as Y from 'yjs';
import type { Id, Instant } from '../session/state.ts';

/** What somebody did to a card, and when by the server's clock. */
export type Deed = {
  at: Instant;
  /** When it began: letters typed one after the other are one deed. */
  since: Instant;
  by: Id;
  card: Id;
  kind: 'added' | 'written' | 'moved' | 'changed' | 'removed' | 'restored';
  zone: Id;
  /** As it was afterwards. */
  text: string;
  /** Of `written` only: as it was before. */
  before?: string;
};

/** An update as the log keeps it. */
export type LoggedUpdate = { bytes: Uint8Array; by: Id; at: number };

/** A card's plain values, and its text under `text`. */
export type CardValues = Record<string, unknown> & { text: string };

/** Typing goes on as one deed while no pause is longer, in ms. */
const PAUSE_MS = 60_000;
const WHERE = ['zone', 'rank'];

export const cardsOf = (doc: Y.Doc) => doc.getMap<Y.Map<unknown>>('cards');

/** What a card holds now, whatever it is. */
export function valuesOf(card: Y.Map<unknown>): CardValues {
  const text = card.get('text');
  const values = Object.fromEntries([...card.entries()].filter(([key]) => key !== 'text'));
  return { ...values, text: text instanceof Y.Text ? text.toString() : '' };
}

/** A canvas told from its beginning: takes the log's updates one after the other and says what each did to the cards. */
export class CanvasHistory {
  readonly doc = new Y.Doc();
  readonly deeds: Deed[] = [];
  #known = new Map<Id, CardValues>();
  #touched = new Set<Id>();
  /** The deed that goes on, by card. */
  #open = new Map<Id, Deed>();

  constructor() {
    const cards = cardsOf(this.doc);
    cards.observeDeep((events) => {
      for (const event of events) {
        if (event.target === cards) for (const key of event.changes.keys.keys()) this.#touched.add(key);
        else this.#touched.add(String(event.path[0]));
      }
    });
  }

  take({ bytes, by, at }: LoggedUpdate): void {
    this.#touched.clear();
    Y.applyUpdate(this.doc, bytes);
    for (const id of this.#touched) {
      const card = cardsOf(this.doc).get(id);
      if (card instanceof Y.Map) this.#note(id, valuesOf(card), by, at);
    }
  }

  #note(card: Id, now: CardValues, by: Id, at: number): void {
    const before = this.#known.get(card);
    this.#known.set(card, now);
    const kind = kindOf(before, now);
    if (kind === null) return;
    const open = this.#open.get(card);
    const goesOn =
      open?.by === by &&
      at - Date.parse(open.at) < PAUSE_MS &&
      (open.kind === kind || (open.kind === 'added' && kind !== 'removed'));
    const instant = new Date(at).toISOString();
    const zone = String(now['zone']);
    if (open && goesOn) {
      Object.assign(open, { at: instant, zone, text: now.text });
      return;
    }
    const deed: Deed = {
      at: instant,
      since: instant,
      by,
      card,
      kind,
      zone,
      text: now.text,
      ...(kind === 'written' ? { before: before?.text ?? '' } : {}),
    };
    this.#open.set(card, deed);
    this.deeds.push(deed);
  }
}

function kindOf(before: CardValues | undefined, now: CardValues): Deed['kind'] | null {
  if (!before) return 'added';
  if (before['removed'] !== now['removed']) return now['removed'] ? 'removed' : 'restored';
  if (before.text !== now.text) return 'written';
  const changed = [...new Set([...Object.keys(before), ...Object.keys(now)])].filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(now[key]),
  );
  if (changed.length === 0) return null;
  return changed.every((key) => WHERE.includes(key)) ? 'moved' : 'changed';
}
