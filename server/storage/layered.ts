import type { Storage, Write } from './storage.ts';

/** One storage, in which some sessions are kept elsewhere for as long as they last. */
export class LayeredStorage implements Storage {
  #base: Storage;
  #beside = new Map<string, Storage>();

  constructor(base: Storage) {
    this.#base = base;
  }

  /** Everything of this session goes to `storage` from now on; nothing of it is in the base. */
  keepBeside(sessionId: string, storage: Storage): void {
    this.#beside.set(sessionId, storage);
  }

  /** The session is gone with all that was kept of it. */
  async drop(sessionId: string): Promise<void> {
    const storage = this.#beside.get(sessionId);
    this.#beside.delete(sessionId);
    await storage?.close();
  }

  async write(...writes: Write[]): Promise<void> {
    const [first] = writes;
    if (first) await this.#of(sessionOf(first)).write(...writes);
  }

  session = (id: string) => this.#of(id).session(id);
  sessionByCode = (joinCode: string) => this.#first((storage) => storage.sessionByCode(joinCode));
  events = (sessionId: string, after: number) => this.#of(sessionId).events(sessionId, after);
  eventsOfCommand = (sessionId: string, by: string, commandId: string) =>
    this.#of(sessionId).eventsOfCommand(sessionId, by, commandId);
  seats = (sessionId: string) => this.#of(sessionId).seats(sessionId);
  key = (hash: string) => this.#first((storage) => storage.key(hash));
  canvas = (canvasId: string) => this.#of(sessionIn(canvasId)).canvas(canvasId);
  canvasUpdates = (canvasId: string, upTo: number) =>
    this.#of(sessionIn(canvasId)).canvasUpdates(canvasId, upTo);
  canvasIds = (sessionId: string) => this.#of(sessionId).canvasIds(sessionId);

  async close(): Promise<void> {
    await Promise.all([...this.#beside.keys()].map((sessionId) => this.drop(sessionId)));
    await this.#base.close();
  }

  #of(sessionId: string): Storage {
    return this.#beside.get(sessionId) ?? this.#base;
  }

  async #first<T>(read: (storage: Storage) => Promise<T | null>): Promise<T | null> {
    const found = await read(this.#base);
    if (found !== null || this.#beside.size === 0) return found;
    const others = await Promise.all([...this.#beside.values()].map(read));
    return others.find((one) => one !== null) ?? null;
  }
}

const sessionIn = (canvasId: string): string => canvasId.split('/')[0] ?? '';

/** The writes of one call are of one session. */
function sessionOf(write: Write): string {
  switch (write.type) {
    case 'session.created':
      return write.session.id;
    case 'seat.saved':
      return write.seat.sessionId;
    case 'key.saved':
      return write.key.sessionId;
    case 'canvas.checkpointed':
    case 'canvas.repaired':
      return sessionIn(write.canvasId);
    default:
      return write.sessionId;
  }
}
