/**
 * French spaces as they are typeset (Lexique des règles typographiques, Imprimerie nationale): a narrow no-break space before
 * ; ? !, a no-break space before : and inside « ». Authors type ordinary spaces, or none that breaks. Addresses, times and
 * anything without a space before its sign stay as they are. Idempotent.
 */
export function typesetFrench(text: string): string {
  return text
    .replace(/[ \u00a0\u202f]+([;?!])/g, '\u202f$1')
    .replace(/[ \u00a0\u202f]+:/g, '\u00a0:')
    .replace(/«[ \u00a0\u202f]*/g, '«\u00a0')
    .replace(/[ \u00a0\u202f]*»/g, '\u00a0»');
}

/** Every `fr` text anywhere below, typeset; everything else as it is. */
export function typesetTexts<T>(value: T): T {
  if (Array.isArray(value)) return value.map((item: unknown) => typesetTexts(item)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [
      key,
      key === 'fr' && typeof field === 'string' ? typesetFrench(field) : typesetTexts<unknown>(field),
    ]),
  ) as T;
}
