/** Two letters for a name in any script: first and last word, or the only word's first two. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s.·-]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const first = [...(words[0] ?? '?')];
  const letters = words.length > 1 ? [first[0], [...(words.at(-1) ?? '')][0]] : first.slice(0, 2);
  return letters.join('').toLocaleUpperCase();
}

const COLOURS = 8;
let told: Record<string, number> = $state.raw({});

/** One of the eight presence colours: the person's own everywhere, unless somebody before them in their room has it. */
export const ringOf = (id: string): number => (told[id] ?? ownRingOf(id)) + 1;

function ownRingOf(id: string): number {
  let sum = 0;
  for (const sign of id) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) >>> 0;
  return sum % COLOURS;
}

/**
 * Gives the people of a room colours of which no two are alike, up to eight; everybody sees the same, and who comes later
 * changes nobody's. `rooms`: ids in the order in which people came to the session.
 */
export function tellApart(rooms: string[][]): void {
  const rings: Record<string, number> = {};
  for (const people of rooms) {
    let taken = new Set<number>();
    for (const id of people) {
      if (taken.size === COLOURS) taken = new Set();
      let ring = ownRingOf(id);
      while (taken.has(ring)) ring = (ring + 1) % COLOURS;
      taken.add(ring);
      if (ring !== ownRingOf(id)) rings[id] = ring;
    }
  }
  if (JSON.stringify(rings) !== JSON.stringify(told)) told = rings;
}
