import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Deps } from '#server/deps.ts';
import { languageOf } from '#server/refusals.ts';
import { entered } from '#server/sessions/guard.ts';
import type { LiveSession } from '#server/sessions/live-session.ts';
import type { AttendanceAnswer, ZoomReportAnswer } from '#shared/protocol/attendance.ts';
import { answers, namedShape } from '#shared/protocol/rest.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import { attendanceOf } from '#shared/session/attendance.ts';
import { idSchema, timeZoneSchema } from '#shared/session/commands.ts';
import { needModerator } from '#shared/session/rights.ts';
import { zoomName } from '#shared/session/zoom-name.ts';
import { exportTextsOf } from '#shared/synthesis/texts.ts';
import { attendanceCsv } from './attendance-csv.ts';
import { peopleIn, type Known } from './zoom-people.ts';
import { readZoomReport } from './zoom-report.ts';

const params = z.object({ id: idSchema });
const seat = { seat: idSchema.optional() };
/** Two hundred people who come back five times are a tenth of it. */
const REPORT_BYTES = 1024 * 1024;

/** Who was there: for moderators, with names. Nothing here is stored but by `attendance.import`. */
export function attendanceRoutes(deps: Deps) {
  return (instance: FastifyInstance): void => {
    const app = instance.withTypeProvider<ZodTypeProvider>();
    app.addContentTypeParser('text/csv', { parseAs: 'buffer', bodyLimit: REPORT_BYTES }, (_, body, done) =>
      done(null, body),
    );

    app.get(
      '/api/sessions/:id/attendance',
      {
        schema: {
          tags: ['sessions'],
          summary: 'Who was there, by person, step and group (moderators)',
          params,
          querystring: z.object(seat),
          response: answers(namedShape('AttendanceAnswer of shared/protocol/attendance.ts')),
        },
      },
      (request, reply) =>
        entered(deps, request, reply, async ({ session, actor }) => {
          const refusal = needModerator(actor);
          if (refusal) return refusal;
          await session.roll.call();
          void reply.header('cache-control', 'no-store');
          const { state, now } = session;
          const hasZoom = Object.keys(state.attendance.zoom).length > 0;
          return { at: now, hasZoom, attended: attendanceOf(state, now) } satisfies AttendanceAnswer;
        }),
    );

    app.get(
      '/api/sessions/:id/attendance.csv',
      {
        schema: {
          tags: ['documents'],
          summary: 'Who was there, as a table with names (moderators)',
          params,
          querystring: z.object({ ...seat, lang: z.string().max(35).optional() }),
          response: answers(),
        },
      },
      (request, reply) =>
        entered(deps, request, reply, async ({ session, actor }) => {
          const refusal = needModerator(actor);
          if (refusal) return refusal;
          await session.roll.call();
          const { state, now } = session;
          const { lang = languageOf(request) } = request.query;
          const language = state.languages.includes(lang) ? lang : (state.languages[0] ?? 'en');
          const body = attendanceCsv(attendanceOf(state, now), state, {
            language,
            texts: exportTextsOf(language),
            nameOf: (id) => session.seat(id)?.name ?? '',
          });
          return reply
            .type('text/csv; charset=utf-8; header=present')
            .header('content-disposition', `attachment; filename="attendance-${session.id}.csv"`)
            .header('cache-control', 'no-store')
            .serializer((given: unknown) => given as string)
            .send(body);
        }),
    );

    app.post(
      '/api/sessions/:id/zoom-report',
      {
        bodyLimit: REPORT_BYTES,
        schema: {
          tags: ['sessions'],
          summary: 'Whom Zoom’s participant report means (moderators)',
          description:
            'The body is the report, as `text/csv`; `zone` is the time zone of the Zoom account. Nothing of it is stored: what is to be counted is sent with `attendance.import`.',
          consumes: ['text/csv'],
          params,
          querystring: z.object({ ...seat, zone: timeZoneSchema }),
          response: answers(namedShape('ZoomReportAnswer of shared/protocol/attendance.ts')),
        },
      },
      (request, reply) =>
        entered(deps, request, reply, ({ session, actor }) => {
          const refusal = needModerator(actor);
          if (refusal) return refusal;
          if (!(request.body instanceof Uint8Array)) return refuse('request/invalid');
          const { openedAt, closedAt } = session.state.attendance;
          const from = openedAt ?? session.state.startsAt ?? session.now;
          const run = { from, to: closedAt ?? (from > session.now ? from : session.now) };
          const report = readZoomReport(request.body, request.query.zone, run);
          if (!report.ok) return report;
          void reply.header('cache-control', 'no-store');
          return {
            people: peopleIn(report.rows, knownIn(session)),
            unread: report.unread,
            from: report.rows.map((row) => row.from).sort()[0] ?? run.from,
            to:
              report.rows
                .map((row) => row.to)
                .sort()
                .at(-1) ?? run.to,
            session: run,
          } satisfies ZoomReportAnswer;
        }),
    );
  };
}

function knownIn(session: LiveSession): Known[] {
  const { seats, groups, territories, attendance } = session.state;
  const groupName = (id: string | null): string => groups.find((group) => group.id === id)?.name ?? '';
  return Object.values(seats).flatMap(({ id, groupId, territoryId, status }) => {
    const record = session.seat(id);
    if (!record || status !== 'seated') return [];
    const { name, email } = record;
    const territory = territories.find((one) => one.id === territoryId && !one.kind)?.name ?? '';
    const rooms = new Set([groupId, ...(attendance.rooms[id] ?? []).map((room) => room.groupId)]);
    const zoomNames = [...rooms].map((room) => zoomName({ name, group: groupName(room), territory }));
    // A first name alone is nobody's for certain.
    return [{ id, name, email, territory, zoomNames: zoomNames.filter((given) => given.includes(' · ')) }];
  });
}
