import { newJoinCode, newKey, hashOfKey } from '#server/access/keys.ts';
import { idOf, type CanvasAddress } from '#server/canvases/canvas-host.ts';
import {
  StorageConflict,
  type RecordedCanvas,
  type SessionRecord,
  type Storage,
  type Write,
} from '#server/storage/storage.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import type { Scenario } from '#shared/scenario/schema.ts';
import type { Event } from '#shared/session/events.ts';
import type { EventBody } from '#shared/session/events.ts';
import { evolve } from '#shared/session/evolve.ts';
import { newGroup } from '#shared/session/families/group.ts';
import { NO_TERRITORY } from '#shared/session/families/territory.ts';
import type { Group, Id, Instant, Lang, Role, SessionState, Text } from '#shared/session/state.ts';
import { LiveSession, type SessionListener } from './live-session.ts';
import { stepsOf, turnsOf } from './scenario-copy.ts';

export const LINK_ROLES = ['organizer', 'moderator', 'interpreter', 'observer'] as const;
export type LinkRole = (typeof LINK_ROLES)[number];

export type NewSession = {
  title?: Text | undefined;
  startsAt?: Instant | undefined;
  timeZones?: string[] | undefined;
  languages?: Lang[] | undefined;
  capacity?: number | undefined;
  groups?: number | { name?: string | undefined; blocks?: Id[] | undefined }[] | undefined;
};

export type NewPerson = {
  name: string;
  language: Lang;
  organisation?: string | undefined;
  territory?: string | undefined;
  email?: string | undefined;
};

/** A session that another server recorded. Its people come without names: they are numbered in the order in which they joined. */
export type ImportedSession = {
  id: Id;
  createdAt: Instant;
  /** The session's copy, as JSON. */
  scenario: string;
  events: Event[];
  state: SessionState;
  people: { id: Id; organisation: string | null }[];
  canvases: (RecordedCanvas & { address: CanvasAddress })[];
};

export type NewKeys = Record<LinkRole, string>;

type Parts = { storage: Storage; now: () => Instant; newId: () => Id };

/** All sessions of this process: makes them, loads them when somebody asks, keeps one of each in memory. */
export class SessionHost {
  #parts: Parts;
  #live = new Map<Id, Promise<LiveSession | null>>();
  #listeners: SessionListener[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get count(): number {
    return this.#live.size;
  }

  onEvents(listener: SessionListener): void {
    this.#listeners.push(listener);
  }

  /** `copy`: a session to practise on, under an id that was drawn for it. */
  async create(
    scenario: Scenario,
    settings: NewSession,
    copy?: { id: Id; rehearsalOf: Id },
  ): Promise<{ ok: true; session: LiveSession; keys: NewKeys; groups: Group[] } | Refusal> {
    const languages = settings.languages ?? scenario.languages;
    const unknown = languages.find((language) => !scenario.languages.includes(language));
    if (unknown) return refuse('session/language-unknown', { language: unknown });
    const groups = groupsOf(scenario, settings);
    const blockIds = scenario.blocks.map((block) => block.id);
    for (const block of groups.flatMap((group) => group.blocks)) {
      if (!blockIds.includes(block)) return refuse('block/unknown', { blockId: block });
    }
    const id = copy?.id ?? this.#parts.newId();
    const created: EventBody = {
      type: 'session.created',
      id,
      ...(copy ? { rehearsalOf: copy.rehearsalOf } : {}),
      title: settings.title ?? scenario.title,
      startsAt: settings.startsAt ?? null,
      isTimeInConflict: scenario.times?.isConflicting ?? false,
      timeConfirmedBy: settings.startsAt === undefined ? null : 'organizer',
      timeZones: settings.timeZones ?? ['UTC'],
      languages,
      capacity: settings.capacity ?? scenario.grouping?.capacity ?? 70,
      blockIds,
      zoneIds: scenario.zones.map((zone) => zone.id),
      steps: stepsOf(scenario),
      turns: turnsOf(scenario),
      territories: NO_TERRITORY.map(({ id: name }) => ({
        id: name,
        name,
        mayBeNamed: true,
        kind: 'none' as const,
      })),
    };
    const at = this.#parts.now();
    const bodies: EventBody[] = [
      created,
      ...groups.map((group) => ({ type: 'group.created' as const, group })),
    ];
    const events: Event[] = bodies.map((body, index) => ({ ...body, seq: index + 1, at, by: 'organizer' }));
    const keys = newKeys();
    const record = await this.#store({ id, createdAt: at, scenario: JSON.stringify(scenario), events }, keys);
    const session = this.#wake(record, events, []);
    this.#live.set(id, Promise.resolve(session));
    return { ok: true, session, keys, groups };
  }

  /** All of it or nothing, under its own id, with a new code and new links. */
  async import(
    imported: ImportedSession,
  ): Promise<{ ok: true; session: LiveSession; keys: NewKeys; groups: Group[] } | Refusal> {
    const { id, state } = imported;
    if (await this.#parts.storage.session(id)) return refuse('archive/session-exists');
    const keys = newKeys();
    await this.#store(imported, keys, [...seatsOf(imported), ...canvasWrites(imported)]);
    const session = await this.find(id);
    if (!session) throw new Error(`Session ${id} was stored and is not there`);
    return { ok: true, session, keys, groups: state.groups };
  }

  async #store(
    { id, createdAt, scenario, events }: Pick<ImportedSession, 'id' | 'createdAt' | 'scenario' | 'events'>,
    keys: NewKeys,
    more: Write[] = [],
  ): Promise<SessionRecord> {
    for (let tries = 0; ; tries += 1) {
      const record = { id, joinCode: newJoinCode(), scenario, createdAt };
      try {
        await this.#parts.storage.write(
          { type: 'session.created', session: record },
          { type: 'events.appended', sessionId: id, after: 0, events },
          ...LINK_ROLES.map((role) => ({
            type: 'key.saved' as const,
            key: { hash: hashOfKey(keys[role]), sessionId: id, seatId: null, role },
          })),
          ...more,
        );
        return record;
      } catch (error) {
        // A code that another session has: draw again.
        if (!(error instanceof StorageConflict) || tries >= 5) throw error;
      }
    }
  }

  /** The session in memory, loaded from its log when it is not; null when there is none of this id. */
  async find(id: Id): Promise<LiveSession | null> {
    const known = this.#live.get(id);
    if (known) return known;
    const loading = this.#load(id);
    this.#live.set(id, loading);
    // A failed or empty load is forgotten, so that the next one tries again.
    loading.then(
      (session) => session ?? this.#live.delete(id),
      () => this.#live.delete(id),
    );
    return loading;
  }

  async findByCode(joinCode: string): Promise<LiveSession | null> {
    const record = await this.#parts.storage.sessionByCode(joinCode);
    return record ? this.find(record.id) : null;
  }

  async #load(id: Id): Promise<LiveSession | null> {
    const record = await this.#parts.storage.session(id);
    if (!record) return null;
    const [events, seats] = await Promise.all([
      this.#parts.storage.events(id, 0),
      this.#parts.storage.seats(id),
    ]);
    return this.#wake(record, events, seats);
  }

  #wake(record: SessionRecord, events: Event[], seats: Awaited<ReturnType<Storage['seats']>>): LiveSession {
    const state = events.reduce<SessionState | null>(evolve, null);
    if (!state) throw new Error(`Session ${record.id} has an empty log`);
    const listener: SessionListener = (session, happened) => {
      for (const listen of this.#listeners) listen(session, happened);
    };
    const lastKnown = events.at(-1)?.at ?? record.createdAt;
    return new LiveSession(record, state, seats, { ...this.#parts, listener, lastKnown });
  }

  /** It is gone: whoever looks at it is told so. What was kept of it is its storage's to drop. */
  async forget(id: Id): Promise<void> {
    const session = await this.#live.get(id);
    this.#live.delete(id);
    session?.close();
  }

  /** Nothing is noted any more; what is due is found again when the session is loaded the next time. */
  async close(): Promise<void> {
    const live = await Promise.allSettled(this.#live.values());
    for (const one of live) if (one.status === 'fulfilled') one.value?.roll.close();
  }

  /** A named seat with a key of its own. */
  async join(
    session: LiveSession,
    role: Role,
    person: NewPerson,
  ): Promise<{ ok: true; participantId: Id; key: string; status: 'seated' | 'waiting' } | Refusal> {
    const participantId = this.#parts.newId();
    const key = newKey();
    const seat = {
      sessionId: session.id,
      id: participantId,
      name: person.name,
      email: person.email ?? null,
      organisation: person.organisation ?? null,
      createdAt: this.#parts.now(),
    };
    const writes: Write[] = [
      {
        type: 'key.saved',
        key: { hash: hashOfKey(key), sessionId: session.id, seatId: participantId, role },
      },
    ];
    const { language, territory } = person;
    const joined = await session.execute(
      { role, participantId },
      { type: 'participant.join', participantId, role, language, ...(territory ? { territory } : {}) },
      { writes, seat },
    );
    if (!joined.ok) return joined;
    const status = session.state.seats[participantId]?.status ?? 'seated';
    return { ok: true, participantId, key, status };
  }
}

const newKeys = (): NewKeys => Object.fromEntries(LINK_ROLES.map((role) => [role, newKey()])) as NewKeys;

const seatsOf = ({ id: sessionId, people, state }: ImportedSession): Write[] =>
  people.map(({ id, organisation }, index) => ({
    type: 'seat.saved',
    seat: {
      sessionId,
      id,
      name: `#${index + 1}`,
      email: null,
      organisation,
      createdAt: state.seats[id]?.joinedAt ?? '',
    },
  }));

const canvasWrites = ({ canvases }: ImportedSession): Write[] =>
  canvases.map(({ address, updates, owners }) => ({
    type: 'canvas.updated',
    canvasId: idOf(address),
    sessionId: address.sessionId,
    updates,
    owners,
  }));

/** By number, groups share the blocks out in the scenario's order: each has one, and every block has a group. */
function groupsOf(scenario: Scenario, { groups: wanted }: NewSession): Group[] {
  const blocks = scenario.blocks.map((block) => block.id);
  const specs =
    typeof wanted === 'object'
      ? wanted
      : Array.from({ length: wanted ?? blocks.length }, (_, at) => ({ blocks: share(blocks, at, wanted) }));
  return specs.map((spec: { name?: string | undefined; blocks?: Id[] | undefined }, at) =>
    newGroup(`g${at + 1}`, spec.name ?? String(at + 1), spec.blocks ?? share(blocks, at, specs.length)),
  );
}

function share(blocks: Id[], at: number, groups = blocks.length): Id[] {
  if (groups >= blocks.length) return [blocks[at % blocks.length] as Id];
  const own = blocks.filter((_, index) => Math.floor((index * groups) / blocks.length) === at);
  return own;
}
