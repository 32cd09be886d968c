import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqlite } from '#server/storage/sqlite.ts';
import { type Storage, StorageDamaged } from '#server/storage/storage.ts';
import { temporaryDir } from '../../support/server.ts';
import { append, draw, event, update } from './records.ts';

const data = temporaryDir();
afterAll(() => data.remove());

const damaged = 's1/g1/b1';
const neighbour = 's1/g2/b1';
const marker = [...Buffer.from('a text that is easy to find in a file')];

let file = '';
let storage: Storage;

beforeEach(async () => {
  const dir = join(data.dir, crypto.randomUUID());
  file = join(dir, 'minga.sqlite');
  storage = await openSqlite(dir);
  const owner = { kind: 'client', key: '7', person: 'p1' } as const;
  await storage.write(append('s1', 0, 3, 'c1'), append('s2', 0, 3));
  await storage.write(draw(damaged, [update(1), update(...marker), update(3)], [owner]));
  await storage.write(draw(neighbour, [update(1)]));
});
afterEach(() => storage.close());

/** Changes a record behind the storage's back, with a connection of its own. */
function runSql(sql: string): void {
  const db = new Database(file);
  expect(db.prepare(sql).run().changes).toBe(1);
  db.close();
}

/** Changes the file itself, at the place of the marked record. */
async function changeBytes(change: (bytes: Buffer, at: number) => void): Promise<void> {
  await storage.close();
  const bytes = readFileSync(file);
  change(bytes, bytes.indexOf(Buffer.from(marker)));
  writeFileSync(file, bytes);
  storage = await openSqlite(dirname(file));
}

describe('a damaged canvas', () => {
  const second = `where canvas_id = '${damaged}' and seq = 2`;

  it.each([
    ['has other bytes', `update canvas_updates set bytes = x'00' ${second}`],
    ['has text for bytes', `update canvas_updates set bytes = 'text' ${second}`],
    ['has another author', `update canvas_updates set "by" = 'p2' ${second}`],
    ['has another time', `update canvas_updates set at = at + 1 ${second}`],
    ['has an unknown format', `update canvas_updates set format = 2 ${second}`],
    ['has another checksum', `update canvas_updates set checksum = x'0011223344556677' ${second}`],
    ['is gone', `delete from canvas_updates ${second}`],
    ['has strayed to another place', `update canvas_updates set seq = 4 ${second}`],
  ])('is told from an empty one when a record %s, and the others are served', async (_, sql) => {
    runSql(sql);
    expect(await storage.canvas(damaged)).toEqual({ ok: false, code: 'canvas/damaged', goodUpdates: 1 });
    expect(await storage.canvas(neighbour)).toMatchObject({ ok: true, updates: [update(1)] });
  });

  it('is found out when one bit in the file has turned', async () => {
    await changeBytes((bytes, at) => bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at));
    expect(await storage.canvas(damaged)).toEqual({ ok: false, code: 'canvas/damaged', goodUpdates: 1 });
  });

  it('is found out when a whole page of the file is lost', async () => {
    await changeBytes((bytes, at) => bytes.fill(0, at - (at % 4096), at - (at % 4096) + 4096));
    expect(await storage.canvas(damaged)).toMatchObject({ ok: false, code: 'canvas/damaged' });
    expect(await storage.events('s1', 0)).toHaveLength(3);
  });

  it('is found out when it belongs to somebody else than before', async () => {
    runSql(`update canvas_owners set person = 'p2' where canvas_id = '${damaged}'`);
    expect(await storage.canvas(damaged)).toEqual({ ok: false, code: 'canvas/damaged', goodUpdates: 3 });
  });
});

describe('a checkpoint', () => {
  const checkpointed = (after: number, ...bytes: number[]) =>
    ({ type: 'canvas.checkpointed', canvasId: damaged, after, bytes: Uint8Array.of(...bytes) }) as const;

  it('makes up for an update that is damaged before it', async () => {
    await storage.write(checkpointed(2, 12));
    runSql(`update canvas_updates set bytes = x'00' where canvas_id = '${damaged}' and seq = 1`);
    expect(await storage.canvas(damaged)).toMatchObject({
      ok: true,
      checkpoints: [Uint8Array.of(12)],
      updates: [update(3)],
    });
    await expect(storage.canvasUpdates(damaged, 3)).rejects.toThrow(StorageDamaged);
  });

  it('that is damaged is made up for by the updates', async () => {
    await storage.write(checkpointed(2, 12), checkpointed(3, 3));
    runSql(`update canvas_checkpoints set bytes = x'00' where canvas_id = '${damaged}' and seq = 3`);
    expect(await storage.canvas(damaged)).toMatchObject({
      checkpoints: [Uint8Array.of(12)],
      updates: [update(3)],
    });
  });
});

describe('a damaged log', () => {
  const second = `where session_id = 's1' and seq = 2`;

  it.each([
    ['says something else', `update events set payload = replace(payload, 'left-2', 'left-3') ${second}`],
    ['has another author', `update events set "by" = 'p2' ${second}`],
    ['has another time', `update events set at = '2026-03-02T10:00:00.000Z' ${second}`],
    ['comes from another command', `update events set command_id = 'c2' ${second}`],
    ['is gone', `delete from events ${second}`],
  ])('is not served when an event %s, and the others are', async (_, sql) => {
    runSql(sql);
    await expect(storage.events('s1', 0)).rejects.toBeInstanceOf(StorageDamaged);
    expect(await storage.events('s1', 2)).toEqual([event(3)]);
    expect(await storage.events('s2', 0)).toHaveLength(3);
  });

  it('is not served to somebody who asks for one command either', async () => {
    runSql(`update events set payload = '{}' ${second}`);
    await expect(storage.eventsOfCommand('s1', 'p1', 'c1')).rejects.toBeInstanceOf(StorageDamaged);
  });
});

it('a file that is no database is refused and left as it is', async () => {
  const bytes = Buffer.alloc(8192, 'not a database');
  await storage.close();
  writeFileSync(file, bytes);
  await expect(openSqlite(dirname(file))).rejects.toBeInstanceOf(StorageDamaged);
  expect(readFileSync(file).equals(bytes)).toBe(true);
});
