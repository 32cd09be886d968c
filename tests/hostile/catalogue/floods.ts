import type { Socket } from 'node:net';
import * as Y from 'yjs';
import { SUBPROTOCOL } from '#shared/protocol/canvas-frames.ts';
import { until } from '../../support/until.ts';
import { attack, LOW, NO_EFFECT, SHAPE, TOO_MUCH, TOO_OFTEN, type Attack } from '../attack.ts';
import { MARKER, type Arena } from '../arena.ts';
import { contents, forge, type Id } from '../forged-update.ts';
import type { Ending } from '../foe-socket.ts';

const letter = (at: number, text = 'x') =>
  forge([
    {
      client: LOW,
      clock: at * text.length,
      structs: [
        {
          content: contents.text(text),
          ...(at ? { origin: [LOW, at * text.length - 1] as Id } : { parent: 'report:lines' }),
        },
      ],
    },
  ]);
/** 150 KB that a canvas takes in, and costs something to read. */
const heavy = () =>
  forge([
    {
      client: LOW,
      clock: 0,
      structs: Array.from({ length: 14_000 }, (_, at) => ({
        content: contents.any('fr'),
        ...(at ? { origin: [LOW, at - 1] as Id } : { parent: 'report', sub: 'lang' }),
      })),
    },
  ]);

/** Too much, too often, too many, and not listening. */
export const FLOODS: Attack[] = [
  attack('a thousand letters in a second', [TOO_OFTEN], async (socket) => {
    for (let at = 0; at < 1000; at += 1) socket.update(letter(at));
  }),
  attack('a thousand frames that are none', ['4400 canvas/not-protocol'], async (socket) => {
    for (let at = 0; at < 1000; at += 1) socket.send(new Uint8Array([99, at & 127]));
  }),
  {
    name: 'the whole canvas, asked for forty times',
    ends: [TOO_OFTEN],
    run: async (arena) => {
      const socket = await arena.connect(await arena.foe());
      for (let at = 0; at < 40; at += 1) socket.ask(new Uint8Array([1, 5, 0]));
      // The first six are answered: an answer is no end here.
      return socket.closed;
    },
  },
  attack('the same 150 KB, fifty times', [TOO_OFTEN, TOO_MUCH, NO_EFFECT, SHAPE], async (socket) => {
    const bytes = heavy();
    for (let at = 0; at < 50; at += 1) socket.update(bytes);
  }),
  {
    name: 'the same 150 KB from eight connections of one person',
    ends: [TOO_OFTEN, TOO_MUCH, NO_EFFECT, SHAPE],
    run: async (arena) => {
      const foe = await arena.foe();
      const bytes = heavy();
      const sockets = await Promise.all(Array.from({ length: 8 }, () => arena.connect(foe)));
      for (let at = 0; at < 30; at += 1) for (const socket of sockets) socket.update(bytes);
      return (await Promise.all(sockets.map((socket) => socket.settled())))[0] ?? '';
    },
  },
  attack('a hundred thousand pings', [NO_EFFECT, '1006'], async ({ socket }) => {
    for (let at = 0; at < 100_000; at += 1) socket.ping();
  }),
  attack(
    'a message in fifty thousand pieces',
    ['4400 canvas/not-protocol', '1008', '1009', '1006'],
    async ({ socket }) => {
      for (let at = 0; at < 50_000; at += 1) socket.send(new Uint8Array([7]), { fin: at === 49_999 });
    },
  ),
  {
    name: 'a message of which only the beginning comes',
    ends: ['1006'],
    run: async (arena) => {
      const socket = await arena.connect(await arena.foe());
      // Announces a megabyte, sends ten bytes, and goes.
      rawOf(socket).write(Buffer.from([0x82, 0xff, 0, 0, 0, 0, 0, 16, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
      rawOf(socket).end();
      return socket.closed;
    },
  },
  {
    name: 'a compressed message, which was never agreed on',
    ends: ['1002', '1006'],
    run: async (arena) => {
      const socket = await arena.connect(await arena.foe());
      rawOf(socket).write(Buffer.from([0xc2, 0x84, 0, 0, 0, 0, 1, 2, 3, 4]));
      return socket.closed;
    },
  },
  {
    name: 'a message that is not masked',
    ends: ['1002', '1006'],
    run: async (arena) => {
      const socket = await arena.connect(await arena.foe());
      rawOf(socket).write(Buffer.from([0x82, 0x04, 1, 2, 3, 4]));
      return socket.closed;
    },
  },
  {
    name: 'nine connections of one person, one after the other',
    ends: [TOO_MUCH],
    run: async (arena) => {
      const foe = await arena.foe();
      for (let at = 0; at < 8; at += 1) await (await arena.connect(foe)).settled();
      return (await arena.connect(foe)).closed;
    },
  },
  {
    name: 'forty connections of one person at once',
    ends: ['32 refused'],
    run: async (arena) => {
      const foe = await arena.foe();
      const sockets = await Promise.all(Array.from({ length: 40 }, () => arena.connect(foe)));
      const endings = await Promise.all(sockets.map((socket) => socket.settled()));
      return `${endings.filter((ending) => ending === TOO_MUCH).length} refused`;
    },
  },
  {
    name: 'somebody who never reads',
    ends: ['1006', '1013 canvas/too-slow', NO_EFFECT],
    run: async (arena) => {
      const socket = await arena.connect(await arena.foe());
      await socket.settled();
      socket.socket.pause();
      for (let at = 0; at < 5; at += 1) socket.ask(new Uint8Array([1, 5, 0]));
      const [dulce] = arena.honest;
      const { words } = dulce;
      await until('others to type on', () => dulce.words.length > words.length + 10);
      socket.cut();
      return socket.closed;
    },
  },
  {
    name: 'somebody who does not take the refusal, and writes on',
    ends: ['nothing of it'],
    run: writesOn,
  },
  attack('more than a canvas holds', [TOO_MUCH, TOO_OFTEN, '1006'], async (socket) => {
    let isCut = false;
    void socket.closed.then(() => (isCut = true));
    for (let at = 0; at < 55 && !isCut; at += 1) {
      socket.update(layer(at));
      await until('it to be on its way', () => isCut || socket.socket.bufferedAmount === 0, 20_000);
    }
    await until('it to be judged', () => isCut, 60_000);
  }),
];

const LAYER = 20_000;
/** Two keys of the report, overwritten in turn: nothing of it shows, and none of it melts into its neighbour. */
const layer = (at: number) =>
  forge([
    {
      client: LOW,
      clock: at * LAYER,
      structs: Array.from({ length: LAYER }, (_, index) => {
        const clock = at * LAYER + index;
        const place =
          clock < 2
            ? { parent: 'report', sub: clock ? 'action' : 'lang' }
            : { origin: [LOW, clock - 2] as Id };
        return { content: contents.any('fr'), ...place };
      }),
    },
  ]);

const rawOf = ({ socket }: { socket: unknown }) => (socket as { _socket: Socket })._socket;

/** A client that overhears the close frame: what it sends afterwards must not land. */
async function writesOn(arena: Arena): Promise<Ending> {
  const foe = await arena.foe();
  const socket = await arena.connect(foe, { protocols: [SUBPROTOCOL] });
  await socket.settled();
  const receiver = (socket.socket as unknown as { _receiver: NodeJS.EventEmitter })._receiver;
  receiver.removeAllListeners('conclude');
  const heard = socket.frames.length;
  socket.send(new Uint8Array([77]));
  await until('the refusal', () => socket.frames.length > heard);
  const doc = new Y.Doc();
  doc.getText('report:lines').insert(0, MARKER);
  socket.update(Y.encodeStateAsUpdate(doc));
  const other = await arena.connect(await arena.foe());
  await other.settled();
  const { report } = await arena.rest();
  return report.lines.includes(MARKER) ? 'it landed' : 'nothing of it';
}
