/**
 * Words that say nothing of what a text is about, in the three languages of the interface and without accents. One list for all: what
 * is a small word in one is seldom a telling one in another. "No", "not", "pas", "sin" and "sans" are none: they turn the meaning.
 */
const SMALL = new Set(
  `a about an and are as at be been by can for from has have in into is it its of on or our that the their them there these they this
  those to was we were which who will with you your
  au aux avec ce ces cette dans de des du elle elles en entre est et etre eux il ils je la le les leur leurs lui mais me mes nos notre
  nous on ont ou par peu plus pour qu que qui sa se ses si son sont sur tres un une vos votre vous
  al ante con cual cuando como del desde donde el ella ellas ellos es esa ese eso esta este esto esten estos estas ha han hasta hay la
  las lo los mas me mi muy nos nuestra nuestro o para pero por porque que quien se ser si sobre su sus tan tiene un una unas uno unos y
  ya`.split(/\s+/u),
);

/** Scripts that leave no spaces between words: two signs at a time. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
const LONGEST = 7;

/**
 * What a text is about, to be compared: its words, each once, without accents, capitals, plurals and endings, and without small words;
 * with them where there are no others, and the text itself where there are no words at all. Never empty.
 */
export function stemsOf(text: string): string[] {
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = folded.match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = words.filter((word) => !SMALL.has(word) && (word.length > 1 || !/[a-z]/.test(word)));
  const stems = new Set((telling.length > 0 ? telling : words).flatMap(stemOf));
  return stems.size > 0 ? [...stems] : [folded.replace(/\s+/gu, ' ').trim()];
}

function stemOf(word: string): string[] {
  if (UNSPACED.test(word)) {
    const signs = [...word];
    return signs.length < 3 ? [word] : signs.slice(1).map((sign, at) => `${signs[at] ?? ''}${sign}`);
  }
  return [(word.length > 3 ? word.replace(/e?[sx]?$/u, '') : word).slice(0, LONGEST)];
}
