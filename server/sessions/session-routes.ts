import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { bearerOf, setSeatCookie } from '#server/access/credentials.ts';
import { notOwner } from '#server/access/owner.ts';
import type { Deps } from '#server/deps.ts';
import { languageOf, sendRefusal } from '#server/refusals.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import { displayJoinCode } from '#shared/protocol/join-code.ts';
import {
  answers,
  commandDoneSchema,
  createdSessionSchema,
  namedShape,
  newSessionSchema,
  seatTakenSchema,
} from '#shared/protocol/rest.ts';
import { commandSchema, idSchema } from '#shared/session/commands.ts';
import type { Group } from '#shared/session/state.ts';
import { executeCommand } from './execute-command.ts';
import { entered } from './guard.ts';
import { inOneLanguage, scenarioFor } from './scenario-copy.ts';
import type { LiveSession } from './live-session.ts';
import { LINK_ROLES, type LinkRole, type NewKeys } from './session-host.ts';

const params = z.object({ id: idSchema });
const seatQuery = z.object({ seat: idSchema.optional() });

/** Creating, reading and commanding sessions. */
export function sessionRoutes(deps: Deps) {
  return (instance: FastifyInstance): void => {
    const app = instance.withTypeProvider<ZodTypeProvider>();

    app.post(
      '/api/sessions',
      {
        schema: {
          tags: ['sessions'],
          summary: 'Create a session (owner key)',
          body: newSessionSchema,
          response: answers(createdSessionSchema),
        },
      },
      async (request, reply) => {
        const refusal = await notOwner(deps, request);
        if (refusal) return sendRefusal(request, reply, refusal);
        const { scenario: scenarioId, ...settings } = request.body;
        const scenario = deps.catalogue.scenarios.get(scenarioId);
        if (!scenario)
          return sendRefusal(request, reply, refuse('scenario/unknown', { scenario: scenarioId }));
        const created = await deps.sessions.create(scenario, settings);
        if (!created.ok) return sendRefusal(request, reply, created);
        return reply.code(201).send(createdAnswer(deps, created));
      },
    );

    app.get(
      '/api/sessions/:id',
      {
        schema: {
          tags: ['sessions'],
          summary: 'The session as this key may see it',
          params,
          querystring: seatQuery,
          response: answers(namedShape('SessionView of shared/protocol/session-view.ts')),
        },
      },
      (request, reply) =>
        entered(deps, request, reply, ({ session, actor }) => {
          void reply.header('cache-control', 'no-store');
          return session.view(actor, languageOf(request));
        }),
    );

    app.get(
      '/api/sessions/:id/scenario',
      {
        schema: {
          tags: ['sessions'],
          summary: 'The session’s whole copy of its scenario, in one language',
          params,
          querystring: seatQuery.extend({ lang: z.string().max(35).optional() }),
          response: answers(namedShape('Scenario of shared/scenario/schema.ts, its texts in one language')),
        },
      },
      (request, reply) =>
        entered(deps, request, reply, ({ session, actor }) => {
          const { languages } = session.scenario;
          const wanted = [request.query.lang, session.languageOf(actor), languageOf(request)];
          const language = wanted.find((lang) => lang && languages.includes(lang)) ?? languages[0] ?? 'en';
          const body = JSON.stringify(
            inOneLanguage(scenarioFor(actor, session.scenario, session.state.turns), language, languages),
          );
          const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
          void reply.headers({ etag, 'cache-control': 'private, no-cache', 'content-language': language });
          if (request.headers['if-none-match'] === etag) return reply.code(304).send();
          return reply.type('application/json').send(body);
        }),
    );

    app.post(
      '/api/sessions/:id/commands',
      {
        schema: {
          tags: ['sessions'],
          summary: 'Do something',
          params,
          querystring: seatQuery,
          body: commandSchema,
          response: answers(commandDoneSchema),
        },
      },
      (request, reply) =>
        entered(deps, request, reply, async ({ session, actor }) => {
          const done = await executeCommand(deps, session, actor, request.body);
          return done.ok ? { seq: done.seq, events: done.events } : done;
        }),
    );

    app.post(
      '/api/sessions/:id/seat',
      {
        schema: {
          tags: ['access'],
          summary: 'Exchange a link’s key for a cookie of this browser',
          description:
            'The key comes as Bearer. Answers with the seat’s name, which is no secret: `?seat=` on all other routes.',
          params,
          querystring: seatQuery,
          response: answers(seatTakenSchema),
        },
      },
      (request, reply) =>
        entered(deps, request, reply, ({ session, actor }) => {
          const key = bearerOf(request.headers.authorization);
          if (!key) return refuse('key/missing');
          const seat = actor.participantId ?? actor.role;
          setSeatCookie(reply, {
            sessionId: session.id,
            seat: seat,
            key,
            isSecure: deps.publicUrl().startsWith('https:'),
          });
          return { seat, role: actor.role, participantId: actor.participantId };
        }),
    );
  };
}

/** A session that is new on this server, with its links. */
export function createdAnswer(
  deps: Pick<Deps, 'publicUrl'>,
  { session, keys, groups }: { session: LiveSession; keys: NewKeys; groups: Group[] },
) {
  const { joinCode } = session.record;
  return {
    id: session.id,
    joinCode: displayJoinCode(joinCode),
    keys,
    links: linksOf(deps.publicUrl(), session.id, joinCode, keys),
    groups,
  };
}

/** Keys stand behind `#`, where browsers send them to nobody. */
export function linksOf(
  base: string,
  sessionId: string,
  joinCode: string,
  keys: Record<LinkRole, string>,
): Record<LinkRole | 'participant', string> {
  const links = LINK_ROLES.map((role) => [role, `${base}/s/${sessionId}#${keys[role]}`] as const);
  return {
    participant: `${base}/join#${displayJoinCode(joinCode)}`,
    ...(Object.fromEntries(links) as Record<LinkRole, string>),
  };
}
