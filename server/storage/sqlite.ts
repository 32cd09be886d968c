import type { Event } from '#shared/session/events.ts';

import { toError } from './failures.ts';
import { decodeEvent, type EncodedWrite, encodeWrite, type Reads, unpackCanvas } from './sqlite-protocol.ts';
import { SqliteThread, type StartWorker, startWorker } from './sqlite-thread.ts';
import {
  type CanvasUpdate,
  type KeyRecord,
  type SeatRecord,
  type SessionRecord,
  type Storage,
  StorageUnavailable,
  type StoredCanvas,
  type Write,
} from './storage.ts';

/** A thread that keeps stopping is started this often, so that the processor is left to the rooms meanwhile. */
const STARTS = { most: 5, withinMs: 10_000 };

/**
 * Opens `<dataDir>/minga.sqlite`, made and brought up to date where needed.
 * @throws StorageInUse, StorageTooNew, StorageNotWritable, StorageDamaged
 */
export async function openSqlite(dataDir: string, start: StartWorker = startWorker): Promise<Storage> {
  const startThread = () => SqliteThread.start(dataDir, start);
  return new SqliteStorage(await startThread(), startThread);
}

type Call = { writes: EncodedWrite[]; resolve(): void; reject(error: unknown): void };

class SqliteStorage implements Storage {
  #startThread: () => Promise<SqliteThread>;
  #thread: Promise<SqliteThread> | null = null;
  #starts: number[] = [];
  #waiting: Call[] = [];
  #sending: Promise<void> | null = null;
  #closing: Promise<void> | null = null;

  constructor(thread: SqliteThread, startThread: () => Promise<SqliteThread>) {
    this.#startThread = startThread;
    void this.#keep(Promise.resolve(thread));
  }

  write(...writes: Write[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#refuseIfClosed();
      this.#waiting.push({ writes: writes.map(encodeWrite), resolve, reject });
      this.#sending ??= this.#sendBatches();
    });
  }

  session(id: string): Promise<SessionRecord | null> {
    return this.#read('session', id);
  }

  sessionByCode(joinCode: string): Promise<SessionRecord | null> {
    return this.#read('sessionByCode', joinCode);
  }

  async events(sessionId: string, after: number): Promise<Event[]> {
    return (await this.#read('events', sessionId, after)).map(decodeEvent);
  }

  async eventsOfCommand(sessionId: string, by: string, commandId: string): Promise<Event[] | null> {
    const events = await this.#read('eventsOfCommand', sessionId, by, commandId);
    return events && events.map(decodeEvent);
  }

  seats(sessionId: string): Promise<SeatRecord[]> {
    return this.#read('seats', sessionId);
  }

  key(hash: string): Promise<KeyRecord | null> {
    return this.#read('key', hash);
  }

  async canvas(canvasId: string): Promise<StoredCanvas> {
    return unpackCanvas(await this.#read('canvas', canvasId));
  }

  canvasUpdates(canvasId: string, upTo: number): Promise<CanvasUpdate[]> {
    return this.#read('canvasUpdates', canvasId, upTo);
  }

  canvasIds(sessionId: string): Promise<string[]> {
    return this.#read('canvasIds', sessionId);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#sending;
    const thread = await this.#thread?.catch(() => null);
    await thread?.close();
  }

  /** One batch on its way to the disk, the next one collecting: the slower the disk, the more share a commit. */
  async #sendBatches(): Promise<void> {
    await Promise.resolve(); // calls of the same tick share the first batch
    while (this.#waiting.length > 0) {
      const calls = this.#waiting;
      this.#waiting = [];
      try {
        const thread = await this.#running();
        const failures = await thread.batch(calls.map((call) => call.writes));
        for (const [index, call] of calls.entries()) {
          const failure = failures[index];
          if (failure) call.reject(toError(failure));
          else call.resolve();
        }
      } catch (error) {
        // What waited behind a lost batch may build on it: it must not land alone.
        for (const call of [...calls, ...this.#waiting.splice(0)]) call.reject(error);
      }
    }
    this.#sending = null;
  }

  async #read<Name extends keyof Reads>(
    name: Name,
    ...args: Parameters<Reads[Name]>
  ): Promise<ReturnType<Reads[Name]>> {
    this.#refuseIfClosed();
    const thread = await this.#running();
    return thread.read(name, ...args);
  }

  #refuseIfClosed(): void {
    if (this.#closing) throw new StorageUnavailable('The storage is closed.');
  }

  /** Not async: requests are posted in the order of their calls, and an extra tick could put one behind `close`. */
  #running(): Promise<SqliteThread> {
    if (this.#thread) return this.#thread;
    const now = Date.now();
    this.#starts = this.#starts.filter((at) => now - at < STARTS.withinMs);
    if (this.#starts.length >= STARTS.most) {
      throw new StorageUnavailable(
        'The storage thread keeps stopping. It is started again in a few seconds.',
      );
    }
    this.#starts.push(now);
    return this.#keep(
      this.#startThread().catch((error: unknown) => {
        throw new StorageUnavailable('The storage thread could not be started again.', { cause: error });
      }),
    );
  }

  #keep(thread: Promise<SqliteThread>): Promise<SqliteThread> {
    this.#thread = thread;
    const forget = (): void => {
      if (this.#thread === thread) this.#thread = null;
    };
    thread.then(({ exited }) => exited).then(forget, forget);
    return thread;
  }
}
