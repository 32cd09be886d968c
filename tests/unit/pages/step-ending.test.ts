import { describe, expect, it } from 'vitest';
import { endingOf } from '#client/session/step-ending.ts';

const MINUTE = 60_000;

describe('before a step ends', () => {
  it('it is said two minutes before, and half a minute before; when time is over it stays said', () => {
    const at = (leftMs: number) => endingOf(leftMs, 15 * MINUTE);
    expect([121_000, 120_000, 31_000, 30_000, 0, -MINUTE].map(at)).toEqual([
      null,
      'soon',
      'soon',
      'last',
      'last',
      'last',
    ]);
  });

  it('a short step says so once, with a quarter left', () => {
    expect([20_000, 15_000].map((leftMs) => endingOf(leftMs, MINUTE))).toEqual([null, 'last']);
    expect(endingOf(100_000, 4 * MINUTE)).toBeNull();
    expect(endingOf(100_000, 5 * MINUTE)).toBe('soon');
  });

  it('nothing is said while no step is under way', () => {
    expect(endingOf(null, 5 * MINUTE)).toBeNull();
  });
});
