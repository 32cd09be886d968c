/** Regions of ISO 3166-1 that are no countries, which browsers know names for all the same. */
const NO_COUNTRY = new Set([
  'AC',
  'CP',
  'CQ',
  'DG',
  'EA',
  'EU',
  'EZ',
  'IC',
  'QO',
  'TA',
  'UN',
  'XA',
  'XB',
  'XK',
  'ZZ',
]);
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Countries by code, named and sorted in a language, as the browser knows them. */
export function countriesIn(locale: string): { code: string; name: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
  return LETTERS.flatMap((first) => LETTERS.map((second) => first + second))
    .flatMap((code) => {
      // A code that has been renamed (BU, ZR) shows the same name as its successor.
      const isCurrent = new Intl.Locale(`und-${code}`).region === code;
      const name = NO_COUNTRY.has(code) || !isCurrent ? undefined : names.of(code);
      return name ? [{ code, name }] : [];
    })
    .filter(({ name }, index, all) => all.findIndex((other) => other.name === name) === index)
    .toSorted((a, b) => a.name.localeCompare(b.name, locale));
}
