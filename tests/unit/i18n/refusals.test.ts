import { describe, expect, it } from 'vitest';
import { errorTexts, fieldErrorTexts, INTERFACE_LANGUAGES } from '#shared/i18n/server.ts';
import { REFUSALS, type ErrorCode } from '#shared/protocol/refusals.ts';

const codes = Object.keys(REFUSALS) as ErrorCode[];
const placeholders = (text: string | undefined): string[] =>
  [...(text ?? '').matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();

describe.each(INTERFACE_LANGUAGES)('refusals in %s', (language) => {
  const texts = errorTexts(language);

  it('have a sentence for every code, with the same parts and placeholders as in English', () => {
    for (const code of codes) {
      for (const part of ['title', 'detail', 'kept', 'todo'] as const) {
        const [text, english] = [texts[code][part], errorTexts('en')[code][part]];
        expect(text === undefined, `${code} ${part}`).toBe(english === undefined);
        expect(placeholders(text)).toEqual(placeholders(english));
        if (text !== undefined && part !== 'title') expect(text, code).toMatch(/\.$/);
        expect(text ?? '', code).not.toMatch(/!/);
      }
    }
  });

  it('are not left in English', () => {
    if (language === 'en') return;
    for (const code of codes) expect(texts[code].detail).not.toBe(errorTexts('en')[code].detail);
  });

  it('name each field’s fault in a sentence', () => {
    for (const sentence of Object.values(fieldErrorTexts(language))) expect(sentence).toMatch(/\.$/);
  });
});

it('French sentences hold their punctuation with no-break spaces', () => {
  expect(JSON.stringify([errorTexts('fr'), fieldErrorTexts('fr')]).replaceAll('":', '')).not.toMatch(
    / [;:?!»]|« /,
  );
});
