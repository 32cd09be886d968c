import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { canvasesOf } from '#server/canvases/canvas-host.ts';
import type { Deps } from '#server/deps.ts';
import { languageOf } from '#server/refusals.ts';
import { entered } from '#server/sessions/guard.ts';
import type { LiveSession } from '#server/sessions/live-session.ts';
import { SYNTHESIS_GROUP } from '#shared/canvas/schema.ts';
import type { NarrativeEntry } from '#shared/protocol/narratives.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import { answers, namedShape } from '#shared/protocol/rest.ts';
import { idSchema } from '#shared/session/commands.ts';
import type { Lang } from '#shared/session/state.ts';
import { narrativeOf } from '#shared/synthesis/blocks.ts';
import { maySeeSynthesis, pickLanguage } from './document-routes.ts';
import { SharedForAMoment } from './shared-for-a-moment.ts';

/** Every reader of a closed session asks every few seconds; the canvases are opened for it each time. */
const SHARED_MS = 3000;

/** What is still written when all else is done: a few lines, where the synthesis may be megabytes. */
export function narrativeRoutes(deps: Deps) {
  const shared = new SharedForAMoment<NarrativeEntry[]>(SHARED_MS);
  return (instance: FastifyInstance): void => {
    const app = instance.withTypeProvider<ZodTypeProvider>();
    app.get(
      '/api/sessions/:id/narratives.json',
      {
        schema: {
          tags: ['documents'],
          summary: 'What is told in the synthesis, as it is now',
          params: z.object({ id: idSchema }),
          querystring: z.object({ seat: idSchema.optional(), lang: z.string().max(35).optional() }),
          response: answers(namedShape('{ narratives: NarrativeEntry[] } of shared/protocol/narratives.ts')),
        },
      },
      (request, reply) =>
        entered(deps, request, reply, async (who) => {
          if (!maySeeSynthesis(who)) return refuse('session/not-moderator');
          const language = pickLanguage(who.session, request.query.lang, [languageOf(request)]);
          if (!language) return refuse('session/language-unknown', { language: request.query.lang });
          void reply.header('cache-control', 'no-store');
          const key = `${who.session.id}/${language}`;
          return { narratives: await shared.get(key, () => narratives(deps, who.session, language)) };
        }),
    );
  };
}

async function narratives(deps: Deps, { state }: LiveSession, language: Lang): Promise<NarrativeEntry[]> {
  const told = canvasesOf(state)
    .filter(({ groupId }) => groupId === SYNTHESIS_GROUP)
    .map(async (address) => {
      const read = await deps.canvases.snapshot(state, address);
      if (!read.ok) return [];
      const block = address.blockId;
      return [{ block, ...narrativeOf({ canvases: [read.snapshot], language, state }, block) }];
    });
  return (await Promise.all(told)).flat();
}
