import type { Chance } from './chance.ts';

/**
 * Words that occur once in the life of a canvas, so that a text tells which insertions it holds. Each begins and ends with
 * a character of its own: a difference between two texts can then be placed in one way only.
 */
export class Tokens {
  #count = 0;
  readonly known = new Set<string>();

  /** A word with a number, some with an emoji of several code points or a combining accent in it. */
  word(chance: Chance): string {
    const at = (this.#count += 1);
    const inside = chance.pick(['', ' ', 'e\u0301', '😀', '👩🏽‍🌾', 'ñ', '\n']) ?? '';
    return this.#know(`${IDEOGRAPHS[at * 2]}${at}${inside}${IDEOGRAPHS[at * 2 + 1]}`);
  }

  /** A single character. */
  letter(): string {
    return this.#know(SYLLABLES[(this.#count += 1)] as string);
  }

  #know(token: string): string {
    this.known.add(token);
    return token;
  }

  /** The whole tokens of a text with where they stand, in code units. */
  in(text: string): { token: string; start: number; end: number }[] {
    return [...text.matchAll(TOKEN)].flatMap(({ 0: token, index }) =>
      this.known.has(token) ? { token, start: index, end: index + token.length } : [],
    );
  }

  /** Where something can be inserted without splitting a word, also one that somebody is still typing. */
  placesIn(text: string): number[] {
    return [0, ...this.in(text).map(({ end }) => end)];
  }
}

const characters = (from: number): string[] =>
  Array.from({ length: 4000 }, (_, at) => String.fromCodePoint(from + at));
const IDEOGRAPHS = characters(0x4e00);
const SYLLABLES = characters(0xac00);
const TOKEN = /[\u4e00-\u5da0]\d+[^\u4e00-\u5da0\uac00-\ubba0]*[\u4e00-\u5da0]|[\uac00-\ubba0]/gu;

export const occurrences = (text: string, token: string): number => text.split(token).length - 1;
