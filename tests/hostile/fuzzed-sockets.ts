import { encodeBundle, encodeSync, SUBPROTOCOL, SYNC } from '#shared/protocol/canvas-frames.ts';
import { type Arena, type Foe } from './arena.ts';
import { Dice } from './dice.ts';
import { awareness, frame, type Ending } from './foe-socket.ts';
import { mutated } from './mutations.ts';
import { realUpdates } from './real-updates.ts';

export type FuzzedSockets = {
  frames: number;
  connections: number;
  endings: Map<Ending, number>;
  last: string[];
};

/** The first that is refused ends the connection: what is sent behind it is not looked at. */
const PER_CONNECTION = 3;
const SEATS = 6;
const AT_ONCE = 6;

/** Frames as clients send them, damaged, over real sockets; who is cut comes back. */
export async function fuzzSockets(arena: Arena, frames: number, seed: number): Promise<FuzzedSockets> {
  const dice = new Dice(seed);
  const found: FuzzedSockets = { frames: 0, connections: 0, endings: new Map(), last: [] };
  const foes: Foe[] = [];
  for (let at = 0; at < SEATS; at += 1) foes.push(await arena.foe());
  const { good, updates } = realFrames(dice);
  const sendSome = async (): Promise<void> => {
    while (found.frames < frames) {
      const protocols = dice.isOneIn(2) ? [SUBPROTOCOL] : [];
      const socket = await arena.connect(dice.of(foes), { protocols });
      found.connections += 1;
      let isOpen = true;
      void socket.closed.then(() => (isOpen = false));
      for (let sent = 0; sent < PER_CONNECTION && isOpen && found.frames < frames; sent += 1) {
        const bytes = hostileFrame(good, updates, dice);
        found.last = [...found.last.slice(-20), Buffer.from(bytes).toString('hex')];
        found.frames += 1;
        socket.send(bytes);
        // A turn of the loop, so that a refusal is heard before the next.
        await new Promise(setImmediate);
      }
      const ending = await socket.settled();
      found.endings.set(ending, (found.endings.get(ending) ?? 0) + 1);
      socket.cut();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sendSome));
  return found;
}

/** Damaged as a frame, damaged as an update in a good frame, or good. */
function hostileFrame(good: Uint8Array[], updates: Uint8Array[], dice: Dice): Uint8Array {
  if (dice.isOneIn(8)) return dice.of(good);
  if (dice.isOneIn(2)) return mutated(dice.of(good), dice.of(good), dice);
  const kind = dice.isOneIn(4) ? SYNC.step2 : SYNC.update;
  return encodeSync(kind, mutated(dice.of(updates), dice.of(updates), dice));
}

/** One of every frame a client sends, with updates that are good elsewhere. */
function realFrames(dice: Dice): { good: Uint8Array[]; updates: Uint8Array[] } {
  const { base, next } = realUpdates(dice.below(2 ** 32));
  const updates = [...base, ...next].map(({ update }) => update);
  const sent = updates.map((update) => encodeSync(SYNC.update, update));
  const whole = encodeSync(SYNC.step2, next.at(-1)?.update ?? new Uint8Array([0, 0]));
  const asks = [[0], [1, 100, 5], [2, 100, 5, 200, 1]].map((vector) =>
    encodeSync(SYNC.step1, new Uint8Array(vector)),
  );
  const presence = awareness([[300, 1, '{"card":"here","isAway":false}']]);
  const places = [frame(104, 0, 0), frame(104, 0, 4, 3, new Uint8Array([1, 2, 3]))];
  const single = [...sent, whole, ...asks, presence, frame(3), ...places];
  const good = [...single, encodeBundle(single.slice(0, 3)), encodeBundle([presence, ...asks])];
  return { good, updates };
}

export function reportOfSockets({ frames, connections, endings }: FuzzedSockets): string {
  const by = [...endings].sort((a, b) => b[1] - a[1]).map(([ending, count]) => `${ending} ${count}`);
  return `${frames} frames over ${connections} sockets: ${by.join(', ')}.`;
}
