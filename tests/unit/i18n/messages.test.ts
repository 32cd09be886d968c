import { describe, expect, it } from 'vitest';
import { messages as enCommon } from '#shared/i18n/en/common.ts';
import { messages as enSession } from '#shared/i18n/en/session.ts';
import { messages as esCommon } from '#shared/i18n/es/common.ts';
import { messages as esSession } from '#shared/i18n/es/session.ts';
import { messages as frCommon } from '#shared/i18n/fr/common.ts';
import { messages as frSession } from '#shared/i18n/fr/session.ts';

const english: Record<string, string> = { ...enCommon, ...enSession };
const others: Record<string, Record<string, string>> = {
  fr: { ...frCommon, ...frSession },
  es: { ...esCommon, ...esSession },
};
const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{\w+\}\}/g)].map(([name]) => name).sort();

describe.each(Object.keys(others))('the interface in %s', (language) => {
  const texts = others[language] ?? {};

  it('has every text, with the same placeholders', () => {
    for (const [key, text] of Object.entries(english)) {
      expect(texts[key], key).toBeTruthy();
      expect(placeholders(texts[key] ?? ''), key).toEqual(placeholders(text));
    }
  });

  it('has each plural its language needs', () => {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const counted = Object.keys(english).filter((key) => key.endsWith('_other'));
    for (const key of counted) {
      for (const category of needed) expect(texts, key).toHaveProperty([key.replace(/other$/, category)]);
    }
  });
});

it('French punctuation never stands at the beginning of a line', () => {
  for (const [key, text] of Object.entries(others['fr'] ?? {})) expect(text, key).not.toMatch(/ [;:?!»]|« /);
});
