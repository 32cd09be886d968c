import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Deps } from '#server/deps.ts';
import { entered } from '#server/sessions/guard.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import { answers, namedShape } from '#shared/protocol/rest.ts';
import { idSchema } from '#shared/session/commands.ts';
import { canvasRights } from './canvas-host.ts';

export function canvasRoutes(deps: Deps) {
  return (instance: FastifyInstance): void => {
    instance.withTypeProvider<ZodTypeProvider>().get(
      '/api/sessions/:id/canvases/:group/:block',
      {
        schema: {
          tags: ['canvases'],
          summary: 'A canvas as JSON: live entries in reading order',
          params: z.object({ id: idSchema, group: idSchema, block: idSchema }),
          querystring: z.object({ seat: idSchema.optional() }),
          response: answers(namedShape('CanvasSnapshot of shared/canvas/snapshot.ts')),
        },
      },
      (request, reply) =>
        entered(deps, request, reply, async ({ session, actor }) => {
          const address = {
            sessionId: session.id,
            groupId: request.params.group,
            blockId: request.params.block,
          };
          if (!canvasRights(session.state, actor, address).mayRead) return refuse('session/not-open');
          const read = await deps.canvases.snapshot(session.state, address);
          return read.ok ? read.snapshot : read;
        }),
    );
  };
}
