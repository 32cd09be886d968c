import { createHash } from 'node:crypto';
import { z } from 'zod';
import { idSchema } from '#shared/session/commands.ts';

export const ARCHIVE_FORMAT = 'minga.archive';
export const ARCHIVE_VERSION = 1;

/** Names within an archive. Canvases lie below `canvases`, as `<group>/<block>.jsonl`. */
export const PATHS = {
  manifest: 'manifest.json',
  page: 'index.html',
  schema: 'documents/synthesis.schema.json',
  scenario: 'session/scenario.json',
  events: 'session/events.jsonl',
  people: 'session/people.json',
  canvases: 'session/canvases/',
} as const;

/** Read before the rest, so that an archive of a later Minga is told from a damaged one. */
export const headSchema = z.looseObject({
  format: z.literal(ARCHIVE_FORMAT),
  version: z.int().min(1),
});

/** What an archive says of itself: the session, and every entry but this one with its length and SHA-256. */
export const manifestSchema = z.strictObject({
  format: z.literal(ARCHIVE_FORMAT),
  version: z.literal(ARCHIVE_VERSION),
  session: z.strictObject({ id: idSchema, createdAt: z.iso.datetime(), seq: z.int().min(1) }),
  /** Canvases that could not be read when it was made, as paths: what it has of the session is not all. */
  unreadable: z.array(z.string().max(200)),
  entries: z.array(
    z.strictObject({
      path: z.string().max(200),
      bytes: z.int().min(0),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** Which people named the same organisation, without its name: what the synthesis counts is the same after an import. */
export const peopleSchema = z.array(z.strictObject({ id: idSchema, organisation: idSchema.nullable() }));
export type ArchivedPerson = z.infer<typeof peopleSchema>[number];

const actorSchema = z.string().min(1).max(40);
export const eventSchema = z.looseObject({
  seq: z.int().min(1),
  at: z.iso.datetime(),
  by: actorSchema,
  type: z.string().min(1).max(40),
});

/** The first line of a canvas. */
export const ownersSchema = z.strictObject({
  owners: z.array(
    z.strictObject({
      kind: z.enum(['client', 'entry']),
      key: z.string().min(1).max(100),
      person: actorSchema,
    }),
  ),
});
/** Every other line: an update of Yjs, first encoding, base64. */
export const updateSchema = z.strictObject({
  by: actorSchema,
  at: z.int().min(0),
  update: z.base64().min(1),
});

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
