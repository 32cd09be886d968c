import { setTimeout as wait } from 'node:timers/promises';
import * as Y from 'yjs';
import { until } from '../../support/until.ts';
import { newFolder, removeFolder } from '../data-folders.ts';
import { stockClient, type Client } from '../load/clients.ts';
import { stock } from '../load/dialects.ts';
import { hocuspocusClient } from '../load/hocuspocus-client.ts';
import { bigCanvas, inOneUpdate } from '../seed.ts';
import { ServerProcess } from '../server-process.ts';
import type { Contestant, ContestantName, Shape } from './contestant.ts';

type Peer = {
  name: ContestantName;
  title: string;
  script: string;
  open: (url: string, room: string, isLight: boolean) => Client;
};

const roomName = (room: number): string => `room-${room}`;
const author = (person: number): string => `person-${person}`;

/** A server that knows no seats: who knows a room's name may write there. */
function peer({ name, title, script, open }: Peer): Contestant {
  const startServer = (folder: string): Promise<ServerProcess> =>
    ServerProcess.start({ args: [`tests/bench/peers/${script}`, folder], ready: /listening on (\S+)/ });
  const prepared = new Map<number, Promise<string>>();

  /** Writes the cards once, through the server's own front door and into its own store. */
  async function prepare({ cards }: Shape): Promise<string> {
    const folder = newFolder();
    const server = await startServer(folder);
    const client = open(server.url, roomName(0), false);
    await until('an empty room', () => client.tally.hasWhole);
    const people = Array.from({ length: 9 }, (_, at) => author(at));
    Y.applyUpdate(client.doc, inOneUpdate(bigCanvas(cards, people)));
    // Neither server says when it has written: they are given the time to.
    await wait(3000);
    await server.idle(2500);
    client.close();
    await server.idle(500);
    await server.stop();
    return folder;
  }

  return {
    name,
    title,
    async start(shape) {
      const template = shape.cards > 0 ? (prepared.get(shape.cards) ?? prepare(shape)) : undefined;
      if (template) prepared.set(shape.cards, template);
      const folder = newFolder(await template);
      const server = await startServer(folder);
      return {
        server,
        participantId: (_, person) => author(person),
        open: (room, _, { isLight }) => open(server.url, roomName(room), isLight),
        async stop() {
          await server.stop();
          removeFolder(folder);
        },
      };
    },
  };
}

/** @param echoes whether its clients send presence back as the stock one does */
export const yWebsocket = (echoes: boolean): Contestant =>
  peer({
    name: 'y-websocket',
    title: 'y-websocket + LevelDB',
    script: 'y-websocket.mjs',
    open: (serverUrl, room, isLight) => stockClient({ serverUrl, room }, isLight, { ...stock, echoes }),
  });

export const hocuspocusServer: Contestant = peer({
  name: 'hocuspocus',
  title: 'hocuspocus + SQLite',
  script: 'hocuspocus.mjs',
  open: hocuspocusClient,
});
