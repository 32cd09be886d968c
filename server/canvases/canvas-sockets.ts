import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { cookiesOf, findKey } from '#server/access/credentials.ts';
import { Buckets } from '#server/access/rates.ts';
import { isOwnOrigin } from '#server/access/origins.ts';
import type { Deps } from '#server/deps.ts';
import { CLOSE, encodeRefused, SUBPROTOCOL } from '#shared/protocol/canvas-frames.ts';
import { LIMITS } from '#shared/protocol/limits.ts';
import { refuse, type ErrorCode } from '#shared/protocol/refusals.ts';
import { canvasRights, type CanvasAddress } from './canvas-host.ts';
import { CanvasSocket } from './canvas-socket.ts';
import type { CanvasWire } from './canvas-wire.ts';
import { takeHttpWires } from './http-wires.ts';

const PATH = /^\/canvas\/([A-Za-z0-9_-]{1,40})\/([A-Za-z0-9_-]{1,40})\/([A-Za-z0-9_-]{1,40})$/;

/** A server that is told to stop waits so long for the last words of canvas sockets. */
const CUT_AFTER_MS = 1500;

/** `incarnation`: of the copy the client holds; null when it has none. */
type Asked = {
  address: CanvasAddress;
  seat: string | undefined;
  incarnation: string | null;
  isPlain: boolean;
};

/**
 * Takes `/canvas/…` upgrades of the shared HTTP server, and refuses every other that socket.io does not take; takes requests of
 * the same address by engine.io, for networks that refuse WebSockets (promise 10).
 */
export class CanvasSockets {
  #deps: Deps;
  #open = new Map<string, Set<CanvasSocket>>();
  #bytes = new Buckets(128 * 1024, 1.5 * LIMITS.syncStepBytes);
  #server = new WebSocketServer({
    noServer: true,
    // Twice what is allowed, so that a little too much is refused with its code and not cut off without a word.
    maxPayload: 2 * LIMITS.syncStepBytes,
    handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  });
  #httpWires: { close: () => void };

  constructor(http: HttpServer, deps: Deps) {
    this.#deps = deps;
    http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      // Whoever is gone before the answer must not take the process along.
      socket.on('error', () => socket.destroy());
      const asksFor = request.url ?? '/';
      if (!URL.canParse(asksFor, 'http://any')) return reject(socket, '400 Bad Request');
      const url = new URL(asksFor, 'http://any');
      if (url.pathname.startsWith('/socket.io')) return;
      const asked = askedOf(url);
      if (!asked) return reject(socket, '404 Not Found');
      if (!isOwnOrigin(request.headers, deps.config.PUBLIC_URL)) return reject(socket, '403 Forbidden');
      this.#server.handleUpgrade(request, socket, head, (ws) => {
        // What arrives before the canvas is loaded waits here instead of being lost.
        ws.pause();
        ws.on('error', () => ws.terminate());
        this.#welcome(ws, request, asked);
      });
    });
    const mayCome = ({ url, headers }: IncomingMessage): boolean =>
      askedOf(new URL(url ?? '/', 'http://any')) !== null && isOwnOrigin(headers, deps.config.PUBLIC_URL);
    this.#httpWires = takeHttpWires(http, mayCome, (wire, request) => {
      const asked = askedOf(new URL(request.url ?? '/', 'http://any'));
      if (asked) this.#welcome(wire, request, asked);
    });
    deps.sessions.onEvents((session) => {
      for (const canvasSocket of this.#open.get(session.id) ?? []) canvasSocket.noteRights();
    });
  }

  #welcome(wire: CanvasWire, request: IncomingMessage, asked: Asked): void {
    this.#admit(wire, request, asked).catch((error: unknown) => {
      this.#deps.log.error({ err: error }, 'a canvas socket could not be admitted');
      close(wire, CLOSE.cannotBeRead, 'internal');
    });
  }

  // A browser cannot read why an upgrade failed: the socket opens first and closes with a code.
  async #admit(
    wire: CanvasWire,
    request: IncomingMessage,
    { address, seat, incarnation, isPlain }: Asked,
  ): Promise<void> {
    const { deps, sessionId } = { deps: this.#deps, sessionId: address.sessionId };
    const key = await findKey(deps.storage, sessionId, {
      authorization: request.headers.authorization,
      cookies: cookiesOf(request.headers.cookie),
      seat,
    });
    if (typeof key === 'string') return close(wire, CLOSE.key, `key/${key}`);
    const session = await deps.sessions.find(sessionId);
    if (!session) return close(wire, CLOSE.noCanvas, 'session/unknown');
    const actor = session.actorOf(key);
    if (!actor) return close(wire, CLOSE.key, 'key/unknown');
    if (!canvasRights(session.state, actor, address).mayRead) {
      const isWaiting = session.state.seats[actor.participantId ?? '']?.status === 'waiting';
      return close(wire, CLOSE.mayNot, isWaiting ? 'participant/waiting' : 'session/not-open');
    }
    const mine = [...(this.#open.get(sessionId) ?? [])].filter((other) => other.seatId === key.seatId);
    if (key.seatId !== null && mine.length >= LIMITS.connectionsPerSeat) {
      return close(wire, CLOSE.overLimit, 'canvas/over-limit');
    }
    let opened = await deps.canvases.open(session.state, address);
    // The last reader may have left in this very moment: a canvas that has left memory takes nobody in.
    while (opened.ok && opened.canvas.isClosed) opened = await deps.canvases.open(session.state, address);
    if (!opened.ok) {
      return close(wire, opened.code === 'canvas/unknown' ? CLOSE.noCanvas : CLOSE.cannotBeRead, opened.code);
    }
    if (wire.readyState !== wire.OPEN) return;
    // A copy of an earlier life holds what this one never had: mixing them would not end well.
    if (incarnation !== null && incarnation !== String(opened.canvas.incarnation)) {
      return close(wire, CLOSE.refused, 'canvas/replaced');
    }
    const canvasSocket = new CanvasSocket({
      socket: wire,
      canvas: opened.canvas,
      seatId: key.seatId,
      isPlain,
      name: () => (key.seatId === null ? '' : (session.seat(key.seatId)?.name ?? '')),
      rights: () => {
        const now = session.actorOf(key);
        return now && canvasRights(session.state, now, address);
      },
      log: deps.log,
      bytes: this.#bytes.of(`${sessionId}/${key.seatId ?? key.role}`),
      onClose: () => this.#forget(canvasSocket, address),
    });
    const open = this.#open.get(sessionId) ?? new Set();
    this.#open.set(sessionId, open.add(canvasSocket));
    deps.canvases.readers += 1;
    wire.resume();
  }

  #forget(canvasSocket: CanvasSocket, address: CanvasAddress): void {
    const open = this.#open.get(address.sessionId);
    open?.delete(canvasSocket);
    if (open?.size === 0) this.#open.delete(address.sessionId);
    this.#deps.canvases.readers -= 1;
    void this.#deps.canvases.release(address);
  }

  /** Tells everybody to come back, as before a restart. */
  close(): void {
    for (const open of this.#open.values()) for (const socket of open) socket.close(CLOSE.restart);
    this.#server.close();
    // Who does not take it, or is only just coming in, is cut.
    setTimeout(() => {
      this.#server.clients.forEach((ws) => ws.terminate());
      this.#httpWires.close();
    }, CUT_AFTER_MS).unref();
  }
}

function reject(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function close(wire: CanvasWire, code: number, reason: ErrorCode): void {
  wire.resume();
  if (wire.readyState !== wire.OPEN) return;
  if (wire.protocol === SUBPROTOCOL) {
    const { code: name } = refuse(reason);
    wire.send(encodeRefused({ code: name }));
  }
  wire.close(code, reason);
}

/** Null: no canvas can have this address. */
function askedOf({ pathname, searchParams }: URL): Asked | null {
  const match = PATH.exec(pathname);
  if (!match) return null;
  const [, sessionId = '', groupId = '', blockId = ''] = match;
  return {
    address: { sessionId, groupId, blockId },
    seat: searchParams.get('seat') ?? undefined,
    incarnation: searchParams.get('incarnation'),
    isPlain: searchParams.has('plain'),
  };
}
