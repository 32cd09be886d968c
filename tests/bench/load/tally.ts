import type { Socket } from 'node:net';
import * as Y from 'yjs';

/** What one person's connection has carried. */
export class Tally {
  /** Its own Yjs client id. */
  self = -1;
  framesIn = 0;
  framesOut = 0;
  /** Has been given the canvas. */
  hasWhole = false;
  isLeaving = false;
  /** The code of a connection that ended without being asked to. */
  brokenBy: number | null = null;
  socket: Socket | null = null;
  /** How far each writer's changes have come without a gap, as Yjs clocks. */
  #seen = new Map<number, number>();

  /** Bytes on the wire, with all that WebSocket adds. */
  get bytesIn(): number {
    return this.socket?.bytesRead ?? 0;
  }

  get bytesOut(): number {
    return this.socket?.bytesWritten ?? 0;
  }

  note(update: Uint8Array): void {
    const { from, to } = Y.parseUpdateMeta(update);
    for (const [client, end] of to) {
      const seen = this.#seen.get(client) ?? 0;
      // What comes after a gap does not count: a change on the way was lost.
      if (end > seen && (from.get(client) ?? 0) <= seen) this.#seen.set(client, end);
    }
  }

  /** How many of a writer's changes, given by the clock at which each ended, have arrived. */
  arrived(client: number, ends: number[]): number {
    const seen = this.#seen.get(client) ?? 0;
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) <= seen) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** A sentence for each way in which connections ended that nobody closed. */
export function brokenOf(tallies: Tally[]): string[] {
  const codes = tallies.flatMap(({ brokenBy }) => brokenBy ?? []);
  return [...new Set(codes)].map((code) => {
    const count = codes.filter((other) => other === code).length;
    return `${count} of ${tallies.length} connections were ended by the server (${code})`;
  });
}
