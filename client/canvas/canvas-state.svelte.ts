import { nanoid } from 'nanoid';
import { createSubscriber } from 'svelte/reactivity';
import type * as Y from 'yjs';
import {
  addCard,
  addComment,
  addTranslation,
  changeCard,
  addThread,
  changeCardText,
  changeTranslation,
  changeReportText,
  moveCard,
  removeCard,
  removeComment,
  restoreComment,
  removeThread,
  restoreCard,
  type CardChange,
  writeReport,
  type NewCard,
  type Writer,
} from '#shared/canvas/edit.ts';
import type { CanvasSnapshot, CardSnapshot } from '#shared/canvas/snapshot.ts';
import type { Difference } from '#shared/canvas/text.ts';
import { encodeCaret, type CaretPlace } from './carets.ts';
import { CanvasHistory, type ChangedPlace } from './canvas-history.ts';
import { CanvasConnection, type CanvasStatus, type SetAside } from './canvas-connection.ts';
import { asideKeeper, incarnationKeeper } from './kept-here.ts';
import { openOfflineCopy } from './offline-copy.ts';
import { PeopleOnCanvas } from './people-on-canvas.svelte.ts';
import { PrivateCards } from './private-cards.ts';
import { keepUnchanged } from './unchanged.ts';

export type CanvasPlace = {
  sessionId: string;
  groupId: string;
  blockId: string;
  seat: string;
  participantId: string | null;
  zones: string[];
  /** Whether what I add now stays with me. */
  isAlone: () => boolean;
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
  #isAlone: () => boolean;
  /** What only I see; null without a name. */
  #own: PrivateCards | null = null;
  /** Asked at every change of the canvas. */
  #watchers = new Set<() => void>();
  #isClosed = false;
  /** Read once for all who ask, until something changes. */
  #snapshot: CanvasSnapshot | null = null;
  /** Those of the last snapshot. */
  #cards: CardSnapshot[] = [];
  #update: () => void = () => undefined;
  #follow = createSubscriber((update) => {
    this.#update = update;
    return () => (this.#update = () => undefined);
  });

  constructor({ sessionId, groupId, blockId, seat, participantId, zones, isAlone }: CanvasPlace) {
    this.#isAlone = isAlone;
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
    if (participantId !== null) {
      const onChange = (): void => {
        this.#snapshot = null;
        this.#update();
      };
      this.#own = new PrivateCards({ name: `${name}/private`, zones, onChange, onUnkept });
    }
    document.addEventListener('visibilitychange', this.#noteVisibility);
    this.#noteVisibility();
  }

  /** The canvas with my own cards among the group's. */
  get snapshot(): CanvasSnapshot {
    this.#follow();
    return (this.#snapshot ??= this.#read());
  }
  /** Cards that only I see. Once on the canvas it is no longer one of them, whatever this device still keeps. */
  get privateCards(): CardSnapshot[] {
    this.#follow();
    return this.#own?.cards.filter(({ id }) => !this.#isShown(id)) ?? [];
  }
  isPrivate(id: string): boolean {
    this.#follow();
    return this.#isOwn(id);
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

  /** One step for undo, however many they are. */
  add(...cards: NewCard[]): string[] {
    const own = this.#own;
    if (own && this.#isAlone()) return cards.map((card) => addCard(own.doc, this.#me, card));
    const ids = this.#history.add(this.#writer, cards);
    ids.forEach((id) => this.#noteMine(id));
    return ids;
  }
  changeText(id: string, difference: Difference): void {
    if (!this.#isOwn(id)) this.#history.type(id, difference);
    changeCardText(this.#docOf(id), this.#me, id, difference);
    this.#noteMine(id);
  }
  change(id: string, change: CardChange): void {
    changeCard(this.#docOf(id), this.#writer, id, change);
    this.#noteMine(id);
  }
  comment(id: string, text: string, lang: string): void {
    addComment(this.#connection.doc, this.#writer, { card: id, text, lang });
    this.#noteMine(id);
  }
  removeComment(id: string): void {
    removeComment(this.#connection.doc, this.#writer, id);
  }
  restoreComment(id: string): void {
    restoreComment(this.#connection.doc, this.#writer, id);
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
  /** `before`: the card it goes in front of; absent: the end of the zone. `territory`: what it is about from now on. */
  move(id: string, zone: string, before?: string, territory?: NewCard['territory']): void {
    moveCard(this.#docOf(id), this.#writer, id, zone, before);
    if (territory !== undefined) changeCard(this.#docOf(id), this.#me, id, { territory });
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
    removeCard(this.#docOf(id), this.#writer, id);
    this.#noteMine(id);
  }
  restore(id: string): void {
    restoreCard(this.#docOf(id), this.#writer, id);
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
  writeReport(report: Parameters<typeof writeReport>[2]): void {
    writeReport(this.#connection.doc, this.#writer, report);
  }
  /** `lang`: what the sheet is written in from its first word on. */
  changeReport(part: 'question' | 'lines', difference: Difference, lang: string): void {
    if (this.#connection.snapshot.report.lang === '') this.writeReport({ lang });
    changeReportText(this.#connection.doc, this.#writer, part, difference);
  }
  /**
   * Shows my own cards to the group, as they are and where they are, each once. They are forgotten here when the server has
   * them on disk, or has refused them: then they are set aside like everything refused.
   */
  async show(isReady: (card: CardSnapshot) => boolean): Promise<void> {
    const own = this.#own;
    await own?.inTurn(async () => {
      const { doc, status } = this.#connection;
      if (this.#isClosed || status !== 'live') return;
      const cards = own.cards.filter((card) => this.#isShown(card.id) || isReady(card));
      for (const card of cards.filter(({ id }) => !this.#isShown(id))) publish(doc, this.#writer, card);
      await this.#until(() => this.#connection.unsavedSince === null || this.#connection.doc !== doc);
      if (!this.#isClosed) own.forget(cards.map(({ id }) => id));
    });
  }
  /** Leaves out what only I have seen. */
  forgetPrivate(): void {
    this.#own?.forget(this.privateCards.map(({ id }) => id));
  }
  dismissAside(): void {
    this.#connection.dismissAside();
  }
  close(): void {
    this.#isClosed = true;
    this.#watchers.forEach((look) => look());
    this.#own?.close();
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
    // What stays with me waits for nobody.
    if (this.#isOwn(id)) return;
    this.#touched.add(id);
    if (this.#connection.unsavedSince === null) return;
    this.#waiting.add(id);
    this.#update();
  }
  #noteChange(): void {
    this.#snapshot = null;
    if (this.#connection.unsavedSince === null) this.#waiting.clear();
    // A fresh copy begins anew: what was done on the one set aside cannot be taken back here.
    if (this.#history.doc !== this.#connection.doc) {
      this.#history.close();
      this.#history = this.#newHistory();
    }
    this.#refreshPeople();
    this.#watchers.forEach((look) => look());
    this.#update();
  }
  #until(isSo: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!this.#isClosed && !isSo()) return;
        this.#watchers.delete(look);
        resolve();
      };
      this.#watchers.add(look);
      look();
    });
  }
  #read(): CanvasSnapshot {
    const { snapshot } = this.#connection;
    this.#cards = keepUnchanged(this.#cards, [...snapshot.cards, ...this.privateCards]);
    return { ...snapshot, cards: this.#cards };
  }
  #isShown(id: string): boolean {
    return this.#connection.doc.getMap('cards').has(id);
  }
  #isOwn(id: string): boolean {
    return (this.#own?.has(id) ?? false) && !this.#isShown(id);
  }
  #docOf(id: string): Y.Doc {
    return this.#own && this.#isOwn(id) ? this.#own.doc : this.#connection.doc;
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

/** The same card at the end of its zone: id, words and the time it was written stay. */
function publish(doc: Y.Doc, writer: Writer, card: CardSnapshot): void {
  const { id, zone, text, lang, territories, at, owner, due, status, spokenBy, isInternal } = card;
  const only = territories.length === 1 ? territories[0] : territories;
  addCard(
    doc,
    { ...writer, newId: () => id, now: () => Date.parse(at) },
    {
      zone,
      text,
      lang,
      territory: territories.length === 0 ? null : (only ?? null),
      ...(owner === undefined ? {} : { owner }),
      ...(due === undefined ? {} : { due }),
      ...(status === undefined ? {} : { status }),
      ...(spokenBy === undefined ? {} : { spokenBy }),
      ...(isInternal === undefined ? {} : { isInternal }),
    },
  );
}
