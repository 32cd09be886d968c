import type * as Y from 'yjs';

/**
 * Makes a Y.Text read `next` by cutting what begins and ends alike, so that concurrent changes elsewhere in it stay.
 * Cuts at whole code points: half an emoji would become U+FFFD.
 */
export function changeText(text: Y.Text, next: string): void {
  const before = text.toString();
  const { start, removed, inserted } = differenceOf(before, next);
  if (removed > 0) text.delete(start, removed);
  if (inserted !== '') text.insert(start, inserted);
}

/** Positions in UTF-16 code units. */
export function differenceOf(
  before: string,
  after: string,
): { start: number; removed: number; inserted: string } {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  if (splitsPair(before, start) || splitsPair(after, start)) start -= 1;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  if (splitsPair(before, before.length - end) || splitsPair(after, after.length - end)) end -= 1;
  return { start, removed: before.length - start - end, inserted: after.slice(start, after.length - end) };
}

const splitsPair = (text: string, at: number): boolean =>
  at > 0 &&
  at < text.length &&
  /[\uD800-\uDBFF]/.test(text[at - 1] ?? '') &&
  /[\uDC00-\uDFFF]/.test(text[at] ?? '');
