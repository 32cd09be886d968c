import fastifyCookie from '@fastify/cookie';
import type { FastifyReply } from 'fastify';
import { hashOfKey } from './keys.ts';
import type { KeyRecord, Storage } from '#server/storage/storage.ts';

/**
 * How a request says who it is: programs with `Authorization: Bearer <key>`, browsers with one HttpOnly cookie per seat and
 * `?seat=`, a name that is no secret, where they hold several. Keys never stand in an address or a log.
 */
export type Presented = {
  authorization?: string | undefined;
  cookies: Record<string, string | undefined>;
  seat?: string | undefined;
};

export const cookieName = (sessionId: string, seat: string): string => `minga_${sessionId}_${seat}`;

export function bearerOf(authorization: string | undefined): string | null {
  const match = /^Bearer +([A-Za-z0-9_-]{20,200})$/.exec(authorization ?? '');
  return match?.[1] ?? null;
}

/** The key that was presented for this session, if it is one. */
export async function findKey(
  storage: Storage,
  sessionId: string,
  presented: Presented,
): Promise<KeyRecord | 'missing' | 'unknown'> {
  const key = bearerOf(presented.authorization) ?? cookieKey(sessionId, presented);
  if (!key) return presented.authorization === undefined ? 'missing' : 'unknown';
  const record = await storage.key(hashOfKey(key));
  return record?.sessionId === sessionId ? record : 'unknown';
}

function cookieKey(sessionId: string, { cookies, seat }: Presented): string | null {
  if (seat !== undefined) return cookies[cookieName(sessionId, seat)] ?? null;
  const mine = Object.keys(cookies).filter((name) => name.startsWith(cookieName(sessionId, '')));
  return mine.length === 1 ? (cookies[mine[0] ?? ''] ?? null) : null;
}

/** Longer than any session is kept, shorter than browsers' own bound of 400 days. */
const COOKIE_SECONDS = 200 * 24 * 60 * 60;

export function setSeatCookie(
  reply: FastifyReply,
  given: { sessionId: string; seat: string; key: string; isSecure: boolean },
): void {
  void reply.setCookie(cookieName(given.sessionId, given.seat), given.key, {
    httpOnly: true,
    sameSite: 'strict',
    secure: given.isSecure,
    path: '/',
    maxAge: COOKIE_SECONDS,
  });
}

/** For sockets, which come past fastify. */
export const cookiesOf = (header: string | undefined): Record<string, string | undefined> =>
  fastifyCookie.parse(header ?? '');
