/**
 * People's words inside Markdown stay words: no link, image, markup or table of theirs comes alive, in whatever
 * renderer the file is opened.
 */

/** One line, for headings, cells and the middle of a line. Line breaks become spaces. */
export const inline = (text: string): string =>
  escapeLine(
    linesOf(text)
      .filter((line) => line !== '')
      .join(' '),
  );

/** One line that begins a list entry or a paragraph. */
export const opening = (text: string): string => escapeStart(inline(text));

/** Paragraphs as they were written, each line its own. `indent` keeps them inside a list entry. */
export function paragraphs(text: string, indent = ''): string {
  const blocks: string[][] = [[]];
  for (const line of linesOf(text)) {
    if (line === '') blocks.push([]);
    else blocks.at(-1)?.push(escapeStart(escapeLine(line)));
  }
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join(`  \n${indent}`))
    .join(`\n\n${indent}`);
}

const linesOf = (text: string): string[] =>
  text
    .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/u)
    .map((line) => line.replace(INVISIBLE, '').replace(SPACES, ' ').trim());

/** No-break spaces stay: French has them before its punctuation. */
const SPACES = /[^\S\u00A0\u202F]+/gu;

/** Control characters, and those that turn the direction of what stands after them. */
const INVISIBLE = /(?!\t)[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu;

/**
 * Addresses that renderers turn into links however they are escaped; as code they do not. The bounds keep a long word
 * from being looked through again from each of its letters.
 */
const ADDRESS = /(?:[a-z][a-z\d+.-]{0,30}:\/\/|www\.|mailto:|xmpp:|[\w.+-]{1,64}@(?=\w))[^\s`|<>]*/giu;

function escapeLine(line: string): string {
  let escaped = '';
  let end = 0;
  for (const match of line.matchAll(ADDRESS)) {
    escaped += `${escapeWords(line.slice(end, match.index))}\`${match[0]}\``;
    end = match.index + match[0].length;
  }
  return escaped + escapeWords(line.slice(end));
}

const escapeWords = (words: string): string =>
  words
    .replace(/[\\`*_{}[\]|~$^]/g, '\\$&')
    .replace(/(?<=\])(?=\()|(?<!\S)(?=#)/g, '\\')
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');

/** What would make a heading, a list, a rule or a table of the line it begins. */
const escapeStart = (line: string): string =>
  line.replace(/^[+\-=:]/, '\\$&').replace(/^(\d+)(?=[.)])/, '$1\\');
