import type { Worker } from 'node:worker_threads';

import { startThread } from '../threads.ts';
import { toError } from './failures.ts';
import {
  type BatchResult,
  buffersOf,
  type EncodedWrite,
  OPENING,
  type Reads,
  type Reply,
  type Request,
} from './sqlite-protocol.ts';
import { StorageUnavailable } from './storage.ts';

export type StartWorker = (dataDir: string) => Worker;

export const startWorker: StartWorker = (dataDir) =>
  startThread(import.meta.url, 'sqlite-worker', {
    workerData: { dataDir },
    name: 'storage',
    // What passes through lives for a moment: without a limit it would be left lying for hours.
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  });

type Pending = { resolve(value: unknown): void; reject(error: Error): void };
type Distribute<T> = T extends Request ? Omit<T, 'id'> : never;

/** A running thread: requests in, replies out. When it ends, whatever had no reply fails. */
export class SqliteThread {
  readonly exited: Promise<void>;
  #worker: Worker;
  #pending = new Map<number, Pending>();
  #nextId = OPENING + 1;
  #hasExited = false;

  static async start(dataDir: string, start: StartWorker): Promise<SqliteThread> {
    const thread = new SqliteThread(start(dataDir));
    try {
      await new Promise((resolve, reject) => thread.#pending.set(OPENING, { resolve, reject }));
      return thread;
    } catch (error) {
      await thread.#worker.terminate();
      throw error;
    }
  }

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (reply: Reply) => {
      const pending = this.#pending.get(reply.id);
      this.#pending.delete(reply.id);
      if (reply.ok) pending?.resolve(reply.value);
      else pending?.reject(toError(reply.failure));
    });
    let reason: unknown = null;
    // Without a listener the error would end the server.
    worker.on('error', (error) => (reason = error));
    this.exited = new Promise((resolve) => {
      worker.on('exit', () => {
        this.#hasExited = true;
        const stopped = new StorageUnavailable('The storage thread has stopped.', { cause: reason });
        for (const pending of this.#pending.values()) pending.reject(stopped);
        this.#pending.clear();
        resolve();
      });
    });
  }

  batch(calls: EncodedWrite[][]): Promise<BatchResult> {
    return this.#request({ type: 'batch', calls }, buffersOf(calls));
  }

  read<Name extends keyof Reads>(
    name: Name,
    ...args: Parameters<Reads[Name]>
  ): Promise<ReturnType<Reads[Name]>> {
    return this.#request({ type: 'read', name, args });
  }

  async close(): Promise<void> {
    await this.#request({ type: 'close' });
    // The database is closed by now; what else keeps the thread alive, such as a loader, has no say.
    await this.#worker.terminate();
  }

  #request<Value>(request: Distribute<Request>, transfer: ArrayBuffer[] = []): Promise<Value> {
    // A message to a thread that has ended would never be answered.
    if (this.#hasExited) return Promise.reject(new StorageUnavailable('The storage thread has stopped.'));
    const id = this.#nextId++;
    return new Promise<unknown>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#worker.postMessage({ ...request, id }, transfer);
    }) as Promise<Value>;
  }
}
