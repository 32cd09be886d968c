import { join } from 'node:path';
import { buildApp } from './app.ts';
import { ownerKeyOf, prepareDataDir, readConfig } from './config.ts';
import { loadCatalogue } from './scenarios/catalogue.ts';
import { openSqlite } from './storage/sqlite.ts';

/** Starts the server from the project's folder, says where to go, and stops it in order. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  prepareDataDir(config);
  const catalogue = await loadCatalogue('scenarios');
  for (const { file, line, message } of catalogue.broken) {
    process.stderr.write(`scenarios/${file}:${line} ${message} It is left out; the others are offered.\n`);
  }
  const storage = await openSqlite(config.DATA_DIR);
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
  process.stdout.write(
    `\nMinga is running.\n\n  Open        ${config.PUBLIC_URL ?? url}\n  Owner key   ${ownerKey}\n  Interface   ${url}/api/docs\n  Data        ${config.DATA_DIR}\n\n`,
  );
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
