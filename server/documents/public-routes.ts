import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { bearerOf, cookieName, setSeatCookie } from '#server/access/credentials.ts';
import { isOwnOrigin } from '#server/access/origins.ts';
import {
  newPublicKey,
  opensPublicPage,
  PUBLIC,
  publicLink,
  withdrawPublicKey,
} from '#server/access/public-link.ts';
import type { Deps } from '#server/deps.ts';
import { languageOf, sendRefusal } from '#server/refusals.ts';
import { entered } from '#server/sessions/guard.ts';
import { errorTexts } from '#shared/i18n/server.ts';
import type { DrawnFigure } from '#shared/protocol/figures.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import { answers } from '#shared/protocol/rest.ts';
import { idSchema } from '#shared/session/commands.ts';
import { needModerator } from '#shared/session/rights.ts';
import { publicSynthesis } from '#shared/synthesis/public.ts';
import { exportTextsOf } from '#shared/synthesis/texts.ts';
import { STYLE } from './html-style.ts';
import { closedPage, OPEN_SCRIPT, openingPage, publicPage } from './public-page.ts';
import { figuresFor, synthesisOf } from './synthesis-of.ts';

const params = z.object({ id: idSchema });
const querystring = z.object({ seat: idSchema.optional() });

/** The synthesis for everybody who was given the link [S99]. */
export function publicRoutes(deps: Deps) {
  return (instance: FastifyInstance): void => {
    linkRoutes(deps, instance);
    pageRoutes(deps, instance);
  };
}

/** Making and withdrawing the link. The key is shown once; only its hash is kept. */
function linkRoutes(deps: Deps, instance: FastifyInstance): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const address = '/api/sessions/:id/public-link';
  const described = (summary: string, given: z.ZodType) => ({
    schema: { tags: ['documents'], summary, params, querystring, response: answers(given) },
  });
  app.get(
    address,
    described('Whether there is a public link (moderators)', z.object({ isPublic: z.boolean() })),
    (request, reply) =>
      entered(deps, request, reply, ({ session, actor }) => {
        void reply.header('cache-control', 'no-store');
        return needModerator(actor) ?? { isPublic: session.state.synthesis.isPublic };
      }),
  );
  app.post(
    address,
    described(
      'Make a public link; one there was opens nothing any more (moderators)',
      z.object({ link: z.string() }),
    ),
    (request, reply) =>
      entered(deps, request, reply, async ({ session, actor }) => {
        const { key, write } = newPublicKey(session.id);
        const writes = [withdrawPublicKey(session.id), write];
        const done = await session.execute(actor, { type: 'synthesis.publish', isPublic: true }, { writes });
        if (!done.ok) return done;
        return reply.code(201).send({ link: publicLink(deps.publicUrl(), session.id, key) });
      }),
  );
  app.delete(
    address,
    described('Withdraw the public link (moderators)', z.object({ isPublic: z.boolean() })),
    (request, reply) =>
      entered(deps, request, reply, async ({ session, actor }) => {
        const writes = [withdrawPublicKey(session.id)];
        const done = await session.execute(actor, { type: 'synthesis.publish', isPublic: false }, { writes });
        return done.ok ? { isPublic: false } : done;
      }),
  );
}

function pageRoutes(deps: Deps, instance: FastifyInstance): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.post(
    '/api/sessions/:id/public-seat',
    {
      schema: {
        tags: ['access'],
        summary: 'Exchange a public link’s key for a cookie of this browser',
        params,
        response: answers(z.object({ seat: z.string() })),
      },
    },
    async (request, reply) => {
      if (!isOwnOrigin(request.headers, deps.config.PUBLIC_URL))
        return sendRefusal(request, reply, refuse('request/wrong-origin'));
      const { id } = request.params;
      const key = bearerOf(request.headers.authorization);
      if (!key || !(await opensPublicPage(deps.storage, id, key)))
        return sendRefusal(request, reply, refuse('synthesis/not-public'));
      setSeatCookie(reply, {
        sessionId: id,
        seat: PUBLIC,
        key,
        isSecure: deps.publicUrl().startsWith('https:'),
      });
      return { seat: PUBLIC };
    },
  );
  app.get(
    '/p/:id',
    {
      schema: {
        hide: true,
        params,
        querystring: z.object({ lang: z.string().max(35).optional(), open: z.string().optional() }),
      },
    },
    async (request, reply) => {
      void reply.header('cache-control', 'no-store').type('text/html; charset=utf-8');
      const { id } = request.params;
      const key = request.cookies[cookieName(id, PUBLIC)] ?? null;
      const session = (await opensPublicPage(deps.storage, id, key)) ? await deps.sessions.find(id) : null;
      if (!session) return sendDoor(request, reply, request.query.open !== undefined);
      const { languages } = session.state;
      const wanted = [request.query.lang, languageOf(request)].find(
        (code) => code && languages.includes(code),
      );
      const reader = { session, actor: { role: 'observer' as const, participantId: null } };
      const language = wanted ?? languages[0] ?? 'en';
      const synthesis = await synthesisOf(deps, reader, language);
      const drawn = await figuresFor(deps, reader, language, { isPublic: true });
      // Its tables say the same: without drawings the page is whole.
      const figures = 'code' in drawn ? [] : (JSON.parse(String(drawn.body)) as DrawnFigure[]);
      const { frozen } = session.state.synthesis;
      return publicPage(publicSynthesis(synthesis, frozen?.state ?? session.state), figures);
    },
  );
  app.get('/p/page.css', { schema: { hide: true } }, (_, reply) =>
    reply.header('cache-control', 'no-cache').type('text/css; charset=utf-8').send(STYLE.markup),
  );
  app.get('/p/open.js', { schema: { hide: true } }, (_, reply) =>
    reply.header('cache-control', 'no-cache').type('text/javascript; charset=utf-8').send(OPEN_SCRIPT),
  );
}

/** Nobody who has shown the key: the key is asked for once, then a sentence says that there is no way in. */
function sendDoor(request: FastifyRequest, reply: FastifyReply, wasAsked: boolean): FastifyReply {
  const language = languageOf(request);
  if (!wasAsked) return reply.send(openingPage(language, exportTextsOf(language)));
  const { title, detail, todo } = errorTexts(language)['synthesis/not-public'];
  return reply.code(404).send(closedPage(language, title, `${detail} ${todo ?? ''}`));
}
