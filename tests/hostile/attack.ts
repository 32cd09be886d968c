import type { Arena, Foe } from './arena.ts';
import type { Ending, FoeSocket } from './foe-socket.ts';

/** One way to do harm, or to be faulty, and how it has to end for whoever tries. */
export type Attack = {
  name: string;
  run: (arena: Arena) => Promise<Ending>;
  ends: Ending[];
};

export const SHAPE = '4422 canvas/not-of-shape';
export const NOT_YOURS = '4422 canvas/not-yours';
export const TOO_MUCH = '4413 canvas/over-limit';
export const NOT_PROTOCOL = '4400 canvas/not-protocol';
export const TOO_OFTEN = '4529 canvas/too-many-messages';
export const LOCKED = '4403 canvas/locked';
/** Taken in, or let fall, without anything of it on the canvas. */
export const NO_EFFECT = 'open';

/** Client ids of attackers: below and above all that Yjs gives itself. */
export const LOW = 7;
export const HIGH = 2 ** 32 + 7;

/** A member of the group sends one update. */
export function update(
  name: string,
  forged: (arena: Arena, foe: Foe) => Uint8Array | Uint8Array[],
  ends: Ending[] = [SHAPE],
  how: 'update' | 'whole' = 'update',
): Attack {
  return attack(name, ends, async (socket, arena, foe) => {
    for (const bytes of [forged(arena, foe)].flat()) socket[how](bytes);
  });
}

/** A member of the group sends frames. */
export function frames(name: string, sent: (Uint8Array | string)[], ends: Ending[] = [NOT_PROTOCOL]): Attack {
  return attack(name, ends, async (socket) => {
    for (const bytes of sent) socket.send(bytes);
  });
}

export function attack(
  name: string,
  ends: Ending[],
  does: (socket: FoeSocket, arena: Arena, foe: Foe) => Promise<void>,
  door: { protocols?: string[] } = {},
): Attack {
  const run = async (arena: Arena): Promise<Ending> => {
    const foe = await arena.foe();
    const socket = await arena.connect(foe, door);
    await does(socket, arena, foe);
    return socket.settled();
  };
  return { name, ends, run };
}
