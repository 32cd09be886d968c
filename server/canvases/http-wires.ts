import { EventEmitter } from 'node:events';
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'engine.io';
import { LIMITS } from '#shared/protocol/limits.ts';
import type { CanvasWire } from './canvas-wire.ts';

/** What of a request's body may be frames; the limit of messages would refuse the rest anyway. */
const MAX_FRAMES = 4 * LIMITS.messageBurst;
/** Stands between the frames of a body (engine.io protocol 4). */
const SEPARATOR = '\x1e';
/** Who is not yet let in may have so much waiting, in bytes. */
const MAX_WAITING = 256 * 1024;

/**
 * For networks that refuse WebSockets (promise 10): an engine.io connection of requests that wait for an answer. A message is
 * a frame, as on a WebSocket; a text is the last, and says why it closes: `4401 key/unknown`.
 */
class HttpWire extends EventEmitter implements CanvasWire {
  readonly protocol: string;
  readonly OPEN = 1;
  bufferedAmount = 0;
  #socket: Socket;
  /** Null: handed over as they come. */
  #waiting: unknown[] | null = [];
  #waitingBytes = 0;

  constructor(socket: Socket, protocol: string) {
    super();
    this.#socket = socket;
    this.protocol = protocol;
    socket.on('message', (data: string | Buffer) => this.#receive(data));
    socket.on('close', () => this.emit('close'));
  }

  get readyState(): number {
    return this.#socket.readyState === 'open' ? this.OPEN : 3;
  }

  send(message: Uint8Array, onSent?: () => void): void {
    this.bufferedAmount += message.length;
    this.#socket.send(Buffer.from(message.buffer, message.byteOffset, message.length), {}, () => {
      this.bufferedAmount -= message.length;
      onSent?.();
    });
  }

  close(code: number, reason: string): void {
    this.#socket.send(`${code} ${reason}`);
    this.#socket.close();
  }

  terminate(): void {
    this.#socket.close(true);
  }

  /** engine.io looks by itself whether somebody is still there. */
  ping(): void {
    this.emit('pong');
  }

  resume(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const data of waiting) this.#receive(data as Buffer);
  }

  #receive(data: string | Buffer): void {
    if (!this.#waiting) return void this.emit('message', data, Buffer.isBuffer(data));
    this.#waitingBytes += data.length;
    if (this.#waitingBytes > MAX_WAITING) return this.terminate();
    this.#waiting.push(data);
  }
}

/** engine.io by requests alone; a body in a million pieces is refused before it is taken apart. */
class HttpWires extends Server {
  protected override createTransport(...asked: Parameters<Server['createTransport']>) {
    const transport = super.createTransport(...asked);
    const reading = transport as unknown as { onData: (body: string) => void };
    const onData = reading.onData.bind(transport);
    reading.onData = (body) => {
      if (hasMoreFrames(body, MAX_FRAMES)) transport.emit('error', new Error('too many frames'));
      else onData(body);
    };
    return transport;
  }
}

function hasMoreFrames(body: string, most: number): boolean {
  let frames = 1;
  for (let at = body.indexOf(SEPARATOR); at !== -1; at = body.indexOf(SEPARATOR, at + 1)) {
    frames += 1;
    if (frames > most) return true;
  }
  return false;
}

/** Takes requests of `/canvas/…`: each connection of theirs is a wire. `mayCome` is asked once for each. */
export function takeHttpWires(
  http: HttpServer,
  mayCome: (request: IncomingMessage) => boolean,
  onWire: (wire: CanvasWire, request: IncomingMessage) => void,
): { close: () => void } {
  const engine = new HttpWires({
    transports: ['polling'],
    allowUpgrades: false,
    // A whole step in the letters of HTTP, and room for a refusal of one a little too large.
    maxHttpBufferSize: 2 * LIMITS.syncStepBytes,
    // As for WebSockets: gone after 45 s at most.
    pingInterval: 20_000,
    pingTimeout: 20_000,
    // `j`: an older way of engine.io, by scripts.
    allowRequest: (request, decide) => decide(null, !queryOf(request).has('j') && mayCome(request)),
  });
  engine.attach(http, { path: '/canvas' });
  engine.on('connection', (socket: Socket) => {
    const request = socket.request;
    onWire(new HttpWire(socket, queryOf(request).get('protocol') ?? ''), request);
  });
  return engine;
}

const queryOf = ({ url }: IncomingMessage): URLSearchParams => new URL(url ?? '/', 'http://any').searchParams;
