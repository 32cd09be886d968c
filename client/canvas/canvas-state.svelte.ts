import { nanoid } from 'nanoid';
import type * as Y from 'yjs';
import {
  addCard,
  addComment,
  addTranslation,
  changeCard,
  addThread,
  changeCardText,
  changeTranslation,
  changeNarrative,
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
import type { Text } from '#shared/session/state.ts';
import type { Difference } from '#shared/canvas/text.ts';
import { kept, type Kept } from '../app/kept.ts';
import { encodeCaret, type CaretPlace } from './carets.ts';
import { CanvasHistory, type ChangedPlace } from './canvas-history.ts';
import { CanvasConnection, type CanvasStatus, type SetAside } from './canvas-connection.ts';
import { asideKeeper, incarnationKeeper } from './kept-here.ts';
import { openOfflineCopy } from './offline-copy.ts';
import { PeopleOnCanvas } from './people-on-canvas.svelte.ts';
import { PrivateCards } from './private-cards.ts';
import { Redrawing } from './redrawing.ts';
import { isSame, keepUnchanged } from './unchanged.ts';

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

/** What nobody waits for may come so much later: what follows from my letters, which the field shows already, and others' carets. */
const UNHURRIED_MS = 250;
/** What is not saved by then is said to wait. */
const LATE_MS = 1000;

/**
 * An open canvas for pages: the one bridge from Yjs to runes. What I do is shown at once, what others do with the next frame,
 * however much of it comes; and what has not changed stays the same object, so that nothing of it is drawn anew.
 */
export class CanvasState {
  /** The group's cards in reading order, mine that nobody else sees after them. */
  cards: CardSnapshot[] = $state.raw([]);
  threads: CanvasSnapshot['threads'] = $state.raw([]);
  comments: CanvasSnapshot['comments'] = $state.raw([]);
  translations: CanvasSnapshot['translations'] = $state.raw([]);
  report: CanvasSnapshot['report'] = $state.raw({ action: null, lang: '', question: '', lines: '' });
  /** Of the canvases of the synthesis: what is told of a block, by language. */
  narrative: Text = $state.raw({});
  /** Cards that only I see. Once on the canvas it is no longer one of them, whatever this device still keeps. */
  privateCards: CardSnapshot[] = $state.raw([]);
  /** Who else is here. */
  readonly people = new PeopleOnCanvas();
  status: CanvasStatus = $state.raw('connecting');
  refusal: string | null = $state.raw(null);
  trouble: string | null = $state.raw(null);
  unsavedSince: number | null = $state.raw(null);
  aside: SetAside | null = $state.raw(null);
  hasLoaded = $state.raw(false);
  /** How many cards wait to be saved. */
  waitingCards = $state.raw(0);
  /** Whether this device keeps what is not saved yet. */
  isKept = $state.raw(true);
  canUndo = $state.raw(false);
  canRedo = $state.raw(false);
  #connection: CanvasConnection;
  #participantId: string | null;
  #history: CanvasHistory;
  /** Something of mine should have been saved by now. */
  #isLate = $state.raw(false);
  /** Cards I changed since everything was last on the server's disk. A page opened again without network knows those that waited. */
  #waiting: Set<string>;
  #keptWaiting: Kept<string[]>;
  #waitingAsKept = 0;
  /** Cards I changed since they were last asked for. */
  #touched = new Set<string>();
  #caret: CaretPlace | null = null;
  #isAlone: () => boolean;
  /** What only I see; null without a name. */
  #own: PrivateCards | null = null;
  /** Asked at every change of the canvas. */
  #watchers = new Set<() => void>();
  #isClosed = false;
  #privateIds = $derived(new Set(this.privateCards.map(({ id }) => id)));
  #redrawing = new Redrawing(() => this.#refresh());

  constructor({ sessionId, groupId, blockId, seat, participantId, zones, isAlone }: CanvasPlace) {
    this.#isAlone = isAlone;
    this.#participantId = participantId;
    const name = `minga/${sessionId}/${groupId}/${blockId}/${seat}`;
    this.#keptWaiting = kept(`${name}/waiting`);
    this.#waiting = new Set(this.#keptWaiting.load());
    const onUnkept = (): void => {
      this.isKept = false;
    };
    this.#connection = new CanvasConnection({
      serverUrl: location.origin,
      sessionId,
      groupId,
      blockId,
      seat,
      zones,
      onChange: () => this.#noteChange(),
      onMine: () => this.#noteChange(UNHURRIED_MS),
      onPeople: () => this.#redrawing.soon(UNHURRIED_MS),
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
      const onChange = (): void => this.#redrawing.soon();
      this.#own = new PrivateCards({ name: `${name}/private`, zones, onChange, onUnkept });
    }
    document.addEventListener('visibilitychange', this.#noteVisibility);
    this.#noteVisibility();
  }

  isPrivate(id: string): boolean {
    return this.#privateIds.has(id);
  }
  /** Whether this card has a change of mine that should have been saved by now. */
  isWaiting(id: string): boolean {
    return this.#isLate && this.waitingCards > 0 && this.#waiting.has(id);
  }
  /** The words of a card as they are at this moment: what is shown may be a frame behind. */
  textOf(id: string): string {
    return String(this.#docOf(id).getMap<Y.Map<unknown>>('cards').get(id)?.get('text') ?? '');
  }
  reportTextOf(part: 'question' | 'lines'): string {
    return this.#connection.snapshot.report[part];
  }

  narrativeTextOf(lang: string): string {
    return this.#connection.snapshot.narrative?.[lang] ?? '';
  }

  /** One step for undo, however many they are. */
  add(...cards: NewCard[]): string[] {
    const own = this.#own;
    const isAlone = own !== null && this.#isAlone();
    const ids = isAlone
      ? cards.map((card) => addCard(own.doc, this.#me, card))
      : this.#history.add(this.#writer, cards);
    this.#did(...ids);
    return ids;
  }
  changeText(id: string, difference: Difference): void {
    if (!this.#isOwn(id)) this.#history.type(id, difference);
    changeCardText(this.#docOf(id), this.#me, id, difference);
    this.#noteMine(id);
    this.#redrawing.typed();
  }
  change(id: string, change: CardChange): void {
    changeCard(this.#docOf(id), this.#writer, id, change);
    this.#did(id);
  }
  comment(id: string, text: string, lang: string): void {
    addComment(this.#connection.doc, this.#writer, { card: id, text, lang });
    this.#did(id);
  }
  removeComment(id: string): void {
    removeComment(this.#connection.doc, this.#writer, id);
    this.#did();
  }
  restoreComment(id: string): void {
    restoreComment(this.#connection.doc, this.#writer, id);
    this.#did();
  }
  /** Writes the translation of a card, or writes it again. */
  translate(
    id: string,
    translation: { lang: string; text: string; status: 'draft' | 'published' },
    known: string | null,
  ): void {
    if (known === null) addTranslation(this.#connection.doc, this.#writer, { card: id, ...translation });
    else changeTranslation(this.#connection.doc, this.#writer, known, translation);
    this.#did(id);
  }
  /** `before`: the card it goes in front of; absent: the end of the zone. `territory`: what it is about from now on. */
  move(id: string, zone: string, before?: string, territory?: NewCard['territory']): void {
    moveCard(this.#docOf(id), this.#writer, id, zone, before);
    if (territory !== undefined) changeCard(this.#docOf(id), this.#me, id, { territory });
    this.#did(id);
  }
  link(from: string, to: string): void {
    addThread(this.#connection.doc, this.#writer, from, to);
    this.#did(from);
  }
  unlink(thread: string): void {
    removeThread(this.#connection.doc, this.#writer, thread);
    this.#did();
  }
  remove(id: string): void {
    removeCard(this.#docOf(id), this.#writer, id);
    this.#did(id);
  }
  restore(id: string): void {
    restoreCard(this.#docOf(id), this.#writer, id);
    this.#did(id);
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
    this.#did();
  }
  /** `lang`: what the sheet is written in from its first word on. */
  changeReport(part: 'question' | 'lines', difference: Difference, lang: string): void {
    if (this.#connection.snapshot.report.lang === '') this.writeReport({ lang });
    changeReportText(this.#connection.doc, this.#writer, part, difference);
  }
  changeNarrative(lang: string, difference: Difference): void {
    changeNarrative(this.#connection.doc, this.#writer, lang, difference);
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
    this.#did();
  }
  dismissAside(): void {
    this.#connection.dismissAside();
    this.#did();
  }
  close(): void {
    this.#isClosed = true;
    this.#redrawing.close();
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

  #stepped(changed: ChangedPlace | null): ChangedPlace | null {
    if (changed) this.#did(changed.card);
    return changed;
  }
  #newHistory(): CanvasHistory {
    return new CanvasHistory(this.#connection.doc, this, () => this.#redrawing.soon(UNHURRIED_MS));
  }

  /** Something I did to these cards, or to none in particular. */
  #did(...cards: string[]): void {
    cards.forEach((id) => this.#noteMine(id));
    this.#refresh();
  }

  #noteMine(id: string): void {
    // What stays with me waits for nobody.
    if (this.#isOwn(id)) return;
    this.#touched.add(id);
    if (this.#connection.unsavedSince === null) return;
    this.#waiting.add(id);
  }
  /** They only grow until all is saved: nothing is written to the device for each thing that is drawn. */
  #keepWaiting(): void {
    if (this.#waiting.size === this.#waitingAsKept) return;
    this.#waitingAsKept = this.#waiting.size;
    this.#keptWaiting.keep([...this.#waiting]);
  }
  #noteChange(afterMs = 0): void {
    const { unsavedSince, hasLoaded } = this.#connection;
    if (unsavedSince === null && hasLoaded && this.#waiting.size > 0) {
      this.#waiting.clear();
      this.#waitingAsKept = 0;
      this.#keptWaiting.keep(null);
    }
    // A fresh copy begins anew: what was done on the one set aside cannot be taken back here.
    if (this.#history.doc !== this.#connection.doc) {
      this.#history.close();
      this.#history = this.#newHistory();
    }
    this.#watchers.forEach((look) => look());
    this.#redrawing.soon(afterMs);
  }
  #refresh(): void {
    this.#redrawing.shown();
    const { snapshot, doc, neighbours, status, refusal, trouble, unsavedSince, aside, hasLoaded } =
      this.#connection;
    this.privateCards = keepUnchanged(
      this.privateCards,
      this.#own?.cards.filter(({ id }) => !this.#isShown(id)) ?? [],
    );
    this.cards = keepUnchanged(this.cards, [...snapshot.cards, ...this.privateCards]);
    this.threads = keepUnchanged(this.threads, snapshot.threads);
    this.comments = keepUnchanged(this.comments, snapshot.comments);
    this.translations = keepUnchanged(this.translations, snapshot.translations);
    if (!isSame(this.report, snapshot.report)) this.report = snapshot.report;
    if (snapshot.narrative) this.narrative = snapshot.narrative;
    this.people.refresh(doc, neighbours, this.#participantId);
    Object.assign(this, { status, refusal, trouble, unsavedSince, aside, hasLoaded });
    this.waitingCards = this.#waiting.size;
    this.#isLate = unsavedSince !== null && (status === 'offline' || Date.now() - unsavedSince >= LATE_MS);
    if (this.#isLate) this.#keepWaiting();
    else if (unsavedSince !== null) this.#redrawing.soon(LATE_MS);
    this.canUndo = this.#history.canUndo;
    this.canRedo = this.#history.canRedo;
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
