import type { FastifyBaseLogger } from 'fastify';
import type { Guessing } from './access/guessing.ts';
import type { Buckets } from './access/rates.ts';
import type { CanvasHost } from './canvases/canvas-host.ts';
import type { Config } from './config.ts';
import type { DocumentWriter } from './documents/document-writer.ts';
import type { Catalogue } from './scenarios/catalogue.ts';
import type { Rehearsals } from './rehearsals/rehearsals.ts';
import type { SessionHost } from './sessions/session-host.ts';
import type { Storage } from './storage/storage.ts';

/** What routes and sockets are built on; made once in `app.ts`. */
export type Deps = {
  config: Config & { ownerKey: string };
  storage: Storage;
  catalogue: Catalogue;
  sessions: SessionHost;
  canvases: CanvasHost;
  documents: DocumentWriter;
  rehearsals: Rehearsals;
  guessing: Guessing;
  /** Commands, by seat or role link: `promises.md` 15. */
  commandRates: Buckets;
  log: FastifyBaseLogger;
  /** The address people use, without a slash at the end. */
  publicUrl: () => string;
};
