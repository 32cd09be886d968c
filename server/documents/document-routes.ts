import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { canvasRights } from '#server/canvases/canvas-host.ts';
import type { Deps } from '#server/deps.ts';
import { languageOf } from '#server/refusals.ts';
import { entered, type Entered } from '#server/sessions/guard.ts';
import type { LiveSession } from '#server/sessions/live-session.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import { answers, namedShape } from '#shared/protocol/rest.ts';
import { idSchema } from '#shared/session/commands.ts';
import { isModerator } from '#shared/session/rights.ts';
import { SYNTHESIS_JSON_SCHEMA } from '#shared/synthesis/schema.ts';
import { calendarOf } from './calendar.ts';
import { DOCUMENT_FORMATS, type WrittenDocument } from './documents.ts';
import { roomsCsv } from './rooms-csv.ts';
import { figuresFor, inputOf } from './synthesis-of.ts';

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
            const document = await deps.documents.write({ format }, read, goneSignal(reply));
            if ('code' in document) return document;
            return sendFile(reply, document);
          }),
      );
    }

    app.get(
      '/api/synthesis.schema.json',
      {
        schema: {
          tags: ['documents'],
          summary: 'JSON Schema of synthesis.json, for everybody',
          response: answers(),
        },
      },
      (_, reply) => reply.type('application/schema+json; charset=utf-8').send(SYNTHESIS_JSON_SCHEMA),
    );

    app.get(
      '/api/sessions/:id/figures.json',
      {
        schema: {
          tags: ['documents'],
          summary: 'The synthesis’s figures as drawings for pages',
          params,
          querystring: query,
          response: answers(namedShape('DrawnFigure[] of shared/protocol/figures.ts')),
        },
      },
      (request, reply) =>
        entered(deps, request, reply, async (who) => {
          if (!maySeeSynthesis(who)) return refuse('session/not-moderator');
          const language = pickLanguage(who.session, request.query.lang, [languageOf(request)]);
          if (!language) return refuse('session/language-unknown', { language: request.query.lang });
          const drawn = await figuresFor(deps, who, language);
          if ('code' in drawn) return drawn;
          return reply
            .type('application/json; charset=utf-8')
            .header('cache-control', 'no-store')
            .serializer((body: unknown) => body as string)
            .send(drawn.body);
        }),
    );

    app.get(
      '/api/sessions/:id/canvases/:group/:block.png',
      {
        schema: {
          tags: ['documents'],
          summary: 'A canvas as a picture of its board, as the synthesis has its cards',
          params: z.object({ id: idSchema, group: idSchema, block: idSchema }),
          querystring: query,
          response: answers(),
        },
      },
      (request, reply) =>
        entered(deps, request, reply, async (who) => {
          const { group, block } = request.params;
          const { state } = who.session;
          const address = { sessionId: who.session.id, groupId: group, blockId: block };
          if (!canvasRights(state, who.actor, address).mayRead) return refuse('session/not-open');
          if (!state.canvases.includes(`${group}/${block}`)) return refuse('canvas/unknown');
          const opened = await deps.canvases.open(state, address);
          if (!opened.ok) return opened;
          const language = pickLanguage(who.session, request.query.lang, [languageOf(request)]);
          if (!language) return refuse('session/language-unknown', { language: request.query.lang });
          const read = () => inputOf(deps, who, language);
          const picture = await deps.documents.write(
            { format: 'canvas', group, block },
            read,
            goneSignal(reply),
          );
          return 'code' in picture ? picture : sendFile(reply, picture);
        }),
    );

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
          return sendFile(reply, {
            contentType: 'text/csv; charset=utf-8',
            fileName: `rooms-${session.id}.csv`,
            body: roomsCsv(rows),
          });
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
          return sendFile(reply, {
            contentType: 'text/calendar; charset=utf-8',
            fileName: `minga-${session.id}.ics`,
            body: calendar,
          });
        }),
    );
  };
}

function sendFile(reply: FastifyReply, { body, contentType, fileName }: WrittenDocument) {
  return (
    reply
      .type(contentType)
      .header('content-disposition', `attachment; filename="${fileName}"`)
      .header('cache-control', 'no-store')
      .serializer((given: unknown) => given as string)
      // From a thread bytes arrive as such; only a Buffer is sent as it is.
      .send(typeof body === 'string' ? body : Buffer.from(body))
  );
}

/** While it runs the synthesis is for those who run it; once closed, for every seat. */
export const maySeeSynthesis = ({ session, actor }: Entered): boolean =>
  isModerator(actor) || actor.role === 'interpreter' || session.state.status === 'closed';

/** One of the session's languages; a language that was asked for and is none of them is refused. */
export function pickLanguage(
  session: LiveSession,
  asked: string | undefined,
  wished: string[],
): string | null {
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
