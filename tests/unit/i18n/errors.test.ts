import { describe, expect, it } from 'vitest';
import { errorTexts, fieldErrorTexts, INTERFACE_LANGUAGES } from '#shared/i18n/server.ts';
import { LIMITS } from '#shared/protocol/limits.ts';
import { REFUSALS, type ErrorCode } from '#shared/protocol/refusals.ts';

const codes = Object.keys(REFUSALS) as ErrorCode[];

/** What `details` carry whenever these codes are answered; no other sentence may wait for a value. */
const CARRIED: Partial<Record<ErrorCode, Record<string, number>>> = {
  'request/too-many': { seconds: 3 },
  'group/too-many': { limit: LIMITS.groups },
  'vote/no-dots-left': { budget: 3 },
  'archive/damaged': { entry: 1 },
  'archive/changed': { entry: 1 },
  'archive/unsafe': { entry: 1 },
  'archive/repeated': { entry: 1 },
  'archive/missing': { entry: 1 },
  'archive/too-large': { entry: 1 },
  'archive/too-new': { entry: 1, version: 2 },
  'archive/incomplete': { entry: 1 },
};

/** Refusals after which people could fear for what they wrote or chose; `vote/not-cast` has nothing to lose. */
const CAN_FEAR_A_LOSS = codes.filter(
  (code) => /^(canvas|vote|storage)\//.test(code) && code !== 'canvas/unknown' && code !== 'vote/not-cast',
);

describe.each(INTERFACE_LANGUAGES)('the texts of refusals in %s', (language) => {
  const texts = errorTexts(language);
  const sentences = [
    ...codes.flatMap((code) => Object.values(texts[code]).map((text) => ({ where: `${code}`, text }))),
    ...Object.entries(fieldErrorTexts(language)).map(([where, text]) => ({ where, text })),
  ];

  it('are for the known codes and no others', () => {
    expect(Object.keys(texts).sort()).toEqual([...codes].sort());
  });

  it('have titles of two to five words', () => {
    for (const code of codes) {
      const words = texts[code].title.split(' ').length;
      expect(words, code).toBeGreaterThanOrEqual(2);
      expect(words, code).toBeLessThanOrEqual(5);
    }
  });

  it('say what is kept wherever people could fear a loss', () => {
    for (const code of CAN_FEAR_A_LOSS) expect(texts[code].kept, code).toBeTruthy();
  });

  it('ask only for values that the refusal carries', () => {
    for (const code of codes) {
      const asked = [
        ...Object.values(texts[code])
          .join(' ')
          .matchAll(/\{\{(\w+)\}\}/g),
      ].map(([, name]) => name);
      expect([...new Set(asked)], code).toEqual(Object.keys(CARRIED[code] ?? {}));
    }
  });

  it('are one sentence each, without exclamation marks or the words of programs', () => {
    for (const { where, text } of sentences) {
      expect(text.slice(0, -1), where).not.toContain('.');
      expect(text, where).not.toMatch(/[!¡]|\b(seq|payload|yjs|token|websocket|json)\b/i);
    }
  });

  it('have the spaces of their language, and curly apostrophes', () => {
    for (const { where, text } of sentences) {
      expect(text, where).not.toMatch(/'|^\s|\s$|\s\s/);
      if (language === 'fr') {
        expect(text, where).not.toMatch(/[^\u202f][;?!]|[^\u00a0][:»]|«(?!\u00a0)/);
      } else {
        expect(text, where).not.toMatch(/[\u00a0\u202f]|\s[;:?!]/);
      }
    }
  });
});
