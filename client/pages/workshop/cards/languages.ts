import type { Language } from '../../../app/language.svelte.ts';

/** Spoken where workshops are held. A card may be written in any; those of the session come on top of these. */
const WRITTEN = 'ar ay ca de en es eu fr gl gn ht it kea ko ln mg nl pt qu ro ru sw tr uk wo zh'.split(' ');

/** Languages to choose from, by their names in the reader's: the `first` ones before the others. */
export function languagesOffered(language: Language, first: string[]): { code: string; name: string }[] {
  const named = (codes: string[]) => codes.map((code) => ({ code, name: language.languageName(code) }));
  const front = [...new Set(first)];
  const others = named(WRITTEN.filter((code) => !front.includes(code)));
  return [...named(front), ...others.sort((a, b) => a.name.localeCompare(b.name, language.locale))];
}
