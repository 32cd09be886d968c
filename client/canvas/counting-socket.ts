import { FRAME, SYNC } from '#shared/protocol/canvas-frames.ts';

/** How far this connection has got: sync frames sent, and which of them carried everything I have. */
export type SendCount = { sent: number; whole: number };

type SocketClass = new (address: string | URL, protocols?: string | string[]) => WebSocket;

/**
 * A WebSocket that counts the sync frames it sends, because "saved n" speaks of the first n on this connection.
 * The stock provider takes it as its `WebSocketPolyfill`.
 */
export function countingSocket(Base: SocketClass, onOpen: () => SendCount): typeof WebSocket {
  return class extends Base {
    #count = onOpen();

    override send(data: string | Blob | BufferSource): void {
      if (data instanceof Uint8Array && data[0] === FRAME.sync) {
        this.#count.sent += 1;
        if (data[1] === SYNC.step2) this.#count.whole = this.#count.sent;
      }
      super.send(data);
    }
  } as unknown as typeof WebSocket;
}
