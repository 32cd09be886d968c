import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { Kysely, Migrator, SqliteDialect } from 'kysely';

import { codeOf } from './failures.ts';
import { migrations } from './migrations.ts';
import { StorageInUse, StorageNotWritable, StorageTooNew } from './storage.ts';

/** Only a program from outside can hold the file, as a backup does for a moment. */
export const BUSY_TIMEOUT_MS = 1000;

export type OpenDatabase = { db: Database.Database; close(): void };

export async function openDatabase(dataDir: string): Promise<OpenDatabase> {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    const lock = takeLock(dataDir);
    try {
      const db = await openFile(dataDir);
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

async function openFile(dataDir: string): Promise<Database.Database> {
  const db = new Database(join(dataDir, 'minga.sqlite'), { timeout: BUSY_TIMEOUT_MS });
  try {
    refuseNewerSchema(db, dataDir);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('fullfsync = ON'); // macOS: a plain fsync there stops at the drive's cache
    db.pragma('secure_delete = ON'); // an erased person is gone from the file too
    db.pragma('cell_size_check = ON');
    db.pragma(`journal_size_limit = ${16 * 1024 * 1024}`);
    await migrate(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function refuseNewerSchema(db: Database.Database, dataDir: string): void {
  const isNew = !db.prepare(`select 1 from sqlite_master where name = 'kysely_migration'`).get();
  if (isNew) return;
  const known = Object.keys(migrations('sqlite'));
  const done = db.prepare<[], string>('select name from kysely_migration').pluck().all();
  const unknown = done.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new StorageTooNew(
    `The data in ${dataDir} was written by a newer release of Minga (${unknown.join(', ')}). Run that release or a later one.`,
  );
}

/** In one transaction of ours, as Kysely makes none for SQLite: an upgrade cut short leaves the old schema whole. */
async function migrate(db: Database.Database): Promise<void> {
  // Not destroyed afterwards: that would close `db`.
  const kysely = new Kysely<unknown>({ dialect: new SqliteDialect({ database: db }) });
  const provider = { getMigrations: () => Promise.resolve(migrations('sqlite')) };
  db.exec('begin immediate');
  try {
    const { error } = await new Migrator({ db: kysely, provider }).migrateToLatest();
    if (error) throw error;
    db.exec('commit');
  } catch (error) {
    if (db.inTransaction) db.exec('rollback');
    throw error;
  }
}
