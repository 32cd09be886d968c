/** Markup that is safe to stand in a page. Made by `html` alone, so that words never become it. */
export type Html = { readonly markup: string };

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Halves of pairs and controls are no letters, and no file of ours holds any. */
const NOT_TEXT = /[\p{Cs}\uFFFE\uFFFF]|(?![\n\t])\p{Cc}/gu;

const escaped = (text: string): string =>
  text.replace(NOT_TEXT, '').replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);

/** What is put in is text, whatever it looks like, unless it is markup that was made here. */
export function html(parts: TemplateStringsArray, ...values: (string | number | Html)[]): Html {
  const shown = values.map((value) => (typeof value === 'object' ? value.markup : escaped(String(value))));
  return { markup: parts.reduce((page, part, at) => page + (shown[at - 1] ?? '') + part) };
}

export const join = (list: readonly Html[], between = ''): Html => ({
  markup: list.map(({ markup }) => markup).join(between),
});

export const NOTHING: Html = { markup: '' };
