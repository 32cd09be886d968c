import { CanvasConnection } from '#client/canvas/canvas-connection.ts';
import { request } from '../support/http.ts';
import { socketWithKey } from '#client/rehearsal/node-socket.ts';
import { ServerProcess, temporaryDir } from '../support/server.ts';
import { until } from '../support/until.ts';
import { Author, type Change } from './changes.ts';
import { Chance } from './chance.ts';

// The stock provider listens for the end of the process once per open canvas.
process.setMaxListeners(0);

const NAMES = ['Ana', 'Bo', 'Chipo', 'Dulce', 'Emil', 'Fatu'];
/** A round that gets no further is one that hangs. */
const ROUND_MS = 30_000;

export type Toll = { kills: number; saved: number; seen: number; lost: string[] };
/** One canvas whose writers are all gone: what had been promised to them is looked for on it. */
type Left = { sessionId: string; path: string; key: string; promised: Change[] };

/**
 * People write; at a moment that chance chooses, in the middle of a message, the server is killed with -9 and everybody's
 * copy is thrown away. What had been marked saved for its writer, or had been seen by anybody else, must be on the canvas
 * when the server is back. Each round has a session of its own; at the end all canvases are looked at once more.
 */
export async function killAndCount(kills: number, seed: number, say: (line: string) => void): Promise<Toll> {
  const data = temporaryDir();
  const server = await new ServerProcess({ DATA_DIR: data.dir }).start();
  const toll: Toll = { kills: 0, saved: 0, seen: 0, lost: [] };
  const left: Left[] = [];
  try {
    for (let round = 1; round <= kills; round += 1) {
      const last = await writeUntilKilled(server, new Chance(seed * 7919 + round));
      left.push(last);
      await server.start();
      toll.kills += 1;
      toll.saved += last.promised.filter(({ isSaved }) => isSaved).length;
      toll.seen += last.promised.filter(({ isSeen }) => isSeen).length;
      toll.lost.push(...(await missing(server, last)).map((what) => `kill ${round}: ${what}`));
      if (round % 10 === 0 || round === kills) say(summary(toll));
    }
    // Later kills have not harmed what was there after earlier ones.
    for (const [at, canvas] of left.entries()) {
      const lines = (await missing(server, canvas)).map((what) => `kill ${at + 1}: ${what}`);
      toll.lost.push(...lines.filter((line) => !toll.lost.includes(line)).map((line) => `${line}, later`));
    }
    return toll;
  } finally {
    await server.kill();
    data.remove();
  }
}

export const summary = ({ kills, saved, seen, lost }: Toll): string =>
  `${kills} kills · ${saved} changes marked saved · ${seen} seen by others · ${lost.length} of them lost`;

async function writeUntilKilled(server: ServerProcess, chance: Chance): Promise<Left> {
  const room = await openRoom(server);
  const changes: Change[] = [];
  const killAfter = {
    saved: Infinity,
    seen: Infinity,
    [chance.pick(['saved', 'seen']) ?? '']: chance.between(1, 150),
  };
  let isKilled = false;
  let timer: NodeJS.Timeout | undefined;
  // In the very turn in which enough has been promised: what else was on its way has been promised too.
  const look = (): void => {
    const count = (kind: 'isSaved' | 'isSeen') => changes.filter((change) => change[kind]).length;
    if (isKilled || (count('isSaved') < killAfter.saved && count('isSeen') < killAfter.seen)) return;
    isKilled = true;
    process.kill(server.pid as number, 'SIGKILL');
  };
  const writers = room.seats.map(({ name, id, key }, at) => {
    const author = new Author(name, id, new Chance(chance.below(2 ** 32) + at));
    const mine: Change[] = [];
    const connection = room.open(id, key, () => {
      if (connection.unsavedSince !== null || mine.length === 0) return;
      for (const change of mine.splice(0)) change.isSaved = true;
      look();
    });
    connection.doc.on('update', () => {
      for (const change of changes)
        if (!change.isSeen && change.author !== name && change.isIn(connection.doc)) change.isSeen = true;
      look();
    });
    const write = (): void => {
      const change = author.write(connection.doc);
      mine.push(change);
      changes.push(change);
    };
    return { connection, write };
  });
  await until('everybody to be there', () => writers.every(({ connection }) => connection.status === 'live'));
  // About as fast as the server lets one person write, each at a moment of their own.
  const writeOn = (): void => {
    if (isKilled) return;
    chance.pick(writers)?.write();
    timer = setTimeout(writeOn, chance.below(8));
  };
  writeOn();
  await until('the server to be killed', () => isKilled, ROUND_MS);
  clearTimeout(timer);
  await server.ended();
  // What had left the server before it died arrives now; then all copies are thrown away.
  await until('everybody to be cut off', () =>
    writers.every(({ connection }) => connection.status !== 'live'),
  );
  for (const { connection } of writers) connection.close();
  const promised = changes.filter(({ isSaved, isSeen }) => isSaved || isSeen);
  return { sessionId: room.sessionId, path: room.path, key: room.key, promised };
}

/** A session with six people in one group, over the real interfaces. */
export async function openRoom(server: ServerProcess) {
  const post = async (path: string, key: string | undefined, body: unknown) => {
    const answer = await request(`${server.url}${path}`, { key, body });
    if (answer.status > 299) throw new Error(`${path}: ${answer.text}`);
    return answer.body;
  };
  const {
    id: sessionId,
    joinCode: code,
    keys,
    groups,
  } = await post('/api/sessions', server.ownerKey, { scenario: 'tiny' });
  const commands = `/api/sessions/${sessionId}/commands`;
  const [groupId, blockId] = [groups[0].id as string, groups[0].blocks[0] as string];
  await post(commands, keys.moderator, { type: 'session.open' });
  const seats = await Promise.all(
    NAMES.map(async (name) => {
      const { participantId: id, key } = await post('/api/join', undefined, { code, name, language: 'en' });
      await post(commands, keys.moderator, { type: 'participant.assign', participantId: id, groupId });
      return { name, id: id as string, key: key as string };
    }),
  );
  const open = (seat: string, key: string, onChange: () => void): CanvasConnection =>
    new CanvasConnection({
      serverUrl: server.url,
      sessionId,
      groupId,
      blockId,
      seat,
      zones: [],
      socketClass: socketWithKey(key),
      onChange,
    });
  return {
    sessionId: sessionId as string,
    path: `${groupId}/${blockId}`,
    key: keys.moderator as string,
    seats,
    open,
  };
}

/** What somebody who has nothing of this canvas does not find on it. */
async function missing(server: ServerProcess, { sessionId, path, key, promised }: Left): Promise<string[]> {
  const [groupId = '', blockId = ''] = path.split('/');
  const connection = new CanvasConnection({
    serverUrl: server.url,
    sessionId,
    groupId,
    blockId,
    seat: 'role',
    zones: [],
    socketClass: socketWithKey(key),
    onChange: () => undefined,
  });
  await until('the canvas', () => connection.status === 'live');
  const { doc } = connection;
  const found = promised.filter(({ isIn }) => !isIn(doc)).map(({ what }) => what);
  if (doc.store.pendingStructs) found.push('updates hang in the air');
  if (connection.snapshot.rejected > 0) found.push(`${connection.snapshot.rejected} malformed entries`);
  connection.close();
  return found;
}
