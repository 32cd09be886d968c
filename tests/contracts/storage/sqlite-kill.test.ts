import { afterAll, expect, it } from 'vitest';
import { openSqlite } from '#server/storage/sqlite.ts';
import { temporaryDir } from '../../support/server.ts';
import { WritingProcess } from './writing-process.ts';

const data = temporaryDir();
afterAll(() => data.remove());

it('everything acknowledged is there after kill -9, whole calls only, five times in a row', async () => {
  for (const writes of [1, 30, 100, 250, 400]) {
    const process = new WritingProcess(data.dir);
    await process.acknowledges(writes);
    await process.kill();

    const storage = await openSqlite(data.dir);
    expect(process.acknowledged.size).toBeGreaterThan(0);
    for (const [writer, acknowledged] of process.acknowledged) {
      const events = await storage.events(writer, 0);
      expect(events.length).toBeGreaterThanOrEqual(acknowledged);
      const canvas = await storage.canvas(`${writer}/g1/b1`);
      expect(canvas).toMatchObject({ ok: true, updates: { length: events.length } });
    }
    await storage.close();
  }
});
