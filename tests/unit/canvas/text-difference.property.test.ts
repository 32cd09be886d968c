import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { changeText, differenceOf } from '#shared/canvas/text.ts';

/** Few symbols, so that texts have much in common; the emoji share halves of their pairs. */
const symbol = fc.constantFrom('a', 'b', '😀', '😁', '🌀', '\u{1f9d1}\u200d\u{1f33e}', 'é', '\n');
const text = fc.oneof(
  fc.array(symbol, { maxLength: 12 }).map((symbols) => symbols.join('')),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

const apply = (before: string, { start, removed, inserted }: ReturnType<typeof differenceOf>): string =>
  before.slice(0, start) + inserted + before.slice(start + removed);

const isWhole = (part: string): boolean => !/\p{Cs}/u.test(part);

it('what differs, put in place, makes the new text', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(apply(before, differenceOf(before, after))).toBe(after);
    }),
    { numRuns: 2000 },
  );
});

it('also where texts are broken already', () => {
  const unit = fc.constantFrom('\ud83d', '\ude00', '\ude01', '\ud83e', 'a');
  const broken = fc.array(unit, { maxLength: 8 }).map((units) => units.join(''));
  fc.assert(
    fc.property(broken, broken, (before, after) => {
      expect(apply(before, differenceOf(before, after))).toBe(after);
    }),
    { numRuns: 2000 },
  );
});

it('no emoji is cut in half', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const { start, removed, inserted } = differenceOf(before, after);
      const parts = [before.slice(0, start), before.slice(start, start + removed), inserted];
      expect(parts.every(isWhole)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

it('as little as can be is cut: equal texts are left alone, an addition removes nothing', () => {
  fc.assert(
    fc.property(text, text, text, (head, added, tail) => {
      const inserting = differenceOf(head + tail, head + added + tail);
      expect(inserting.removed).toBe(0);
      expect(inserting.inserted).toHaveLength(added.length);
      expect(differenceOf(head, head)).toMatchObject({ removed: 0, inserted: '' });
    }),
  );
});

it('a shared text changed to read so reads so everywhere', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 6 }), (texts) => {
      const [mine, other] = [new Y.Doc(), new Y.Doc()];
      for (const next of texts) {
        changeText(mine.getText('t'), next);
        expect(mine.getText('t').toString()).toBe(next);
        Y.applyUpdate(other, Y.encodeStateAsUpdate(mine, Y.encodeStateVector(other)));
        expect(other.getText('t').toString()).toBe(next);
      }
    }),
  );
});
