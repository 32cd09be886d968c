import type { FastifyInstance } from 'fastify';
import type { Deps } from '#server/deps.ts';

/** For whoever runs the server and their monitoring: alive, ready to take people, and a few figures. */
export function operationsRoutes(deps: Deps) {
  return (app: FastifyInstance): void => {
    app.get('/health', { schema: { tags: ['operations'], summary: 'The process answers' } }, () => ({
      status: 'ok',
    }));
    app.get('/ready', { schema: { tags: ['operations'], summary: 'Storage answers' } }, async (_, reply) => {
      try {
        await deps.storage.session('none');
        return { status: 'ready' };
      } catch {
        return reply.code(503).send({ status: 'not ready' });
      }
    });
    app.get(
      '/metrics',
      { schema: { tags: ['operations'], summary: 'Figures in Prometheus’ text form' } },
      (_, reply) => {
        const { rss, heapUsed } = process.memoryUsage();
        const { user, system } = process.cpuUsage();
        const figures = {
          minga_uptime_seconds: process.uptime(),
          minga_memory_bytes: rss,
          minga_heap_bytes: heapUsed,
          minga_cpu_seconds_total: (user + system) / 1e6,
          minga_sessions_in_memory: deps.sessions.count,
          minga_canvases_in_memory: deps.canvases.count,
          minga_canvas_readers: deps.canvases.readers,
        };
        const lines = Object.entries(figures).map(([name, value]) => `${name} ${value}\n`);
        return reply.type('text/plain; version=0.0.4').send(lines.join(''));
      },
    );
  };
}
