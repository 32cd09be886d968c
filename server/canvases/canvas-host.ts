import { setTimeout as wait } from 'node:timers/promises';
import { nanoid } from 'nanoid';
import { encodeStateAsUpdate, encodeStateVector, type Doc, type Map as YMap } from 'yjs';
import { activityOf, type CanvasActivity, type CanvasPulse } from '#shared/canvas/activity.ts';
import { addCard, type NewCard, type Writer } from '#shared/canvas/edit.ts';
import type { Deed } from '#shared/canvas/history.ts';
import { readCanvas } from '#shared/canvas/read.ts';
import { restore } from '#shared/canvas/restore.ts';
import { SYNTHESIS_GROUP, TO_SORT } from '#shared/canvas/schema.ts';
import type { CanvasSnapshot } from '#shared/canvas/snapshot.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { isLocked as isPlaceLocked } from '#shared/session/families/lock.ts';
import { isModerator, writesIn, type Actor } from '#shared/session/rights.ts';
import type { Id, Ref, SessionState } from '#shared/session/state.ts';
import type { RecordedCanvas, Storage } from '#server/storage/storage.ts';
import { Canvas } from './canvas.ts';
import { loadCanvas } from './loading.ts';
import { copyOf, tell } from './telling.ts';
import { Ticker } from './ticker.ts';

export type CanvasAddress = { sessionId: Id; groupId: Id; blockId: Id };
type Log = {
  warn: (details: object, message: string) => void;
  error: (details: object, message: string) => void;
};
export type OpenCanvas = { ok: true; canvas: Canvas } | Refusal;

/** What has not been stored after so long is not waited for by who only reads. In ms. */
const STORING_MS = 1500;

/** What a moderator is shown of a canvas's history at once. */
const HISTORY_DEEDS = 2000;

/** All canvases of this process: a canvas is loaded or it is an error, never empty because loading failed (law 2). */
export class CanvasHost {
  #storage: Storage;
  #log: Log;
  #open = new Map<string, Promise<OpenCanvas>>();
  #ticker = new Ticker();
  #activities = new WeakMap<Canvas, { changes: number; activity: CanvasActivity }>();
  /** Open sockets on all canvases. */
  readers = 0;

  constructor(parts: { storage: Storage; log: Log }) {
    this.#storage = parts.storage;
    this.#log = parts.log;
  }

  /** @param state of the session it belongs to, which says which canvases there are. */
  open(state: SessionState, address: CanvasAddress): Promise<OpenCanvas> {
    if (!exists(state, address)) return Promise.resolve(refuse('canvas/unknown'));
    const id = idOf(address);
    const known = this.#open.get(id);
    if (known) return known;
    const loading = this.#load(id, state, address).catch((error: unknown): OpenCanvas => {
      this.#log.error({ canvasId: id, err: error }, 'a canvas cannot be read');
      return refuse('storage/unavailable');
    });
    this.#open.set(id, loading);
    // What failed is tried again the next time somebody asks.
    void loading.then((opened) => opened.ok || this.#open.delete(id));
    return loading;
  }

  async #load(id: string, state: SessionState, address: CanvasAddress): Promise<OpenCanvas> {
    const stored = await this.#storage.canvas(id);
    if (!stored.ok) {
      this.#log.error({ canvasId: id, goodUpdates: stored.goodUpdates }, 'a canvas is damaged');
      return refuse('canvas/damaged', { goodUpdates: stored.goodUpdates });
    }
    const loaded = await loadCanvas(stored);
    const parts = {
      id,
      sessionId: address.sessionId,
      groupId: address.groupId,
      zoneIds: state.zoneIds,
      storage: this.#storage,
      ticker: this.#ticker,
      now: Date.now,
      log: this.#log,
      readStored: () =>
        this.#readStored(id).then(
          (doc) => doc && encodeStateAsUpdate(doc),
          () => null,
        ),
      onFailure: (error: unknown) => {
        this.#log.error({ canvasId: id, err: error }, 'a canvas cannot be stored');
        this.#open.delete(id);
        for (const reader of canvas.readers) reader.fail();
        void canvas.close();
      },
    };
    const canvas = new Canvas(parts, loaded);
    return { ok: true, canvas };
  }

  /** Nobody looks at it any more: it leaves memory once everything is on disk. */
  async release(address: CanvasAddress): Promise<void> {
    const id = idOf(address);
    const opened = await this.#open.get(id);
    if (!opened?.ok || opened.canvas.readers.size > 0) return;
    await opened.canvas.settled();
    if (opened.canvas.readers.size > 0) return;
    this.#open.delete(id);
    await opened.canvas.close();
  }

  /** What is on disk of it, as everybody may rely on it. */
  async snapshot(
    state: SessionState,
    address: CanvasAddress,
  ): Promise<{ ok: true; snapshot: CanvasSnapshot } | Refusal> {
    const opened = await this.open(state, address);
    if (!opened.ok) return opened;
    const { sessionId: session, groupId: group, blockId: block } = address;
    const read = (doc: Doc): CanvasSnapshot => readCanvas(doc, { session, group, block }, state.zoneIds);
    opened.canvas.runTick();
    const snapshot = read(opened.canvas.doc);
    const isOnDisk = opened.canvas.settled().then(() => true);
    if (await Promise.race([isOnDisk, wait(STORING_MS, false, { ref: false })])) {
      if (opened.canvas.readers.size === 0) void this.release(address);
      return { ok: true, snapshot };
    }
    const stored = await this.#readStored(idOf(address));
    return stored ? { ok: true, snapshot: read(stored) } : refuse('storage/unavailable');
  }

  /** Every update of it, and what belongs to whom; null where it is damaged. */
  async recorded(state: SessionState, address: CanvasAddress): Promise<RecordedCanvas | null> {
    const opened = await this.open(state, address);
    if (!opened.ok) return null;
    await opened.canvas.settled();
    const id = idOf(address);
    const [stored, updates] = await Promise.all([
      this.#storage.canvas(id),
      this.#storage.canvasUpdates(id, Infinity),
    ]);
    if (opened.canvas.readers.size === 0) void this.release(address);
    return stored.ok ? { owners: stored.owners, updates } : null;
  }

  /** How far it has come. Asked for every few seconds: what has not changed is not read again. */
  async activity(state: SessionState, address: CanvasAddress): Promise<CanvasActivity | null> {
    const opened = await this.open(state, address);
    if (!opened.ok) return null;
    const { canvas } = opened;
    const { changes, pulse } = canvas;
    const known = this.#activities.get(canvas);
    if (known?.changes === changes) return { ...known.activity, ...pulseOf(known.activity, pulse.read()) };
    const read = await this.snapshot(state, address);
    if (!read.ok) return null;
    const activity = activityOf(read.snapshot, pulse.read(), new Date().toISOString());
    this.#activities.set(canvas, { changes, activity });
    return activity;
  }

  /** A copy of what is on disk, beside the one in memory that may be ahead of it. */
  async #readStored(id: string): Promise<Doc | null> {
    const stored = await this.#storage.canvas(id);
    return stored.ok ? (await loadCanvas(stored)).doc : null;
  }

  /** The last good version of a damaged canvas, for looking at before going on from it. */
  async lastGood(
    state: SessionState,
    address: CanvasAddress,
  ): Promise<{ ok: true; snapshot: CanvasSnapshot; goodUpdates: number } | Refusal> {
    if (!exists(state, address)) return refuse('canvas/unknown');
    const stored = await this.#storage.canvas(idOf(address));
    if (stored.ok) return refuse('canvas/not-damaged');
    const { goodUpdates } = stored;
    const updates = await this.#storage.canvasUpdates(idOf(address), goodUpdates);
    const { doc } = await loadCanvas({
      ok: true,
      checkpoints: [],
      updates,
      count: goodUpdates,
      owners: [],
      incarnation: 0,
    });
    const { sessionId: session, groupId: group, blockId: block } = address;
    return { ok: true, snapshot: readCanvas(doc, { session, group, block }, state.zoneIds), goodUpdates };
  }

  /** Goes on from the last good version. What could not be read stays in storage, under another name. */
  async repair(state: SessionState, address: CanvasAddress): Promise<{ ok: true } | Refusal> {
    const found = await this.lastGood(state, address);
    if (!found.ok) return found;
    const canvasId = idOf(address);
    await this.#storage.write({ type: 'canvas.repaired', canvasId, goodUpdates: found.goodUpdates });
    this.#log.warn({ canvasId, goodUpdates: found.goodUpdates }, 'a damaged canvas was repaired');
    return { ok: true };
  }

  /** Who did what to its cards, the newest last; of a very long one the last `HISTORY_DEEDS`. */
  async history(state: SessionState, address: CanvasAddress): Promise<{ ok: true; deeds: Deed[] } | Refusal> {
    const told = await this.#tell(state, address, Infinity);
    return told.ok ? { ok: true, deeds: told.deeds.slice(-HISTORY_DEEDS) } : told;
  }

  /**
   * [S75] Brings back how it was at an instant (`at`, ms, the server's clock), as new changes by `person`: all of it, one card,
   * or only what one person has done since.
   */
  async restore(
    state: SessionState,
    address: CanvasAddress,
    person: Id,
    { at, card, by }: { at: number; card?: Id | undefined; by?: Id | undefined },
  ): Promise<{ ok: true; cards: number } | Refusal> {
    const told = await this.#tell(state, address, at);
    if (!told.ok) return told;
    const { canvas, past, touchedSince } = told;
    const written = await this.#writeOn(canvas, address, person, (copy, writer) =>
      restore(copy, writer, past, {
        touchedSince,
        ...(card === undefined ? {} : { card }),
        ...(by === undefined ? {} : { by }),
      }),
    );
    if (!written.ok) return written;
    const { result: cards } = written;
    this.#log.warn({ canvasId: idOf(address), by: person, cards }, 'a canvas was brought back');
    return { ok: true, cards };
  }

  /** Cards by `person` that are still to be sorted, in this order. */
  async addToSort(
    state: SessionState,
    address: CanvasAddress,
    person: Id,
    cards: Pick<NewCard, 'text' | 'lang' | 'spokenBy'>[],
  ): Promise<{ ok: true; cards: number } | Refusal> {
    const opened = await this.open(state, address);
    if (!opened.ok) return opened;
    const written = await this.#writeOn(opened.canvas, address, person, (copy, writer) => {
      for (const card of cards) addCard(copy, writer, { ...card, zone: TO_SORT, territory: null });
    });
    return written.ok ? { ok: true, cards: cards.length } : written;
  }

  /** From outside of a canvas's socket, and like everybody's: judged, stored, passed on. */
  async #writeOn<T>(
    canvas: Canvas,
    address: CanvasAddress,
    participantId: Id,
    change: (copy: Doc, writer: Writer) => T,
  ): Promise<{ ok: true; result: T } | Refusal> {
    const copy = copyOf(canvas.doc);
    const before = encodeStateVector(copy);
    const result = change(copy, { participantId, newId: nanoid, now: Date.now });
    const refusal = await canvas.write(participantId, encodeStateAsUpdate(copy, before));
    if (canvas.readers.size === 0) void this.release(address);
    return refusal ?? { ok: true, result };
  }

  async #tell(state: SessionState, address: CanvasAddress, until: number) {
    const opened = await this.open(state, address);
    if (!opened.ok) return opened;
    const { canvas } = opened;
    await canvas.settled();
    const updates = await this.#storage.canvasUpdates(idOf(address), Infinity);
    return { ok: true as const, canvas, ...(await tell(updates, until)) };
  }

  /** The zone of the living card that a ref names; null when there is none. */
  async cardZone(state: SessionState, ref: Ref): Promise<Id | null> {
    const [groupId = '', blockId = '', cardId = ''] = ref.split('/');
    const opened = await this.open(state, { sessionId: state.id, groupId, blockId });
    if (!opened.ok) return null;
    opened.canvas.runTick();
    const card = opened.canvas.doc.getMap<YMap<unknown>>('cards').get(cardId);
    const zone = card?.get('zone');
    await opened.canvas.settled();
    return card?.get('removed') !== true && typeof zone === 'string' ? zone : null;
  }

  get count(): number {
    return this.#open.size;
  }

  /** The session is no more, and what was written on its canvases is nobody's. */
  async drop(sessionId: Id): Promise<void> {
    for (const [id, opening] of [...this.#open]) {
      if (!id.startsWith(`${sessionId}/`)) continue;
      this.#open.delete(id);
      const opened = await opening;
      if (!opened.ok) continue;
      for (const reader of opened.canvas.readers) reader.fail();
      await opened.canvas.close();
    }
  }

  async close(): Promise<void> {
    const opened = await Promise.all(this.#open.values());
    await Promise.all(opened.flatMap((entry) => (entry.ok ? entry.canvas.close() : [])));
    this.#open.clear();
  }
}

export const idOf = ({ sessionId, groupId, blockId }: CanvasAddress): string =>
  `${sessionId}/${groupId}/${blockId}`;

/** [S71] A canvas exists because the session says so: for every block a group has or had, and for the synthesis. */
function exists(state: SessionState, { groupId, blockId }: CanvasAddress): boolean {
  return groupId === SYNTHESIS_GROUP
    ? blockId === OVERALL || state.blockIds.includes(blockId)
    : state.canvases.includes(`${groupId}/${blockId}`);
}

/** What has happened of late goes by even where nothing changes. */
const pulseOf = ({ lastCardAt }: CanvasActivity, pulse: CanvasPulse): CanvasPulse => ({
  ...pulse,
  lastCardAt: pulse.lastCardAt ?? lastCardAt,
});

export const OVERALL = 'overall';

/** Every canvas of a session, the synthesis's own narratives among them. */
export const canvasesOf = (state: SessionState): CanvasAddress[] => [
  ...state.canvases.map((path) => {
    const [groupId = '', blockId = ''] = path.split('/');
    return { sessionId: state.id, groupId, blockId };
  }),
  ...[...state.blockIds, OVERALL].map((blockId) => ({
    sessionId: state.id,
    groupId: SYNTHESIS_GROUP,
    blockId,
  })),
];

export type CanvasRights = {
  mayRead: boolean;
  mayWrite: boolean;
  /** Writing was taken away from this person alone: at once, and with no time to finish. */
  isMuted: boolean;
  /** A moderator's lock is all that stands in the way of writing. */
  isLocked: boolean;
  lockedZones: Id[];
  /** When writing ends, ms, with no time to finish after it; null: with an event, if ever. */
  until: number | null;
};

/**
 * [S72] Every seat reads, members of the group write; a role link without a name, or who waits, does not write. [S121] Narratives are
 * written on after the end, until nothing changes any more.
 */
export function canvasRights(
  state: SessionState,
  actor: Actor,
  { groupId, blockId }: CanvasAddress,
): CanvasRights {
  const seat = actor.participantId === null ? null : state.seats[actor.participantId];
  const mayRead = state.status !== 'draft' && (!seat || seat.status === 'seated');
  const isWriter =
    groupId === SYNTHESIS_GROUP
      ? isModerator(actor) || state.groups.some((group) => group.rapporteur === seat?.id)
      : seat !== null && seat !== undefined && writesIn(state, seat, groupId);
  const { frozen, until } = state.synthesis;
  const isToldAfterwards = groupId === SYNTHESIS_GROUP && state.status === 'closed' && frozen === null;
  const isLocked = isPlaceLocked(
    state.locks.filter(({ zone }) => zone === undefined),
    { groupId, blockId },
  );
  const couldWrite =
    mayRead &&
    seat !== null &&
    seat !== undefined &&
    seat.role !== 'observer' &&
    isWriter &&
    (state.status === 'open' || isToldAfterwards);
  return {
    mayRead,
    mayWrite: couldWrite && !isLocked && !seat.isMuted,
    isMuted: couldWrite && seat.isMuted === true,
    isLocked: couldWrite && isLocked,
    lockedZones: state.zoneIds.filter((zone) => isPlaceLocked(state.locks, { groupId, blockId, zone })),
    until: groupId === SYNTHESIS_GROUP && state.status === 'closed' && until ? Date.parse(until) : null,
  };
}
