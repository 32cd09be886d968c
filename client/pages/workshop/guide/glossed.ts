/** A word of the scenario's glossary, in the reader's language. */
export type GlossaryWord = { term: string; acronym?: string | undefined; definition?: string | undefined };
export type GlossedPart = { text: string; definition?: string };

/** A text in pieces, so that its words of the glossary can be explained where they first stand. */
export function glossed(text: string, words: GlossaryWord[]): GlossedPart[] {
  const definitions = new Map<string, string>();
  for (const { term, acronym, definition } of words) {
    if (!definition) continue;
    definitions.set(term.toLowerCase(), definition);
    // An acronym alone says less than its words: both are told.
    if (acronym) definitions.set(acronym.toLowerCase(), `${term}. ${definition}`);
  }
  if (definitions.size === 0) return [{ text }];
  const longestFirst = [...definitions.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${longestFirst.map(escaped).join('|')})(?![\\p{L}\\p{N}])`,
    'giu',
  );
  const parts: GlossedPart[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(pattern)) {
    const definition = definitions.get(found.toLowerCase());
    if (definition === undefined) continue;
    definitions.delete(found.toLowerCase());
    parts.push({ text: text.slice(end, index) }, { text: found, definition });
    end = index + found.length;
  }
  return [...parts, { text: text.slice(end) }].filter((part) => part.text !== '');
}

const escaped = (word: string): string => word.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
