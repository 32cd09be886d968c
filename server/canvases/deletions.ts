import type { Item } from 'yjs';

type Range = { clock: number; len: number };

/** What an update deletes, by client, sorted and merged: however often a range is named, it is looked through once. */
export class Deletions {
  #ranges = new Map<number, Range[]>();

  constructor(given: Map<number, readonly Range[]>) {
    for (const [client, ranges] of given) this.#ranges.set(client, merged(ranges));
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

function merged(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const { clock, len } of ranges.toSorted((a, b) => a.clock - b.clock)) {
    const last = result.at(-1);
    if (last && clock <= last.clock + last.len) last.len = Math.max(last.len, clock + len - last.clock);
    else result.push({ clock, len });
  }
  return result;
}
