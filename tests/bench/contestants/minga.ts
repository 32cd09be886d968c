import { setTimeout as wait } from 'node:timers/promises';
import * as Y from 'yjs';
import { openSqlite } from '#server/storage/sqlite.ts';
import type { CanvasUpdate, Write } from '#server/storage/storage.ts';
import { request } from '../../support/http.ts';
import { newFolder, removeFolder } from '../data-folders.ts';
import { mingaClient, stockClient, type MingaPlace, type MingaSeat } from '../load/clients.ts';
import { bigCanvas } from '../seed.ts';
import { ServerProcess } from '../server-process.ts';
import type { Contestant, Shape } from './contestant.ts';

const OWNER_KEY = 'owner-key-for-the-benchmark-00';
/** Below what one person may command in a second. */
const COMMAND_EVERY_MS = 36;
/** Stored updates after which a canvas is given a checkpoint, as the server does it. */
const CHECKPOINT_EVERY = 1000;

type Room = { groupId: string; blockId: string; seats: MingaSeat[] };
type Prepared = { folder: string; sessionId: string; rooms: Room[] };

/** So that what it holds can be told from what it has not yet thrown away. */
const COLLECTS_WHEN_ASKED = [
  '--expose-gc',
  '--import',
  'data:text/javascript,process.on("SIGUSR2", () => globalThis.gc())',
];

/** The built server as `npm start` runs it, with its database, and real seats in a real session. */
const startServer = (folder: string): Promise<ServerProcess> =>
  ServerProcess.start({
    args: ['--enable-source-maps', ...COLLECTS_WHEN_ASKED, 'dist/bench/server/main.js'],
    environment: { HOST: '127.0.0.1', PORT: '0', DATA_DIR: folder, OWNER_KEY, PUBLIC_URL: '' },
    ready: /Join one +(\S+)[^]*Data /,
  });

const prepared = new Map<string, Promise<Prepared>>();

/** Made once for each shape; every run starts on a copy. */
function prepare(shape: Shape): Promise<Prepared> {
  const key = JSON.stringify(shape);
  const known = prepared.get(key) ?? prepareAnew(shape);
  prepared.set(key, known);
  return known;
}

async function prepareAnew({ rooms, people, cards }: Shape): Promise<Prepared> {
  const folder = newFolder();
  const server = await startServer(folder);
  const session = await createSession(server.url, rooms, people);
  await server.stop();
  if (cards > 0) for (const room of session.rooms) await fill(folder, session.sessionId, room, cards);
  return { folder, ...session };
}

async function createSession(url: string, rooms: number, people: number): Promise<Omit<Prepared, 'folder'>> {
  const must = async (path: string, key: string | undefined, body: object): Promise<any> => {
    const answer = await request(`${url}${path}`, { key, body });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.text}`);
    return answer.body;
  };
  const settings = { scenario: 'tiny', capacity: rooms * people, groups: rooms };
  const { id, joinCode, keys, groups } = await must('/api/sessions', OWNER_KEY, settings);
  const command = async (body: object): Promise<void> => {
    await must(`/api/sessions/${id}/commands`, keys.moderator, body);
    await wait(COMMAND_EVERY_MS);
  };
  await command({ type: 'session.open' });
  const made: Room[] = [];
  for (const group of groups as { id: string; blocks: string[] }[]) {
    const seats: MingaSeat[] = [];
    for (let at = 0; at < people; at += 1) {
      const who = { code: joinCode, name: `Person ${made.length + 1}-${at + 1}`, language: 'en' };
      const seat = await must('/api/join', undefined, who);
      await command({ type: 'participant.assign', participantId: seat.participantId, groupId: group.id });
      seats.push({ id: seat.participantId, key: seat.key });
    }
    made.push({ groupId: group.id, blockId: group.blocks[0] ?? '', seats });
  }
  return { sessionId: id, rooms: made };
}

/** Straight into the database: more cards than the server lets a canvas have, so that the cost of joining shows. */
async function fill(
  folder: string,
  sessionId: string,
  { groupId, blockId, seats }: Room,
  cards: number,
): Promise<void> {
  const authors = seats.slice(0, 9).map(({ id }) => id);
  const seed = bigCanvas(cards, authors);
  const canvasId = `${sessionId}/${groupId}/${blockId}`;
  const storage = await openSqlite(folder);
  const { updates, checkpoints } = withCheckpoints(seed.updates);
  const writes: Write[] = [
    { type: 'canvas.updated', canvasId, sessionId, updates, owners: seed.owners },
    ...checkpoints.map((checkpoint): Write => ({ type: 'canvas.checkpointed', canvasId, ...checkpoint })),
  ];
  await storage.write(...writes);
  await storage.close();
}

function withCheckpoints(seeded: { bytes: Uint8Array; by: string }[]): {
  updates: CanvasUpdate[];
  checkpoints: { after: number; bytes: Uint8Array }[];
} {
  const checkpoints: { after: number; bytes: Uint8Array }[] = [];
  const doc = new Y.Doc();
  let vector = Y.encodeStateVector(doc);
  for (const [at, { bytes }] of seeded.entries()) {
    Y.applyUpdate(doc, bytes);
    if ((at + 1) % CHECKPOINT_EVERY !== 0) continue;
    checkpoints.push({ after: at + 1, bytes: Y.encodeStateAsUpdate(doc, vector) });
    vector = Y.encodeStateVector(doc);
  }
  doc.destroy();
  return { updates: seeded.map((update) => ({ ...update, at: 0 })), checkpoints };
}

export const minga = (kind: 'ours' | 'stock'): Contestant => ({
  name: kind === 'ours' ? 'minga' : 'minga-stock',
  title: kind === 'ours' ? 'Minga' : 'Minga, stock client',
  async start(shape) {
    const { folder: template, sessionId, rooms } = await prepare(shape);
    const folder = newFolder(template);
    const server = await startServer(folder);
    const roomAt = (at: number): Room => rooms[at] as Room;
    return {
      server,
      participantId: (room, person) => roomAt(room).seats[person]?.id ?? '',
      open(room, person, { isLight }) {
        const { groupId, blockId, seats } = roomAt(room);
        const seat = seats[person] as MingaSeat;
        const place: MingaPlace = { serverUrl: server.url, sessionId, groupId, blockId };
        if (kind === 'ours') return mingaClient(place, seat, isLight);
        const serverUrl = `${server.url}/canvas/${sessionId}`;
        const params = { seat: seat.id };
        return stockClient({ serverUrl, room: `${groupId}/${blockId}`, key: seat.key, params }, isLight);
      },
      async stop() {
        await server.stop();
        removeFolder(folder);
      },
    };
  },
});
