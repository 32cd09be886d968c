import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Deps } from '#server/deps.ts';
import { languageOf } from '#server/refusals.ts';
import { entered, type Entered } from '#server/sessions/guard.ts';
import type { LiveSession } from '#server/sessions/live-session.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import { answers } from '#shared/protocol/rest.ts';
import { idSchema } from '#shared/session/commands.ts';
import { isModerator } from '#shared/session/rights.ts';
import { calendarOf } from './calendar.ts';
import { DOCUMENT_FORMATS } from './documents.ts';
import { roomsCsv } from './rooms-csv.ts';
import { inputOf } from './synthesis-of.ts';

const params = z.object({ id: idSchema });
const query = z.object({ seat: idSchema.optional(), lang: z.string().max(35).optional() });

/** Every file that leaves: computed when it is asked for, also while the session runs. */
export function documentRoutes(deps: Deps) {
  return (instance: FastifyInstance): void => {
    const app = instance.withTypeProvider<ZodTypeProvider>();

    for (const format of DOCUMENT_FORMATS) {
      app.get(
        `/api/sessions/:id/synthesis.${format}`,
        {
          schema: {
            tags: ['documents'],
            summary: `The synthesis as ${format}`,
            params,
            querystring: query,
            response: answers(),
          },
        },
        (request, reply) =>
          entered(deps, request, reply, async (who) => {
            if (!maySeeSynthesis(who)) return refuse('session/not-moderator');
            const language = pickLanguage(who.session, request.query.lang, [languageOf(request)]);
            if (!language) return refuse('session/language-unknown', { language: request.query.lang });
            const read = () => inputOf(deps, who, language);
            const document = await deps.documents.write(format, read, goneSignal(reply));
            if ('code' in document) return document;
            return (
              reply
                .type(document.contentType)
                .header('content-disposition', `attachment; filename="${document.fileName}"`)
                .header('cache-control', 'no-store')
                .serializer((body: unknown) => body as string)
                // From a thread bytes arrive as such; only a Buffer is sent as it is.
                .send(typeof document.body === 'string' ? document.body : Buffer.from(document.body))
            );
          }),
      );
    }

    app.get(
      '/api/sessions/:id/rooms.csv',
      {
        schema: {
          tags: ['documents'],
          summary: 'Groups as Zoom’s breakout pre-assignment (organizer)',
          params,
          querystring: query,
          response: answers(),
        },
      },
      (request, reply) =>
        entered(deps, request, reply, ({ session, actor }) => {
          // The only file with e-mail addresses in it.
          if (actor.role !== 'organizer') return refuse('session/not-organizer');
          const rows = session.seats.flatMap((seat) => {
            const group = session.state.groups.find(({ id }) => id === session.state.seats[seat.id]?.groupId);
            return group && seat.email ? [{ groupName: group.name, email: seat.email }] : [];
          });
          return sendFile(reply, 'text/csv; charset=utf-8', `rooms-${session.id}.csv`, roomsCsv(rows));
        }),
    );

    app.get(
      '/api/sessions/:id/calendar.ics',
      {
        schema: {
          tags: ['documents'],
          summary: 'The session for a calendar',
          params,
          querystring: query,
          response: answers(),
        },
      },
      (request, reply) =>
        entered(deps, request, reply, ({ session }) => {
          const { state, scenario } = session;
          if (!state.startsAt) return refuse('session/time-unconfirmed');
          const language = pickLanguage(session, request.query.lang, [languageOf(request)]) ?? 'en';
          const calendar = calendarOf({
            id: session.id,
            title: state.title[language] ?? Object.values(state.title)[0] ?? '',
            startsAt: state.startsAt,
            minutes: scenario.minutes,
            url: `${deps.publicUrl()}/s/${session.id}`,
            sequence: state.seq,
          });
          return sendFile(reply, 'text/calendar; charset=utf-8', `minga-${session.id}.ics`, calendar);
        }),
    );
  };
}

function sendFile(reply: FastifyReply, type: string, name: string, body: string) {
  return reply
    .type(type)
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', 'no-store')
    .serializer((given: unknown) => given as string)
    .send(body);
}

/** While it runs the synthesis is for those who run it; once closed, for every seat. */
const maySeeSynthesis = ({ session, actor }: Entered): boolean =>
  isModerator(actor) || actor.role === 'interpreter' || session.state.status === 'closed';

/** One of the session's languages; a language that was asked for and is none of them is refused. */
function pickLanguage(session: LiveSession, asked: string | undefined, wished: string[]): string | null {
  const { languages } = session.state;
  if (asked !== undefined) return languages.includes(asked) ? asked : null;
  return wished.find((language) => languages.includes(language)) ?? languages[0] ?? null;
}

/** Whether whoever asked is still there to take what they asked for. */
function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  return gone.signal;
}
