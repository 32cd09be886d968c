/** A word of the scenario's glossary, in the reader's language. */
export type GlossaryWord = { term: string; acronym?: string | undefined; definition?: string | undefined };
/** `before` and `after`: what stands against a word of the glossary, and never on another line than it. */
export type GlossedPart = { text: string; definition?: string; before?: string; after?: string };

/** `l’`, a bracket; a comma, a French sign after its narrow space: no line ends between them and the word. */
const BEFORE = /[^ \t\n]{0,12}$/u;
const AFTER = /^(?:[\u00a0\u202f]?\p{P}){0,4}/u;

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
    if (definition === undefined || index < end) continue;
    definitions.delete(found.toLowerCase());
    const before = BEFORE.exec(text.slice(end, index))?.[0] ?? '';
    parts.push({ text: text.slice(end, index - before.length) });
    end = index + found.length;
    const after = AFTER.exec(text.slice(end))?.[0] ?? '';
    parts.push({ text: found, definition, before, after });
    end += after.length;
  }
  return [...parts, { text: text.slice(end) }].filter((part) => part.text !== '');
}

const escaped = (word: string): string => word.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
