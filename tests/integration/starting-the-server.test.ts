import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadCatalogue } from '#server/scenarios/catalogue.ts';
import { request } from '../support/http.ts';
import { ServerProcess, temporaryDir } from '../support/server.ts';

const data = temporaryDir();
afterAll(() => data.remove());

/** What a start that cannot succeed says, in how many ms, and its exit code. */
async function failedStart(environment: NodeJS.ProcessEnv): Promise<{ says: string; code: number | null }> {
  const server = new ServerProcess({ DATA_DIR: join(data.dir, 'other'), ...environment });
  const says = await server.start().then(
    async () => {
      await server.kill('SIGTERM');
      return 'It started.';
    },
    (error: Error) => error.message,
  );
  return { says, code: await server.ended() };
}

describe('a setting that is wrong stops the start with one sentence naming it and the fix', () => {
  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['PUBLIC_URL', 'minga'],
    ['OWNER_KEY', 'short'],
    ['LOG_LEVEL', 'loud'],
    ['DATABASE_URL', 'postgres://somewhere'],
  ])('%s=%s', async (setting, value) => {
    const { says, code } = await failedStart({ [setting]: value });
    expect(says).toMatch(new RegExp(`Minga cannot start\\. ${setting}: .+ To fix it, .+\\.`));
    expect(code).toBe(1);
  });

  it('DATA_DIR that cannot be written to', async () => {
    const file = join(data.dir, 'a-file');
    writeFileSync(file, '');
    const { says, code } = await failedStart({ DATA_DIR: join(file, 'below') });
    expect(says).toMatch(/Minga cannot start\. DATA_DIR: .+ To fix it, name a folder/);
    expect(code).toBe(1);
  });

  it('DATA_DIR where no folder can be made', async () => {
    const { says, code } = await failedStart({
      DATA_DIR: process.platform === 'linux' ? '/proc/minga/data' : '/dev/null/minga',
    });
    expect(says).toMatch(/Minga cannot start\. DATA_DIR: .+ To fix it, name a folder/);
    expect(code).toBe(1);
  });

  it('PORT that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.on('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const { says, code } = await failedStart({ PORT: String(port) });
    expect(says).toMatch(new RegExp(`PORT: ${port} is taken`));
    expect(code).toBe(1);
    other.close();
  });

  it('DATA_DIR that another Minga uses', async () => {
    const dir = join(data.dir, 'shared');
    const first = await new ServerProcess({ DATA_DIR: dir }).start();
    const { says, code } = await failedStart({ DATA_DIR: dir });
    expect(says).toMatch(/Minga cannot start\. DATA_DIR: .+/);
    expect(code).toBe(1);
    await first.kill('SIGTERM');
  });
});

it('a stop asked for ends in order, and the next start has everything and the same owner key', async () => {
  const dir = join(data.dir, 'again');
  const server = await new ServerProcess({ DATA_DIR: dir }).start();
  const key = server.ownerKey;
  const { body } = await request(`${server.url}/api/sessions`, { key, body: { scenario: 'tiny' } });
  await server.kill('SIGTERM');
  expect(await server.ended()).toBe(0);
  await server.start();
  expect(server.ownerKey).toBe(key);
  const again = await request(`${server.url}/api/sessions/${body.id}`, { key: body.keys.organizer });
  expect(again.status).toBe(200);
  await server.kill('SIGTERM');
});

it('a broken scenario file is named with its line and left out; the others are offered', async () => {
  const dir = join(data.dir, 'scenarios');
  mkdirSync(join(dir, 'broken'), { recursive: true });
  cpSync('scenarios/tiny', join(dir, 'tiny'), { recursive: true });
  writeFileSync(
    join(dir, 'broken', 'scenario.yaml'),
    'format: minga.scenario\nversion: 1\nid: broken\ntitel: x\n',
  );
  const catalogue = await loadCatalogue(dir);
  expect([...catalogue.scenarios.keys()]).toEqual(['tiny']);
  expect(catalogue.broken.length).toBeGreaterThan(0);
  expect(catalogue.broken[0]?.file).toContain('broken/scenario.yaml');
  expect(catalogue.broken.some(({ line, path }) => line === 4 && path.includes('titel'))).toBe(true);
});
