import { nanoid } from 'nanoid';
import { createSubscriber } from 'svelte/reactivity';
import {
  addComment,
  addTranslation,
  changeCard,
  changeCardText,
  changeTranslation,
  moveCard,
  removeCard,
  removeComment,
  restoreCard,
  type CardChange,
  type NewCard,
  type Writer,
} from '#shared/canvas/edit.ts';
import type { CanvasSnapshot } from '#shared/canvas/snapshot.ts';
import type { Difference } from '#shared/canvas/text.ts';
import { encodeCaret, type CaretPlace } from './carets.ts';
import { CanvasHistory, type ChangedPlace } from './canvas-history.ts';
import { CanvasConnection, type CanvasStatus, type SetAside } from './canvas-connection.ts';
import { asideKeeper, incarnationKeeper } from './kept-here.ts';
import { openOfflineCopy } from './offline-copy.ts';
import { PeopleOnCanvas } from './people-on-canvas.svelte.ts';

export type CanvasPlace = {
  sessionId: string;
  groupId: string;
  blockId: string;
  seat: string;
  participantId: string | null;
  zones: string[];
};

/** An open canvas for pages: the one bridge from Yjs to runes. */
export class CanvasState {
  /** Who else is here. */
  readonly people = new PeopleOnCanvas();
  #connection: CanvasConnection;
  #participantId: string | null;
  #history: CanvasHistory;
  /** Cards I changed since everything was last on the server's disk. */
  #waiting = new Set<string>();
  /** Cards I changed since they were last asked for. */
  #touched = new Set<string>();
  #caret: CaretPlace | null = null;
  #isKept = true;
  #update: () => void = () => undefined;
  #follow = createSubscriber((update) => {
    this.#update = update;
    return () => (this.#update = () => undefined);
  });

  constructor({ sessionId, groupId, blockId, seat, participantId, zones }: CanvasPlace) {
    this.#participantId = participantId;
    const name = `minga/${sessionId}/${groupId}/${blockId}/${seat}`;
    const onUnkept = (): void => {
      this.#isKept = false;
      this.#update();
    };
    this.#connection = new CanvasConnection({
      serverUrl: location.origin,
      sessionId,
      groupId,
      blockId,
      seat,
      zones,
      onChange: () => this.#noteChange(),
      onPeople: () => this.#refreshPeople(),
      // A link without a name writes nothing, so there is nothing to keep.
      ...(participantId === null
        ? {}
        : {
            openOfflineCopy: (doc, incarnation) => openOfflineCopy(`${name}/${incarnation}`, doc, onUnkept),
            asideKeeper: asideKeeper(name),
            incarnationKeeper: incarnationKeeper(name),
          }),
    });
    this.#history = this.#newHistory();
    document.addEventListener('visibilitychange', this.#noteVisibility);
    this.#noteVisibility();
  }

  get snapshot(): CanvasSnapshot {
    this.#follow();
    return this.#connection.snapshot;
  }
  get status(): CanvasStatus {
    this.#follow();
    return this.#connection.status;
  }
  get refusal(): string | null {
    this.#follow();
    return this.#connection.refusal;
  }
  get trouble(): string | null {
    this.#follow();
    return this.#connection.trouble;
  }
  get unsavedSince(): number | null {
    this.#follow();
    return this.#connection.unsavedSince;
  }
  get aside(): SetAside | null {
    this.#follow();
    return this.#connection.aside;
  }
  get hasLoaded(): boolean {
    this.#follow();
    return this.#connection.hasLoaded;
  }
  /** How many cards wait to be saved. */
  get waitingCards(): number {
    this.#follow();
    return this.#waiting.size;
  }
  /** Whether this card has a change of mine that is not saved yet. */
  isWaiting(id: string): boolean {
    this.#follow();
    return this.#waiting.has(id);
  }
  /** Whether this device keeps what is not saved yet. */
  get isKept(): boolean {
    this.#follow();
    return this.#isKept;
  }

  get canUndo(): boolean {
    this.#follow();
    return this.#history.canUndo;
  }
  get canRedo(): boolean {
    this.#follow();
    return this.#history.canRedo;
  }

  add(card: NewCard): string {
    const id = this.#history.add(this.#writer, card);
    this.#noteMine(id);
    return id;
  }
  changeText(id: string, difference: Difference): void {
    this.#history.type(id, difference);
    changeCardText(this.#connection.doc, this.#me, id, difference);
    this.#noteMine(id);
  }
  change(id: string, change: CardChange): void {
    changeCard(this.#connection.doc, this.#writer, id, change);
    this.#noteMine(id);
  }
  comment(id: string, text: string, lang: string): void {
    addComment(this.#connection.doc, this.#writer, { card: id, text, lang });
    this.#noteMine(id);
  }
  removeComment(id: string): void {
    removeComment(this.#connection.doc, this.#writer, id);
  }
  /** Writes the translation of a card, or writes it again. */
  translate(
    id: string,
    translation: { lang: string; text: string; status: 'draft' | 'published' },
    known: string | null,
  ): void {
    if (known === null) addTranslation(this.#connection.doc, this.#writer, { card: id, ...translation });
    else changeTranslation(this.#connection.doc, this.#writer, known, translation);
    this.#noteMine(id);
  }
  move(id: string, zone: string): void {
    moveCard(this.#connection.doc, this.#writer, id, zone);
    this.#noteMine(id);
  }
  remove(id: string): void {
    removeCard(this.#connection.doc, this.#writer, id);
    this.#noteMine(id);
  }
  restore(id: string): void {
    restoreCard(this.#connection.doc, this.#writer, id);
    this.#noteMine(id);
  }
  /** Takes my last step back, or makes it again; says where that was. */
  undo(): ChangedPlace | null {
    return this.#stepped(this.#history.undo());
  }
  redo(): ChangedPlace | null {
    return this.#stepped(this.#history.redo());
  }
  /** Where my caret is, for the others; null: in no card. */
  showCaret(caret: CaretPlace | null): void {
    this.#caret = caret;
    this.#showPlace();
  }
  /** The cards I changed since this was last asked: what is told of others leaves them out. */
  takeTouched(): Set<string> {
    const touched = this.#touched;
    this.#touched = new Set();
    return touched;
  }
  dismissAside(): void {
    this.#connection.dismissAside();
  }
  close(): void {
    document.removeEventListener('visibilitychange', this.#noteVisibility);
    this.#history.close();
    this.#connection.close();
  }

  /** A tab in the background gets no cursors, and the canvas when it comes back: bytes count on a phone's link. */
  #noteVisibility = (): void => this.#showPlace();

  #showPlace(): void {
    const caret = this.#caret && encodeCaret(this.#connection.doc, this.#caret);
    this.#connection.showPlace({ isHidden: document.visibilityState === 'hidden', caret });
  }
  #refreshPeople(): void {
    const { doc, neighbours } = this.#connection;
    this.people.refresh(doc, neighbours, this.#participantId);
  }

  #stepped(changed: ChangedPlace | null): ChangedPlace | null {
    if (changed) this.#noteMine(changed.card);
    return changed;
  }
  #newHistory(): CanvasHistory {
    return new CanvasHistory(this.#connection.doc, this, () => this.#update());
  }

  #noteMine(id: string): void {
    this.#touched.add(id);
    if (this.#connection.unsavedSince === null) return;
    this.#waiting.add(id);
    this.#update();
  }
  #noteChange(): void {
    if (this.#connection.unsavedSince === null) this.#waiting.clear();
    // A fresh copy begins anew: what was done on the one set aside cannot be taken back here.
    if (this.#history.doc !== this.#connection.doc) {
      this.#history.close();
      this.#history = this.#newHistory();
    }
    this.#refreshPeople();
    this.#update();
  }

  /** For one thing done: a step of its own for undo. Typing goes on in the same step as `#me`. */
  get #writer(): Writer {
    this.#history.beginStep();
    return this.#me;
  }
  get #me(): Writer {
    const participantId = this.#participantId ?? '';
    return { participantId, newId: () => nanoid(12), now: Date.now, origin: this };
  }
}
