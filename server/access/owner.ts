import type { FastifyRequest } from 'fastify';
import type { Deps } from '#server/deps.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { bearerOf } from './credentials.ts';
import { isSameSecret } from './keys.ts';

/** Why this request does not come from the installation's owner; null when it does. */
export async function notOwner(
  deps: Pick<Deps, 'config' | 'guessing'>,
  request: FastifyRequest,
): Promise<Refusal | null> {
  await deps.guessing.beforeTry(request.ip);
  const { authorization } = request.headers;
  if (authorization === undefined) return refuse('key/missing');
  const key = bearerOf(authorization);
  if (key && isSameSecret(key, deps.config.ownerKey)) return null;
  deps.guessing.wrongTry(request.ip);
  return refuse('key/not-owner');
}
