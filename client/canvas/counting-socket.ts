import * as decoding from 'lib0/decoding';
import { mergeUpdates } from 'yjs';
import { encodeSync, FRAME, SYNC } from '#shared/protocol/canvas-frames.ts';

/**
 * How far this connection has got: sync frames sent, which of them carried everything I have, and whether changes wait to
 * be sent together.
 */
export type SendCount = { sent: number; whole: number; isGathering: boolean };

export type SocketClass = new (
  address: string | URL,
  protocols?: string | string[],
) => { send(data: Uint8Array<ArrayBuffer>): void; readonly readyState: number; readonly OPEN: number };

/** Changes closer together than this go out as one: a held key must not meet the limit of messages. In ms. */
const GATHER_MS = 40;

/**
 * A WebSocket that counts the sync frames it sends, because "saved n" speaks of the first n on this connection, and sends
 * quick changes together. The stock provider takes it as its `WebSocketPolyfill`.
 */
export function countingSocket(Base: SocketClass, onOpen: () => SendCount): typeof WebSocket {
  return class extends Base {
    #count = onOpen();
    #gathered: Uint8Array[] = [];
    #sentAt = -Infinity;

    override send(data: Uint8Array<ArrayBuffer>): void {
      if (data[0] !== FRAME.sync) return super.send(data);
      if (data[1] !== SYNC.update) {
        this.#flush();
        if (data[1] === SYNC.step2) this.#count.whole = this.#count.sent + 1;
        return this.#sendSync(data);
      }
      const rest = this.#sentAt + GATHER_MS - performance.now();
      if (rest <= 0 && !this.#count.isGathering) return this.#sendSync(data);
      this.#gathered.push(data);
      if (this.#count.isGathering) return;
      this.#count.isGathering = true;
      setTimeout(() => this.#flush(), rest);
    }

    #flush(): void {
      const frames = this.#gathered;
      this.#gathered = [];
      this.#count.isGathering = false;
      // What did not get out goes with the next connection's whole step.
      if (frames.length === 0 || this.readyState !== this.OPEN) return;
      this.#sendSync(encodeSync(SYNC.update, mergeUpdates(frames.map(updateIn))));
    }

    #sendSync(frame: Uint8Array): void {
      this.#count.sent += 1;
      this.#sentAt = performance.now();
      super.send(frame as Uint8Array<ArrayBuffer>);
    }
  } as unknown as typeof WebSocket;
}

function updateIn(frame: Uint8Array): Uint8Array {
  const decoder = decoding.createDecoder(frame);
  decoding.readVarUint(decoder);
  decoding.readVarUint(decoder);
  return decoding.readVarUint8Array(decoder);
}
