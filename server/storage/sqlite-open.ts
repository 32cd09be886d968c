import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';

import { codeOf, isDamage } from './failures.ts';
import { migrations } from './migrations.ts';
import { StorageDamaged, StorageInUse, StorageNotWritable, StorageTooNew } from './storage.ts';

/** Only a program from outside can hold the file, as a backup does for a moment. */
export const BUSY_TIMEOUT_MS = 1000;

export type OpenDatabase = { db: Database.Database; close: () => void };

/** Instead of a folder: nothing touches the disk, and all is gone with the thread. */
export const IN_MEMORY = ':memory:';

/** @throws StorageInUse, StorageTooNew, StorageNotWritable, StorageDamaged */
export function openDatabase(dataDir: string): OpenDatabase {
  if (dataDir === IN_MEMORY) {
    const db = new Database(IN_MEMORY);
    migrate(db, dataDir);
    return { db, close: () => void db.close() };
  }
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    const lock = takeLock(dataDir);
    try {
      const db = openFile(dataDir);
      return {
        db,
        close() {
          db.close();
          lock.close();
        },
      };
    } catch (error) {
      lock.close();
      throw error;
    }
  } catch (error) {
    if (/^(E[A-Z]+$|SQLITE_(CANTOPEN|READONLY|PERM))/.test(codeOf(error))) {
      throw new StorageNotWritable(`The folder ${dataDir} cannot be written to (${codeOf(error)}).`);
    }
    if (isDamage(error)) throw new StorageDamaged(`The file minga.sqlite in ${dataDir} is damaged.`);
    throw error;
  }
}

/**
 * Two servers on one folder would both believe that they own its sessions. The lock is one of the operating system, so
 * that it ends with the process, however that dies. It lies on a file beside the database and not on the database
 * itself, so that a backup can read while the server runs.
 */
function takeLock(dataDir: string): Database.Database {
  const lock = new Database(join(dataDir, 'minga.lock'), { timeout: 0 });
  try {
    lock.exec('begin exclusive');
    return lock;
  } catch (error) {
    lock.close();
    if (!codeOf(error).startsWith('SQLITE_BUSY')) throw error;
    throw new StorageInUse(
      `The folder ${dataDir} is in use by another Minga server. Stop that one, or give this one its own folder.`,
    );
  }
}

function openFile(dataDir: string): Database.Database {
  const db = new Database(join(dataDir, 'minga.sqlite'), { timeout: BUSY_TIMEOUT_MS });
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('fullfsync = ON'); // macOS: a plain fsync there stops at the drive's cache
    db.pragma('secure_delete = ON'); // an erased person is gone from the file too
    db.pragma('cell_size_check = ON');
    db.pragma(`journal_size_limit = ${16 * 1024 * 1024}`);
    migrate(db, dataDir);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** In one transaction: an upgrade that is cut short leaves the old schema whole. */
function migrate(db: Database.Database, dataDir: string): void {
  const steps = migrations('sqlite');
  db.transaction(() => {
    db.exec('create table if not exists migrations (name text primary key not null)');
    const done = db.prepare<[], string>('select name from migrations').pluck().all();
    const unknown = done.filter((name) => !steps.some((step) => step.name === name));
    if (unknown.length > 0) {
      throw new StorageTooNew(
        `The data in ${dataDir} was written by a newer release of Minga (${unknown.join(', ')}). Run that release or a later one.`,
      );
    }
    for (const { name, statements } of steps) {
      if (done.includes(name)) continue;
      for (const statement of statements) db.exec(statement);
      db.prepare('insert into migrations (name) values (?)').run(name);
    }
  }).immediate();
}
