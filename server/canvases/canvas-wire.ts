/** What carries a canvas: a WebSocket of `ws`, or the same by plain HTTP (`http-wires.ts`). */
export type CanvasWire = {
  /** The subprotocol agreed on; empty: none, as with stock y-websocket. */
  readonly protocol: string;
  readonly readyState: number;
  readonly OPEN: number;
  /** Bytes given to `send` that have not yet left. */
  readonly bufferedAmount: number;
  send: (message: Uint8Array, onSent?: () => void) => void;
  close: (code: number, reason: string) => void;
  /** At once, whatever is still on its way. */
  terminate: () => void;
  ping: () => void;
  /** From here on messages are handed over; what came before comes first. */
  resume: () => void;
  on: {
    (event: 'message', listener: (data: unknown, isBinary: boolean) => void): unknown;
    (event: 'pong' | 'close', listener: () => void): unknown;
  };
};
