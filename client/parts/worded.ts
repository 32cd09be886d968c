/** A text in the reader's language, or the one there is, with the language it is in: a page marks words of another language. */
export function worded(text: Record<string, string>, code: string): { text: string; lang: string } {
  const lang = code in text ? code : (Object.keys(text)[0] ?? code);
  return { text: text[lang] ?? '', lang };
}
