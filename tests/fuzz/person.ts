import * as Y from 'yjs';
import { CanvasConnection, type CanvasStatus, type KeptAside } from '#client/canvas/canvas-connection.ts';
import type { Writer } from '#shared/canvas/edit.ts';
import { LIMITS } from '#shared/protocol/limits.ts';
import { socketWithKey } from '#client/rehearsal/node-socket.ts';
import type { Chance } from './chance.ts';
import { KeptCopy } from './kept-copy.ts';
import type { Lane } from './lane.ts';
import type { Deed, Ledger, What } from './ledger.ts';
import { rawCanvas, textsOf, type RawCanvas } from './raw-canvas.ts';

export type Seat = { name: string; id: string; key: string };
export type CanvasPlace = { sessionId: string; groupId: string; blockId: string; zones: string[] };

/** Somebody with a device: the product's own connection over a lane of their own, and what they can remember of it. */
export class Person {
  readonly name: string;
  readonly id: string;
  readonly lane: Lane;
  readonly writer: Writer;
  connection: CanvasConnection;
  undoManager: Y.UndoManager;
  step = 0;
  /** When the server had taken the right to write away; null while it is there. */
  withoutRightSince: number | null = null;
  /** Whether there ever was a reason to refuse: a lock, or a right that was missing. */
  hasMetLock = false;
  hasLostRight = false;
  /** What each right depends on: false while it stands in the way. */
  readonly rights = { observer: true, group: true };
  isHidden = false;
  #seat: Seat;
  #place: CanvasPlace;
  #ledger: Ledger;
  #chance: Chance;
  #copy = new KeptCopy();
  #keptAside: KeptAside | null = null;
  #status: CanvasStatus = 'connecting';
  /** When the latest connection was lost: the next one begins after it. */
  #lostContactAt = -Infinity;
  #ids = 0;
  #newestDoc: Y.Doc;

  constructor(parts: { seat: Seat; place: CanvasPlace; lane: Lane; ledger: Ledger; chance: Chance }) {
    this.#seat = parts.seat;
    this.#place = parts.place;
    this.lane = parts.lane;
    this.#ledger = parts.ledger;
    this.#chance = parts.chance;
    this.name = parts.seat.name;
    this.id = parts.seat.id;
    const newId = (): string => `${this.name}-${(this.#ids += 1)}`;
    this.writer = { participantId: this.id, newId, now: Date.now, origin: this };
    this.connection = this.#connect();
    this.#newestDoc = this.doc;
    this.undoManager = this.#rememberDeeds();
  }

  get doc(): Y.Doc {
    return this.connection.doc;
  }
  get raw(): RawCanvas {
    return rawCanvas(this.doc);
  }
  get texts(): Record<string, string> {
    return textsOf(this.raw);
  }
  /** Reaches the server, as far as the network goes. */
  get isOnline(): boolean {
    return this.lane.isOpen;
  }

  /** Does one thing that can be undone as one. `edit` changes the copy and says what that was; null: nothing. */
  do(edit: () => What | null): Deed | null {
    return this.#recorded(() => {
      this.undoManager.stopCapturing();
      return edit();
    });
  }

  /** A thing that takes several changes: until it is finished, "saved" does not speak of it. */
  begin(edit: () => What | null): { deed: Deed; finish: () => void } | null {
    const deed = this.do(edit);
    if (!deed) return null;
    Object.assign(deed, { isCarried: true, isByLetters: true });
    const finish = (): void => {
      deed.isCarried = false;
      this.#noteSaved();
    };
    return { deed, finish };
  }

  /** Takes back the last thing of one's own that can be taken back. */
  undo(): Deed | null {
    const before = [...this.undoManager.undoStack];
    return this.#recorded(() => {
      this.doc.transact(() => {
        const before = this.raw.cards;
        this.undoManager.undo();
        this.#keepWhole(before);
      }, 'undo');
      const popped = before.slice(this.undoManager.undoStack.length);
      const deeds = popped.flatMap((item) => (item.meta.get('deed') as Deed | undefined) ?? []);
      return deeds.length > 0 ? { type: 'undo', deeds } : null;
    });
  }

  /**
   * Where somebody else has set a key at the same time, Yjs takes one's own value away and brings none back: a card without
   * a zone is none. What it was then stays.
   */
  #keepWhole(before: RawCanvas['cards']): void {
    for (const [id, card] of this.doc.getMap<Y.Map<unknown>>('cards'))
      for (const key of ['zone', 'rank', 'lang', 'territory'])
        if (!card.has(key) && before[id] && key in before[id]) card.set(key, before[id][key]);
  }

  /** Looks at what was set aside, and leaves it. */
  lookAside(): string[] {
    const texts = (this.connection.aside?.cards ?? []).map(({ text }) => text);
    if (this.connection.aside) {
      this.#ledger.offer(this.name, texts);
      this.connection.dismissAside();
    }
    return texts;
  }

  /** The page again, from what the device has kept. */
  reload(): void {
    const open = this.#ledger.open(this.doc);
    this.connection.close();
    this.connection = this.#connect();
    for (const deed of open) Object.assign(deed, { doc: this.doc, isCarried: true });
    this.#noteNewCopy();
  }

  /** Another device, or a browser that has forgotten everything: what was not saved is gone with it. */
  startAfresh(): void {
    for (const deed of this.#ledger.open(this.doc)) deed.fate = 'dropped';
    // What was set aside here goes too.
    for (const deed of this.#ledger.deeds) if (deed.who === this.name) deed.wasVisible = false;
    this.connection.close();
    this.#copy.forget();
    this.#keptAside = null;
    this.connection = this.#connect();
    this.#noteNewCopy();
  }

  hide(isHidden: boolean): void {
    this.isHidden = isHidden;
    this.connection.showPlace({ isHidden, caret: null });
  }

  async leave(): Promise<void> {
    this.connection.close();
    await this.lane.close();
  }

  #connect(): CanvasConnection {
    this.isHidden = false;
    return new CanvasConnection({
      ...this.#place,
      serverUrl: this.lane.url,
      seat: this.id,
      socketClass: socketWithKey(this.#seat.key),
      openOfflineCopy: (doc) => {
        // Equal conflicts end alike in every run of a seed.
        doc.clientID = this.#chance.below(2 ** 32);
        return this.#copy.open(doc);
      },
      asideKeeper: { load: () => this.#keptAside, keep: (aside) => this.#keepAside(aside) },
      onChange: () => this.#noteChange(),
    });
  }

  #rememberDeeds(): Y.UndoManager {
    const { doc } = this;
    const roots = ['cards', 'comments', 'translations', 'threads', 'report'].map((name) => doc.getMap(name));
    const texts = ['report:question', 'report:lines'].map((name) => doc.getText(name));
    return new Y.UndoManager([...roots, ...texts], {
      trackedOrigins: new Set([this]),
      // One thing is what lies between two `stopCapturing`, however long it took.
      captureTimeout: 2 ** 31,
    });
  }

  #recorded(edit: () => What | null): Deed | null {
    const { doc } = this;
    let hasChanged = false;
    const note = (): void => void (hasChanged = true);
    doc.on('update', note);
    const what = edit();
    doc.off('update', note);
    if (!what || !hasChanged) return null;
    const deed: Deed = {
      step: this.step,
      who: this.name,
      what,
      fate: 'open',
      doc,
      isCarried: false,
      isByLetters: false,
      isOutside: this.#isOutside,
      withoutRightSince: this.withoutRightSince,
      wasVisible: false,
      undo: null,
    };
    this.#ledger.deeds.push(deed);
    if (what.type === 'undo') for (const undone of what.deeds) undone.undo = deed;
    else this.undoManager.undoStack.at(-1)?.meta.set('deed', deed);
    return deed;
  }

  #noteChange(): void {
    // Called before the constructor has the connection.
    const connection = this.connection as CanvasConnection | undefined;
    if (!connection) return;
    if (connection.doc !== this.#newestDoc) this.#noteNewCopy();
    if (connection.status !== this.#status && connection.status === 'offline')
      this.#lostContactAt = Date.now();
    this.#status = connection.status;
    this.#noteSaved();
  }

  #noteSaved(): void {
    if (this.connection.unsavedSince !== null) return;
    for (const deed of this.#ledger.open(this.doc)) if (!deed.isCarried) deed.fate = 'kept';
  }

  #noteNewCopy(): void {
    this.#newestDoc = this.doc;
    this.undoManager.destroy();
    this.undoManager = this.#rememberDeeds();
  }

  /** The copy was refused: each deed of it that was not saved may or may not have been admitted before. */
  #keepAside(aside: KeptAside | null): void {
    const isNew = aside !== null && aside !== this.#keptAside;
    this.#keptAside = aside;
    if (!isNew) return;
    const open = this.#ledger.open(this.doc);
    const steps = open.map(({ step }) => step).join(', ');
    const line = `${this.name} is refused: ${aside.code}, unsaved were ${steps || 'none'}`;
    this.#ledger.journal.push(`  … ${line}`);
    // Who uses a page writes nothing that does not fit; that the right is missing happens.
    if (!this.#mayBeRefused(aside.code)) this.#ledger.wrongs.push(`Without reason, ${line}`);
    for (const deed of open) {
      deed.fate = this.#wasCertainlyRefused(deed) ? 'refused' : 'contested';
      const { what } = deed;
      if (what.type !== 'add' && what.type !== 'insert') continue;
      const card = what.type === 'add' ? what.card : what.place;
      const text = aside.snapshot.cards.find(({ id }) => id === card)?.text ?? '';
      deed.wasVisible = text.includes(what.token);
    }
  }

  #mayBeRefused(code: string): boolean {
    return code === 'canvas/locked' ? this.hasMetLock : code === 'canvas/read-only' && this.hasLostRight;
  }

  /** Made without the right, which did not come back until it was refused. */
  #wasCertainlyRefused({ withoutRightSince, isOutside }: Deed): boolean {
    return isOutside && withoutRightSince === this.withoutRightSince;
  }

  /** Without the right, and beyond the grace: it is over, or the connection that had it is. */
  get #isOutside(): boolean {
    const since = this.withoutRightSince;
    return since !== null && (this.#lostContactAt > since || Date.now() > since + LIMITS.graceMs + 500);
  }
}
