import type { Lang } from '#shared/session/state.ts';

/** 1 June 2021 at 14:15 UTC. */
export function instantIn(locale: string, instant: string): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return `${firstOfMonth(locale, format.format(new Date(instant)))} UTC`;
}

const UNITS: Record<string, string> = { Y: 'year', M: 'month', W: 'week', D: 'day' };

/** A card's `due`, a date or a duration, as people say it. What is neither stays as it was written. */
export function dueIn(locale: string, due: string): string {
  const date = new Date(`${due}T00:00:00Z`);
  if (
    /^\d{4}-\d{2}-\d{2}$/.test(due) &&
    !Number.isNaN(date.getTime()) &&
    date.toISOString().startsWith(due)
  ) {
    const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
    return firstOfMonth(locale, format.format(date));
  }
  if (!/^P(\d+[YMWD])+$/.test(due)) return due;
  const parts = [...due.matchAll(/(\d+)([YMWD])/g)].map(([, count, unit]) =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: UNITS[unit ?? ''] ?? 'day',
      unitDisplay: 'long',
    }).format(Number(count)),
  );
  return new Intl.ListFormat(locale, { type: 'unit', style: 'long' }).format(parts);
}

/** French says « 1er juin », which the formatter does not know. */
const firstOfMonth = (locale: string, date: string) => (locale === 'fr' ? date.replace(/^1 /, '1er ') : date);

export const numberIn = (locale: string, number: number): string =>
  new Intl.NumberFormat(locale).format(number);

/** Languages of our people that browsers do not name. */
const UNNAMED: Record<Lang, Record<string, string>> = {
  kea: { en: 'Cape Verdean Creole', fr: 'créole capverdien', es: 'criollo caboverdiano' },
};

/** Every card names its language, and to make one of these takes long. */
const namesIn = new Map<string, Intl.DisplayNames>();

/** The name of a language. Cards carry what their writer's browser said, which need not be one: then as it stands. */
export function languageIn(locale: string, language: Lang): string {
  const ours = UNNAMED[language]?.[locale.slice(0, 2)];
  if (ours !== undefined) return ours;
  const names = namesIn.get(locale) ?? new Intl.DisplayNames([locale], { type: 'language' });
  namesIn.set(locale, names);
  try {
    return names.of(language) ?? language;
  } catch {
    return language;
  }
}
