import * as decoding from 'lib0/decoding';
import type { RawData, WebSocket } from 'ws';
import {
  CLOSE,
  encodeBundle,
  encodeRefused,
  FRAME,
  readBundle,
  SUBPROTOCOL,
  SYNC,
} from '#shared/protocol/canvas-frames.ts';
import { LIMITS } from '#shared/protocol/limits.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { TokenBucket } from '#server/access/rates.ts';
import type { CanvasRights } from './canvas-host.ts';
import type { Canvas, Reader } from './canvas.ts';

const KEEP_ALIVE_MS = 20_000;
const MAX_BUFFERED = 4 * 1024 * 1024;

type Parts = {
  socket: WebSocket;
  canvas: Canvas;
  seatId: string | null;
  name: string;
  /** What this seat may do now; asked again for every message. */
  rights: () => CanvasRights | null;
  log: { info: (details: object, message: string) => void };
  onClose: () => void;
};

/** One canvas socket: stock y-websocket for anybody, bundles, `saved` and `refused` for clients that offer `minga.1`. */
export class CanvasSocket {
  readonly seatId: string | null;
  #parts: Parts;
  #reader: Reader;
  #isMinga: boolean;
  #rate = new TokenBucket(LIMITS.messagesPerSecond, LIMITS.messageBurst);
  /** A reconnect's second sync step may be large; a few a minute. */
  #largeRate = new TokenBucket(0.1, 4);
  /** When a lock or a move took the right to write away, and what was locked before: work under way has its grace. */
  #lostAt = -Infinity;
  #couldWrite = false;
  #zonesAt = -Infinity;
  #zonesBefore: string[] = [];
  #zones: string[] = [];
  #isAlive = true;
  #keepAlive: NodeJS.Timeout;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.seatId = parts.seatId;
    this.#isMinga = parts.socket.protocol === SUBPROTOCOL;
    this.#reader = {
      seatId: parts.seatId,
      identity: { id: parts.seatId ?? '', name: parts.name },
      send: (messages) => this.#send(messages),
      fail: () => this.close(CLOSE.cannotBeRead, refuse('storage/unavailable')),
      wantsSaved: this.#isMinga,
      isSynced: false,
      frames: 0,
      isHeld: false,
    };
    parts.canvas.readers.add(this.#reader);
    parts.socket.on('message', (data, isBinary) => this.#receive(data, isBinary));
    parts.socket.on('pong', () => (this.#isAlive = true));
    parts.socket.on('close', () => this.#leave());
    this.#keepAlive = setInterval(() => this.#ping(), KEEP_ALIVE_MS);
    this.noteRights();
    // Who may not write is not asked for anything.
    if (this.#parts.rights()?.mayWrite) parts.canvas.askForEverything(this.#reader);
    this.#send([parts.canvas.presence.frame()]);
  }

  /** Rights may have moved: remembers how long this seat could write, and cuts who may no longer read. */
  noteRights(): void {
    const rights = this.#parts.rights();
    if (!rights) return this.close(CLOSE.key, refuse('key/unknown'));
    if (!rights.mayRead) return this.close(CLOSE.mayNot, refuse('session/not-open'));
    if (this.#couldWrite && !rights.mayWrite) this.#lostAt = Date.now();
    this.#couldWrite = rights.mayWrite;
    if (rights.lockedZones.join() !== this.#zones.join()) {
      [this.#zonesBefore, this.#zones, this.#zonesAt] = [this.#zones, rights.lockedZones, Date.now()];
    }
  }

  close(code: number, refusal?: Refusal): void {
    const { socket } = this.#parts;
    if (socket.readyState !== socket.OPEN) return;
    if (refusal) {
      const { code: reason, details } = refusal;
      this.#parts.log.info(
        { code: reason, close: code, seatId: this.seatId, ...details },
        'canvas socket refused',
      );
      if (this.#isMinga) socket.send(encodeRefused(details ? { code: reason, details } : { code: reason }));
    }
    socket.close(code, refusal?.code ?? '');
  }

  #leave(): void {
    clearInterval(this.#keepAlive);
    this.#parts.canvas.leave(this.#reader);
    this.#parts.onClose();
  }

  /** Detects the dead within 45 s, and keeps stock clients from giving up after 30 s of silence. */
  #ping(): void {
    if (!this.#isAlive) return this.#parts.socket.terminate();
    this.#isAlive = false;
    this.#parts.socket.ping();
    this.#send([this.#parts.canvas.presence.frame([])]);
  }

  #send(messages: Uint8Array[]): void {
    const { socket } = this.#parts;
    if (socket.readyState !== socket.OPEN || messages.length === 0) return;
    if (socket.bufferedAmount > MAX_BUFFERED) return this.close(CLOSE.tooSlow, refuse('canvas/too-slow'));
    if (this.#isMinga && messages.length > 1) socket.send(encodeBundle(messages));
    else for (const message of messages) socket.send(message);
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (!isBinary || !Buffer.isBuffer(data)) return this.#refuse(CLOSE.notProtocol, 'canvas/not-protocol');
    if (!this.#rate.take()) return this.#refuse(CLOSE.tooManyMessages, 'canvas/too-many-messages');
    try {
      this.#read(new Uint8Array(data), true);
    } catch {
      this.#refuse(CLOSE.notProtocol, 'canvas/not-protocol');
    }
  }

  #read(message: Uint8Array, mayBundle: boolean): void {
    const decoder = decoding.createDecoder(message);
    switch (decoding.readVarUint(decoder)) {
      case FRAME.sync:
        return this.#sync(decoder, message.length);
      case FRAME.awareness: {
        if (message.length > 8192) return this.#refuse(CLOSE.overLimit, 'canvas/over-limit');
        const payload = decoding.readVarUint8Array(decoder);
        // A link without a name has nobody to show.
        if (this.seatId === null) return;
        if (this.#parts.canvas.showPresence(this.#reader, payload)) return;
        return this.#refuse(CLOSE.notProtocol, 'canvas/not-protocol');
      }
      case FRAME.queryAwareness:
        return this.#send([this.#parts.canvas.presence.frame()]);
      case FRAME.bundle:
        if (!this.#isMinga || !mayBundle) return this.#refuse(CLOSE.notProtocol, 'canvas/not-protocol');
        for (const part of readBundle(decoder)) this.#read(part, false);
        return;
      default:
        return this.#refuse(CLOSE.notProtocol, 'canvas/not-protocol');
    }
  }

  #sync(decoder: decoding.Decoder, size: number): void {
    const kind = decoding.readVarUint(decoder);
    const payload = decoding.readVarUint8Array(decoder);
    if (decoding.hasContent(decoder)) throw new Error('trailing bytes');
    if (kind === SYNC.step1) return this.#parts.canvas.answer(this.#reader, payload);
    if (kind !== SYNC.step2 && kind !== SYNC.update) throw new Error('unknown sync message');
    const isWhole = kind === SYNC.step2;
    if (size > LIMITS.frameBytes && !(isWhole && size <= LIMITS.syncStepBytes && this.#largeRate.take())) {
      return this.#refuse(CLOSE.overLimit, 'canvas/over-limit', {
        what: 'message',
        limit: LIMITS.frameBytes,
      });
    }
    this.#write(payload, isWhole);
  }

  #write(update: Uint8Array, isWhole: boolean): void {
    const rights = this.#parts.rights();
    if (!rights) return this.close(CLOSE.key, refuse('key/unknown'));
    const mayWrite = rights.mayWrite || Date.now() - this.#lostAt <= LIMITS.graceMs;
    if (this.seatId === null || !mayWrite) return this.#refuseWriting(update, rights);
    // Grace only ever lets through: a zone counts as locked once it has been so for long enough, and never after.
    const isInGrace = Date.now() - this.#zonesAt <= LIMITS.graceMs;
    const zones = rights.lockedZones.filter((zone) => !isInGrace || this.#zonesBefore.includes(zone));
    const isZoneLocked = (zone: string) => zones.includes(zone);
    const refusal = this.#parts.canvas.write(this.#reader, this.seatId, update, { isWhole, isZoneLocked });
    if (!refusal) return;
    const close =
      refusal.code === 'canvas/over-limit'
        ? CLOSE.overLimit
        : refusal.code === 'canvas/locked'
          ? CLOSE.mayNot
          : CLOSE.refused;
    this.close(close, refusal);
  }

  /**
   * Read-only people can read, whatever they send: a stock client's writing is let fall, ours is told, so that it sets
   * its copy aside. An empty second sync step is what every client answers with.
   */
  #refuseWriting(update: Uint8Array, rights: CanvasRights): void {
    this.#reader.frames += 1;
    const isEmpty = update.length === 2 && update[0] === 0 && update[1] === 0;
    if (isEmpty || !this.#isMinga) return;
    this.#refuse(CLOSE.mayNot, rights.isLocked ? 'canvas/locked' : 'canvas/read-only');
  }

  #refuse(close: number, code: Parameters<typeof refuse>[0], details?: Record<string, unknown>): void {
    this.close(close, refuse(code, details));
  }
}
