/**
 * People's words as office files can hold them: XML has no control characters and no half of a pair, and marks that turn
 * the direction of what stands after them would turn the document's own words too.
 */
export const plain = (text: string): string =>
  text
    .replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/gu, '\n')
    .replace(/\t/g, ' ')
    .replace(NOT_TEXT, '')
    .trim();

/** The same in one line. */
export const plainLine = (text: string): string => plain(text).replace(/\s*\n\s*/gu, ' ');

const NOT_TEXT = /(?!\n)[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/gu;
