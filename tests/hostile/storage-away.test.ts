import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { ServerProcess, temporaryDir } from '../support/server.ts';
import { Arena } from './arena.ts';
import { holdDatabase, smallDisk } from './storage-trouble.ts';
import { liveWithoutStorage } from './without-storage.ts';

const AWAY_MS = 6000;
const data = temporaryDir();
const disk = smallDisk(join(data.dir, 'disk'));
const servers: ServerProcess[] = [];

async function arenaOn(dir: string): Promise<Arena> {
  const server = await new ServerProcess({ DATA_DIR: dir }).start();
  servers.push(server);
  return Arena.open(server);
}
afterAll(async () => {
  for (const server of servers) await server.kill();
  disk?.remove();
  data.remove();
});

describe('without storage', () => {
  let arena: Arena;
  beforeAll(async () => {
    arena = await arenaOn(join(data.dir, 'held'));
  });
  afterAll(() => arena.close());

  it('people read on, wait and lose nothing while another program holds the database', async () => {
    const dir = join(data.dir, 'held');
    let held: { letGo: () => void } | null = null;
    const trouble = { begin: () => (held = holdDatabase(dir)), end: () => held?.letGo() };
    await liveWithoutStorage(arena, dir, trouble, AWAY_MS);
  });
});

describe.runIf(disk)('on a full disk', () => {
  it('people read on, wait and lose nothing until there is room', async () => {
    const dir = join(data.dir, 'disk');
    const arena = await arenaOn(dir);
    try {
      const trouble = { begin: () => disk!.fill(), end: () => disk!.makeRoom() };
      await liveWithoutStorage(arena, dir, trouble, AWAY_MS);
    } finally {
      arena.close();
    }
  });
});
