import type { AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import Fastify, { LogController, type FastifyError, type FastifyInstance } from 'fastify';
import {
  createJsonSchemaTransform,
  hasZodFastifySchemaValidationErrors,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import { LIMITS } from '#shared/protocol/limits.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import { Guessing } from './access/guessing.ts';
import { Buckets } from './access/rates.ts';
import { attendanceRoutes } from './attendance/attendance-routes.ts';
import { archiveRoutes } from './archives/archive-routes.ts';
import { CanvasHost } from './canvases/canvas-host.ts';
import { canvasRoutes } from './canvases/canvas-routes.ts';
import { CanvasSockets } from './canvases/canvas-sockets.ts';
import type { Config } from './config.ts';
import type { Deps } from './deps.ts';
import { correctionRoutes } from './documents/correction-routes.ts';
import { DocumentWriter, type StartWriting } from './documents/document-writer.ts';
import { documentRoutes } from './documents/document-routes.ts';
import { narrativeRoutes } from './documents/narrative-routes.ts';
import { publicRoutes } from './documents/public-routes.ts';
import { roomSheetRoutes } from './documents/room-sheet-routes.ts';
import { operationsRoutes } from './operations/operations-routes.ts';
import { rehearsalRoutes } from './rehearsals/rehearsal-routes.ts';
import { Rehearsals, type RehearsalBounds } from './rehearsals/rehearsals.ts';
import { servePages } from './pages.ts';
import { fieldsOf, sendRefusal } from './refusals.ts';
import type { Catalogue } from './scenarios/catalogue.ts';
import { scenarioRoutes } from './scenarios/scenario-routes.ts';
import { joinRoutes } from './sessions/join-routes.ts';
import { SessionHost } from './sessions/session-host.ts';
import { sessionRoutes } from './sessions/session-routes.ts';
import { attachSessionSockets } from './sessions/session-sockets.ts';
import { LayeredStorage } from './storage/layered.ts';
import { StorageDamaged, StorageUnavailable, type Storage } from './storage/storage.ts';

export type AppParts = {
  config: Config & { ownerKey: string };
  storage: Storage;
  catalogue: Catalogue;
  /** The built pages; absent in tests of the server alone. */
  pagesDir?: string;
  now?: () => Date;
  /** How the thread of a document is started; another way in tests of what happens when it dies. */
  startWriting?: StartWriting;
  /** Others in tests of what happens at them. */
  rehearsalBounds?: RehearsalBounds;
};

export type App = {
  fastify: FastifyInstance;
  deps: Deps;
  listen: () => Promise<string>;
  close: () => Promise<void>;
};

/** The whole server on given parts, not yet listening: `main.ts` and the tests build it alike. */
export async function buildApp(parts: AppParts): Promise<App> {
  const { config, catalogue } = parts;
  const storage = new LayeredStorage(parts.storage);
  const fastify = Fastify({
    logger: {
      level: config.LOG_LEVEL,
      redact: ['req.headers.authorization', 'req.headers.cookie', 'key', 'email', 'name'],
    },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: LIMITS.frameBytes,
    // A balancer stands on this machine; anybody else could claim any address in a header.
    trustProxy: 'loopback',
  });
  const clock = () => (parts.now?.() ?? new Date()).toISOString();
  const sessions = new SessionHost({ storage, now: clock, newId });
  const canvases = new CanvasHost({ storage, log: fastify.log });
  const documents = new DocumentWriter({ log: fastify.log, start: parts.startWriting });
  const rehearsals = new Rehearsals({
    sessions,
    canvases,
    storage,
    log: fastify.log,
    newId,
    now: clock,
    localUrl: () => localUrl(fastify, config),
    bounds: parts.rehearsalBounds,
  });
  const deps: Deps = {
    config,
    storage,
    catalogue,
    sessions,
    canvases,
    documents,
    rehearsals,
    guessing: new Guessing(),
    commandRates: new Buckets(LIMITS.messagesPerSecond, LIMITS.messageBurst),
    log: fastify.log,
    publicUrl: () => config.PUBLIC_URL ?? localUrl(fastify, config),
  };
  await registerPlugins(fastify, config);
  answerFailures(fastify);
  for (const routes of [
    scenarioRoutes,
    sessionRoutes,
    joinRoutes,
    canvasRoutes,
    documentRoutes,
    archiveRoutes,
    attendanceRoutes,
    correctionRoutes,
    narrativeRoutes,
    publicRoutes,
    roomSheetRoutes,
    rehearsalRoutes,
    operationsRoutes,
  ]) {
    await fastify.register(async (scope) => routes(deps)(scope));
  }
  await servePages(fastify, parts.pagesDir);
  const io = attachSessionSockets(fastify.server, deps);
  const canvasSockets = new CanvasSockets(fastify.server, deps);
  return {
    fastify,
    deps,
    listen: async () => {
      await fastify.listen({ host: config.HOST, port: config.PORT });
      return localUrl(fastify, config);
    },
    close: async () => {
      canvasSockets.close();
      // Who does not take what it asked for is not waited for.
      setTimeout(() => fastify.server.closeAllConnections(), STOPPING_MS).unref();
      await documents.close();
      await rehearsals.close();
      await io.close();
      await fastify.close();
      await sessions.close();
      await canvases.close();
      await storage.close();
    },
  };
}

/** Requests under way get so long when the server is told to stop. */
const STOPPING_MS = 1500;

/** Twelve random bytes: ids that nobody guesses, within the 40 characters of an Id. */
const newId = (): string => randomBytes(12).toString('base64url');

async function registerPlugins(fastify: FastifyInstance, config: Config): Promise<void> {
  fastify.setValidatorCompiler(validatorCompiler);
  fastify.setSerializerCompiler(serializerCompiler);
  fastify.decorateRequest('seatLanguage', null);
  await fastify.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] });
  await fastify.register(cookie);
  await fastify.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: config.PUBLIC_URL?.startsWith('https:') ?? false,
    referrerPolicy: { policy: 'no-referrer' },
    // Plain http on a laptop's own network is a supported way to run.
    crossOriginOpenerPolicy: config.PUBLIC_URL?.startsWith('https:') ? { policy: 'same-origin' } : false,
    originAgentCluster: config.PUBLIC_URL?.startsWith('https:') ?? false,
  });
  await fastify.register(swagger, {
    openapi: {
      info: { title: 'Minga', description: 'Live co-creation workshops for breakout groups.', version: '1' },
      components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
    },
    transform: createJsonSchemaTransform({ skipList: [] }),
  });
  await fastify.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: true,
    // Its own default names other hosts and asks for https, which a laptop has not.
    transformStaticCSP: () =>
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'",
  });
}

function answerFailures(fastify: FastifyInstance): void {
  fastify.setNotFoundHandler((request, reply) => sendRefusal(request, reply, refuse('request/unknown')));
  fastify.setErrorHandler((error: FastifyError, request, reply) => {
    if (hasZodFastifySchemaValidationErrors(error)) {
      const fields = fieldsOf(error.validation);
      return sendRefusal(request, reply, refuse('request/invalid'), fields);
    }
    if (error instanceof StorageUnavailable || error instanceof StorageDamaged) {
      request.log.error({ err: error }, 'storage does not answer');
      return sendRefusal(request, reply, refuse('storage/unavailable'));
    }
    if (error.statusCode === 413) return sendRefusal(request, reply, refuse('request/too-large'));
    if (error.statusCode !== undefined && error.statusCode < 500) {
      return sendRefusal(request, reply, refuse('request/invalid'));
    }
    request.log.error({ err: error, route: request.routeOptions.url }, 'a request failed');
    return sendRefusal(request, reply, refuse('internal'));
  });
}

function localUrl(fastify: FastifyInstance, config: Config): string {
  const address = fastify.server.address() as AddressInfo | null;
  const host = ['0.0.0.0', '::'].includes(config.HOST) ? 'localhost' : config.HOST;
  return `http://${host}:${address?.port ?? config.PORT}`;
}
