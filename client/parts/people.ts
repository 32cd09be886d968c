/** Two letters for a name in any script: first and last word, or the only word's first two. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s.·-]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const first = [...(words[0] ?? '?')];
  const letters = words.length > 1 ? [first[0], [...(words.at(-1) ?? '')][0]] : first.slice(0, 2);
  return letters.join('').toLocaleUpperCase();
}

/** One of the eight presence colours, the same for a person everywhere and for ever. */
export function ringOf(id: string): number {
  let sum = 0;
  for (const sign of id) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) >>> 0;
  return (sum % 8) + 1;
}
