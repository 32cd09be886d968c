import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** A bearer secret for one seat or role: 256 random bits. Only its SHA-256 is stored; a random key needs no slow hash. */
export const newKey = (): string => randomBytes(32).toString('base64url');

export const hashOfKey = (key: string): string => createHash('sha256').update(key).digest('hex');

/** Compares secrets without telling by time how much of them was right. */
export function isSameSecret(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(hashOfKey(a)), Buffer.from(hashOfKey(b)));
}

/** Eight of 30 symbols, 39 bits; none of them looks like another (no 0 O, 1 I L, no U beside V). */
const SYMBOLS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

export function newJoinCode(): string {
  return Array.from({ length: 8 }, () => SYMBOLS[randomInt(SYMBOLS.length)]).join('');
}
