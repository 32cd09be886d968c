import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { cookiesOf, findKey } from '#server/access/credentials.ts';
import { Buckets } from '#server/access/rates.ts';
import { isOwnOrigin } from '#server/access/origins.ts';
import type { Deps } from '#server/deps.ts';
import { CLOSE, encodeRefused, SUBPROTOCOL } from '#shared/protocol/canvas-frames.ts';
import { LIMITS } from '#shared/protocol/limits.ts';
import { refuse, type ErrorCode } from '#shared/protocol/refusals.ts';
import { canvasRights, type CanvasAddress } from './canvas-host.ts';
import { CanvasSocket } from './canvas-socket.ts';

const PATH = /^\/canvas\/([A-Za-z0-9_-]{1,40})\/([A-Za-z0-9_-]{1,40})\/([A-Za-z0-9_-]{1,40})$/;

/** `incarnation`: of the copy the client holds; null when it has none. */
/** A server that is told to stop waits so long for the last words of canvas sockets. */
const CUT_AFTER_MS = 1500;

type Asked = { seat: string | undefined; incarnation: string | null; isPlain: boolean };

/** Takes `/canvas/…` upgrades of the shared HTTP server; refuses every other that socket.io does not take. */
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

  constructor(http: HttpServer, deps: Deps) {
    this.#deps = deps;
    http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      // Whoever is gone before the answer must not take the process along.
      socket.on('error', () => socket.destroy());
      const asksFor = request.url ?? '/';
      if (!URL.canParse(asksFor, 'http://any')) return reject(socket, '400 Bad Request');
      const url = new URL(asksFor, 'http://any');
      if (url.pathname.startsWith('/socket.io')) return;
      const match = PATH.exec(url.pathname);
      if (!match) return reject(socket, '404 Not Found');
      if (!isOwnOrigin(request.headers, deps.config.PUBLIC_URL)) return reject(socket, '403 Forbidden');
      const [, sessionId = '', groupId = '', blockId = ''] = match;
      const asked = {
        seat: url.searchParams.get('seat') ?? undefined,
        incarnation: url.searchParams.get('incarnation'),
        isPlain: url.searchParams.has('plain'),
      };
      this.#server.handleUpgrade(request, socket, head, (ws) => {
        // What arrives before the canvas is loaded waits here instead of being lost.
        ws.pause();
        ws.on('error', () => ws.terminate());
        this.#admit(ws, request, { sessionId, groupId, blockId }, asked).catch((error: unknown) => {
          deps.log.error({ err: error }, 'a canvas socket could not be admitted');
          close(ws, CLOSE.cannotBeRead, 'internal');
        });
      });
    });
    deps.sessions.onEvents((session) => {
      for (const canvasSocket of this.#open.get(session.id) ?? []) canvasSocket.noteRights();
    });
  }

  // A browser cannot read why an upgrade failed: the socket opens first and closes with a code.
  async #admit(
    ws: WebSocket,
    request: IncomingMessage,
    address: CanvasAddress,
    { seat, incarnation, isPlain }: Asked,
  ): Promise<void> {
    const { deps, sessionId } = { deps: this.#deps, sessionId: address.sessionId };
    const key = await findKey(deps.storage, sessionId, {
      authorization: request.headers.authorization,
      cookies: cookiesOf(request.headers.cookie),
      seat,
    });
    if (typeof key === 'string') return close(ws, CLOSE.key, `key/${key}`);
    const session = await deps.sessions.find(sessionId);
    if (!session) return close(ws, CLOSE.noCanvas, 'session/unknown');
    const actor = session.actorOf(key);
    if (!actor) return close(ws, CLOSE.key, 'key/unknown');
    if (!canvasRights(session.state, actor, address).mayRead) {
      const isWaiting = session.state.seats[actor.participantId ?? '']?.status === 'waiting';
      return close(ws, CLOSE.mayNot, isWaiting ? 'participant/waiting' : 'session/not-open');
    }
    const mine = [...(this.#open.get(sessionId) ?? [])].filter((other) => other.seatId === key.seatId);
    if (key.seatId !== null && mine.length >= LIMITS.connectionsPerSeat) {
      return close(ws, CLOSE.overLimit, 'canvas/over-limit');
    }
    let opened = await deps.canvases.open(session.state, address);
    // The last reader may have left in this very moment: a canvas that has left memory takes nobody in.
    while (opened.ok && opened.canvas.isClosed) opened = await deps.canvases.open(session.state, address);
    if (!opened.ok) {
      return close(ws, opened.code === 'canvas/unknown' ? CLOSE.noCanvas : CLOSE.cannotBeRead, opened.code);
    }
    if (ws.readyState !== ws.OPEN) return;
    // A copy of an earlier life holds what this one never had: mixing them would not end well.
    if (incarnation !== null && incarnation !== String(opened.canvas.incarnation)) {
      return close(ws, CLOSE.refused, 'canvas/replaced');
    }
    const canvasSocket = new CanvasSocket({
      socket: ws,
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
    ws.resume();
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
    setTimeout(() => this.#server.clients.forEach((ws) => ws.terminate()), CUT_AFTER_MS).unref();
  }
}

function reject(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function close(ws: WebSocket, code: number, reason: ErrorCode): void {
  ws.resume();
  if (ws.readyState !== ws.OPEN) return;
  if (ws.protocol === SUBPROTOCOL) {
    const { code: name } = refuse(reason);
    ws.send(encodeRefused({ code: name }));
  }
  ws.close(code, reason);
}
