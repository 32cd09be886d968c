import { FRAME, SUBPROTOCOL } from '#shared/protocol/canvas-frames.ts';
import { until } from '../../support/until.ts';
import { attack, frames, LOW, NO_EFFECT, NOT_PROTOCOL, TOO_MUCH, TOO_OFTEN, type Attack } from '../attack.ts';
import { MARKER, type Arena } from '../arena.ts';
import { awareness, frame, toldOf } from '../foe-socket.ts';

const zeros = (length: number) => new Uint8Array(length);
const ours = { protocols: [SUBPROTOCOL] };

/** What a stock client beside the attacker is told about who is there. */
async function witness(arena: Arena) {
  const socket = await arena.connect(await arena.foe());
  await socket.settled();
  return () => toldOf(socket.frames);
}

/** Appearing as others, in places that are none, and too often. */
export const PRESENCE: Attack[] = [
  frames('presence that is none', [frame(FRAME.awareness, 3, new Uint8Array([1, 1, 200]))]),
  frames('presence of invalid JSON', [awareness([[LOW, 1, `{"card": ${MARKER}`]])]),
  frames('presence of 500 KB', [awareness([[LOW, 1, `"${'x'.repeat(500_000)}"`]])], [TOO_MUCH]),
  frames(
    'presence for 10,000 others',
    [awareness(Array.from({ length: 10_000 }, (_, at) => [1000 + at, 1, '{}']))],
    [NO_EFFECT],
  ),
  frames(
    'presence for 800 others',
    [awareness(Array.from({ length: 800 }, (_, at) => [100_000 + at, 1, '{}']))],
    [NO_EFFECT],
  ),
  frames(
    'presence of a thousand lists in each other',
    [awareness([[LOW, 1, `{"cursor":${'['.repeat(900)}${']'.repeat(900)}}`]])],
    [NO_EFFECT],
  ),
  attack('presence under somebody else’s name', [NO_EFFECT], async (socket, arena, foe) => {
    const told = await witness(arena);
    const [dulce] = arena.honest;
    const state = { user: { id: dulce.person.id, name: 'Dulce' }, card: 'here', __proto__: {} };
    socket.send(awareness([[LOW, 5, JSON.stringify(state)]]));
    const seen = await until('the forged presence', () => told().get(LOW));
    if (seen.state.user.id !== foe.person.id) throw new Error('Somebody appeared as somebody else');
  }),
  attack('presence for somebody’s client id', [NO_EFFECT], async (socket, arena) => {
    const told = await witness(arena);
    const [client] = arena.firstLetter();
    socket
      .send(awareness([[client, 2 ** 40, '{"card":"stolen"}']]))
      .send(awareness([[LOW, 1, '{"card":"own"}']]));
    await until('the presence behind it', () =>
      [...told().values()].some(({ state }) => state?.card === 'own' || state?.card === 'stolen'),
    );
    if (told().get(client)?.state?.card === 'stolen') throw new Error('A client id of somebody was taken');
  }),
  attack('presence under the number somebody will get next', [NO_EFFECT], async (socket, arena) => {
    const told = await witness(arena);
    const numbers = [...told().keys()].filter((number) => number < 1000);
    const next = Math.max(...numbers, 0) + 2;
    socket.send(awareness([[next, 2 ** 40, '{"card":"squat"}']]));
    await socket.settled();
    const newcomers = await Promise.all([1, 2, 3].map(() => arena.foe()));
    for (const newcomer of newcomers) await (await arena.connect(newcomer, ours)).settled();
    // Who comes then sees all of them, and not the squatter in the place of one.
    const outside = await arena.connect(await arena.foe());
    await outside.settled();
    const ids = [...toldOf(outside.frames).values()].map(({ state }) => state?.user?.id);
    if (newcomers.some(({ person }) => !ids.includes(person.id)))
      throw new Error('Somebody stands in another’s place');
  }),
  attack('a clock of presence near the end of numbers, and gone', [NO_EFFECT], async (socket, arena) => {
    const seer = await arena.connect(await arena.foe());
    await seer.settled();
    socket.send(awareness([[LOW, 2 ** 53 - 1, '{"card":"late"}']]));
    await until('the presence', () => toldOf(seer.frames).get(LOW));
    const brief = await arena.connect(await arena.foe());
    brief.send(awareness([[LOW + 1, 2 ** 53 - 1, '{"card":"brief"}']]));
    await until('the other presence', () => toldOf(seer.frames).get(LOW + 1));
    brief.cut();
    // Every client reads it, as y-protocols does: a number it cannot read ends the reading.
    await until('it to be gone', () => toldOf(seer.frames).get(LOW + 1)?.state === null);
  }),
  attack(
    'a place with a caret of 2 KB',
    [NOT_PROTOCOL],
    async (socket) => {
      socket.send(frame(FRAME.places, 0, 4, 2048, zeros(2048)));
    },
    ours,
  ),
  attack(
    'a place that is none',
    [NOT_PROTOCOL],
    async (socket) => {
      socket.send(frame(FRAME.places, 0, 1));
    },
    ours,
  ),
  attack(
    'places of 2 MB, twenty times',
    [NOT_PROTOCOL, TOO_MUCH, TOO_OFTEN],
    async (socket) => {
      const million = frame(FRAME.places, zeros(2 * 1024 * 1024 - 8));
      for (let at = 0; at < 20; at += 1) socket.send(million);
    },
    ours,
  ),
  frames('a place from a stock client', [frame(FRAME.places, 0, 0)]),
  frames(
    'who is there, asked 200 times',
    Array.from({ length: 200 }, () => frame(FRAME.queryAwareness)),
    [TOO_OFTEN],
  ),
  attack(
    'hidden and back forty times',
    [NO_EFFECT],
    async (socket) => {
      for (let at = 0; at < 40; at += 1) socket.send(frame(FRAME.places, 0, at % 2 ? 0 : 2));
    },
    ours,
  ),
];
