import type { Lang } from '../session/state.ts';
import type { Words } from './shape.ts';

/** The text in the wanted language, else the session's first that has one, else any. Null when all are blank. */
export function inLanguage(
  text: Words,
  language: Lang,
  languages: readonly Lang[],
): { text: string; lang: Lang } | null {
  // Keys of narratives are typed by people: only own ones count, or "toString" would be a language.
  for (const lang of [language, ...languages, ...Object.keys(text).sort()]) {
    const words = Object.hasOwn(text, lang) ? text[lang] : undefined;
    if (words !== undefined && words.trim() !== '') return { text: words, lang };
  }
  return null;
}

/** By code unit, the same on every machine. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
