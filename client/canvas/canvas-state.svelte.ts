import { nanoid } from 'nanoid';
import { createSubscriber } from 'svelte/reactivity';
import {
  addCard,
  changeCardText,
  moveCard,
  removeCard,
  restoreCard,
  type NewCard,
  type Writer,
} from '#shared/canvas/edit.ts';
import type { CanvasSnapshot } from '#shared/canvas/snapshot.ts';
import type { Difference } from '#shared/canvas/text.ts';
import { asideKeeper } from './aside-keeper.ts';
import { CanvasConnection, type CanvasStatus, type SetAside } from './canvas-connection.ts';
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
  #update: () => void = () => undefined;
  #follow = createSubscriber((update) => {
    this.#update = update;
    return () => (this.#update = () => undefined);
  });

  constructor({ sessionId, groupId, blockId, seat, participantId, zones }: CanvasPlace) {
    this.#participantId = participantId;
    const name = `minga/${sessionId}/${groupId}/${blockId}/${seat}`;
    const canKeep = 'indexedDB' in globalThis && participantId !== null;
    this.#connection = new CanvasConnection({
      serverUrl: location.origin,
      sessionId,
      groupId,
      blockId,
      seat,
      zones,
      onChange: () => this.#update(),
      ...(canKeep
        ? { openOfflineCopy: (doc) => openOfflineCopy(name, doc), asideKeeper: asideKeeper(name) }
        : {}),
    });
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

  add = (card: NewCard): string => addCard(this.#connection.doc, this.#writer, card);
  changeText = (id: string, difference: Difference): boolean =>
    changeCardText(this.#connection.doc, this.#writer, id, difference);
  move = (id: string, zone: string): boolean => moveCard(this.#connection.doc, this.#writer, id, zone);
  remove = (id: string): boolean => removeCard(this.#connection.doc, this.#writer, id);
  restore = (id: string): boolean => restoreCard(this.#connection.doc, this.#writer, id);
  dismissAside = (): void => this.#connection.dismissAside();
  close = (): void => this.#connection.close();

  get #writer(): Writer {
    const participantId = this.#participantId ?? '';
    return { participantId, newId: () => nanoid(12), now: Date.now, origin: this };
  }
}
