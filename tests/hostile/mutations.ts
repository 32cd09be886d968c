import * as encoding from 'lib0/encoding';
import type { Dice } from './dice.ts';

/** Numbers at which decoders trip. */
const NUMBERS = [
  0,
  1,
  2,
  127,
  128,
  255,
  256,
  16_383,
  16_384,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32 - 1,
  2 ** 32,
  2 ** 53 - 1,
];

type Mutation = (bytes: Uint8Array, dice: Dice, other: Uint8Array) => Uint8Array;

const flipped: Mutation = (bytes, dice) => {
  const copy = bytes.slice();
  if (copy.length > 0) copy[dice.below(copy.length)]! ^= 1 << dice.below(8);
  return copy;
};
const written: Mutation = (bytes, dice) => {
  const copy = bytes.slice();
  if (copy.length > 0) copy[dice.below(copy.length)] = dice.of([0, 1, 0x7f, 0x80, 0xff, dice.below(256)]);
  return copy;
};
/** Most numbers of an update are small: ids, clocks, lengths, counts. One more or less is often still an update. */
const nudged: Mutation = (bytes, dice) => {
  const copy = bytes.slice();
  const at = dice.below(Math.max(1, copy.length));
  copy[at] = ((copy[at] ?? 0) + dice.of([-1, 1, 2])) & 0xff;
  return copy;
};
const cut: Mutation = (bytes, dice) => bytes.slice(0, dice.below(bytes.length + 1));
const beheaded: Mutation = (bytes, dice) => bytes.slice(dice.below(bytes.length + 1));
const removed: Mutation = (bytes, dice) => {
  const at = dice.below(bytes.length + 1);
  return joined(bytes.slice(0, at), bytes.slice(at + 1 + dice.below(8)));
};
const inserted: Mutation = (bytes, dice) => {
  const at = dice.below(bytes.length + 1);
  return joined(bytes.slice(0, at), dice.bytes(1 + dice.below(6)), bytes.slice(at));
};
const renumbered: Mutation = (bytes, dice) => {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, dice.of(NUMBERS));
  const at = dice.below(bytes.length + 1);
  return joined(bytes.slice(0, at), encoding.toUint8Array(encoder), bytes.slice(at + 1));
};
const repeated: Mutation = (bytes, dice) => {
  const [from, length] = [dice.below(bytes.length + 1), 1 + dice.below(24)];
  const piece = bytes.slice(from, from + length);
  const at = dice.below(bytes.length + 1);
  return joined(bytes.slice(0, at), piece, bytes.slice(at));
};
const spliced: Mutation = (bytes, dice, other) =>
  joined(bytes.slice(0, dice.below(bytes.length + 1)), other.slice(dice.below(other.length + 1)));

const MUTATIONS = [
  flipped,
  written,
  nudged,
  nudged,
  cut,
  beheaded,
  removed,
  inserted,
  renumbered,
  repeated,
  spliced,
];

export function mutated(bytes: Uint8Array, other: Uint8Array, dice: Dice): Uint8Array {
  let result = bytes;
  for (let times = 1 + dice.below(3); times > 0; times -= 1) result = dice.of(MUTATIONS)(result, dice, other);
  return result;
}

function joined(...parts: Uint8Array[]): Uint8Array {
  const result = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}
