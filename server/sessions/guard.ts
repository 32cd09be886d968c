import type { FastifyReply, FastifyRequest } from 'fastify';
import { findKey } from '#server/access/credentials.ts';
import { isOwnOrigin } from '#server/access/origins.ts';
import type { Deps } from '#server/deps.ts';
import { sendRefusal } from '#server/refusals.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import type { Actor } from '#shared/session/rights.ts';
import type { KeyRecord } from '#server/storage/storage.ts';
import type { LiveSession } from './live-session.ts';

/** A request that has shown a key of this session: what every route below `/api/sessions/:id` begins with. */
export type Entered = { session: LiveSession; actor: Actor; key: KeyRecord };

export async function enter(
  deps: Deps,
  request: FastifyRequest<{ Params: { id: string }; Querystring: { seat?: string | undefined } }>,
): Promise<Entered | Refusal> {
  const { id } = request.params;
  const { authorization } = request.headers;
  const isReading = request.method === 'GET' || request.method === 'HEAD';
  if (!isReading && !isOwnOrigin(request.headers, deps.config.PUBLIC_URL))
    return refuse('request/wrong-origin');
  const presented = { authorization, cookies: request.cookies, seat: request.query.seat };
  const key = await findKey(deps.storage, id, presented);
  if (key === 'missing') return refuse('key/missing');
  if (key === 'unknown') return refuse('key/unknown');
  const session = await deps.sessions.find(id);
  if (!session) return refuse('session/unknown');
  const actor = session.actorOf(key);
  if (!actor) return refuse('key/unknown');
  if (actor.participantId !== null) request.seatLanguage = session.languageOf(actor);
  return { session, actor, key };
}

/** Runs `handle` for who may enter, and answers everybody else. */
export async function entered<T>(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  handle: (entered: Entered) => T | Refusal | Promise<T | Refusal>,
): Promise<T | FastifyReply> {
  const result = await enter(deps, request as Parameters<typeof enter>[1]);
  const answer = 'code' in result ? result : await handle(result);
  return isRefusal(answer) ? sendRefusal(request, reply, answer) : answer;
}

const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'ok' in value && value.ok === false && 'code' in value;
