import { nanoid } from 'nanoid';
import { createSubscriber } from 'svelte/reactivity';
import {
  addCard,
  addThread,
  changeCardText,
  moveCard,
  removeCard,
  removeThread,
  restoreCard,
  type NewCard,
  type Writer,
} from '#shared/canvas/edit.ts';
import type { CanvasSnapshot } from '#shared/canvas/snapshot.ts';
import type { Difference } from '#shared/canvas/text.ts';
import { CanvasConnection, type CanvasStatus, type SetAside } from './canvas-connection.ts';
import { asideKeeper, incarnationKeeper } from './kept-here.ts';
import { openOfflineCopy } from './offline-copy.ts';

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
  #connection: CanvasConnection;
  #participantId: string | null;
  /** Cards I changed since everything was last on the server's disk. */
  #waiting = new Set<string>();
  #isKept = true;
  /** Read once for all who ask, until something changes. */
  #snapshot: CanvasSnapshot | null = null;
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
      // A link without a name writes nothing, so there is nothing to keep.
      ...(participantId === null
        ? {}
        : {
            openOfflineCopy: (doc, incarnation) => openOfflineCopy(`${name}/${incarnation}`, doc, onUnkept),
            asideKeeper: asideKeeper(name),
            incarnationKeeper: incarnationKeeper(name),
          }),
    });
    document.addEventListener('visibilitychange', this.#noteVisibility);
    this.#noteVisibility();
  }

  get snapshot(): CanvasSnapshot {
    this.#follow();
    return (this.#snapshot ??= this.#connection.snapshot);
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

  add(card: NewCard): string {
    const id = addCard(this.#connection.doc, this.#writer, card);
    this.#noteMine(id);
    return id;
  }
  changeText(id: string, difference: Difference): void {
    changeCardText(this.#connection.doc, this.#writer, id, difference);
    this.#noteMine(id);
  }
  /** `before`: the card it goes in front of; absent: the end of the zone. */
  move(id: string, zone: string, before?: string): void {
    moveCard(this.#connection.doc, this.#writer, id, zone, before);
    this.#noteMine(id);
  }
  link(from: string, to: string): void {
    addThread(this.#connection.doc, this.#writer, from, to);
    this.#noteMine(from);
  }
  unlink(thread: string): void {
    removeThread(this.#connection.doc, this.#writer, thread);
  }
  remove(id: string): void {
    removeCard(this.#connection.doc, this.#writer, id);
    this.#noteMine(id);
  }
  restore(id: string): void {
    restoreCard(this.#connection.doc, this.#writer, id);
    this.#noteMine(id);
  }
  dismissAside(): void {
    this.#connection.dismissAside();
  }
  close(): void {
    document.removeEventListener('visibilitychange', this.#noteVisibility);
    this.#connection.close();
  }

  /** A tab in the background gets no cursors, and the canvas when it comes back: bytes count on a phone's link. */
  #noteVisibility = (): void =>
    this.#connection.showPlace({ isHidden: document.visibilityState === 'hidden', caret: null });

  #noteMine(id: string): void {
    if (this.#connection.unsavedSince === null) return;
    this.#waiting.add(id);
    this.#update();
  }
  #noteChange(): void {
    this.#snapshot = null;
    if (this.#connection.unsavedSince === null) this.#waiting.clear();
    this.#update();
  }

  get #writer(): Writer {
    const participantId = this.#participantId ?? '';
    return { participantId, newId: () => nanoid(12), now: Date.now, origin: this };
  }
}
