import { resolve } from 'node:path';
import compress from '@fastify/compress';
import files from '@fastify/static';
import fastify from 'fastify';
import { build } from 'vite';
import { WebSocketServer, type WebSocket } from 'ws';
import { until } from '../../support/until.ts';
import { typed, wordsOf, WRITTEN, type Board } from './board.ts';

const PEERS = resolve('tests/bench/whiteboards');
/** Their fonts, icons and texts, which would come from the makers' hosts otherwise. */
const ASSETS = {
  tldraw: { prefix: '/assets-of-tldraw/', root: `${PEERS}/node_modules/@tldraw/assets` },
  excalidraw: { prefix: '/fonts/', root: `${PEERS}/node_modules/@excalidraw/excalidraw/dist/prod/fonts` },
};
export type Whiteboard = keyof typeof ASSETS;

type Card = { id: string; x: number; y: number; text: string };
type Room = {
  enter: (socket: WebSocket, query: Record<string, string>) => void;
  write: (id: string, text: string) => void;
  has: (id: string, text: string) => boolean;
  close: () => void;
};
/** What the pages in `whiteboards` offer. */
type OnPage = { count: () => number; textOf: (id: string) => string };

const idOf = (nth: number): string => `card${nth}`;

/** The pages, made as for anybody who would use them. */
export async function buildWhiteboard(name: Whiteboard): Promise<void> {
  await build({
    configFile: false,
    root: `${PEERS}/${name}`,
    build: { outDir: resolve('dist/bench/whiteboards', name), emptyOutDir: true },
    define: { 'process.env.IS_PREACT': '"false"' },
    logLevel: 'error',
  });
}

/** A whiteboard with sticky notes in five columns, as many as fill ours, at the size in which they are read. */
export async function whiteboard(name: Whiteboard, count: number): Promise<Board> {
  const { openRoom } = (await import(`${PEERS}/${name}/room.mjs`)) as { openRoom: (cards: Card[]) => Room };
  const cards = Array.from({ length: count }, (_, nth) => {
    const [x, y] = [(nth % 5) * 220, Math.floor(nth / 5) * 220];
    return { id: idOf(nth), x, y, text: wordsOf(nth) };
  });
  const room = openRoom(cards);
  const server = fastify();
  await server.register(compress);
  await server.register(files, {
    root: resolve('dist/bench/whiteboards', name),
    maxAge: '1y',
    immutable: true,
  });
  await server.register(files, { ...ASSETS[name], decorateReply: false, maxAge: '1y', immutable: true });
  const sockets = new WebSocketServer({ noServer: true });
  server.server.on('upgrade', (request, socket, head) =>
    sockets.handleUpgrade(request, socket, head, (ws) =>
      room.enter(ws, Object.fromEntries(new URL(request.url ?? '', 'http://localhost').searchParams)),
    ),
  );
  const address = await server.listen({ host: '127.0.0.1', port: 0 });

  return {
    address,
    write() {
      const timers = WRITTEN.map((card) => {
        let nth = 0;
        return setInterval(() => room.write(idOf(card % count), typed(nth++)), 250);
      });
      return () => timers.forEach(clearInterval);
    },
    letter: (text) => room.write(idOf(3), text),
    isOpen: (page) =>
      until('all cards', async () => (await page.evaluate(`window.offered?.count()`)) === count, 60_000),
    async edit(page) {
      const { x, y } = cards[15]!;
      // Both pages have the corner of the first card here.
      await page.mouse.dblclick(260 + x + 100, 60 + y + 80);
      await page.locator('textarea:focus, [contenteditable=true]:focus').waitFor();
      await page.keyboard.type('Z');
      // It is a card that one writes in, and the others get it.
      await until('a letter of mine', () => room.has(idOf(15), 'Z'), 10_000);
    },
    shows: (page, text) =>
      page.waitForFunction(
        ([id, value]) => (window as unknown as { offered: OnPage }).offered.textOf(id) === value,
        [idOf(3), text] as const,
      ),
    async close() {
      room.close();
      sockets.clients.forEach((socket) => socket.terminate());
      await server.close();
    },
  };
}
