import { WebSocket } from 'ws';

/** A WebSocket that presents a key as programs do, for the same client code that runs in browsers. */
export function socketWithKey(
  key: string | undefined,
  more: Record<string, string> = {},
): typeof globalThis.WebSocket {
  const headers = { ...more, ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) };
  return class extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers });
    }
  } as unknown as typeof globalThis.WebSocket;
}
