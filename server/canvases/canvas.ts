import { setTimeout as wait } from 'node:timers/promises';
import * as Y from 'yjs';
import { encodeSaved, encodeSync, SYNC } from '#shared/protocol/canvas-frames.ts';
import { LIMITS } from '#shared/protocol/limits.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { StorageUnavailable, type CanvasUpdate, type Owner, type Storage } from '#server/storage/storage.ts';
import { admit } from './admission.ts';
import { Ownership } from './ownership.ts';
import { Presence, type Identity } from './presence.ts';

/** One open socket on a canvas, as the canvas sees it. */
export type Reader = {
  seatId: string | null;
  identity: Identity;
  send: (messages: Uint8Array[]) => void;
  /** The canvas cannot go on in this copy. */
  fail: () => void;
  wantsSaved: boolean;
  /** Has been given the canvas: from here on it gets what others write. */
  isSynced: boolean;
  /** Its sync frames so far; and whether one of them waits for what it builds on. */
  frames: number;
  isHeld: boolean;
};

type Pending =
  | { type: 'update'; update: CanvasUpdate; owners: Owner[]; from: Reader }
  | { type: 'frame'; frame: Uint8Array; to: Reader }
  | { type: 'saved'; frames: number; to: Reader };

export type CanvasParts = {
  id: string;
  sessionId: string;
  groupId: string;
  zoneIds: string[];
  storage: Storage;
  now: () => number;
  log: { warn: (details: object, message: string) => void };
  /** Storage refused for good: this copy is ahead of the disk and must not be shown to anybody else. */
  onFailure: (error: unknown) => void;
};

/**
 * One canvas in memory. What is admitted joins the document and a line of pending work; the line goes to storage as one
 * write, and only when that is on disk do the others see it and its author reads "saved" (law 1). While one write is under
 * way the next collects.
 */
export class Canvas {
  readonly doc = new Y.Doc();
  readonly owners: Ownership;
  readonly readers = new Set<Reader>();
  readonly presence = new Presence<Reader>();
  #parts: CanvasParts;
  #pending: Pending[] = [];
  #flushing: Promise<void> | null = null;
  #dirty = new Set<number>();
  #presenceTimer: NodeJS.Timeout | null = null;
  isClosed = false;

  constructor(parts: CanvasParts, stored: { updates: CanvasUpdate[]; owners: Owner[] }) {
    this.#parts = parts;
    this.owners = new Ownership(stored.owners);
    this.doc.transact(() => {
      for (const { bytes } of stored.updates) Y.applyUpdate(this.doc, bytes);
    });
    if (this.doc.store.pendingStructs || this.doc.store.pendingDs) {
      throw new Error(`Canvas ${parts.id}: stored updates do not follow from each other`);
    }
    this.owners.bytes = Y.encodeStateAsUpdate(this.doc).length;
  }

  /** Sync step 1: what the reader knows. The answer carries nothing that is not on disk by the time it leaves. */
  answer(reader: Reader, stateVector: Uint8Array): void {
    const missing = Y.encodeStateAsUpdate(this.doc, stateVector);
    reader.frames += 1;
    reader.isSynced = true;
    this.#line({ type: 'frame', frame: encodeSync(SYNC.step2, missing), to: reader });
    this.#lineSaved(reader);
  }

  askForEverything(reader: Reader): void {
    reader.send([encodeSync(SYNC.step1, Y.encodeStateVector(this.doc))]);
  }

  /**
   * An update, or everything the reader has (`isWhole`, a sync step 2). Null when it is in; a refusal changes nothing for
   * anybody. After an update that builds on something unknown, only a whole one settles what came before.
   */
  write(
    reader: Reader,
    person: string,
    bytes: Uint8Array,
    options: { isWhole: boolean; isZoneLocked: (zone: string) => boolean },
  ): Refusal | null {
    if (this.owners.bytes + bytes.length > LIMITS.canvasBytes) {
      this.owners.bytes = Y.encodeStateAsUpdate(this.doc).length;
    }
    const { groupId, zoneIds } = this.#parts;
    const { doc, owners } = this;
    const { isZoneLocked, isWhole } = options;
    const admission = admit(bytes, person, { doc, groupId, zoneIds, owners, isZoneLocked });
    if (admission.ok === false) return admission;
    reader.frames += 1;
    if (admission.ok === 'resync') {
      if (isWhole) return refuse('canvas/not-of-shape', { reason: 'missing predecessors' });
      if (!reader.isHeld) this.askForEverything(reader);
      reader.isHeld = true;
      return null;
    }
    if (isWhole) reader.isHeld = false;
    const effect = this.#apply(admission.update);
    const owned = owners.add(person, admission.clients, admission.entries);
    if (effect) {
      owners.bytes += effect.length;
      const update = { bytes: effect, by: person, at: this.#parts.now() };
      this.#line({ type: 'update', update, owners: owned, from: reader });
    }
    this.#lineSaved(reader);
    return null;
  }

  /** What was new in it, as one update; null when nothing was. */
  #apply(bytes: Uint8Array): Uint8Array | null {
    let effect: Uint8Array | null = null;
    const listen = (update: Uint8Array) => (effect = update);
    this.doc.on('update', listen);
    Y.applyUpdate(this.doc, bytes);
    this.doc.off('update', listen);
    return effect;
  }

  #lineSaved(reader: Reader): void {
    if (reader.wantsSaved && !reader.isHeld) {
      this.#line({ type: 'saved', frames: reader.frames, to: reader });
    }
  }

  #line(pending: Pending): void {
    this.#pending.push(pending);
    this.#flushing ??= this.#flush()
      .catch((error: unknown) => this.#parts.onFailure(error))
      .finally(() => (this.#flushing = null));
  }

  /** Resolves when everything admitted so far is on disk. */
  async settled(): Promise<void> {
    while (this.#flushing) await this.#flushing;
  }

  async #flush(): Promise<void> {
    // Lets everything that arrived in this turn of the loop share the first write.
    await Promise.resolve();
    while (this.#pending.length > 0) {
      const batch = this.#pending;
      this.#pending = [];
      await this.#store(batch.filter((pending) => pending.type === 'update'));
      this.#deliver(batch);
    }
  }

  /** Keeps trying while storage is away: nobody is told "saved" meanwhile, and nothing is dropped. */
  async #store(batch: Extract<Pending, { type: 'update' }>[]): Promise<void> {
    if (batch.length === 0) return;
    const { id: canvasId, sessionId, storage, log } = this.#parts;
    const updates = batch.map(({ update }) => update);
    const owners = batch.flatMap((pending) => pending.owners);
    for (let tries = 0; ; tries += 1) {
      try {
        return await storage.write({ type: 'canvas.updated', canvasId, sessionId, updates, owners });
      } catch (error) {
        if (!(error instanceof StorageUnavailable) || this.isClosed) throw error;
        if (tries === 0) log.warn({ canvasId, err: error }, 'storage does not take writes now, trying again');
        await wait(Math.min(2000, 100 * 2 ** tries));
      }
    }
  }

  #deliver(batch: Pending[]): void {
    const outbox = new Map<Reader, Uint8Array[]>();
    const to = (reader: Reader, message: Uint8Array) => {
      const messages = outbox.get(reader);
      if (messages) messages.push(message);
      else outbox.set(reader, [message]);
    };
    const saved = new Map<Reader, number>();
    for (const pending of batch) {
      if (pending.type === 'frame') to(pending.to, pending.frame);
      else if (pending.type === 'saved') saved.set(pending.to, pending.frames);
      else {
        const frame = encodeSync(SYNC.update, pending.update.bytes);
        for (const reader of this.readers) {
          if (reader !== pending.from && reader.isSynced) to(reader, frame);
        }
      }
    }
    for (const [reader, frames] of saved) to(reader, encodeSaved(frames));
    for (const [reader, messages] of outbox) if (this.readers.has(reader)) reader.send(messages);
  }

  showPresence(reader: Reader, payload: Uint8Array): boolean {
    const mayClaim = (client: number) => {
      const owner = this.owners.ofClient(client);
      return owner === undefined || owner === reader.identity.id;
    };
    const isGood = this.presence.receive(reader, payload, reader.identity, mayClaim);
    const client = this.presence.clientOf(reader);
    if (isGood && client !== undefined) this.#tellPresence(client);
    return isGood;
  }

  leave(reader: Reader): void {
    this.readers.delete(reader);
    const client = this.presence.leave(reader);
    if (client !== null) this.#tellPresence(client);
  }

  /** Cursors move often and matter little: together, at most four times a second. */
  #tellPresence(client: number): void {
    this.#dirty.add(client);
    this.#presenceTimer ??= setTimeout(() => {
      this.#presenceTimer = null;
      const frame = this.presence.frame([...this.#dirty]);
      this.#dirty.clear();
      for (const reader of this.readers) reader.send([frame]);
    }, 250);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    if (this.#presenceTimer) clearTimeout(this.#presenceTimer);
    await this.settled().catch(() => undefined);
    this.doc.destroy();
  }
}
