import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { notOwner } from '#server/access/owner.ts';
import type { Deps } from '#server/deps.ts';
import { sendRefusal } from '#server/refusals.ts';
import { entered } from '#server/sessions/guard.ts';
import { createdAnswer } from '#server/sessions/session-routes.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import { answers, createdSessionSchema } from '#shared/protocol/rest.ts';
import { idSchema } from '#shared/session/commands.ts';
import { archiveOf } from './archive.ts';
import { Builds } from './builds.ts';
import { openArchive } from './opening.ts';
import { ARCHIVE_LIMITS } from './zip-reading.ts';

/** A whole session leaves as one file, and comes back from one. */
export function archiveRoutes(deps: Deps) {
  const builds = new Builds<Awaited<ReturnType<typeof archiveOf>>>();
  return (instance: FastifyInstance): void => {
    const app = instance.withTypeProvider<ZodTypeProvider>();
    app.addContentTypeParser('application/zip', { parseAs: 'buffer' }, (_, body, done) => done(null, body));

    app.get(
      '/api/sessions/:id/archive.zip',
      {
        schema: {
          tags: ['documents'],
          summary: 'Everything in one file: documents, canvases and log, without names of people (organizer)',
          params: z.object({ id: idSchema }),
          querystring: z.object({ seat: idSchema.optional() }),
          response: answers(),
        },
      },
      (request, reply) =>
        entered(deps, request, reply, async ({ session, actor }) => {
          // It holds what the synthesis leaves out: names of places without consent, cards that groups keep to themselves.
          if (actor.role !== 'organizer') return refuse('session/not-organizer');
          const built = await builds.of(session.id, () => archiveOf(deps, session));
          if ('code' in built) return built;
          const { fileName, zip } = built;
          return reply
            .type('application/zip')
            .header('content-disposition', `attachment; filename="${fileName}"`)
            .header('cache-control', 'no-store')
            .serializer((body: unknown) => body as string)
            .send(zip);
        }),
    );

    app.post(
      '/api/archives',
      {
        bodyLimit: ARCHIVE_LIMITS.packedBytes,
        // Before the body is taken in, which may be large.
        onRequest: async (request, reply) => {
          const refusal = await notOwner(deps, request);
          if (refusal) await sendRefusal(request, reply, refusal);
        },
        schema: {
          tags: ['sessions'],
          summary: 'Open the session of an archive on this server (owner key)',
          description:
            'The body is the archive, as `application/zip`. All of it is checked before anything is stored.',
          consumes: ['application/zip'],
          response: answers(createdSessionSchema),
        },
      },
      async (request, reply) => {
        if (!(request.body instanceof Uint8Array))
          return sendRefusal(request, reply, refuse('request/invalid'));
        const opened = await openArchive(request.body);
        if (!opened.ok) return sendRefusal(request, reply, opened);
        const imported = await deps.sessions.import(opened.session);
        if (!imported.ok) return sendRefusal(request, reply, imported);
        return reply.code(201).send(createdAnswer(deps, imported));
      },
    );
  };
}
