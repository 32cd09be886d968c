import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, linesOf } from '#shared/canvas/text.ts';

describe('what is pasted into a card', () => {
  it('loses control characters, half characters and marks that turn the direction, and nothing else', () => {
    expect(cleanText('a\u0000b\u0007c\u009bd')).toBe('abcd');
    expect(cleanText('caf\u00e9 \ud83d\udc4d \ud83d x \udc4d')).toBe('café 👍  x ');
    expect(cleanText('\u202eevil\u202c \u2066x\u2069 \ufeffy\ufffc')).toBe('evil x y');
    expect(cleanText('one\r\ntwo\rthree\u2028four\u0085five')).toBe('one\ntwo\nthree\nfour\nfive');
    // Marks that words are written with stay: Arabic and Persian joiners, the order of a name beside a number.
    expect(cleanText('می\u200cخواهم \u200f(1) e\u0301')).toBe('می\u200cخواهم \u200f(1) e\u0301');
  });

  it('is well formed, whatever it was, and cleaning it again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (rough, good) => {
        const clean = cleanText(rough + good);
        expect(clean).not.toMatch(/\p{Cs}|[\u202a-\u202e\u2066-\u2069]/u);
        expect(cleanText(clean)).toBe(clean);
      }),
    );
  });

  it('is a list: one idea per line, without bullets and empty lines', () => {
    expect(linesOf('• Credit\r\n•\tTraining\r\n\r\n  - A market \n2026. A year\n1.\tFirst\n*\n')).toEqual([
      'Credit',
      'Training',
      'A market',
      '2026. A year',
      'First',
      '*',
    ]);
  });

  it('is a table: one idea per row, its cells together', () => {
    expect(linesOf('Praia\tNo credit\t2027\nQuito\tNo training\t\n')).toEqual([
      'Praia · No credit · 2027',
      'Quito · No training',
    ]);
  });
});
