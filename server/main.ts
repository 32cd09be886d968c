import { join } from 'node:path';
import { buildApp } from './app.ts';
import { BadSetting, ownerKeyOf, prepareDataDir, readConfig } from './config.ts';
import { loadCatalogue } from './scenarios/catalogue.ts';
import { openSqlite } from './storage/sqlite.ts';
import { StorageInUse, StorageNotWritable, StorageTooNew, type Storage } from './storage/storage.ts';

/** Starts the server from the project's folder, says where to go, and stops it in order. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  prepareDataDir(config);
  const catalogue = await loadCatalogue('scenarios');
  for (const { file, line, message } of catalogue.broken) {
    process.stderr.write(`scenarios/${file}:${line} ${message} It is left out; the others are offered.\n`);
  }
  const storage = await openStorage(config.DATA_DIR);
  const ownerKey = ownerKeyOf(config);
  const app = await buildApp({
    config: { ...config, ownerKey },
    storage,
    catalogue,
    pagesDir: join(process.cwd(), 'dist', 'client'),
  });
  const stop = (): void => void app.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const url = await app.listen();
  const address = config.PUBLIC_URL ?? url;
  process.stdout.write(
    `
Minga is running.

  Create a session   ${address}/new#${ownerKey}
  Join one           ${address}
  Owner key          ${ownerKey}
  For programs       ${address}/api/docs
  Data               ${config.DATA_DIR}

`,
  );
}

async function openStorage(dataDir: string): Promise<Storage> {
  try {
    return await openSqlite(dataDir);
  } catch (error) {
    if (error instanceof StorageInUse) {
      throw new Error(
        `DATA_DIR: another Minga is using “${dataDir}”. To fix it, stop that one or name another folder.`,
        { cause: error },
      );
    }
    if (error instanceof StorageTooNew) {
      throw new Error(
        `DATA_DIR: “${dataDir}” was written by a later release. To fix it, start that release or name another folder.`,
        { cause: error },
      );
    }
    if (error instanceof StorageNotWritable)
      throw new BadSetting('DATA_DIR', `“${dataDir}” cannot be written to`);
    throw error;
  }
}

main().catch((error: unknown) => {
  const { code, message } = error as NodeJS.ErrnoException;
  const port = process.env['PORT'] ?? '3000';
  const sentence =
    code === 'EADDRINUSE'
      ? `PORT: ${port} is taken by another program. To fix it, stop that program or set another PORT.`
      : code === 'EACCES'
        ? `PORT: this user may not listen on ${port}. To fix it, set a PORT above 1023.`
        : code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND'
          ? 'HOST: this machine has no such address. To fix it, set HOST to 127.0.0.1 or 0.0.0.0.'
          : message;
  process.stderr.write(`Minga cannot start. ${sentence}\n`);
  process.exit(1);
});
