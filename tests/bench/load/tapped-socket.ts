import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import type { Dialect } from './dialects.ts';
import type { Tally } from './tally.ts';

export type Tap = {
  tally: Tally;
  dialect: Dialect;
  /** Counts what others write and does not hand it on: one process can play hundreds of people. */
  isLight: boolean;
  headers?: Record<string, string>;
};

const SIGN_EVERY_MS = 10_000;

/** A WebSocket that counts what passes; the same for every client and every server. */
export function tappedSocket({ tally, dialect, isLight, headers = {} }: Tap): typeof globalThis.WebSocket {
  let signedAt = performance.now();
  return class extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers });
      this.once('upgrade', ({ socket }) => (tally.socket = socket));
      this.once('close', (code: number) => {
        if (!tally.isLeaving) tally.brokenBy ??= code;
      });
    }

    override send(data: Uint8Array): void {
      tally.framesOut += 1;
      super.send(data);
    }

    override emit(event: string | symbol, ...args: unknown[]): boolean {
      if (event !== 'message') return super.emit(event, ...args);
      const frame = new Uint8Array(args[0] as ArrayBuffer);
      const heard = dialect.hear(frame);
      tally.framesIn += 1;
      tally.hasWhole ||= heard.isWhole;
      for (const update of heard.updates) tally.note(update);
      if (!isLight) return super.emit(event, ...args);
      if (dialect.echoes && heard.awareness && tellsOfOthers(heard.awareness, tally.self)) this.send(frame);
      const shown = heard.rest ?? this.#signOfLife();
      return shown ? super.emit(event, shown, true) : true;
    }

    #signOfLife(): Uint8Array | null {
      if (performance.now() - signedAt < SIGN_EVERY_MS) return null;
      signedAt = performance.now();
      return dialect.signOfLife;
    }
  } as unknown as typeof globalThis.WebSocket;
}

/** A message about me alone is no news to the client it is for, and not sent back. */
function tellsOfOthers(awareness: Uint8Array, self: number): boolean {
  const decoder = decoding.createDecoder(awareness);
  for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
    if (decoding.readVarUint(decoder) !== self) return true;
    decoding.readVarUint(decoder);
    decoding.readVarString(decoder);
  }
  return false;
}
