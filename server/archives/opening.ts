import { encodeStateAsUpdate } from 'yjs';
import type { z } from 'zod';
import { canvasesOf } from '#server/canvases/canvas-host.ts';
import { loadCanvas } from '#server/canvases/loading.ts';
import type { ImportedSession } from '#server/sessions/session-host.ts';
import type { RecordedCanvas } from '#server/storage/storage.ts';
import { LIMITS } from '#shared/protocol/limits.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { scenarioSchema } from '#shared/scenario/schema.ts';
import type { Event } from '#shared/session/events.ts';
import { evolve } from '#shared/session/evolve.ts';
import type { SessionState } from '#shared/session/state.ts';
import { canvasPath } from './archive.ts';
import {
  ARCHIVE_VERSION,
  eventSchema,
  headSchema,
  manifestSchema,
  ownersSchema,
  PATHS,
  peopleSchema,
  sha256,
  updateSchema,
  type Manifest,
} from './manifest.ts';
import { readZip, shown, unpacked, type ZipEntry } from './zip-reading.ts';

/** Thrown inside this file only, to leave from the middle of it: every way out of an archive names an entry. */
class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}
const no = (...given: Parameters<typeof refuse>): never => {
  throw new Refused(refuse(...given));
};

/** A session out of an archive, all of it looked at, nothing stored yet. */
export async function openArchive(
  zip: Uint8Array,
): Promise<{ ok: true; session: ImportedSession } | Refusal> {
  const read = readZip(zip);
  if (!read.ok) return read;
  try {
    return { ok: true, session: await sessionIn(read.entries) };
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}

async function sessionIn(entries: Map<string, ZipEntry>): Promise<ImportedSession> {
  const manifest = manifestIn(await bytesOf(entries, PATHS.manifest));
  for (const entry of manifest.unreadable) no('archive/incomplete', { entry: shown(entry) });
  const record = await checked(entries, manifest);
  const take = (path: string): Uint8Array => record.get(path) ?? no('archive/missing', { entry: path });
  const scenario = textIn(PATHS.scenario, take(PATHS.scenario));
  parsed(PATHS.scenario, scenarioSchema, jsonIn(PATHS.scenario, scenario));
  const events = eventsIn(take(PATHS.events));
  const state = stateOf(events, manifest);
  const people = parsed(
    PATHS.people,
    peopleSchema,
    jsonIn(PATHS.people, textIn(PATHS.people, take(PATHS.people))),
  );
  if (
    people.length !== Object.keys(state.seats).length ||
    people.some(({ id }) => !Object.hasOwn(state.seats, id))
  )
    no('archive/damaged', { entry: PATHS.people });
  const { id, createdAt } = manifest.session;
  return { id, createdAt, scenario, events, state, people, canvases: await canvasesIn(record, state) };
}

function manifestIn(bytes: Uint8Array): Manifest {
  const json = jsonIn(PATHS.manifest, textIn(PATHS.manifest, bytes));
  const { version } = parsed(PATHS.manifest, headSchema, json);
  if (version > ARCHIVE_VERSION) no('archive/too-new', { entry: PATHS.manifest, version });
  return parsed(PATHS.manifest, manifestSchema, json);
}

/** Every entry against the list, one after the other; what the session is rebuilt from is kept. */
async function checked(
  entries: Map<string, ZipEntry>,
  { entries: listed }: Manifest,
): Promise<Map<string, Uint8Array>> {
  const record = new Map<string, Uint8Array>();
  const expected = new Map(listed.map((entry) => [entry.path, entry]));
  for (const path of entries.keys())
    if (path !== PATHS.manifest && !expected.has(path)) no('archive/changed', { entry: path });
  for (const { path, bytes: length, sha256: sum } of expected.values()) {
    const bytes = await bytesOf(entries, path);
    if (bytes.length !== length || sha256(bytes) !== sum) no('archive/changed', { entry: path });
    if (path.startsWith('session/')) record.set(path, bytes);
  }
  return record;
}

async function bytesOf(entries: Map<string, ZipEntry>, path: string): Promise<Uint8Array> {
  const entry = entries.get(path) ?? no('archive/missing', { entry: shown(path) });
  const bytes = await unpacked(entry);
  return bytes instanceof Uint8Array ? bytes : no(bytes.code, bytes.details);
}

/** As they stand, with whatever else a line holds. */
function eventsIn(bytes: Uint8Array): Event[] {
  const events = linesIn(PATHS.events, bytes);
  const isLog = events.every((line, index) => eventSchema.safeParse(line).data?.seq === index + 1);
  return isLog ? (events as Event[]) : no('archive/damaged', { entry: PATHS.events });
}

/** The log is the truth: it has to fold, to the session that the archive says it is. */
function stateOf(events: Event[], { session }: Manifest): SessionState {
  const state = attempt(PATHS.events, () => events.reduce<SessionState | null>(evolve, null));
  return state?.id === session.id && state.seq === session.seq
    ? state
    : no('archive/damaged', { entry: PATHS.events });
}

async function canvasesIn(
  record: Map<string, Uint8Array>,
  state: SessionState,
): Promise<ImportedSession['canvases']> {
  const known = new Map(canvasesOf(state).map((address) => [canvasPath(address), address]));
  const canvases: ImportedSession['canvases'] = [];
  for (const [path, bytes] of record) {
    if (!path.startsWith(PATHS.canvases)) continue;
    const address = known.get(path) ?? no('archive/damaged', { entry: path });
    const canvas = canvasIn(path, bytes);
    await mustLoad(path, canvas);
    canvases.push({ address, ...canvas });
  }
  return canvases;
}

function canvasIn(path: string, bytes: Uint8Array): RecordedCanvas {
  const [first, ...rest] = linesIn(path, bytes);
  const { owners } = parsed(path, ownersSchema, first);
  const updates = rest.map((line) => {
    const { by, at, update } = parsed(path, updateSchema, line);
    return { by, at, bytes: new Uint8Array(Buffer.from(update, 'base64')) };
  });
  // One that nobody wrote on is in no archive: this one has lost what was written.
  return updates.length > 0 ? { owners, updates } : no('archive/damaged', { entry: path });
}

/** A canvas is whole or it is an error (law 2). */
async function mustLoad(path: string, { owners, updates }: RecordedCanvas): Promise<void> {
  const stored = {
    ok: true as const,
    checkpoints: [],
    updates,
    count: updates.length,
    owners,
    incarnation: 1,
  };
  const size = await loadCanvas(stored).then(
    ({ doc }) => encodeStateAsUpdate(doc).length,
    () => no('archive/damaged', { entry: path }),
  );
  if (size > LIMITS.canvasBytes) no('archive/too-large', { entry: path });
}

const linesIn = (path: string, bytes: Uint8Array): unknown[] =>
  textIn(path, bytes)
    .split('\n')
    .slice(0, -1)
    .map((line) => jsonIn(path, line));

const textIn = (path: string, bytes: Uint8Array): string =>
  attempt(path, () => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));

const jsonIn = (path: string, text: string): unknown => attempt(path, () => JSON.parse(text) as unknown);

const parsed = <T>(path: string, schema: z.ZodType<T>, value: unknown): T => {
  const result = schema.safeParse(value);
  return result.success ? result.data : no('archive/damaged', { entry: path });
};

function attempt<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch {
    return no('archive/damaged', { entry: path });
  }
}
