import { setTimeout as wait } from 'node:timers/promises';
import * as Y from 'yjs';
import { encodeBundle, encodeSaved, encodeSync, SYNC } from '#shared/protocol/canvas-frames.ts';
import { PRESENCE_MS, type Place } from '#shared/protocol/canvas-presence.ts';
import { LIMITS } from '#shared/protocol/limits.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import {
  StorageUnavailable,
  type CanvasUpdate,
  type Owner,
  type Storage,
  type Write,
} from '#server/storage/storage.ts';
import { admit } from './admission.ts';
import { Checkpoints, type Stored } from './checkpoints.ts';
import { Newcomers } from './newcomers.ts';
import { Ownership } from './ownership.ts';
import { Presence, type Identity, type PresenceNews } from './presence.ts';
import { Pulse } from './pulse.ts';
import type { Ticker } from './ticker.ts';

/** One open socket on a canvas, as the canvas sees it. */
export type Reader = {
  seatId: string | null;
  identity: Identity;
  /** Speaks `minga.1`: bundles, packed frames, `saved`, presence in a few bytes. */
  isMinga: boolean;
  mayUnpack: boolean;
  /** Several messages go as one frame where the reader understands bundles. */
  send: (messages: Uint8Array[]) => void;
  /** How much waits on the way to it: `some` costs it the cursors, `much` the updates, until it has caught up. */
  backlog: () => 'little' | 'some' | 'much';
  /** What it sent was not admitted. */
  refuse: (refusal: Refusal) => void;
  /** The canvas cannot go on in this copy. */
  fail: () => void;
  isZoneLocked: (zone: string) => boolean;
  /** Has been given the canvas: from here on it gets what others write. */
  isSynced: boolean;
  /** Its sync frames so far; and whether one of them waits for what it builds on. */
  frames: number;
  isHeld: boolean;
  isRefused: boolean;
  /** Its tab is in the background: it gets the canvas when it comes back, and no cursors meanwhile. */
  isHidden: boolean;
  /** Cursors have passed it by. */
  missesPlaces: boolean;
  /** What it had when updates began to pass it by; null while it has everything. */
  knows: Uint8Array | null;
};

/** What a reader asks or brings, in the order of arrival. */
export type Incoming =
  | { type: 'ask'; vector: Uint8Array }
  | { type: 'update'; bytes: Uint8Array; isWhole: boolean }
  /** Counted and let fall: it came from somebody who may only read. */
  | { type: 'ignored' };

/** What admitted messages brought: see `Admission`. */
type Brought = { clients: number[]; entries: string[]; ends: Map<number, number> };
/** After it, the reader has everything. */
type Answer = { to: Reader; frames: Uint8Array[] };
type Relayed = { frame: Uint8Array; from: Reader; ends: Map<number, number> };
/** What goes to the disk in one write, and what goes out once it is there. */
class Batch {
  updates: CanvasUpdate[] = [];
  owners: Owner[] = [];
  relayed: Relayed[] = [];
  answers: Answer[] = [];
  saved = new Map<Reader, number>();
  presence: PresenceNews | null = null;

  get isEmpty(): boolean {
    return (
      this.updates.length + this.answers.length + this.saved.size === 0 &&
      this.presence === null &&
      this.owners.length === 0
    );
  }
}

export type CanvasParts = {
  id: string;
  sessionId: string;
  groupId: string;
  zoneIds: string[];
  storage: Storage;
  ticker: Ticker;
  now: () => number;
  log: { warn: (details: object, message: string) => void };
  /** What is on disk of it, as one update; null when that cannot be read now. */
  readStored: () => Promise<Uint8Array | null>;
  /** Storage refused for good: this copy is ahead of the disk and must not be shown to anybody else. */
  onFailure: (error: unknown) => void;
};

export type Loaded = { doc: Y.Doc; bytes: number; stored: Stored; owners: Owner[]; incarnation: number };

/** One canvas takes no longer of the event loop at once; what is left waits for the next tick. In ms. */
const TURN_MS = 40;

/**
 * One canvas in memory. What arrives within a tick is judged, joins the document and goes to storage as one write; only
 * when that is on disk do the others see it and its author reads "saved" (law 1). While one write is under way the next
 * collects.
 */
export class Canvas {
  readonly doc: Y.Doc;
  readonly owners: Ownership;
  readonly incarnation: number;
  readonly readers = new Set<Reader>();
  readonly presence = new Presence<Reader>();
  readonly pulse: Pulse;
  /** Counts what has changed since it was loaded. */
  changes = 0;
  #parts: CanvasParts;
  #inbox: { from: Reader; what: Incoming }[] = [];
  #collecting = new Batch();
  #flushing: Promise<void> | null = null;
  /** What is on disk and was passed on, by client. */
  #delivered: Map<number, number>;
  #newcomers: Newcomers;
  #checkpoints: Checkpoints;
  #effect: Uint8Array | null = null;
  #presenceAt = -Infinity;
  #presenceTimer: NodeJS.Timeout | null = null;
  /** Storage takes no writes now: what is in memory is not shown to anybody, what is on disk is. */
  #isHeldUp = false;
  isClosed = false;

  constructor(parts: CanvasParts, loaded: Loaded) {
    this.#parts = parts;
    this.doc = loaded.doc;
    this.incarnation = loaded.incarnation;
    this.owners = new Ownership(loaded.owners);
    this.owners.bytes = loaded.bytes;
    this.#delivered = Y.decodeStateVector(Y.encodeStateVector(this.doc));
    this.#newcomers = new Newcomers(this.doc);
    this.#checkpoints = new Checkpoints(this.doc, loaded.stored);
    this.pulse = new Pulse(this.doc, parts.now);
    this.doc.on('update', (update: Uint8Array) => {
      this.#effect = update;
      this.changes += 1;
    });
  }

  /** Begins to tell this reader what others do. */
  enter(reader: Reader): void {
    this.readers.add(reader);
    const here = this.presence.everybody();
    reader.send(reader.isMinga ? here.minga : here.stock);
    if (reader.seatId === null) return;
    this.presence.join(reader, reader.identity);
    this.#tellPresence();
  }

  leave(reader: Reader): void {
    this.readers.delete(reader);
    this.presence.leave(reader);
    this.#tellPresence();
  }

  /** Takes a message in; it is judged in the next tick, after what came before it. */
  receive(from: Reader, what: Incoming): void {
    if (this.isClosed) return;
    this.#inbox.push({ from, what });
    this.#parts.ticker.ask(this);
  }

  askForEverything(reader: Reader): void {
    reader.send([encodeSync(SYNC.step1, Y.encodeStateVector(this.doc))]);
  }

  /** [Ticker] Judges what has arrived, and passes on what is ready. True when there is more. */
  runTick(): boolean {
    try {
      return this.#runTick();
    } catch (error) {
      // What was admitted could not be taken in: this copy may be half of something, the one on disk is not.
      this.#inbox = [];
      this.#parts.onFailure(error);
      return false;
    }
  }

  #runTick(): boolean {
    const end = performance.now() + TURN_MS;
    let at = 0;
    while (at < this.#inbox.length && performance.now() < end) at = this.#takeTurn(at);
    this.#inbox.splice(0, at);
    if (this.#isPresenceDue()) {
      this.#presenceAt = performance.now();
      this.#collecting.presence = this.presence.news();
    }
    // A timer may run out a little early.
    this.#tellPresence();
    this.#flush();
    return this.#inbox.length > 0;
  }

  /** One reader's messages that came in a row are one transaction: one update to store and to pass on. */
  #takeTurn(start: number): number {
    const { from, what } = this.#inbox[start] as { from: Reader; what: Incoming };
    let at = start + 1;
    if (what.type === 'ask') {
      if (!from.isRefused) this.#answer(from, what.vector);
      from.frames += 1;
    } else {
      while (this.#inbox[at]?.from === from && this.#inbox[at]?.what.type !== 'ask') at += 1;
      this.#writeAll(
        from,
        this.#inbox.slice(start, at).map((incoming) => incoming.what),
      );
    }
    if (from.isMinga && !from.isHeld && !from.isRefused) this.#collecting.saved.set(from, from.frames);
    return at;
  }

  #writeAll(from: Reader, messages: Incoming[]): void {
    const found: Brought = { clients: [], entries: [], ends: new Map() };
    this.#effect = null;
    this.pulse.writer = from.seatId ?? '';
    const write = (): void => {
      for (const what of messages) {
        if (from.isRefused) return;
        from.frames += 1;
        if (what.type === 'update') this.#write(from, what, found);
      }
    };
    this.doc.transact(write, this);
    const { pendingStructs, pendingDs } = this.doc.store;
    if (pendingStructs || pendingDs) throw new Error('An admitted update hangs in the air.');
    this.#line(from, found);
  }

  /**
   * An update, or everything the reader has (`isWhole`, a sync step 2). A refusal changes nothing for anybody. After an
   * update that builds on something unknown, only a whole one settles what came before.
   */
  #write(from: Reader, { bytes, isWhole }: { bytes: Uint8Array; isWhole: boolean }, found: Brought): void {
    const { doc, owners } = this;
    const person = from.seatId ?? '';
    if (owners.bytes + bytes.length > LIMITS.canvasBytes) owners.bytes = Y.encodeStateAsUpdate(doc).length;
    const { groupId, zoneIds } = this.#parts;
    const { isZoneLocked } = from;
    const admission = admit(bytes, person, { doc, groupId, zoneIds, owners, isZoneLocked });
    if (admission.ok === false) return this.#refuse(from, admission);
    if (admission.ok === 'resync') {
      if (isWhole)
        return this.#refuse(from, refuse('canvas/not-of-shape', { reason: 'missing predecessors' }));
      if (!from.isHeld) this.askForEverything(from);
      from.isHeld = true;
      return;
    }
    if (isWhole) from.isHeld = false;
    Y.applyUpdate(doc, admission.update);
    owners.add(person, admission.clients, admission.entries);
    found.clients.push(...admission.clients);
    found.entries.push(...admission.entries);
    for (const [client, end] of admission.ends) found.ends.set(client, end);
  }

  #refuse(from: Reader, refusal: Refusal): void {
    from.isRefused = true;
    from.refuse(refusal);
  }

  #line(from: Reader, { clients, entries, ends }: Brought): void {
    const person = from.seatId ?? '';
    const effect = this.#effect;
    const batch = this.#collecting;
    batch.owners.push(...Ownership.records(person, clients, entries));
    if (effect === null) return;
    this.owners.bytes += effect.length;
    batch.updates.push({ bytes: effect, by: person, at: this.#parts.now() });
    const frame = encodeSync(SYNC.update, effect);
    batch.relayed.push({ frame, from, ends });
    this.#newcomers.note(frame);
  }

  /** Sync step 1: what the reader knows. The answer carries nothing that is not on disk by the time it leaves. */
  #answer(to: Reader, vector: Uint8Array): void {
    if (this.#isHeldUp) void this.#tellStored(to);
    const isNew = vector.length === 1 && vector[0] === 0;
    if (!isNew) {
      const missing = encodeSync(SYNC.step2, Y.encodeStateAsUpdate(this.doc, vector));
      this.#collecting.answers.push({ to, frames: [missing] });
      return;
    }
    const ready = this.#newcomers.frames(to.mayUnpack);
    if (Array.isArray(ready)) {
      this.#collecting.answers.push({ to, frames: ready });
      return;
    }
    // Being compressed meanwhile; what is written until then comes after it.
    void ready.then(() => {
      if (!this.readers.has(to) || this.isClosed) return;
      const frames = this.#newcomers.frames(to.mayUnpack);
      if (!Array.isArray(frames)) return this.#answer(to, vector);
      this.#collecting.answers.push({ to, frames });
      this.#flush();
    });
  }

  /** Reading goes on while storage takes no writes. The answer proper follows once it does. */
  async #tellStored(to: Reader): Promise<void> {
    const stored = await this.#parts.readStored();
    if (stored && this.readers.has(to)) to.send([encodeSync(SYNC.step2, stored)]);
  }

  /** It has room again, or looks again: everything that passed it by, in one. */
  catchUp(reader: Reader): void {
    if (reader.knows === null || reader.isHidden || !this.readers.has(reader)) return;
    const missing = encodeSync(SYNC.update, Y.encodeStateAsUpdate(this.doc, reader.knows));
    this.#collecting.answers.push({ to: reader, frames: [missing] });
    this.#flush();
  }

  #flush(): void {
    if (this.#flushing || this.#collecting.isEmpty) return;
    if (this.#collecting.updates.length + this.#collecting.owners.length === 0) {
      return this.#deliver(this.#takeBatch());
    }
    this.#flushing = this.#storeAll()
      .catch((error: unknown) => this.#parts.onFailure(error))
      .finally(() => (this.#flushing = null));
  }

  #takeBatch(): Batch {
    const batch = this.#collecting;
    this.#collecting = new Batch();
    return batch;
  }

  async #storeAll(): Promise<void> {
    while (!this.#collecting.isEmpty) {
      const batch = this.#takeBatch();
      await this.#store(batch);
      this.#deliver(batch);
    }
  }

  /** Keeps trying while storage is away: nobody is told "saved" meanwhile, and nothing is dropped. */
  async #store({ updates, owners, answers }: Batch): Promise<void> {
    if (updates.length + owners.length === 0) return;
    const { id: canvasId, sessionId, storage, log } = this.#parts;
    const writes: Write[] = [{ type: 'canvas.updated', canvasId, sessionId, updates, owners }];
    const checkpoint = this.#checkpoints.take(updates);
    if (checkpoint) writes.push({ type: 'canvas.checkpointed', canvasId, ...checkpoint });
    for (let tries = 0; ; tries += 1) {
      try {
        await storage.write(...writes);
        this.#isHeldUp = false;
        return;
      } catch (error) {
        if (!(error instanceof StorageUnavailable) || this.isClosed) throw error;
        if (tries === 0) {
          log.warn({ canvasId, err: error }, 'storage does not take writes now, trying again');
          this.#isHeldUp = true;
          for (const { to } of [...answers, ...this.#collecting.answers]) void this.#tellStored(to);
        }
        await wait(Math.min(2000, 100 * 2 ** tries));
      }
    }
  }

  /** One frame for each reader; those who get the same get the same bytes, encoded once. */
  #deliver(batch: Batch): void {
    const extras = new Map<Reader, Uint8Array[]>();
    for (const { to, frames } of batch.answers) {
      extras.set(to, [...(extras.get(to) ?? []), ...frames]);
      to.isSynced = true;
      to.knows = null;
    }
    const writers = new Set(batch.relayed.map(({ from }) => from));
    const updates = batch.relayed.map(({ frame }) => frame);
    const { who, where } = batch.presence ?? NO_NEWS;
    const usual = {
      minga: inOneFrame([...updates, ...who.minga, ...where.minga]),
      stock: [...updates, ...who.stock, ...where.stock],
    };
    for (const reader of this.readers) {
      const kind = reader.isMinga ? 'minga' : 'stock';
      const extra = extras.get(reader) ?? [];
      const saved = batch.saved.get(reader);
      if (saved !== undefined) extra.push(encodeSaved(saved));
      const news = this.#newsFor(reader, batch, updates, writers);
      const isTold = where[kind].length === 0 || mayBeTold(reader);
      if (!isTold) reader.missesPlaces = true;
      if (isTold && extra.length === 0 && news === updates) reader.send(usual[kind]);
      // An answer comes before what builds on it.
      else reader.send([...extra, ...news, ...who[kind], ...(isTold ? where[kind] : [])]);
    }
    for (const { ends } of batch.relayed) for (const [client, end] of ends) this.#delivered.set(client, end);
  }

  /** What others wrote; none of it for who is behind or looks elsewhere: they get it all at once later. */
  #newsFor(reader: Reader, { relayed }: Batch, updates: Uint8Array[], writers: Set<Reader>): Uint8Array[] {
    if (relayed.length === 0) return updates;
    if (!reader.isSynced || reader.knows !== null) return [];
    if (reader.isHidden || reader.backlog() === 'much') {
      reader.knows = Y.encodeStateVector(this.#delivered);
      return [];
    }
    if (!writers.has(reader)) return updates;
    return relayed.flatMap(({ frame, from }) => (from === reader ? [] : [frame]));
  }

  /** A moderator's hand from outside: judged, stored and passed on like everybody's. Returns the refusal, if there is one. */
  async write(person: string, bytes: Uint8Array): Promise<Refusal | null> {
    let refusal: Refusal | null = null;
    this.receive(
      handOf(person, (given) => (refusal = given)),
      { type: 'update', bytes, isWhole: false },
    );
    await this.settled();
    return refusal;
  }

  /** Everything received so far is judged and on disk. */
  async settled(): Promise<void> {
    while (this.#inbox.length > 0) this.runTick();
    while (this.#flushing) await this.#flushing;
  }

  /** A stock client's presence. Returns false when the message is none. */
  showAwareness(reader: Reader, payload: Uint8Array): boolean {
    const mayClaim = (client: number) => {
      const owner = this.owners.ofClient(client);
      return owner === undefined || owner === reader.identity.id;
    };
    const isGood = this.presence.receive(reader, payload, mayClaim);
    this.#tellPresence();
    return isGood;
  }

  showPlace(reader: Reader, place: Place): void {
    const isBack = reader.isHidden && !place.isHidden;
    reader.isHidden = place.isHidden;
    this.presence.move(reader, place);
    if (isBack) {
      this.tellPlaces(reader);
      this.catchUp(reader);
    }
    this.#tellPresence();
  }

  /** Cursors that passed a reader by, as soon as it can take them. */
  tellPlaces(reader: Reader): void {
    if (!reader.missesPlaces || !mayBeTold(reader)) return;
    reader.missesPlaces = false;
    reader.send(this.presence.everybody()[reader.isMinga ? 'minga' : 'stock']);
  }

  rename(reader: Reader): void {
    this.presence.rename(reader, reader.identity);
    this.#tellPresence();
  }

  /** Cursors move often and matter little: together, at most twice a second, with what else goes out then. */
  #tellPresence(): void {
    if (this.#presenceTimer || !this.presence.hasNews || this.isClosed) return;
    const rest = Math.max(0, this.#presenceAt + PRESENCE_MS - performance.now());
    this.#presenceTimer = setTimeout(() => {
      this.#presenceTimer = null;
      this.#parts.ticker.ask(this);
    }, rest);
  }

  #isPresenceDue(): boolean {
    return this.presence.hasNews && performance.now() - this.#presenceAt >= PRESENCE_MS - 1;
  }

  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    if (this.#presenceTimer) clearTimeout(this.#presenceTimer);
    await this.settled().catch(() => undefined);
    this.doc.destroy();
  }
}

/** Writes and is told nothing. */
const handOf = (person: string, refuse: (refusal: Refusal) => void): Reader => ({
  seatId: person,
  identity: { id: person, name: '' },
  isMinga: false,
  mayUnpack: false,
  send: () => undefined,
  backlog: () => 'little',
  refuse,
  fail: () => undefined,
  isZoneLocked: () => false,
  isSynced: false,
  frames: 0,
  isHeld: false,
  isRefused: false,
  isHidden: true,
  missesPlaces: false,
  knows: null,
});

const NO_NEWS: PresenceNews = { who: { minga: [], stock: [] }, where: { minga: [], stock: [] } };

/** Whether it gets cursors now. */
const mayBeTold = (reader: Reader): boolean => !reader.isHidden && reader.backlog() === 'little';

const inOneFrame = (messages: Uint8Array[]): Uint8Array[] =>
  messages.length > 1 ? [encodeBundle(messages)] : messages;
