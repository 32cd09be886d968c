import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Deps } from '#server/deps.ts';
import { sendRefusal } from '#server/refusals.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import { answers, scenarioListSchema } from '#shared/protocol/rest.ts';
import { idSchema } from '#shared/session/commands.ts';

export function scenarioRoutes(deps: Deps) {
  return (instance: FastifyInstance): void => {
    const app = instance.withTypeProvider<ZodTypeProvider>();
    app.get(
      '/api/scenarios',
      {
        schema: {
          tags: ['scenarios'],
          summary: 'What sessions can be made from',
          response: answers(scenarioListSchema),
        },
      },
      () => ({
        scenarios: [...deps.catalogue.scenarios.values()].map((scenario) => ({
          id: scenario.id,
          title: scenario.title,
          languages: scenario.languages,
          blocks: scenario.blocks.length,
          minutes: scenario.minutes,
          warnings: scenario.notices.filter((notice) => notice.severity !== 'info').length,
        })),
        broken: deps.catalogue.broken,
      }),
    );
    app.get(
      '/api/scenarios/:id',
      {
        schema: {
          tags: ['scenarios'],
          summary: 'One scenario, whole',
          params: z.object({ id: idSchema }),
          response: answers(),
        },
      },
      (request, reply) => {
        const scenario = deps.catalogue.scenarios.get(request.params.id);
        return (
          scenario ?? sendRefusal(request, reply, refuse('scenario/unknown', { scenario: request.params.id }))
        );
      },
    );
  };
}
