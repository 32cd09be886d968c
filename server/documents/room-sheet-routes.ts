import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Deps } from '#server/deps.ts';
import { languageOf } from '#server/refusals.ts';
import { entered } from '#server/sessions/guard.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import { answers } from '#shared/protocol/rest.ts';
import { idSchema } from '#shared/session/commands.ts';
import { needModerator } from '#shared/session/rights.ts';
import { roomSheets, SHEET_STYLE } from './room-sheets.ts';

/** Sheets to print before the session. */
export function roomSheetRoutes(deps: Deps) {
  return (instance: FastifyInstance): void => {
    const app = instance.withTypeProvider<ZodTypeProvider>();
    app.get(
      '/api/sessions/:id/room-sheets.html',
      {
        schema: {
          tags: ['documents'],
          summary: 'Canvas and script of every group, to print (moderators)',
          params: z.object({ id: idSchema }),
          querystring: z.object({ seat: idSchema.optional(), lang: z.string().max(35).optional() }),
          response: answers(),
        },
      },
      (request, reply) =>
        entered(deps, request, reply, ({ session, actor }) => {
          const refusal = needModerator(actor);
          if (refusal) return refusal;
          const { languages } = session.state;
          const asked = request.query.lang;
          if (asked !== undefined && !languages.includes(asked))
            return refuse('session/language-unknown', { language: asked });
          const reader = languageOf(request);
          const language = asked ?? (languages.includes(reader) ? reader : (languages[0] ?? 'en'));
          return reply
            .type('text/html; charset=utf-8')
            .header('cache-control', 'no-store')
            .serializer((body: unknown) => body as string)
            .send(roomSheets(session.state, session.scenario, language));
        }),
    );
    app.get('/api/room-sheets.css', { schema: { hide: true } }, (_, reply) =>
      reply.header('cache-control', 'no-cache').type('text/css; charset=utf-8').send(SHEET_STYLE),
    );
  };
}
