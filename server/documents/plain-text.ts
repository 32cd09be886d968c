/**
 * People's words as office files can hold them: XML has no control characters and no half of a pair, and marks that turn
 * the direction of what stands after them would turn the document's own words too.
 */
export const plain = (text: string): string => clean(text).trim();

/** The same with the spaces around it. */
export const clean = (text: string): string =>
  text
    .replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/gu, '\n')
    .replace(/\t/g, ' ')
    .replace(NOT_TEXT, '');

/** The same in one line. */
export const plainLine = (text: string): string => plain(text).replace(/\s*\n\s*/gu, ' ');

const NOT_TEXT = /(?!\n)[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/gu;

/** Whether people's words run from right to left: their first letter tells. */
export const isRightToLeft = (text: string): boolean =>
  /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(
    text,
  );

/** A language as files name it; what a browser called one may be anything. */
export const languageTag = (lang: string | undefined): string | null =>
  lang !== undefined && /^[a-z]{2,3}(-[a-z\d]{2,8})*$/i.test(lang) ? lang : null;
