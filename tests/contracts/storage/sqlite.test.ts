import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openSqlite } from '#server/storage/sqlite.ts';
import { startWorker } from '#server/storage/sqlite-thread.ts';
import {
  type Storage,
  StorageInUse,
  StorageNotWritable,
  StorageTooNew,
  StorageUnavailable,
} from '#server/storage/storage.ts';
import { temporaryDir } from '../../support/server.ts';
import { append, draw, event, seat, session, update } from './records.ts';
import { storageContract } from './storage-suite.ts';
import { WritingProcess } from './writing-process.ts';

const data = temporaryDir();
afterAll(() => data.remove());

storageContract('SQLite', (place) => openSqlite(join(data.dir, place)));

let dir = '';
beforeEach(() => {
  dir = join(data.dir, crypto.randomUUID());
});

async function withStorage(use: (storage: Storage) => Promise<void>, start = startWorker): Promise<void> {
  const storage = await openSqlite(dir, start);
  try {
    await use(storage);
  } finally {
    await storage.close();
  }
}

describe('a folder with a SQLite database', () => {
  it('is refused while it is open, by name, and the first goes on', () =>
    withStorage(async (storage) => {
      const second = openSqlite(dir);
      await expect(second).rejects.toBeInstanceOf(StorageInUse);
      await expect(second).rejects.toThrow(dir);
      await storage.write(append('s1', 0));
      expect(await storage.events('s1', 0)).toEqual([event(1)]);
    }));

  it('is refused while another process has it open, and free once that was killed', async () => {
    const other = new WritingProcess(dir);
    await other.acknowledges(1);
    await expect(openSqlite(dir)).rejects.toBeInstanceOf(StorageInUse);
    await other.kill();
    await withStorage(async (storage) => {
      expect(await storage.session('unknown')).toBeNull();
    });
  });

  it('is refused, and left alone, when a newer release has written it', async () => {
    await withStorage((storage) => storage.write({ type: 'session.created', session: session('s1') }));
    const db = new Database(join(dir, 'minga.sqlite'));
    db.prepare('insert into migrations (name) values (?)').run('9999-much-later');
    db.close();
    const before = readFileSync(join(dir, 'minga.sqlite'));
    const opening = openSqlite(dir);
    await expect(opening).rejects.toBeInstanceOf(StorageTooNew);
    await expect(opening).rejects.toThrow('9999-much-later');
    expect(readFileSync(join(dir, 'minga.sqlite')).equals(before)).toBe(true);
  });

  it('is refused, by name, when it cannot be written to', async () => {
    writeFileSync(dir, 'a file where the folder should be');
    const opening = openSqlite(join(dir, 'data'));
    await expect(opening).rejects.toBeInstanceOf(StorageNotWritable);
    await expect(opening).rejects.toThrow(join(dir, 'data'));
  });

  it('can be copied by another program while people write', () =>
    withStorage(async (storage) => {
      await storage.write(append('s1', 0, 3));
      const reader = new Database(join(dir, 'minga.sqlite'), { readonly: true });
      const copying = reader.backup(join(dir, 'copy.sqlite'));
      await Promise.all([copying, storage.write(append('s1', 3))]);
      reader.close();
      const copy = new Database(join(dir, 'copy.sqlite'), { readonly: true });
      expect(copy.prepare('select count(*) from events').pluck().get()).toBeGreaterThanOrEqual(3);
      copy.close();
    }));

  it('holds nothing of an erased person in any file', () =>
    withStorage(async (storage) => {
      const holdsName = (): boolean =>
        readdirSync(dir).some((file) => readFileSync(join(dir, file)).includes('Guadalupe'));
      await storage.write({ type: 'seat.saved', seat: seat('s1', 'p1', 'Guadalupe') });
      expect(holdsName()).toBe(true);
      await storage.write({ type: 'seat.erased', sessionId: 's1', seatId: 'p1' });
      expect(holdsName()).toBe(false);
    }));

  it('is unavailable while another program holds it, and takes writes again afterwards', () =>
    withStorage(async (storage) => {
      await storage.write(append('s1', 0));
      const holder = new Database(join(dir, 'minga.sqlite'));
      holder.exec('begin immediate');
      await expect(storage.write(append('s1', 1))).rejects.toBeInstanceOf(StorageUnavailable);
      expect(await storage.events('s1', 0)).toEqual([event(1)]);
      holder.close();
      await storage.write(append('s1', 1));
    }));
});

describe('the thread that holds the database', () => {
  const workers: Worker[] = [];
  const recorded = (dataDir: string): Worker => {
    const worker = startWorker(dataDir);
    workers.push(worker);
    return worker;
  };
  beforeEach(() => void workers.splice(0));

  it('may die: what had no answer is refused, later calls find a new one and all that was acknowledged', () =>
    withStorage(async (storage) => {
      await storage.write(append('s1', 0), draw('s1/g1/b1', [update(1)]));
      const pending = [storage.write(append('s1', 1)), storage.events('s1', 0)];
      const stopped = workers[0]?.terminate();
      for (const result of await Promise.allSettled(pending)) {
        // The thread may have been quicker than its end; then the answer has to be true.
        if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(StorageUnavailable);
      }
      await stopped;
      const events = await storage.events('s1', 0);
      expect(events[0]).toEqual(event(1));
      expect(await storage.canvas('s1/g1/b1')).toMatchObject({ ok: true, updates: [update(1)] });
      await storage.write(append('s1', events.length));
      expect(workers).toHaveLength(2);
    }, recorded));

  it('is not started again and again when it keeps dying', () =>
    withStorage(async (storage) => {
      let isRefused = false;
      for (let round = 0; round < 20 && !isRefused; round++) {
        await workers.at(-1)?.terminate();
        isRefused = await storage.session('s1').then(
          () => false,
          (error: unknown) => error instanceof StorageUnavailable,
        );
      }
      expect(isRefused).toBe(true);
      expect(workers.length).toBeLessThan(10);
    }, recorded));
});
