import type * as Y from 'yjs';

/**
 * Makes a Y.Text read `next` by cutting what begins and ends alike, so that concurrent changes elsewhere in it stay.
 * Cuts at whole code points: half an emoji would become U+FFFD.
 */
export function changeText(text: Y.Text, next: string): void {
  applyDifference(text, differenceOf(text.toString(), next));
}

/** One cut: `removed` code units at `start` give way to `inserted`. */
export type Difference = { start: number; removed: number; inserted: string };

export function applyDifference(text: Y.Text, { start, removed, inserted }: Difference): void {
  if (removed > 0) text.delete(start, removed);
  if (inserted !== '') text.insert(start, inserted);
}

/**
 * My difference, made on a text that meanwhile changed by `theirs`: where it belongs now. Needed while an input method
 * composes, when what others write cannot be shown yet. What both took away is taken away once.
 */
export function rebaseDifference(mine: Difference, theirs: Difference): Difference {
  const place = (at: number): number => {
    if (at <= theirs.start) return at;
    if (at >= theirs.start + theirs.removed) return at + theirs.inserted.length - theirs.removed;
    return theirs.start + theirs.inserted.length;
  };
  const start = place(mine.start);
  const end = Math.max(start, place(mine.start + mine.removed));
  return { start, removed: end - start, inserted: mine.inserted };
}

/** Positions in UTF-16 code units. */
export function differenceOf(before: string, after: string): Difference {
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

/**
 * What can stand on a card: no control characters but line breaks, no half characters, and no marks that turn the reading
 * direction of what follows (explicit formatting of UAX #9; every text is set apart by `dir=auto` instead).
 */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(
      /(?!\n)[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffc]/gu,
      '',
    );
}

/** A pasted list or table as single ideas: its lines without their bullets, the cells of a row together. */
export function linesOf(text: string): string[] {
  return text
    .split(/\r\n?|[\n\v\f\u0085\u2028\u2029]/)
    .map((line) =>
      cleanText(
        line
          .trim()
          .replace(/^(?:[-*–—•‣◦▪·]\s+|\d{1,3}[.)]\t+)/u, '')
          .replace(/\s*\t\s*/g, ' · '),
      ).trim(),
    )
    .filter((line) => line !== '');
}
