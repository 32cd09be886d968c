import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Deps } from '#server/deps.ts';
import { entered } from '#server/sessions/guard.ts';
import type { LiveSession } from '#server/sessions/live-session.ts';
import { answers, namedShape } from '#shared/protocol/rest.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { REHEARSAL, type RehearsalAnswer } from '#shared/protocol/rehearsal.ts';
import { idSchema } from '#shared/session/commands.ts';
import { needModerator, type Actor } from '#shared/session/rights.ts';
import type { Rehearsal } from './rehearsals.ts';

const shape = {
  params: z.object({ id: idSchema }),
  querystring: z.object({ seat: idSchema.optional() }),
};

/** A copy of a session to practise on, one at a time. `:id` is the session's, and to end it the copy's too. */
export function rehearsalRoutes(deps: Deps) {
  return (instance: FastifyInstance): void => {
    const app = instance.withTypeProvider<ZodTypeProvider>();
    const path = '/api/sessions/:id/rehearsal';
    const answer = answers(namedShape('RehearsalAnswer of shared/protocol/rehearsal.ts'));

    app.get(
      path,
      {
        schema: {
          tags: ['sessions'],
          summary: 'The rehearsal of this session that is under way (moderators)',
          ...shape,
          response: answer,
        },
      },
      (request, reply) =>
        entered(deps, request, reply, async ({ session, actor }) => {
          const refusal = needModerator(actor);
          if (refusal) return refusal;
          const rehearsal = deps.rehearsals.find(session.id);
          return rehearsal ? wayInto(deps, rehearsal, session, actor) : { rehearsal: null };
        }),
    );
    app.post(
      path,
      {
        schema: {
          tags: ['sessions'],
          summary: 'Begin a rehearsal: a copy of the session, with simulated people (moderators)',
          ...shape,
          body: z.strictObject({
            people: z.int().min(0).max(REHEARSAL.people),
            speed: z.literal(REHEARSAL.speeds),
          }),
          response: answer,
        },
      },
      (request, reply) =>
        entered(deps, request, reply, async ({ session, actor }) => {
          const refusal = needModerator(actor);
          if (refusal) return refusal;
          const begun = await deps.rehearsals.begin(session, request.body);
          return begun.ok ? wayInto(deps, begun.rehearsal, session, actor) : begun;
        }),
    );
    app.delete(
      path,
      {
        schema: {
          tags: ['sessions'],
          summary: 'End the rehearsal, from the session or from the copy: nothing of it stays (moderators)',
          ...shape,
          response: answer,
        },
      },
      (request, reply) =>
        entered(deps, request, reply, async ({ session, actor }) => {
          const refusal = needModerator(actor);
          if (refusal) return refusal;
          const wasThere = await deps.rehearsals.end(session.id);
          return wasThere ? { rehearsal: null } : refuse('rehearsal/none');
        }),
    );
  };
}

/** Whoever has a name takes it along; a role's bare link leads in without one. */
async function wayInto(
  deps: Deps,
  { copy, moderatorKey, keys, people, endsAt }: Rehearsal,
  session: LiveSession,
  actor: Actor,
): Promise<RehearsalAnswer | Refusal> {
  const { participantId: id } = actor;
  const seat = id === null || keys.has(id) ? null : session.seat(id);
  const joined = seat
    ? await deps.sessions.join(copy, 'moderator', { name: seat.name, language: session.languageOf(actor) })
    : null;
  if (joined && !joined.ok) return joined;
  if (joined && id !== null) keys.set(id, joined.key);
  const key = (id === null ? null : keys.get(id)) ?? moderatorKey;
  return { rehearsal: { id: copy.id, link: `${deps.publicUrl()}/s/${copy.id}#${key}`, people, endsAt } };
}
