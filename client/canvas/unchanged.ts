/**
 * What is there now, with the very objects of before where nothing in them changed; the very list where nothing changed at all:
 * what is drawn of them stays as it is.
 */
export function keepUnchanged<Entry extends { id: string }>(before: Entry[], now: Entry[]): Entry[] {
  const known = new Map(before.map((entry) => [entry.id, entry]));
  const kept = now.map((entry) => {
    const old = known.get(entry.id);
    return old && isSame(old, entry) ? old : entry;
  });
  return kept.length === before.length && kept.every((entry, at) => entry === before[at]) ? before : kept;
}

/** Whether two entries say the same, lists in them included. */
export function isSame<Entry extends object>(a: Entry, b: Entry): boolean {
  const keys = Object.keys(b) as (keyof Entry)[];
  return keys.length === Object.keys(a).length && keys.every((key) => isEqual(a[key], b[key]));
}
const isEqual = (a: unknown, b: unknown): boolean =>
  Array.isArray(a) && Array.isArray(b)
    ? a.length === b.length && a.every((one, at) => one === b[at])
    : a === b;
