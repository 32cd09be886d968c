import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonical } from '#shared/synthesis/canonical.ts';

it('a value is written in one way, whatever the order of its keys', () => {
  expect(canonical({ b: [1, { d: null, c: 'é"\n' }], a: true })).toBe(
    '{"a":true,"b":[1,{"c":"é\\"\\n","d":null}]}',
  );
  expect(canonical({ a: 1, b: undefined })).toBe('{"a":1}');
});

it('and says the same', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonical(JSON.parse(canonical(value)))).toBe(canonical(value));
    }),
  );
});
