import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { WebSocket } from 'ws';
import { encodeSync, FRAME, readBundle, SYNC } from '#shared/protocol/canvas-frames.ts';

/** How it ended for the attacker: `4422 canvas/not-of-shape`, or `open` where what was sent is through and nothing happened. */
export type Ending = string;

/** A socket that sends what it likes. */
export class FoeSocket {
  readonly socket: WebSocket;
  readonly opened: Promise<void>;
  readonly closed: Promise<Ending>;
  readonly frames: Uint8Array[] = [];
  #onFrame = (): void => undefined;

  constructor(socket: WebSocket) {
    this.socket = socket;
    // A cut in the middle of a sending is one of the ways to end.
    socket.on('error', () => undefined);
    socket.on('message', (data: Buffer) => {
      this.frames.push(data);
      this.#onFrame();
    });
    this.opened = new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('unexpected-response', (_, { statusCode }) => reject(new Error(`HTTP ${statusCode}`)));
      socket.once('close', () => reject(new Error('closed before it was open')));
    });
    this.opened.catch(() => undefined);
    this.closed = new Promise((resolve) =>
      socket.once('close', (code, reason) => resolve(`${code} ${reason.toString()}`.trim())),
    );
  }

  send(frame: Uint8Array | string): this {
    this.socket.send(frame);
    return this;
  }

  update(bytes: Uint8Array): this {
    return this.send(encodeSync(SYNC.update, bytes));
  }

  /** As a sync step 2, which may be larger. */
  whole(bytes: Uint8Array): this {
    return this.send(encodeSync(SYNC.step2, bytes));
  }

  ask(vector: Uint8Array): this {
    return this.send(encodeSync(SYNC.step1, vector));
  }

  /** Asks for the canvas: the answer comes once everything that was sent before is judged and on disk. */
  async settled(): Promise<Ending> {
    const heard = this.frames.length;
    const answered = new Promise<Ending>((resolve) => {
      this.#onFrame = () => {
        if (this.frames.slice(heard).some(isAnswer)) resolve('open');
      };
    });
    if (this.socket.readyState === this.socket.OPEN) this.ask(new Uint8Array([0]));
    return Promise.race([this.closed, answered]);
  }

  cut(): void {
    this.socket.terminate();
  }
}

/** A sync step 2, alone, in a bundle, or packed. */
function isAnswer(bytes: Uint8Array): boolean {
  const decoder = decoding.createDecoder(bytes);
  const kind = decoding.readVarUint(decoder);
  if (kind === FRAME.bundle) return readBundle(decoder).some(isAnswer);
  return kind === FRAME.packed || (kind === FRAME.sync && decoding.readVarUint(decoder) === SYNC.step2);
}

/** A frame by its numbers and, at the end, bytes as they are. */
export function frame(...parts: (number | Uint8Array)[]): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const part of parts) {
    if (typeof part === 'number') encoding.writeVarUint(encoder, part);
    else encoding.writeUint8Array(encoder, part);
  }
  return encoding.toUint8Array(encoder);
}

/** An awareness frame as y-protocols writes it: client, clock, and a state in JSON or what pretends to be. */
export function awareness(entries: [client: number, clock: number, json: string][]): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, entries.length);
  for (const [client, clock, json] of entries) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, json);
  }
  const payload = encoding.toUint8Array(encoder);
  return frame(FRAME.awareness, payload.length, payload);
}

/** What awareness frames have told: the last clock and state of each client. */
export function toldOf(frames: Uint8Array[]): Map<number, { clock: number; state: any }> {
  const told = new Map<number, { clock: number; state: any }>();
  for (const bytes of frames) {
    const decoder = decoding.createDecoder(bytes);
    if (decoding.readVarUint(decoder) !== FRAME.awareness) continue;
    decoding.readVarUint(decoder);
    const count = decoding.readVarUint(decoder);
    for (let at = 0; at < count; at += 1) {
      const client = decoding.readVarUint(decoder);
      const clock = decoding.readVarUint(decoder);
      const state = JSON.parse(decoding.readVarString(decoder));
      if ((told.get(client)?.clock ?? -1) < clock) told.set(client, { clock, state });
    }
  }
  return told;
}
