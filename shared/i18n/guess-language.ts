/**
 * Common short words, one language per row. What stands in several rows says less. Portuguese is here because people who
 * read a session in Spanish or French may write it.
 */
const WORDS: Record<string, string> = {
  en: 'the of and to in is for with on are that by from not at this no we our their there who has have be it as an or only',
  es: 'el la los las de del y en un una que no con para por se sin al su sus es son hay más pero como nos lo muy ni o ya',
  fr: 'le la les de des du et en un une que qui ne pas avec pour par se sans au aux son ses leur est sont il y a ou dans sur plus mais nous ce',
  pt: 'o a os as de do da dos das e em um uma que não com para por se sem ao seu sua é são há mais mas como nos na no nas ou',
};
const LETTERS: [RegExp, string, number][] = [
  [/[ñ¿¡]/, 'es', 2],
  [/[ãõ]/, 'pt', 2],
  [/[èêëàùûîïôœ]/, 'fr', 1],
  [/(?:^|[^\p{L}])(?:[ldnsc]|qu)['’]\p{L}/u, 'fr', 1.5],
];

const rows = Object.entries(WORDS).map(([code, words]) => [code, new Set(words.split(' '))] as const);

/** The language a short text is most probably written in; null where the text does not tell. */
export function guessLanguage(text: string): string | null {
  const written = text.toLowerCase().normalize('NFC');
  const points = new Map(rows.map(([code]) => [code, 0]));
  const add = (code: string, more: number) => points.set(code, (points.get(code) ?? 0) + more);
  for (const word of new Set(written.match(/\p{L}+/gu) ?? [])) {
    const speaking = rows.filter(([, words]) => words.has(word));
    for (const [code] of speaking) add(code, 1 / speaking.length);
  }
  for (const [letters, code, more] of LETTERS) if (letters.test(written)) add(code, more);
  const [first, second] = [...points].sort((a, b) => b[1] - a[1]);
  return first && second && first[1] >= 1.25 && first[1] - second[1] >= 0.6 ? first[0] : null;
}
