// @hocuspocus/server with its SQLite extension and its own defaults: `node hocuspocus.mjs <data folder>`.
import { join } from 'node:path';
import { SQLite } from '@hocuspocus/extension-sqlite';
import { Server } from '@hocuspocus/server';

const [dataDir] = process.argv.slice(2);
const server = new Server({
  port: Number(process.env.PORT ?? 0),
  address: '127.0.0.1',
  quiet: true,
  extensions: [new SQLite({ database: join(dataDir, 'hocuspocus.sqlite') })],
});
await server.listen();
process.stdout.write(`listening on http://127.0.0.1:${server.address.port}\n`);
