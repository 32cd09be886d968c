import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { KnownEntries, readCanvas } from '#shared/canvas/read.ts';
import type { CanvasSnapshot, CardSnapshot } from '#shared/canvas/snapshot.ts';
import { CLOSE, FRAME, readBundle, SUBPROTOCOL, SYNC } from '#shared/protocol/canvas-frames.ts';
import {
  encodePlaces,
  PRESENCE_MS,
  readPeople,
  readPlaces,
  type Place,
} from '#shared/protocol/canvas-presence.ts';
import { AnyNetworkSocket } from './any-network-socket.ts';
import { countingSocket, type SendCount, type SocketClass } from './counting-socket.ts';
import { PeopleHere, type Neighbour } from './people-here.ts';
import { mayUnpack, unpack } from './unpacking.ts';

/** Keeps a canvas on this device, so that it opens without network and loses nothing in a crash. */
export type OfflineCopy = {
  /** Resolves when what was kept is in the document. */
  whenLoaded: Promise<unknown>;
  /** Forgets it. */
  clear: () => Promise<unknown>;
  close: () => void;
};

/** Where refused work waits until its writer has taken or left it, reloads and crashes included. */
export type AsideKeeper = { load: () => KeptAside | null; keep: (aside: KeptAside | null) => void };
export type KeptAside = { code: string; snapshot: CanvasSnapshot };
/** Which life of the canvas this device's copy is of; null: it has none. A copy of an earlier life is not mixed in. */
export type IncarnationKeeper = { load: () => number | null; keep: (incarnation: number | null) => void };

export type CanvasOptions = {
  /** `https://host`, without a slash at the end. */
  serverUrl: string;
  sessionId: string;
  groupId: string;
  blockId: string;
  /** The seat's name, no secret. */
  seat: string;
  zones: string[];
  /** What programs use; absent: whatever the browser's network lets through. */
  socketClass?: SocketClass;
  openOfflineCopy?: (doc: Y.Doc, incarnation: number) => OfflineCopy;
  incarnationKeeper?: IncarnationKeeper;
  asideKeeper?: AsideKeeper;
  /** Something about it has changed: ask the getters. */
  onChange: () => void;
  /** What I wrote has gone into the document, or is saved. Without it `onChange` tells that too. */
  onMine?: () => void;
  /** Somebody has come, gone or moved. Without it `onChange` tells that too. */
  onPeople?: () => void;
};

export type CanvasStatus =
  | 'connecting'
  | 'live'
  /** Writing goes on here and is sent later. */
  | 'offline'
  /** The server said a final no; `refusal` has the code. */
  | 'stopped';

/** What the server refused, kept for its writer: texts that are not on the canvas as it is. */
export type SetAside = { code: string; cards: CardSnapshot[] };

const STOPPED_FOR_GOOD: number[] = [CLOSE.notProtocol, CLOSE.key, CLOSE.noCanvas, CLOSE.outdated];
/** Without a keeper the copy is taken for one of the first life. */
const FIRST_LIFE: IncarnationKeeper = { load: () => 1, keep: () => undefined };

/**
 * An open canvas, as the browser knows it: the stock y-websocket provider with our subprotocol. Knows what of mine is on
 * the server's disk. Free of the page: simulated participants use it as it is.
 */
export class CanvasConnection {
  doc: Y.Doc;
  /** What was read of `doc` and has not changed since. */
  #known: KnownEntries;
  status: CanvasStatus = 'connecting';
  refusal: string | null = null;
  /** Why the server cannot open it now; it is asked again and again. */
  trouble: string | null = null;
  aside: SetAside | null = null;
  /** When the oldest of my changes that is not yet on the server's disk was made; null when all are. */
  unsavedSince: number | null = null;
  hasLoaded = false;
  #options: CanvasOptions;
  #provider: WebsocketProvider;
  #offline: OfflineCopy | undefined;
  #count: SendCount = { sent: 0, whole: 0, isGathering: false };
  #people = new PeopleHere();
  #place: Place = { isHidden: false, caret: null };
  #placeAt = -Infinity;
  #placeTimer: ReturnType<typeof setTimeout> | null = null;
  #saved = 0;
  /** Changes that no frame of this connection carries yet: they wait for a whole one. */
  #waitsForWhole = false;
  #refusedCode: string | null = null;
  #keptAside: KeptAside | null = null;
  #isClosed = false;

  constructor(options: CanvasOptions) {
    this.#options = options;
    this.#keptAside = options.asideKeeper?.load() ?? null;
    [this.doc, this.#provider] = this.#open();
    this.#known = new KnownEntries(this.doc);
  }

  get snapshot(): CanvasSnapshot {
    const { sessionId, groupId, blockId, zones } = this.#options;
    const address = { session: sessionId, group: groupId, block: blockId };
    return readCanvas(this.doc, address, zones, this.#known);
  }

  /** Who is on this canvas, each tab of its own: mine among them. */
  get neighbours(): Neighbour[] {
    return this.#people.all;
  }

  /** Where I am, for the others: told at most twice a second. */
  showPlace(place: Place): void {
    const isBack = this.#place.isHidden && !place.isHidden;
    this.#place = place;
    // Who comes back gets what passed by: at once.
    if (isBack) return this.#sendPlace();
    if (this.#placeTimer) return;
    const rest = Math.max(0, this.#placeAt + PRESENCE_MS - performance.now());
    this.#placeTimer = setTimeout(() => this.#sendPlace(), rest);
  }

  #sendPlace(): void {
    if (this.#placeTimer) clearTimeout(this.#placeTimer);
    this.#placeTimer = null;
    this.#placeAt = performance.now();
    const { ws, wsconnected } = this.#provider;
    if (wsconnected) ws?.send(encodePlaces([{ handle: 0, place: this.#place }]) as Uint8Array<ArrayBuffer>);
  }

  /** The person has seen what was set aside, and taken or left it. */
  dismissAside(): void {
    this.aside = null;
    this.#options.asideKeeper?.keep(null);
    this.#options.onChange();
  }

  close(): void {
    this.#isClosed = true;
    if (this.#placeTimer) clearTimeout(this.#placeTimer);
    this.#provider.destroy();
    this.#offline?.close();
    this.doc.destroy();
  }

  #open(): [Y.Doc, WebsocketProvider] {
    const { serverUrl, sessionId, groupId, blockId, seat, socketClass } = this.#options;
    const doc = new Y.Doc();
    const incarnation = this.#incarnations.load();
    this.#offline = incarnation === null ? undefined : this.#options.openOfflineCopy?.(doc, incarnation);
    const Socket = countingSocket(socketClass ?? AnyNetworkSocket, () => {
      this.#count = { sent: 0, whole: 0, isGathering: false };
      this.#saved = 0;
      return this.#count;
    });
    const provider = new WebsocketProvider(
      `${serverUrl.replace(/^http/, 'ws')}/canvas/${sessionId}`,
      `${groupId}/${blockId}`,
      doc,
      {
        connect: false,
        // Two tabs of one browser may hold two seats: one must not upload the other's edits.
        disableBc: true,
        params: {
          seat,
          ...(this.#offline ? { incarnation: String(incarnation) } : {}),
          ...(mayUnpack() ? {} : { plain: '1' }),
        },
        protocols: [SUBPROTOCOL],
        WebSocketPolyfill: Socket,
        maxBackoffTime: 8000,
      },
    );
    // Where I am goes out in a few bytes (`showPlace`), and not as awareness.
    provider.awareness.setLocalState(null);
    this.#handleFrames(provider);
    doc.on('update', (_: Uint8Array, origin: unknown) => this.#noteUpdate(origin, provider));
    provider.on('status', ({ status }) => {
      if (status === 'disconnected') this.#noteDisconnected();
      else if (status === 'connected' && (this.#place.isHidden || this.#place.caret)) this.#sendPlace();
    });
    provider.on('sync', (isSynced: boolean) => isSynced && this.#noteSynced());
    provider.on('connection-close', (event) => {
      if (event?.code === CLOSE.cannotBeRead) this.trouble = this.#refusedCode;
      if (this.status === 'connecting') this.#change({ status: 'offline' });
    });
    provider.on('closed', ({ code }) => void this.#noteRefused(code));
    // What the device has kept comes first, so that it goes out with the first whole step.
    void (this.#offline?.whenLoaded ?? Promise.resolve()).then(() => {
      if (this.#isClosed || provider !== this.#provider) return;
      if (this.#offline && doc.store.clients.size > 0) {
        this.hasLoaded = true;
        // Whether the server has all of it is known once it has taken a whole step.
        this.unsavedSince ??= Date.now();
        this.#waitsForWhole = true;
      }
      provider.connect();
      this.#options.onChange();
    });
    return [doc, provider];
  }

  #handleFrames(provider: WebsocketProvider): void {
    provider.messageHandlers[FRAME.bundle] = (_, decoder, self, emitSynced) => {
      const messages = readBundle(decoder);
      // The answer to what I asked for may be a copy and what was written since: I have it all after the last of them.
      for (const message of messages) handle(self, message, emitSynced && message[0] === FRAME.packed);
      if (emitSynced && !self.synced && messages.some(isAnswer)) self.synced = true;
    };
    provider.messageHandlers[FRAME.packed] = (_, decoder, self, emitSynced) => {
      const { ws } = self;
      const packed = decoding.readVarUint8Array(decoder).slice();
      // Updates that arrive meanwhile wait in the document until what they build on is there.
      void unpack(packed).then((update) => {
        if (self !== this.#provider) return;
        Y.applyUpdateV2(self.doc, update, self);
        // As the provider does after a second sync step.
        if (emitSynced && self.ws === ws && !self.synced) self.synced = true;
      });
    };
    provider.messageHandlers[FRAME.people] = (_, decoder) => {
      this.#people.meet(readPeople(decoder));
      this.#notePeople();
    };
    provider.messageHandlers[FRAME.places] = (_, decoder) => {
      this.#people.move(readPlaces(decoder));
      this.#notePeople();
    };
    provider.messageHandlers[FRAME.incarnation] = (_, decoder, self) => {
      this.#noteIncarnation(decoding.readVarUint(decoder), self);
    };
    provider.messageHandlers[FRAME.saved] = (_, decoder) => {
      this.#saved = decoding.readVarUint(decoder);
      if (this.#count.whole > 0 && this.#saved >= this.#count.whole) this.#waitsForWhole = false;
      this.#noteSaved();
    };
    provider.messageHandlers[FRAME.refused] = (_, decoder) => {
      this.#refusedCode = (JSON.parse(decoding.readVarString(decoder)) as { code: string }).code;
    };
  }

  /** The first frame of a connection. From here on this device may keep the canvas, under the name of this life. */
  #noteIncarnation(incarnation: number, provider: WebsocketProvider): void {
    this.#people.clear();
    this.#notePeople();
    provider.params['incarnation'] = String(incarnation);
    if (this.#offline) return;
    this.#incarnations.keep(incarnation);
    this.#offline = this.#options.openOfflineCopy?.(this.doc, incarnation);
  }

  #notePeople(): void {
    (this.#options.onPeople ?? this.#options.onChange)();
  }

  #noteMine(): void {
    (this.#options.onMine ?? this.#options.onChange)();
  }

  get #incarnations(): IncarnationKeeper {
    return this.#options.incarnationKeeper ?? FIRST_LIFE;
  }

  #noteUpdate(origin: unknown, provider: WebsocketProvider): void {
    const isMine = origin !== provider && !isOfflineCopy(origin, this.#offline);
    if (isMine) {
      this.unsavedSince ??= Date.now();
      if (!provider.wsconnected) this.#waitsForWhole = true;
    }
    if (isMine) this.#noteMine();
    else this.#options.onChange();
  }

  #noteSaved(): void {
    const { sent, isGathering } = this.#count;
    if (!this.#waitsForWhole && !isGathering && this.#saved >= sent) this.unsavedSince = null;
    this.#noteMine();
  }

  #noteDisconnected(): void {
    if (this.unsavedSince !== null) this.#waitsForWhole = true;
    // Without a connection nobody can be said to be here.
    this.#people.clear();
    this.#notePeople();
    this.#change({ status: 'offline' });
  }

  #noteSynced(): void {
    this.hasLoaded = true;
    this.trouble = null;
    if (this.#keptAside) {
      const { code, snapshot } = this.#keptAside;
      this.#keptAside = null;
      const cards = differing(snapshot, this.snapshot);
      if (cards.length > 0) this.aside = { code, cards };
      else this.#options.asideKeeper?.keep(null);
    }
    this.#change({ status: 'live' });
  }

  /**
   * Refused for good, or only what I wrote? Then my copy is set aside, a fresh one opened, and the texts that are not on it
   * are offered (law 4).
   */
  async #noteRefused(closeCode: number): Promise<void> {
    const code = this.#refusedCode ?? `close/${closeCode}`;
    this.#refusedCode = null;
    const hadWork = this.unsavedSince !== null;
    const isReplaced = code === 'canvas/replaced';
    if (STOPPED_FOR_GOOD.includes(closeCode) || !(hadWork || isReplaced)) {
      this.refusal = code;
      return this.#change({ status: 'stopped' });
    }
    this.#keptAside = { code, snapshot: withCards(this.snapshot, this.#offered) };
    // Before the offline copy goes: a reload in between must not lose the words.
    this.#options.asideKeeper?.keep(this.#keptAside);
    this.unsavedSince = null;
    this.hasLoaded = false;
    this.#waitsForWhole = false;
    const [old, oldDoc] = [this.#provider, this.doc];
    const cleared = this.#offline?.clear();
    if (isReplaced) this.#incarnations.keep(null);
    old.destroy();
    await cleared;
    oldDoc.destroy();
    if (this.#isClosed) return;
    [this.doc, this.#provider] = this.#open();
    this.#known = new KnownEntries(this.doc);
    this.#change({ status: 'connecting' });
  }

  /** What an earlier refusal has set aside and nobody has taken yet. */
  get #offered(): CardSnapshot[] {
    return this.#keptAside?.snapshot.cards ?? this.aside?.cards ?? [];
  }

  #change(change: { status: CanvasStatus }): void {
    this.status = change.status;
    this.#options.onChange();
  }
}

/** The second sync step. */
const isAnswer = (message: Uint8Array): boolean => message[0] === FRAME.sync && message[1] === SYNC.step2;

/** Runs a message through the provider's own handlers, and sends what they answer. */
function handle(provider: WebsocketProvider, message: Uint8Array, emitSynced: boolean): void {
  const decoder = decoding.createDecoder(message);
  const type = decoding.readVarUint(decoder);
  // An answer of its own for each: together they would make a frame that is of no protocol.
  const answer = encoding.createEncoder();
  provider.messageHandlers[type]?.(answer, decoder, provider, emitSynced, type);
  if (encoding.length(answer) > 1) provider.ws?.send(encoding.toUint8Array(answer));
}

/** y-indexeddb puts itself down as the origin of what it brings back. */
const isOfflineCopy = (origin: unknown, copy: OfflineCopy | undefined): boolean =>
  copy !== undefined && typeof origin === 'object' && origin !== null && 'isOfflineCopy' in origin;

/** Adds cards whose words are not in it. */
function withCards(snapshot: CanvasSnapshot, others: CardSnapshot[]): CanvasSnapshot {
  const isThere = (card: CardSnapshot) =>
    snapshot.cards.some(({ id, text }) => id === card.id && text === card.text);
  return { ...snapshot, cards: [...others.filter((card) => !isThere(card)), ...snapshot.cards] };
}

function differing(mine: CanvasSnapshot, theirs: CanvasSnapshot): CardSnapshot[] {
  const there = new Map(theirs.cards.map((card) => [card.id, card.text]));
  return mine.cards.filter((card) => card.text !== '' && there.get(card.id) !== card.text);
}
