import type { Item } from 'yjs';
import { Malformed } from './slots.ts';

type Range = { clock: number; len: number };

/** What an update deletes, by client, sorted. @throws where Yjs would not have sent it so. */
export class Deletions {
  #ranges = new Map<number, Range[]>();

  constructor(given: Map<number, readonly Range[]>) {
    for (const [client, ranges] of given) this.#ranges.set(client, sorted(ranges));
  }

  get byClient(): Iterable<[number, Range[]]> {
    return this.#ranges;
  }

  /** Whether all of it is deleted. */
  has({ id, length }: Item): boolean {
    const ranges = this.#ranges.get(id.client);
    if (!ranges) return false;
    let [low, high] = [0, ranges.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const range = ranges[middle] as Range;
      if (id.clock < range.clock) high = middle - 1;
      else if (id.clock >= range.clock + range.len) low = middle + 1;
      else return id.clock + length <= range.clock + range.len;
    }
    return false;
  }
}

/** Yjs sends them in order and merged; what is empty or named twice would make it look again and again. */
function sorted(ranges: readonly Range[]): Range[] {
  const result = ranges.toSorted((a, b) => a.clock - b.clock);
  let end = -1;
  for (const { clock, len } of result) {
    if (len < 1 || clock < end) throw new Malformed('deletions that overlap');
    end = clock + len;
  }
  return result;
}
