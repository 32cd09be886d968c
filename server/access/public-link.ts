import type { KeyRecord, Storage, Write } from '#server/storage/storage.ts';
import { hashOfKey, newKey } from './keys.ts';

/**
 * The key of a session's public page is kept like a seat's, under a name that no seat has: it opens nothing that asks for a seat or a
 * role, and is withdrawn like any other.
 */
export const PUBLIC = 'public';

export const publicLink = (base: string, sessionId: string, key: string): string =>
  `${base}/p/${sessionId}#${key}`;

export const isPublicKey = ({ seatId }: Pick<KeyRecord, 'seatId'>): boolean => seatId === PUBLIC;

export const withdrawPublicKey = (sessionId: string): Write => ({
  type: 'keys.withdrawn',
  sessionId,
  seatId: PUBLIC,
});

export function newPublicKey(sessionId: string): { key: string; write: Write } {
  const key = newKey();
  const record: KeyRecord = { hash: hashOfKey(key), sessionId, seatId: PUBLIC, role: 'observer' };
  return { key, write: { type: 'key.saved', key: record } };
}

/** @param key as it was shown, not its hash. */
export async function opensPublicPage(
  storage: Storage,
  sessionId: string,
  key: string | null,
): Promise<boolean> {
  const record = key ? await storage.key(hashOfKey(key)) : null;
  return record?.sessionId === sessionId && isPublicKey(record);
}
