import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { bearerOf, findKey, setSeatCookie } from '#server/access/credentials.ts';
import { hashOfKey } from '#server/access/keys.ts';
import { isPublicKey } from '#server/access/public-link.ts';
import { isOwnOrigin } from '#server/access/origins.ts';
import type { Deps } from '#server/deps.ts';
import { languageOf, sendRefusal } from '#server/refusals.ts';
import { normaliseJoinCode } from '#shared/protocol/join-code.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { answers, joinedSchema, joinSchema, namedShape } from '#shared/protocol/rest.ts';
import { idSchema } from '#shared/session/commands.ts';
import type { Role } from '#shared/session/state.ts';
import { invitationOf } from './invitation.ts';
import type { LiveSession } from './live-session.ts';

type Asked = { code?: string | undefined; sessionId?: string | undefined };
type Place = { ok: true; session: LiveSession; role: Role } | Refusal;

/** Taking a seat: by code as a participant, by a role link as a named moderator, interpreter and so on. */
export function joinRoutes(deps: Deps) {
  return (instance: FastifyInstance): void => {
    const app = instance.withTypeProvider<ZodTypeProvider>();
    app.get(
      '/api/join/:code',
      {
        schema: {
          tags: ['access'],
          summary: 'What a code invites to, before joining',
          params: z.object({ code: z.string().max(100) }),
          querystring: z.object({ lang: z.string().max(35).optional() }),
          response: answers(namedShape('Invitation of shared/protocol/invitation.ts')),
        },
      },
      async (request, reply) => {
        await deps.guessing.beforeTry(request.ip);
        const session = await deps.sessions.findByCode(normaliseJoinCode(request.params.code));
        if (!session) return sendRefusal(request, reply, wrongCode(deps, request.ip));
        const { languages } = session.state;
        const wanted = [request.query.lang, languageOf(request)];
        const language = wanted.find((lang) => lang && languages.includes(lang)) ?? languages[0] ?? 'en';
        void reply.headers({ 'cache-control': 'no-store', 'content-language': language });
        return invitationOf(session, language);
      },
    );
    app.post(
      '/api/join',
      {
        schema: {
          tags: ['access'],
          summary: 'Take a seat by code, or with a role key a named seat of that role',
          body: joinSchema,
          querystring: z.object({ seat: idSchema.optional() }),
          response: answers(joinedSchema),
        },
      },
      async (request, reply) => {
        if (!isOwnOrigin(request.headers, deps.config.PUBLIC_URL)) {
          return sendRefusal(request, reply, refuse('request/wrong-origin'));
        }
        const { code, sessionId, ...person } = request.body;
        await deps.guessing.beforeTry(request.ip);
        request.seatLanguage = person.language;
        const presented = {
          authorization: request.headers.authorization,
          cookies: request.cookies,
          seat: request.query.seat,
        };
        const place = await placeFor(deps, { code, sessionId }, presented);
        if (!place.ok) {
          const refusal = place.code === 'join/code-unknown' ? wrongCode(deps, request.ip) : place;
          return sendRefusal(request, reply, refusal);
        }
        const joined = await deps.sessions.join(place.session, place.role, person);
        if (!joined.ok) return sendRefusal(request, reply, joined);
        const { participantId, key, status } = joined;
        setSeatCookie(reply, {
          sessionId: place.session.id,
          seat: participantId,
          key,
          isSecure: deps.publicUrl().startsWith('https:'),
        });
        return reply.code(201).send({ sessionId: place.session.id, participantId, key, status });
      },
    );
  };
}

/** Counts the try; who has tried too often is told to wait. */
function wrongCode(deps: Deps, address: string): Refusal {
  const waitMs = deps.guessing.wrongTry(address);
  return waitMs > 0
    ? refuse('request/too-many', { seconds: Math.ceil(waitMs / 1000) })
    : refuse('join/code-unknown');
}

async function placeFor(
  deps: Deps,
  { code, sessionId }: Asked,
  presented: Parameters<typeof findKey>[2],
): Promise<Place> {
  if (code !== undefined) {
    const session = await deps.sessions.findByCode(normaliseJoinCode(code));
    return session ? { ok: true, session, role: 'participant' } : refuse('join/code-unknown');
  }
  const bearer = bearerOf(presented.authorization);
  const key = bearer
    ? await deps.storage.key(hashOfKey(bearer))
    : sessionId === undefined
      ? null
      : await findKey(deps.storage, sessionId, presented);
  if (key === null && presented.authorization === undefined) return refuse('key/missing');
  if (key === null || typeof key === 'string')
    return refuse(key === 'missing' ? 'key/missing' : 'key/unknown');
  // Who may only read the public page takes no seat with it.
  if (isPublicKey(key)) return refuse('key/unknown');
  const session = await deps.sessions.find(key.sessionId);
  if (!session) return refuse('session/unknown');
  return { ok: true, session, role: key.role };
}
