/** Two letters for a name in any script: first and last word, or the only word's first two. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s.·-]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const first = [...(words[0] ?? '?')];
  const letters = words.length > 1 ? [first[0], [...(words.at(-1) ?? '')][0]] : first.slice(0, 2);
  return letters.join('').toLocaleUpperCase();
}

const COLOURS = 8;

/** One of the eight presence colours, 1 to 8, the same for a person for ever. */
export function ownRing(id: string): number {
  let sum = 0;
  for (const sign of id) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) >>> 0;
  return (sum % COLOURS) + 1;
}

/**
 * For people whose own colour somebody before them in their room has: another, so that no two of eight are alike. Everybody
 * sees the same, and who comes later changes nobody's. `rooms`: ids in the order in which people came to the session.
 */
export function ringsApart(rooms: string[][]): Record<string, number> {
  const rings: Record<string, number> = {};
  for (const people of rooms) {
    let taken = new Set<number>();
    for (const id of people) {
      if (taken.size === COLOURS) taken = new Set();
      let ring = ownRing(id);
      while (taken.has(ring)) ring = (ring % COLOURS) + 1;
      taken.add(ring);
      if (ring !== ownRing(id)) rings[id] = ring;
    }
  }
  return rings;
}
