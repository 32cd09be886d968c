import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { FRAME } from '#shared/protocol/canvas-frames.ts';

/** Who a connection stands for, as the server stamps it into whatever presence arrives on it. */
export type Identity = { id: string; name: string };
type Shown = { clock: number; state: string | null };

/** Where someone is: the only fields of presence we pass on. Everything else, names above all, is the server's to say. */
const FIELDS = ['cursor', 'card', 'lens', 'zone', 'isAway'] as const;
const MAX_STATE = 2048;

/** Presence on one canvas, in y-protocols' awareness encoding, pinned to connections (law 3). Lives in memory only. */
export class Presence<Connection> {
  #shown = new Map<number, Shown>();
  #clientOf = new Map<Connection, number>();

  /**
   * Takes in a connection's awareness message. A connection speaks for one client id, its first; entries for others are
   * passed over. Returns false when the message is none. @param mayClaim whether this client id may be this person's
   */
  receive(
    connection: Connection,
    payload: Uint8Array,
    identity: Identity,
    mayClaim: (client: number) => boolean,
  ): boolean {
    try {
      const decoder = decoding.createDecoder(payload);
      const count = decoding.readVarUint(decoder);
      for (let at = 0; at < count; at += 1) {
        const client = decoding.readVarUint(decoder);
        const clock = decoding.readVarUint(decoder);
        const json = decoding.readVarString(decoder);
        if (!this.#claims(connection, client, mayClaim)) continue;
        const before = this.#shown.get(client);
        if (json.length > MAX_STATE || (before && before.clock >= clock)) continue;
        this.#shown.set(client, { clock, state: stamped(JSON.parse(json), identity) });
      }
      return true;
    } catch {
      return false;
    }
  }

  #claims(connection: Connection, client: number, mayClaim: (client: number) => boolean): boolean {
    const own = this.#clientOf.get(connection);
    if (own !== undefined) return own === client;
    for (const other of this.#clientOf.values()) if (other === client) return false;
    if (!mayClaim(client)) return false;
    this.#clientOf.set(connection, client);
    return true;
  }

  /** The connection is gone. Returns its client id when others have to be told. */
  leave(connection: Connection): number | null {
    const client = this.#clientOf.get(connection);
    this.#clientOf.delete(connection);
    const shown = client === undefined ? undefined : this.#shown.get(client);
    if (client === undefined || !shown) return null;
    this.#shown.set(client, { clock: shown.clock + 1, state: null });
    return client;
  }

  clientOf(connection: Connection): number | undefined {
    return this.#clientOf.get(connection);
  }

  /** An awareness frame with these clients' states, or everybody's. Those who left are told once, then forgotten. */
  frame(clients: number[] = this.#present()): Uint8Array {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, clients.length);
    for (const client of clients) {
      const shown = this.#shown.get(client) ?? { clock: 0, state: null };
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, shown.clock);
      encoding.writeVarString(encoder, shown.state ?? 'null');
      if (shown.state === null) this.#shown.delete(client);
    }
    const frame = encoding.createEncoder();
    encoding.writeVarUint(frame, FRAME.awareness);
    encoding.writeVarUint8Array(frame, encoding.toUint8Array(encoder));
    return encoding.toUint8Array(frame);
  }

  #present(): number[] {
    return [...this.#shown].flatMap(([client, { state }]) => (state === null ? [] : client));
  }
}

function stamped(state: unknown, identity: Identity): string | null {
  if (typeof state !== 'object' || state === null) return null;
  const fields = FIELDS.flatMap((field) => {
    const value = (state as Record<string, unknown>)[field];
    return value === undefined ? [] : [[field, value] as const];
  });
  return JSON.stringify({ ...Object.fromEntries(fields), user: identity });
}
