import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Deps } from '#server/deps.ts';
import { entered } from '#server/sessions/guard.ts';
import { activityOf } from '#shared/canvas/activity.ts';
import { SYNTHESIS_GROUP } from '#shared/canvas/schema.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import { answers, namedShape } from '#shared/protocol/rest.ts';
import { idSchema } from '#shared/session/commands.ts';
import { needModerator } from '#shared/session/rights.ts';
import { canvasesOf, canvasRights } from './canvas-host.ts';

export function canvasRoutes(deps: Deps) {
  return (instance: FastifyInstance): void => {
    const app = instance.withTypeProvider<ZodTypeProvider>();
    app.get(
      '/api/sessions/:id/canvases',
      {
        schema: {
          tags: ['canvases'],
          summary: 'How far each group’s canvases have come, in numbers (moderators)',
          params: z.object({ id: idSchema }),
          querystring: z.object({ seat: idSchema.optional() }),
          response: answers(namedShape('{ canvases: CanvasActivity[] } of shared/canvas/activity.ts')),
        },
      },
      (request, reply) =>
        entered(deps, request, reply, async ({ session, actor }) => {
          const refusal = needModerator(actor);
          if (refusal) return refusal;
          const addresses = canvasesOf(session.state).filter(({ groupId }) => groupId !== SYNTHESIS_GROUP);
          const read = await Promise.all(
            addresses.map((address) => deps.canvases.snapshot(session.state, address)),
          );
          void reply.header('cache-control', 'no-store');
          return { canvases: read.flatMap((one) => (one.ok ? activityOf(one.snapshot) : [])) };
        }),
    );
    app.get(
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
