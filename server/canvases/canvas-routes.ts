import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Deps } from '#server/deps.ts';
import { entered } from '#server/sessions/guard.ts';
import { SYNTHESIS_GROUP } from '#shared/canvas/schema.ts';
import { cleanText } from '#shared/canvas/text.ts';
import { LIMITS } from '#shared/protocol/limits.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import { answers, namedShape } from '#shared/protocol/rest.ts';
import { idSchema, instantSchema, langSchema } from '#shared/session/commands.ts';
import { isLocked } from '#shared/session/families/lock.ts';
import { groupOf, isModerator, needFacilitator, needModerator, needOpen } from '#shared/session/rights.ts';
import { canvasesOf, canvasRights, type CanvasAddress } from './canvas-host.ts';

const oneCanvas = {
  params: z.object({ id: idSchema, group: idSchema, block: idSchema }),
  querystring: z.object({ seat: idSchema.optional() }),
};

/** What somebody said elsewhere, as it comes onto a canvas. */
const saidSchema = z.strictObject({
  text: z
    .string()
    .max(LIMITS.writtenLength)
    .transform((text) => cleanText(text).trim())
    .refine((text) => text !== '', { error: 'empty' }),
  lang: langSchema,
  /** Who said it, by the name they went by. */
  spokenBy: z
    .string()
    .max(LIMITS.shortLength)
    .transform((name) => cleanText(name).replaceAll('\n', ' ').trim())
    .optional(),
});

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
            addresses.map((address) => deps.canvases.activity(session.state, address)),
          );
          void reply.header('cache-control', 'no-store');
          return { canvases: read.filter((one) => one !== null) };
        }),
    );
    app.get(
      '/api/sessions/:id/canvases/:group/:block',
      {
        schema: {
          tags: ['canvases'],
          summary: 'A canvas as JSON: live entries in reading order',
          ...oneCanvas,
          response: answers(namedShape('CanvasSnapshot of shared/canvas/snapshot.ts')),
        },
      },
      (request, reply) =>
        entered(deps, request, reply, async ({ session, actor }) => {
          const address = addressOf(request.params);
          if (!canvasRights(session.state, actor, address).mayRead) return refuse('session/not-open');
          const read = await deps.canvases.snapshot(session.state, address);
          return read.ok ? read.snapshot : read;
        }),
    );
    app.post(
      '/api/sessions/:id/canvases/:group/:block/cards',
      {
        schema: {
          tags: ['canvases'],
          summary: 'Adds cards that are still to be sorted (moderators, facilitators of the group)',
          ...oneCanvas,
          body: z.strictObject({ cards: z.array(saidSchema).min(1).max(LIMITS.cardsAtOnce) }),
          response: answers(namedShape('{ ok: true, cards: number }')),
        },
      },
      (request, reply) =>
        entered(deps, request, reply, ({ session, actor }) => {
          const { state } = session;
          const { group, block } = request.params;
          const room = groupOf(state, group);
          if (!room) return refuse('group/unknown');
          const refusal = needFacilitator(actor, room) ?? needOpen(state);
          if (refusal) return refusal;
          const person = actor.participantId;
          if (person === null) return refuse('key/seat-needed');
          if (state.seats[person]?.isMuted) return refuse('canvas/muted');
          const locks = state.locks.filter(({ zone }) => zone === undefined);
          if (!isModerator(actor) && isLocked(locks, { groupId: group, blockId: block }))
            return refuse('canvas/locked');
          const cards = request.body.cards.map(({ spokenBy, ...card }) => ({
            ...card,
            ...(spokenBy ? { spokenBy } : {}),
          }));
          return deps.canvases.addToSort(state, addressOf(request.params), person, cards);
        }),
    );
    app.get(
      '/api/sessions/:id/canvases/:group/:block/history',
      {
        schema: {
          tags: ['canvases'],
          summary: 'Who did what to a canvas’s cards, and when (moderators)',
          ...oneCanvas,
          response: answers(namedShape('{ ok: true, deeds: Deed[] } of shared/canvas/history.ts')),
        },
      },
      (request, reply) =>
        entered(deps, request, reply, async ({ session, actor }) => {
          void reply.header('cache-control', 'no-store');
          return (
            needModerator(actor) ?? (await deps.canvases.history(session.state, addressOf(request.params)))
          );
        }),
    );
    app.post(
      '/api/sessions/:id/canvases/:group/:block/restore',
      {
        schema: {
          tags: ['canvases'],
          summary:
            'Brings back how a canvas, a card or what one person touched was at an instant (moderators)',
          ...oneCanvas,
          body: z.strictObject({ at: instantSchema, card: idSchema.optional(), by: idSchema.optional() }),
          response: answers(namedShape('{ ok: true, cards: number }')),
        },
      },
      (request, reply) =>
        entered(deps, request, reply, async ({ session, actor }) => {
          const refusal = needModerator(actor) ?? needOpen(session.state);
          if (refusal) return refusal;
          const { at, ...only } = request.body;
          const wanted = { at: Date.parse(at), ...only };
          const person = actor.participantId ?? actor.role;
          return deps.canvases.restore(session.state, addressOf(request.params), person, wanted);
        }),
    );
    app.get(
      '/api/sessions/:id/canvases/:group/:block/last-good',
      {
        schema: {
          tags: ['canvases'],
          summary:
            'What can be read of a damaged canvas, for looking at before going on from it (moderators)',
          ...oneCanvas,
          response: answers(namedShape('CanvasSnapshot of shared/canvas/snapshot.ts')),
        },
      },
      (request, reply) =>
        entered(deps, request, reply, async ({ session, actor }) => {
          const refusal = needModerator(actor);
          if (refusal) return refusal;
          const found = await deps.canvases.lastGood(session.state, addressOf(request.params));
          return found.ok ? found.snapshot : found;
        }),
    );
    app.post(
      '/api/sessions/:id/canvases/:group/:block/repair',
      {
        schema: {
          tags: ['canvases'],
          summary: 'Goes on from the last good version of a damaged canvas (moderators)',
          ...oneCanvas,
          response: answers(namedShape('{ ok: true }')),
        },
      },
      (request, reply) =>
        entered(deps, request, reply, async ({ session, actor }) => {
          const refusal = needModerator(actor);
          return refusal ?? (await deps.canvases.repair(session.state, addressOf(request.params)));
        }),
    );
  };
}

const addressOf = (named: { id: string; group: string; block: string }): CanvasAddress => ({
  sessionId: named.id,
  groupId: named.group,
  blockId: named.block,
});
