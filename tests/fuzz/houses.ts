import { rmSync } from 'node:fs';
import { buildApp } from '#server/app.ts';
import { loadCatalogue } from '#server/scenarios/catalogue.ts';
import { openSqlite } from '#server/storage/sqlite.ts';
import { ServerProcess, temporaryDir } from '../support/server.ts';
import { OWNER_KEY, startApp } from '../support/workshop.ts';
import type { House } from './stage.ts';

export type OpenHouse = House & {
  /** Ends the server and starts another one on what it left. */
  again: () => Promise<void>;
  close: () => Promise<void>;
};

/** The server in this process, for many seeds at once. */
export async function houseInProcess(): Promise<OpenHouse> {
  const first = await startApp();
  let { app, url } = first;
  return {
    url: () => url,
    ownerKey: () => OWNER_KEY,
    again: async () => {
      await app.close();
      const config = {
        HOST: '127.0.0.1',
        PORT: 0,
        DATA_DIR: first.dir,
        PUBLIC_URL: null,
        OWNER_KEY,
        LOG_LEVEL: 'silent' as const,
        ownerKey: OWNER_KEY,
      };
      const [storage, catalogue] = [await openSqlite(first.dir), await loadCatalogue('scenarios')];
      app = await buildApp({ config, storage, catalogue });
      url = await app.listen();
    },
    close: async () => {
      await app.close();
      rmSync(first.dir, { recursive: true, force: true });
    },
  };
}

/** The server as a process of its own, which can be killed. Who asks while it is on its way back waits for the same one. */
export async function houseOfItsOwn(): Promise<OpenHouse> {
  const data = temporaryDir();
  const server = await new ServerProcess({ DATA_DIR: data.dir }).start();
  let restarting: Promise<void> | null = null;
  const restart = (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    restarting ??= server
      .kill(signal)
      .then(() => server.start())
      .then(() => undefined)
      .finally(() => (restarting = null));
    return restarting;
  };
  return {
    url: () => server.url,
    ownerKey: () => server.ownerKey,
    restart,
    again: () => restart('SIGKILL'),
    close: async () => {
      await server.kill('SIGKILL');
      data.remove();
    },
  };
}
