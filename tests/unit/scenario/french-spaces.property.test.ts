import fc from 'fast-check';
import { expect, it } from 'vitest';
import { typesetFrench, typesetTexts } from '#shared/scenario/typography.ts';

const french = fc
  .array(
    fc.constantFrom(
      'mot',
      ' ',
      '\u00a0',
      '\u202f',
      ';',
      '?',
      '!',
      ':',
      '«',
      '»',
      '16:15',
      'https://minga.org/?a=1',
    ),
    {
      maxLength: 20,
    },
  )
  .map((parts) => parts.join(''));

it('setting French spaces twice is setting them once', () => {
  fc.assert(
    fc.property(french, (text) => void expect(typesetFrench(typesetFrench(text))).toBe(typesetFrench(text))),
  );
});

it('no breaking space is left where a line must not break', () => {
  fc.assert(fc.property(french, (text) => void expect(typesetFrench(text)).not.toMatch(/ [;:?!»]|« /)));
});

it('times and addresses stay as they are', () => {
  expect(typesetFrench('À 16:15 sur https://minga.org/?a=1')).toBe('À 16:15 sur https://minga.org/?a=1');
});

it('only French texts are set, wherever they stand', () => {
  const set = typesetTexts({ title: { fr: 'Qui ?', es: '¿Quién?', en: 'Who ?' }, list: [{ fr: 'Oui !' }] });
  expect(set).toEqual({
    title: { fr: 'Qui\u202f?', es: '¿Quién?', en: 'Who ?' },
    list: [{ fr: 'Oui\u202f!' }],
  });
});
