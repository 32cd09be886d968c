// @y/websocket-server as its own start script runs it, with its LevelDB store: `node y-websocket.mjs <data folder>`.
import { createServer } from 'node:http';
import WebSocket from 'ws';

const [dataDir] = process.argv.slice(2);
// Read when the module is loaded.
process.env.YPERSISTENCE = dataDir;
const { setupWSConnection } = await import('@y/websocket-server/utils');

const sockets = new WebSocket.Server({ noServer: true });
sockets.on('connection', setupWSConnection);
const server = createServer((_, response) => response.end('okay'));
server.on('upgrade', (request, socket, head) =>
  sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit('connection', ws, request)),
);
server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  process.stdout.write(`listening on http://127.0.0.1:${server.address().port}\n`);
});
