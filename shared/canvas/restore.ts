import * as Y from 'yjs';
import type { Id } from '../session/state.ts';
import type { Writer } from './edit.ts';
import { cardsOf, valuesOf } from './history.ts';
import { changeText } from './text.ts';

/** What is brought back: all of it, one card, or only what one person has done since. */
export type Wanted = {
  card?: Id;
  /** By whom a card was touched since then. Absent: whoever it was. */
  by?: Id;
  touchedSince: ReadonlyMap<Id, ReadonlySet<Id>>;
};

/** Never written anew: they say who wrote the card, and admission holds to it. */
const FIXED = new Set(['author', 'at', 'text']);

/**
 * Brings cards and threads back to how `past` has them, as new changes by `writer` in one transaction. Cards added since stay;
 * with `by` only what that person alone has touched changes, and cards that person added go. Nothing is lost: the log keeps what
 * was there. Returns how many cards changed.
 */
export function restore(doc: Y.Doc, writer: Writer, past: Y.Doc, wanted: Wanted): number {
  const changed = new Set<Id>();
  doc.transact(() => {
    for (const [id, card] of cardsOf(doc)) {
      if (!(card instanceof Y.Map) || !isWanted(id, wanted)) continue;
      const before = cardsOf(past).get(id);
      const hasChanged =
        before instanceof Y.Map
          ? bringBack(card, valuesOf(before))
          : wanted.by !== undefined && card.get('author') === wanted.by && hide(card);
      if (hasChanged) changed.add(id);
    }
    const threads = doc.getMap<unknown>('threads');
    for (const [id, thread] of past.getMap<unknown>('threads')) {
      const ends = Object.values(thread as object) as Id[];
      const isAll = wanted.card === undefined && wanted.by === undefined;
      if (!threads.has(id) && (isAll || ends.some((end) => changed.has(end)))) threads.set(id, thread);
    }
  }, writer.origin);
  return changed.size;
}

function isWanted(id: Id, { card, by, touchedSince }: Wanted): boolean {
  if (card !== undefined) return id === card;
  const hands = touchedSince.get(id);
  if (!hands) return false;
  return by === undefined || (hands.has(by) && hands.size === 1);
}

function bringBack(card: Y.Map<unknown>, before: ReturnType<typeof valuesOf>): boolean {
  const now = valuesOf(card);
  const keys = new Set([...Object.keys(before), ...Object.keys(now)].filter((key) => !FIXED.has(key)));
  let hasChanged = false;
  for (const key of keys) {
    if (JSON.stringify(before[key]) === JSON.stringify(now[key])) continue;
    hasChanged = true;
    if (before[key] === undefined) card.delete(key);
    else card.set(key, before[key]);
  }
  const text = card.get('text');
  if (text instanceof Y.Text && before.text !== now.text) {
    changeText(text, before.text);
    hasChanged = true;
  }
  return hasChanged;
}

function hide(card: Y.Map<unknown>): boolean {
  if (card.get('removed') === true) return false;
  card.set('removed', true);
  return true;
}
