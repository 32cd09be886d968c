import * as Y from 'yjs';
import { LIMITS } from '#shared/protocol/limits.ts';
import { addCard, removeCard, restoreCard, type NewCard, type Writer } from '#shared/canvas/edit.ts';

/** Where an undone or redone change was: its card, and the place in its text where there is one. */
export type ChangedPlace = { card: string; caret: number | null };

/** A pause as long as this ends what one undo takes back, in ms. */
const PAUSE_MS = 800;
/** In UTF-16 code units: below a frame's limit with three bytes each and what a card has beside its words. */
const MESSAGE_LENGTH = LIMITS.frameBytes / 8;

/** My own changes of one document, to be taken back and made again; others' work is never touched. */
export class CanvasHistory {
  readonly doc: Y.Doc;
  #manager: Y.UndoManager;
  #typedIn = '';
  #typedTo = -1;

  /** @param origin the origin that my own changes carry */
  constructor(doc: Y.Doc, origin: object, onChange: () => void) {
    this.doc = doc;
    this.#manager = new Y.UndoManager(doc, { trackedOrigins: new Set([origin]), captureTimeout: PAUSE_MS });
    this.#manager.on('stack-item-added', onChange);
    this.#manager.on('stack-item-popped', onChange);
  }

  get canUndo(): boolean {
    return this.#manager.canUndo();
  }
  get canRedo(): boolean {
    return this.#manager.canRedo();
  }

  /** What is written next is a step of its own. */
  beginStep(): void {
    this.#typedIn = '';
    this.#manager.stopCapturing();
  }

  /** What is typed next joins the step before when it goes on where that one ended. */
  type(
    card: string,
    { start, removed, inserted }: { start: number; removed: number; inserted: string },
  ): void {
    const goesOn = this.#typedIn === card && (start === this.#typedTo || start + removed === this.#typedTo);
    if (!goesOn) this.beginStep();
    this.#typedIn = card;
    this.#typedTo = start + inserted.length;
  }

  /**
   * Adds cards, in one step, so that undoing hides them, as removing does: deleted for good, they would take with them what
   * others write in them at the same moment. What can be taken back is therefore their coming to light, not their making.
   */
  add(writer: Writer, cards: NewCard[]): string[] {
    this.beginStep();
    const quiet = { ...writer, origin: null };
    const hidden = (card: NewCard): string => {
      const id = addCard(this.doc, quiet, card);
      removeCard(this.doc, quiet, id);
      return id;
    };
    const ids = messagesOf(cards).flatMap((some) => this.doc.transact(() => some.map(hidden), null));
    this.doc.transact(() => ids.forEach((id) => restoreCard(this.doc, writer, id)), writer.origin);
    return ids;
  }

  undo(): ChangedPlace | null {
    return this.#step(() => this.#manager.undo());
  }
  redo(): ChangedPlace | null {
    return this.#step(() => this.#manager.redo());
  }

  close(): void {
    this.#manager.destroy();
  }

  #step(take: () => unknown): ChangedPlace | null {
    this.beginStep();
    const cards = this.doc.getMap('cards');
    let changed: ChangedPlace | null = null;
    // What an event tells can be read only while it is told.
    const note = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => void (changed ??= placeOf(events));
    cards.observeDeep(note);
    take();
    cards.unobserveDeep(note);
    return changed;
  }
}

/** Cards in runs whose texts fit into one message to the server. */
function messagesOf(cards: NewCard[]): NewCard[][] {
  const runs: NewCard[][] = [];
  let length = Infinity;
  for (const card of cards) {
    length += card.text.length;
    if (length <= MESSAGE_LENGTH) runs.at(-1)?.push(card);
    else [length] = [card.text.length, runs.push([card])];
  }
  return runs;
}

/** Where the events of one transaction happened: in a text before anywhere else. */
function placeOf(events: Y.YEvent<Y.AbstractType<unknown>>[]): ChangedPlace | null {
  const [id] = events.find(({ target }) => target instanceof Y.Text)?.path ?? events[0]?.path ?? [];
  const card = id ?? events[0]?.keys.keys().next().value;
  if (typeof card !== 'string') return null;
  const text = events.find(({ target }) => target instanceof Y.Text);
  return { card, caret: text ? endOfChange(text) : null };
}

function endOfChange({ delta }: Y.YEvent<Y.AbstractType<unknown>>): number | null {
  let at = 0;
  let end: number | null = null;
  for (const { retain, insert, delete: removed } of delta) {
    at += (retain ?? 0) + (typeof insert === 'string' ? insert.length : 0);
    if (insert !== undefined || removed !== undefined) end = at;
  }
  return end;
}
