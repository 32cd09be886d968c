import * as Y from 'yjs';
import { RECENT_MS, type CanvasPulse } from '#shared/canvas/activity.ts';

/**
 * What has happened on a canvas of late, by the server's clock: writers' own may be hours off. Begins with the canvas in memory;
 * whoever writes keeps it there.
 */
export class Pulse {
  /** Whose message is being taken in. */
  writer = '';
  #now: () => number;
  #added: number[] = [];
  #lastAt: number | null = null;
  /** Others' cards that somebody removed and nobody brought back. */
  #removed = new Map<string, { by: string; at: number }>();

  constructor(doc: Y.Doc, now: () => number) {
    this.#now = now;
    const cards = doc.getMap('cards');
    cards.observeDeep((events: Y.YEvent<Y.AbstractType<unknown>>[]) => {
      for (const event of events) {
        if (event.target === cards) this.#noteNew(event);
        else if (event.target.parent === cards && event instanceof Y.YMapEvent) this.#noteRemoved(event);
      }
    });
  }

  #noteNew(event: Y.YEvent<Y.AbstractType<unknown>>): void {
    const at = this.#now();
    for (const { action } of event.changes.keys.values()) if (action === 'add') this.#added.push(at);
    this.#lastAt = this.#added.at(-1) ?? this.#lastAt;
  }

  #noteRemoved({ target: card, keysChanged }: Y.YMapEvent<unknown>): void {
    if (!keysChanged.has('removed')) return;
    const id = card._item?.parentSub ?? '';
    const isOthers = card.get('removed') === true && card.get('author') !== this.writer;
    if (isOthers) this.#removed.set(id, { by: this.writer, at: this.#now() });
    else this.#removed.delete(id);
  }

  read(): CanvasPulse {
    const since = this.#now() - RECENT_MS;
    this.#added = this.#added.filter((at) => at > since);
    const removals = new Map<string, { by: string; cards: number; at: string }>();
    for (const [id, { by, at }] of this.#removed) {
      if (at <= since) this.#removed.delete(id);
      else {
        const known = removals.get(by);
        removals.set(by, {
          by,
          cards: (known?.cards ?? 0) + 1,
          at: known?.at ?? new Date(at).toISOString(),
        });
      }
    }
    return {
      recentCards: this.#added.length,
      lastCardAt: this.#lastAt === null ? null : new Date(this.#lastAt).toISOString(),
      removals: [...removals.values()],
    };
  }
}
