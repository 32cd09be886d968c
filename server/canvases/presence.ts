import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { FRAME } from '#shared/protocol/canvas-frames.ts';
import { encodePeople, encodePlaces, type Place } from '#shared/protocol/canvas-presence.ts';

/** Who a connection stands for, as the server stamps it into whatever presence arrives on it. */
export type Identity = { id: string; name: string };
/** What a stock client has said about itself, in its own terms. */
type Said = { client: number; clock: number; state: Record<string, unknown> };
type Here = {
  handle: number;
  identity: Identity;
  place: Place;
  said: Said | null;
  clock: number;
  /** The others know of it: they are told when it goes. */
  isAnnounced: boolean;
};

/** Presence as frames, for clients of ours and for stock ones. */
export type PresenceFrames = { minga: Uint8Array[]; stock: Uint8Array[] };
/** Who has come and gone, which everybody must know, and where people are now, which a slow reader may miss. */
export type PresenceNews = { who: PresenceFrames; where: PresenceFrames };

/** Where someone is: the only fields of a stock client's presence that are passed on. Names are the server's to say. */
const FIELDS = ['cursor', 'card', 'lens', 'zone', 'isAway'] as const;
const MAX_STATE = 2048;
const NOWHERE: Place = { isHidden: false, caret: null };

/**
 * Who is on one canvas and where, pinned to connections (law 3). Lives in memory only. To clients of ours a name goes out
 * once and a place is a few bytes; stock clients get y-protocols' awareness, in which one of ours is its number.
 */
export class Presence<Connection> {
  #here = new Map<Connection, Here>();
  #nextHandle = 1;
  #arrived = new Set<Connection>();
  #moved = new Set<Connection>();
  #left: Here[] = [];

  /** A named connection has come. */
  join(connection: Connection, identity: Identity): void {
    // To stock clients a number is a client id: one that somebody speaks for is not given to another.
    while (this.#isTaken(this.#nextHandle)) this.#nextHandle += 1;
    this.#here.set(connection, {
      handle: this.#nextHandle++,
      identity,
      place: NOWHERE,
      said: null,
      clock: 1,
      isAnnounced: false,
    });
    this.#arrived.add(connection);
  }

  move(connection: Connection, place: Place): void {
    const here = this.#here.get(connection);
    if (!here) return;
    here.place = place;
    here.clock += 1;
    this.#moved.add(connection);
  }

  /** The person goes by another name from now on. */
  rename(connection: Connection, identity: Identity): void {
    const here = this.#here.get(connection);
    if (!here || here.identity.name === identity.name) return;
    here.identity = identity;
    here.clock += 1;
    this.#arrived.add(connection);
  }

  /**
   * Takes in a stock client's awareness message. A connection speaks for one client id, its first; entries for others are
   * passed over: stock clients send on whatever they are told. Returns false when the message is none.
   * @param mayClaim whether this client id may be this person's
   */
  receive(connection: Connection, payload: Uint8Array, mayClaim: (client: number) => boolean): boolean {
    const here = this.#here.get(connection);
    if (!here) return true;
    try {
      const decoder = decoding.createDecoder(payload);
      const count = decoding.readVarUint(decoder);
      for (let at = 0; at < count; at += 1) {
        const client = decoding.readVarUint(decoder);
        const clock = decoding.readVarUint(decoder);
        const json = decoding.readVarUint8Array(decoder);
        if (here.said ? here.said.client !== client : this.#isTaken(client) || !mayClaim(client)) continue;
        if (json.length > MAX_STATE || (here.said && here.said.clock >= clock)) continue;
        const state = fieldsOf(JSON.parse(new TextDecoder().decode(json)));
        here.said = { client, clock, state };
        here.place = { isHidden: state['isAway'] === true, caret: null };
        this.#moved.add(connection);
      }
      return true;
    } catch {
      return false;
    }
  }

  #isTaken(client: number): boolean {
    for (const { said, handle } of this.#here.values())
      if (said?.client === client || handle === client) return true;
    return false;
  }

  leave(connection: Connection): void {
    const here = this.#here.get(connection);
    if (!here) return;
    this.#here.delete(connection);
    this.#moved.delete(connection);
    this.#arrived.delete(connection);
    if (here.isAnnounced) this.#left.push(here);
  }

  get hasNews(): boolean {
    return this.#arrived.size + this.#moved.size + this.#left.length > 0;
  }

  /** Everybody who is here: for a newcomer. */
  everybody(): PresenceFrames {
    const all = [...this.#here.values()];
    for (const here of all) here.isAnnounced = true;
    return frames(all, all, []);
  }

  /** What has changed since it was last asked. */
  news(): PresenceNews {
    const of = (connections: Set<Connection>): Here[] =>
      [...connections].flatMap((connection) => this.#here.get(connection) ?? []);
    const arrived = of(this.#arrived);
    const moved = of(this.#moved).filter((here) => !arrived.includes(here));
    for (const here of arrived) here.isAnnounced = true;
    const news = { who: frames(arrived, arrived, this.#left), where: frames([], moved, []) };
    this.#arrived.clear();
    this.#moved.clear();
    this.#left = [];
    return news;
  }
}

function frames(arrived: Here[], moved: Here[], left: Here[]): PresenceFrames {
  const minga: Uint8Array[] = [];
  if (arrived.length > 0)
    minga.push(encodePeople(arrived.map(({ handle, identity }) => ({ handle, ...identity }))));
  if (moved.length + left.length > 0) {
    minga.push(
      encodePlaces([
        ...moved.map(({ handle, place }) => ({ handle, place })),
        ...left.map(({ handle }) => ({ handle, place: null })),
      ]),
    );
  }
  return { minga, stock: moved.length + left.length > 0 ? [awareness(moved, left)] : [] };
}

/** y-protocols' awareness frame: client, clock and state as JSON, `null` for who has left. Without entries: a sign of life. */
export function awareness(moved: Here[] = [], left: Here[] = []): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, moved.length + left.length);
  const write = ({ handle, said, clock }: Here, state: object | null): void => {
    encoding.writeVarUint(encoder, said?.client ?? handle);
    encoding.writeVarUint(encoder, (said?.clock ?? clock) + (state ? 0 : 1));
    encoding.writeVarString(encoder, JSON.stringify(state));
  };
  for (const here of moved) {
    const { identity, said, place } = here;
    write(here, { ...(said?.state ?? (place.isHidden ? { isAway: true } : {})), user: identity });
  }
  for (const here of left) write(here, null);
  const frame = encoding.createEncoder();
  encoding.writeVarUint(frame, FRAME.awareness);
  encoding.writeVarUint8Array(frame, encoding.toUint8Array(encoder));
  return encoding.toUint8Array(frame);
}

function fieldsOf(state: unknown): Record<string, unknown> {
  if (typeof state !== 'object' || state === null) return {};
  const given = state as Record<string, unknown>;
  return Object.fromEntries(
    FIELDS.flatMap((field) => (given[field] === undefined ? [] : [[field, given[field]]])),
  );
}
