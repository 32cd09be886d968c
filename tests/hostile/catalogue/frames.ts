import * as encoding from 'lib0/encoding';
import { encodeBundle, encodeSync, FRAME, SUBPROTOCOL, SYNC } from '#shared/protocol/canvas-frames.ts';
import {
  attack,
  frames,
  LOW,
  NO_EFFECT,
  NOT_PROTOCOL,
  SHAPE,
  TOO_MUCH,
  TOO_OFTEN,
  update,
  type Attack,
} from '../attack.ts';
import { MARKER } from '../arena.ts';
import { frame } from '../foe-socket.ts';
import { contents, forge } from '../forged-update.ts';

const zeros = (length: number) => new Uint8Array(length);
const line = (client = LOW) =>
  forge([{ client, clock: 0, structs: [{ content: contents.text(MARKER), parent: 'report:lines' }] }]);
const [UPDATE, HUGE] = [
  [FRAME.sync, SYNC.update],
  [255, 255, 255, 255, 15],
] as const;
const bytes = (...values: number[]) => new Uint8Array(values);
const ours = { protocols: [SUBPROTOCOL] };

/** A state vector of so many clients. */
function manyClocks(count: number): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, count);
  for (let at = 0; at < count; at += 1) {
    encoding.writeVarUint(encoder, at % 16_384);
    encoding.writeVarUint(encoder, 0);
  }
  return encoding.toUint8Array(encoder);
}

/** What arrives is not of the protocol, or says it is more than it is. */
export const FRAMES: Attack[] = [
  frames('text instead of bytes', [MARKER]),
  frames('an empty text', ['']),
  frames('an empty frame', [zeros(0)]),
  frames('a frame of an unknown kind', [frame(77, 1, 2)]),
  frames('a kind beyond 32 bits', [frame(2 ** 40)]),
  frames('a number that never ends', [bytes(...Array<number>(64).fill(255))]),
  frames('a sync message of an unknown kind', [frame(FRAME.sync, 9, 0)]),
  frames('a sync message without payload', [frame(...UPDATE)]),
  frames('an announced length of 4 GB', [bytes(...UPDATE, ...HUGE)]),
  frames('an announced length beyond what a number holds', [
    bytes(...UPDATE, ...Array<number>(9).fill(255), 1),
  ]),
  frames('bytes behind the end of an update', [frame(encodeSync(SYNC.update, line()), 1, 2, 3)]),
  frames('an update cut in the middle', [encodeSync(SYNC.update, line().slice(0, 9))], [SHAPE]),
  frames('an update of nothing', [encodeSync(SYNC.update, zeros(0))], [SHAPE]),
  frames('an update of random bytes', [encodeSync(SYNC.update, bytes(5, 9, 250, 3, 77, 12, 99, 1))], [SHAPE]),
  frames('an update that announces 4 billion clients', [encodeSync(SYNC.update, bytes(...HUGE))], [SHAPE]),
  update(
    'an update that announces 4 billion structs',
    () => forge([{ client: LOW, clock: 0, structs: [], announced: 2 ** 32 }]),
    [TOO_MUCH],
  ),
  frames('an update of 300 KB', [encodeSync(SYNC.update, zeros(300 * 1024))], [TOO_MUCH]),
  frames(
    'a sync step 2 of 1.5 MB',
    [encodeSync(SYNC.step2, zeros(1.5 * 1024 * 1024))],
    [TOO_MUCH, TOO_OFTEN],
  ),
  frames('a message of 3 MB', [zeros(3 * 1024 * 1024)], ['1009', '1006']),
  attack('five sync steps 2 of 900 KB', [TOO_MUCH, TOO_OFTEN, SHAPE], async (socket) => {
    const large = forge([
      { client: LOW, clock: 0, structs: [{ content: contents.deleted(1), parent: 'report:lines' }] },
    ]);
    const padded = zeros(900 * 1024);
    padded.set(large);
    for (let at = 0; at < 5; at += 1) socket.whole(padded);
  }),
  frames('a bundle from a client without the subprotocol', [encodeBundle([encodeSync(SYNC.update, line())])]),
  attack(
    'a bundle in a bundle',
    [NOT_PROTOCOL],
    async (socket) => void socket.send(encodeBundle([encodeBundle([encodeSync(SYNC.update, line())])])),
    ours,
  ),
  attack(
    'a bundle of a hundred updates, around the count of messages',
    [NOT_PROTOCOL],
    async (socket) => {
      socket.send(encodeBundle(Array.from({ length: 100 }, () => encodeSync(SYNC.update, line()))));
    },
    ours,
  ),
  attack(
    'a bundle of two million empty messages',
    [NOT_PROTOCOL, TOO_MUCH, TOO_OFTEN],
    async (socket) => void socket.send(frame(FRAME.bundle, zeros(2 * 1024 * 1024 - 8))),
    ours,
  ),
  attack(
    'a bundle whose second part is cut',
    [NOT_PROTOCOL],
    async (socket) => void socket.send(frame(FRAME.bundle, 2, bytes(0, 0), 50, bytes(1))),
    ours,
  ),
  attack(
    'frames that only a server sends',
    [NOT_PROTOCOL],
    async (socket) => {
      for (const kind of [FRAME.saved, FRAME.refused, FRAME.packed, FRAME.incarnation])
        socket.send(frame(kind, 1, 1));
    },
    ours,
  ),
  frames('an authentication message of other servers', [frame(2, 0, 1, bytes(65))]),
  attack('a sync step 1 that is no state vector', [NOT_PROTOCOL], async (socket) => {
    socket.ask(bytes(3, 1));
  }),
  attack('a sync step 1 that announces 4 billion clients', [NOT_PROTOCOL], async (socket) => {
    socket.ask(bytes(...HUGE));
  }),
  attack('a sync step 1 with clocks beyond everything', [NO_EFFECT], async (socket) => {
    socket.ask(frame(2, LOW, 2 ** 53 - 1, 2 ** 53 - 1, 2 ** 53 - 1));
  }),
  attack('sync steps 1 of 2 MB', [TOO_MUCH, TOO_OFTEN, NOT_PROTOCOL], async (socket) => {
    const vector = manyClocks(500_000);
    for (let at = 0; at < 5; at += 1) socket.ask(vector);
  }),
];
