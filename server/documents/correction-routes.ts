import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { canvasesOf } from '#server/canvases/canvas-host.ts';
import type { Deps } from '#server/deps.ts';
import { entered } from '#server/sessions/guard.ts';
import type { LiveSession } from '#server/sessions/live-session.ts';
import type { HiddenCardEntry } from '#shared/protocol/hidden-cards.ts';
import { answers, namedShape } from '#shared/protocol/rest.ts';
import { idSchema } from '#shared/session/commands.ts';
import { needModerator } from '#shared/session/rights.ts';

/** What the synthesis does not show, for those who decided so. */
export function correctionRoutes(deps: Deps) {
  return (instance: FastifyInstance): void => {
    const app = instance.withTypeProvider<ZodTypeProvider>();
    app.get(
      '/api/sessions/:id/hidden-cards',
      {
        schema: {
          tags: ['documents'],
          summary: 'Cards that were left out of the synthesis, with the reason (moderators)',
          params: z.object({ id: idSchema }),
          querystring: z.object({ seat: idSchema.optional() }),
          response: answers(namedShape('{ cards: HiddenCardEntry[] } of shared/protocol/hidden-cards.ts')),
        },
      },
      (request, reply) =>
        entered(deps, request, reply, async ({ session, actor }) => {
          const refusal = needModerator(actor);
          if (refusal) return refusal;
          void reply.header('cache-control', 'no-store');
          return { cards: await hiddenCards(deps, session) };
        }),
    );
  };
}

/** In the order in which they were hidden. One whose canvas cannot be read now has no words. */
async function hiddenCards(deps: Deps, { state }: LiveSession): Promise<HiddenCardEntry[]> {
  return Promise.all(
    state.synthesis.hidden.map(async ({ ref, reason, at }) => {
      const [groupId, blockId, cardId] = ref.split('/');
      const address = canvasesOf(state).find((one) => one.groupId === groupId && one.blockId === blockId);
      const read = address ? await deps.canvases.snapshot(state, address) : null;
      const card = read?.ok ? read.snapshot.cards.find(({ id }) => id === cardId) : undefined;
      return { ref, reason, at, text: card?.text ?? '', lang: card?.lang ?? '' };
    }),
  );
}
