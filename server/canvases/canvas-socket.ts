import * as decoding from 'lib0/decoding';
import {
  CLOSE,
  encodeBundle,
  encodeIncarnation,
  encodeRefused,
  FRAME,
  readBundle,
  SUBPROTOCOL,
  SYNC,
} from '#shared/protocol/canvas-frames.ts';
import { readPlaces } from '#shared/protocol/canvas-presence.ts';
import { LIMITS } from '#shared/protocol/limits.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { TokenBucket } from '#server/access/rates.ts';
import type { CanvasRights } from './canvas-host.ts';
import type { CanvasWire } from './canvas-wire.ts';
import type { Canvas, Reader } from './canvas.ts';
import { Grace } from './grace.ts';
import { hasNews } from './new-structs.ts';
import { awareness } from './presence.ts';

const KEEP_ALIVE_MS = 20_000;
/** What may wait on the way to a reader, in bytes: above the first it gets no cursors, above the second no updates. */
const BACKLOG = { some: 32 * 1024, much: 256 * 1024 };
/** Somebody who goes on asking without reading. */
const MAX_BACKLOG = 4 * 1024 * 1024;
const MAX_BUNDLED = 8;

type Parts = {
  socket: CanvasWire;
  canvas: Canvas;
  seatId: string | null;
  name: () => string;
  /** The client cannot unpack what is compressed, an old browser. */
  isPlain: boolean;
  /** What this seat may do now. Null: it is gone. */
  rights: () => CanvasRights | null;
  log: { info: (details: object, message: string) => void };
  /** What this person may send in bytes, on all canvases together: to judge costs by length. */
  bytes: TokenBucket;
  onClose: () => void;
};

/** One canvas socket, whatever carries it: stock y-websocket for anybody; bundles, `saved`, `refused` and the rest for who offers `minga.1`. */
export class CanvasSocket {
  readonly seatId: string | null;
  #parts: Parts;
  #reader: Reader;
  #isMinga: boolean;
  #rights: CanvasRights | null;
  #grace = new Grace();
  #rate = new TokenBucket(LIMITS.messagesPerSecond, LIMITS.messageBurst);
  /** A reconnect's second sync step may be large; a few a minute. */
  #largeRate = new TokenBucket(0.1, 4);
  /** Every answer to a first sync step is the whole canvas, or a look through it. */
  #askRate = new TokenBucket(0.2, 6);
  #isAlive = true;
  #isOver = false;
  #isClogged = false;
  #wasClogged = false;
  #keepAlive: NodeJS.Timeout;

  constructor(parts: Parts) {
    const { socket, canvas, seatId } = parts;
    this.#parts = parts;
    this.seatId = seatId;
    this.#isMinga = socket.protocol === SUBPROTOCOL;
    this.#rights = parts.rights();
    this.#reader = {
      seatId,
      identity: { id: seatId ?? '', name: parts.name() },
      isMinga: this.#isMinga,
      mayUnpack: this.#isMinga && !parts.isPlain,
      send: (messages) => this.#send(messages),
      backlog: () => this.#backlog(),
      refuse: (refusal) => this.close(closeFor(refusal), refusal),
      fail: () => this.close(CLOSE.cannotBeRead, refuse('storage/unavailable')),
      isZoneLocked: (zone) => this.#grace.isZoneLocked(zone),
      isSynced: false,
      frames: 0,
      isHeld: false,
      isRefused: false,
      isHidden: false,
      missesPlaces: false,
      knows: null,
    };
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary));
    socket.on('pong', () => (this.#isAlive = true));
    socket.on('close', () => this.#leave());
    this.#keepAlive = setInterval(() => this.#ping(), KEEP_ALIVE_MS);
    this.noteRights();
    if (this.#isMinga) this.#send([encodeIncarnation(canvas.incarnation)]);
    // Who may no longer write may have written before: ours is asked, and told what is not taken.
    if (this.#rights?.mayWrite || (this.#isMinga && seatId !== null)) canvas.askForEverything(this.#reader);
    canvas.enter(this.#reader);
  }

  /** Something happened in the session: who may no longer read is cut, and what may be written is known for every message. */
  noteRights(): void {
    const rights = this.#parts.rights();
    this.#rights = rights;
    if (!rights) return this.close(CLOSE.key, refuse('key/unknown'));
    if (!rights.mayRead) return this.close(CLOSE.mayNot, refuse('session/not-open'));
    this.#grace.note(rights);
    const name = this.#parts.name();
    if (name === this.#reader.identity.name) return;
    this.#reader.identity = { ...this.#reader.identity, name };
    this.#parts.canvas.rename(this.#reader);
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
    this.#isOver = true;
    socket.close(code, refusal?.code ?? '');
    // Who does not take it is cut.
    setTimeout(() => socket.terminate(), 2000).unref();
  }

  #leave(): void {
    clearInterval(this.#keepAlive);
    this.#parts.canvas.leave(this.#reader);
    this.#parts.onClose();
  }

  /** Detects the dead within 45 s, and keeps stock clients from giving up after 30 s of silence. */
  #ping(): void {
    if (!this.#isAlive) return this.#parts.socket.terminate();
    if (this.#isClogged && this.#wasClogged) return this.close(CLOSE.tooSlow, refuse('canvas/too-slow'));
    this.#wasClogged = this.#isClogged;
    this.#isAlive = false;
    this.#parts.socket.ping();
    this.#send([awareness()]);
    this.#parts.canvas.tellPlaces(this.#reader);
  }

  #backlog(): ReturnType<Reader['backlog']> {
    const { bufferedAmount } = this.#parts.socket;
    return bufferedAmount < BACKLOG.some ? 'little' : bufferedAmount < BACKLOG.much ? 'some' : 'much';
  }

  #send(messages: Uint8Array[]): void {
    const { socket } = this.#parts;
    if (socket.readyState !== socket.OPEN || messages.length === 0) return;
    if (socket.bufferedAmount > MAX_BACKLOG) return this.close(CLOSE.tooSlow, refuse('canvas/too-slow'));
    if (this.#isMinga && messages.length > 1) socket.send(encodeBundle(messages), this.#noteSent);
    else for (const message of messages) socket.send(message, this.#noteSent);
    if (this.#backlog() === 'much') this.#isClogged = true;
  }

  /** Written to the network. Once nearly everything is, a reader that was behind gets what passed it by. */
  #noteSent = (): void => {
    if (!this.#isClogged || this.#backlog() !== 'little') return;
    this.#isClogged = false;
    this.#parts.canvas.catchUp(this.#reader);
  };

  #receive(data: unknown, isBinary: boolean): void {
    if (this.#isOver) return;
    if (!isBinary || !Buffer.isBuffer(data)) return this.#refuse(CLOSE.notProtocol, 'canvas/not-protocol');
    if (!this.#rate.take() || !this.#parts.bytes.take(Date.now(), data.length)) {
      return this.#refuse(CLOSE.tooManyMessages, 'canvas/too-many-messages');
    }
    try {
      this.#read(data, true);
    } catch {
      this.#refuse(CLOSE.notProtocol, 'canvas/not-protocol');
    }
  }

  #read(message: Uint8Array, mayBundle: boolean): void {
    const { canvas } = this.#parts;
    const decoder = decoding.createDecoder(message);
    switch (decoding.readVarUint(decoder)) {
      case FRAME.sync:
        return this.#sync(decoder, message.length);
      case FRAME.awareness: {
        if (message.length > LIMITS.frameBytes) return this.#refuse(CLOSE.overLimit, 'canvas/over-limit');
        const payload = decoding.readVarUint8Array(decoder);
        if (canvas.showAwareness(this.#reader, payload)) return;
        return this.#refuse(CLOSE.notProtocol, 'canvas/not-protocol');
      }
      case FRAME.queryAwareness:
        return this.#send(canvas.presence.everybody().stock);
      case FRAME.places: {
        const place = message.length <= 64 ? readPlaces(decoder)[0]?.place : null;
        if (!this.#isMinga || !place) return this.#refuse(CLOSE.notProtocol, 'canvas/not-protocol');
        return canvas.showPlace(this.#reader, place);
      }
      case FRAME.bundle:
        if (!this.#isMinga || !mayBundle) return this.#refuse(CLOSE.notProtocol, 'canvas/not-protocol');
        return this.#readBundle(readBundle(decoder, MAX_BUNDLED + 1));
      default:
        return this.#refuse(CLOSE.notProtocol, 'canvas/not-protocol');
    }
  }

  #readBundle(parts: Uint8Array[]): void {
    // Counted as one message, so it may not be a way around the count.
    if (parts.length > MAX_BUNDLED) return this.#refuse(CLOSE.notProtocol, 'canvas/not-protocol');
    for (const part of parts) this.#read(part, false);
  }

  #sync(decoder: decoding.Decoder, size: number): void {
    const kind = decoding.readVarUint(decoder);
    const payload = decoding.readVarUint8Array(decoder);
    if (decoding.hasContent(decoder)) throw new Error('trailing bytes');
    if (kind === SYNC.step1) {
      if (size > LIMITS.frameBytes) return this.#refuse(CLOSE.overLimit, 'canvas/over-limit');
      if (!this.#askRate.take()) return this.#refuse(CLOSE.tooManyMessages, 'canvas/too-many-messages');
      checkVector(payload);
      return this.#parts.canvas.receive(this.#reader, { type: 'ask', vector: payload.slice() });
    }
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
    const { canvas } = this.#parts;
    if (!this.#rights) return this.close(CLOSE.key, refuse('key/unknown'));
    if (this.seatId !== null && this.#grace.mayWrite) {
      return canvas.receive(this.#reader, { type: 'update', bytes: update.slice(), isWhole });
    }
    // Read-only people can read, whatever they send: a stock client's writing is let fall, ours is told, so that it sets its
    // copy aside. A second sync step is what every client answers with, most often with nothing new.
    if (!this.#isMinga || !hasNews(update, canvas.doc))
      return canvas.receive(this.#reader, { type: 'ignored' });
    const { isMuted, isLocked } = this.#rights;
    this.#refuse(CLOSE.mayNot, isMuted ? 'canvas/muted' : isLocked ? 'canvas/locked' : 'canvas/read-only');
  }

  #refuse(close: number, code: Parameters<typeof refuse>[0], details?: Record<string, unknown>): void {
    this.close(close, refuse(code, details));
  }
}

function closeFor({ code }: Refusal): number {
  if (code === 'canvas/over-limit') return CLOSE.overLimit;
  return code === 'canvas/locked' ? CLOSE.mayNot : CLOSE.refused;
}

/** A state vector is pairs of numbers. @throws when it is none, before anybody relies on it. */
function checkVector(vector: Uint8Array): void {
  const decoder = decoding.createDecoder(vector);
  const pairs = decoding.readVarUint(decoder);
  for (let at = 0; at < pairs * 2; at += 1) decoding.readVarUint(decoder);
  if (decoding.hasContent(decoder)) throw new Error('trailing bytes');
}
