import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { z } from 'zod';
import { cookiesOf, findKey } from '#server/access/credentials.ts';
import { isOwnOrigin } from '#server/access/origins.ts';
import type { Deps } from '#server/deps.ts';
import { LIMITS } from '#shared/protocol/limits.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import type { ClientToServer, CommandAnswer, ServerToClient } from '#shared/protocol/session-view.ts';
import { commandSchema, idSchema } from '#shared/session/commands.ts';
import { executeCommand } from './execute-command.ts';
import type { LiveSession, Viewer } from './live-session.ts';

const authSchema = z.object({
  sessionId: idSchema,
  key: z.string().max(200).optional(),
  seat: idSchema.optional(),
  knows: z.int().min(0).optional(),
});

type SessionSocket = Socket<
  ClientToServer,
  ServerToClient,
  Record<string, never>,
  { viewer: Viewer; session: LiveSession }
>;

/** The session's live wire: commands in, snapshots and events out. */
export function attachSessionSockets(http: HttpServer, deps: Deps): Server {
  const io: Server = new Server(http, {
    path: '/socket.io',
    serveClient: false,
    // Canvas sockets share this server: without this socket.io cuts them after a second.
    destroyUpgrade: false,
    maxHttpBufferSize: LIMITS.frameBytes,
    // Presence is true within 45 s (promise 11).
    pingInterval: 15_000,
    pingTimeout: 20_000,
    allowRequest: (request, decide) => decide(null, isOwnOrigin(request.headers, deps.config.PUBLIC_URL)),
  });
  const namespace = io.of('/session');
  namespace.use((socket, next) => {
    admit(socket as unknown as SessionSocket, deps)
      .then((code) => (code === null ? next() : next(new Error(code))))
      .catch((error: unknown) => {
        deps.log.error({ err: error }, 'a session socket could not be admitted');
        next(new Error('internal'));
      });
  });
  namespace.on('connection', (socket) => serve(socket as unknown as SessionSocket, deps));
  return io;
}

/** Returns a code for a refusal, or null for who may come in. */
async function admit(socket: SessionSocket, deps: Deps): Promise<string | null> {
  const auth = authSchema.safeParse(socket.handshake.auth);
  if (!auth.success) return 'request/invalid';
  const { sessionId, key, seat, knows } = auth.data;
  const record = await findKey(deps.storage, sessionId, {
    authorization: key === undefined ? undefined : `Bearer ${key}`,
    cookies: cookiesOf(socket.handshake.headers.cookie),
    seat,
  });
  if (typeof record === 'string') return `key/${record}`;
  const session = await deps.sessions.find(sessionId);
  const actor = session?.actorOf(record);
  if (!session || !actor) return session ? 'key/unknown' : 'session/unknown';
  const viewer: Viewer = {
    key: record,
    language: session.languageOf(actor),
    knows: knows ?? -1,
    snapshot: (view) => socket.emit('snapshot', view),
    events: (message) => socket.emit('events', message),
    // After the answer to the command that gave the seat up.
    close: () => setImmediate(() => socket.disconnect(true)),
  };
  socket.data = { viewer, session };
  return null;
}

function serve(socket: SessionSocket, deps: Deps): void {
  const { session, viewer } = socket.data;
  const stop = session.watch(viewer);
  socket.on('disconnect', stop);
  socket.on('command', (given: unknown, answer: unknown) => {
    if (typeof answer !== 'function') return void socket.disconnect(true);
    void answerCommand(given, socket, deps).then((result) =>
      (answer as (result: CommandAnswer) => void)(result),
    );
  });
  // Anything but a command is not of the protocol: this connection ends, nobody else notices.
  socket.onAny((event: string) => {
    if (event !== 'command') socket.disconnect(true);
  });
}

async function answerCommand(given: unknown, socket: SessionSocket, deps: Deps): Promise<CommandAnswer> {
  const { session, viewer } = socket.data;
  const actor = session.actorOf(viewer.key);
  if (!actor) return refuse('key/unknown');
  const command = commandSchema.safeParse(given);
  if (!command.success) {
    const paths = command.error.issues.map((issue) => issue.path.join('.')).slice(0, 5);
    return refuse('request/invalid', { paths });
  }
  try {
    return await executeCommand(deps, session, actor, command.data);
  } catch (error) {
    deps.log.error({ err: error, command: command.data.type }, 'a command failed');
    return refuse('internal');
  }
}
