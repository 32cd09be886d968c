import type { Worker } from 'node:worker_threads';
import type { FastifyBaseLogger } from 'fastify';
import type { CanvasHost } from '#server/canvases/canvas-host.ts';
import type { LiveSession } from '#server/sessions/live-session.ts';
import type { SessionHost } from '#server/sessions/session-host.ts';
import type { LayeredStorage } from '#server/storage/layered.ts';
import { openSqlite } from '#server/storage/sqlite.ts';
import { IN_MEMORY } from '#server/storage/sqlite-open.ts';
import { startThread } from '#server/threads.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { REHEARSAL, type CrowdOrder } from '#shared/protocol/rehearsal.ts';
import { openGroups } from '#shared/session/open-groups.ts';
import type { Actor } from '#shared/session/rights.ts';
import type { Id, Instant, Text } from '#shared/session/state.ts';
import { exportTextsOf, fill } from '#shared/synthesis/texts.ts';

type Parts = {
  sessions: SessionHost;
  canvases: CanvasHost;
  storage: LayeredStorage;
  log: FastifyBaseLogger;
  newId: () => Id;
  now: () => Instant;
  /** Where this server answers on its own machine. */
  localUrl: () => string;
  bounds?: RehearsalBounds | undefined;
};
/** How long a rehearsal lasts at most, and how many one server holds. */
export type RehearsalBounds = { lastsMs: number; atOnce: number };
export type Rehearsal = {
  of: Id;
  copy: LiveSession;
  moderatorKey: string;
  /** By moderator of the session: the key of their seat in the copy. */
  keys: Map<Id, string>;
  people: number;
  endsAt: Instant;
  stop: () => void;
};

/**
 * Copies of sessions to practise on, with simulated people in them: [S116]. A copy lives in memory alone, so that it dies with the
 * server and leaves nothing; its people are a thread that knows the server by its wire.
 */
export class Rehearsals {
  #parts: Parts;
  #bounds: RehearsalBounds;
  #running = new Map<Id, Rehearsal>();
  /** Sessions whose copy is being made. */
  #beginning = new Set<Id>();

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#bounds = parts.bounds ?? REHEARSAL;
  }

  /** By the id of the session, or of the copy. */
  find(id: Id): Rehearsal | null {
    return [...this.#running.values()].find(({ of, copy }) => of === id || copy.id === id) ?? null;
  }

  async begin(
    session: LiveSession,
    { people, speed }: { people: number; speed: number },
  ): Promise<{ ok: true; rehearsal: Rehearsal } | Refusal> {
    if (session.state.status === 'closed') return refuse('session/closed');
    if (this.find(session.id) || this.#beginning.has(session.id)) return refuse('rehearsal/running');
    if (this.#running.size + this.#beginning.size >= this.#bounds.atOnce) return refuse('rehearsal/too-many');
    this.#beginning.add(session.id);
    try {
      return await this.#begin(session, people, speed);
    } finally {
      this.#beginning.delete(session.id);
    }
  }

  async #begin(
    session: LiveSession,
    people: number,
    speed: number,
  ): Promise<{ ok: true; rehearsal: Rehearsal } | Refusal> {
    const { storage, newId, now, localUrl } = this.#parts;
    const id = newId();
    storage.keepBeside(id, await openSqlite(IN_MEMORY));
    const copied = await this.#copy(session, { id, people, speed });
    if (!copied.ok) {
      await storage.drop(id);
      return copied;
    }
    const { copy, moderatorKey } = copied;
    const order: CrowdOrder = {
      serverUrl: localUrl(),
      sessionId: id,
      joinCode: copy.record.joinCode,
      moderatorKey,
      people,
      // Nobody types as fast as a clock can be made to run.
      speed: Math.min(speed, 4),
    };
    const crowd = people > 0 ? this.#crowd(order) : null;
    const timer = setTimeout(() => void this.end(id), this.#bounds.lastsMs);
    timer.unref();
    const rehearsal: Rehearsal = {
      of: session.id,
      copy,
      moderatorKey,
      keys: new Map(),
      people,
      endsAt: new Date(Date.parse(now()) + this.#bounds.lastsMs).toISOString(),
      stop: () => {
        clearTimeout(timer);
        void crowd?.terminate();
      },
    };
    this.#running.set(id, rehearsal);
    return { ok: true, rehearsal };
  }

  /** The same run of show, only faster, and the same rooms; of people and cards nothing. */
  async #copy(
    { scenario, state }: LiveSession,
    { id, people, speed }: { id: Id; people: number; speed: number },
  ): Promise<{ ok: true; copy: LiveSession; moderatorKey: string } | Refusal> {
    const steps = scenario.steps.map((step) => ({ ...step, minutes: step.minutes / speed }));
    const title = Object.fromEntries(
      Object.entries(state.title).map(([lang, words]) => [lang, rehearsed(lang, words)]),
    ) satisfies Text;
    const rooms = openGroups(state);
    const created = await this.#parts.sessions.create(
      { ...scenario, steps },
      {
        title,
        startsAt: this.#parts.now(),
        timeZones: state.timeZones,
        languages: state.languages,
        capacity: Math.max(state.capacity, people),
        groups: rooms.map(({ name, blocks }) => ({ name, blocks })),
      },
      { id, rehearsalOf: state.id },
    );
    if (!created.ok) return created;
    for (const [at, { id: groupId }] of created.groups.entries()) {
      const language = rooms[at]?.language;
      if (language) await created.session.execute(SERVER, { type: 'group.change', groupId, language });
    }
    return { ok: true, copy: created.session, moderatorKey: created.keys.moderator };
  }

  #crowd(order: CrowdOrder): Worker {
    const crowd = startThread(
      import.meta.url,
      'crowd-worker',
      { workerData: order, name: 'crowd', resourceLimits: { maxOldGenerationSizeMb: 512 } },
      '../../client/rehearsal',
    );
    // Who practises goes on without them.
    crowd.on('error', (error) => this.#parts.log.error({ err: error }, 'a rehearsal has lost its people'));
    return crowd;
  }

  /** Gone, with everything in it, and from every screen. Returns whether there was one. */
  async end(id: Id): Promise<boolean> {
    const rehearsal = this.find(id);
    if (!rehearsal) return false;
    const copyId = rehearsal.copy.id;
    this.#running.delete(copyId);
    rehearsal.stop();
    await this.#parts.sessions.forget(copyId);
    await this.#parts.canvases.drop(copyId);
    await this.#parts.storage.drop(copyId);
    return true;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((id) => this.end(id)));
  }
}

const SERVER: Actor = { role: 'organizer', participantId: null };

const rehearsed = (lang: string, title: string): string =>
  fill(exportTextsOf(lang).rehearsal, { title }).slice(0, 200);
