import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { LIMITS } from '#shared/protocol/limits.ts';
import { Malformed, MissingPredecessor } from './slots.ts';

/** More than can be judged at once without stopping the others. */
export class TooManyStructs extends Error {}

export type Struct = Y.Item | Y.GC;
export type NewStructs = {
  /** The update without what is known already, whatever it says about it. */
  update: Uint8Array;
  byClient: Map<number, Struct[]>;
  deletions: Map<number, { clock: number; len: number }[]>;
};

/** What an update brings that is not here: in clock order and without gaps. @throws Malformed, MissingPredecessor, TooManyStructs */
export function newStructs(update: Uint8Array, doc: Y.Doc): NewStructs {
  const first = read(update, doc);
  if (!first.isKnownInPart) return { ...first, update };
  // Yjs would look for the neighbours of known items too, and make roots of the names they give.
  const rest = Y.diffUpdate(update, Y.encodeStateVector(doc));
  return { ...read(rest, doc), update: rest };
}

/** Whether an update would change the document, as far as that can be told: what builds on something unknown would. */
export function hasNews(update: Uint8Array, doc: Y.Doc): boolean {
  try {
    const { byClient, deletions } = newStructs(update, doc);
    return byClient.size > 0 || [...deletions].some(([client, ranges]) => deletesAny(client, ranges, doc));
  } catch (error) {
    if (error instanceof MissingPredecessor || error instanceof TooManyStructs) return true;
    throw error;
  }
}

function deletesAny(client: number, ranges: { clock: number; len: number }[], doc: Y.Doc): boolean {
  const structs = doc.store.clients.get(client) ?? [];
  return ranges.some(
    ({ clock, len }) =>
      clock + len > Y.getState(doc.store, client) ||
      structs.some(
        ({ id, length, deleted }) => !deleted && id.clock < clock + len && id.clock + length > clock,
      ),
  );
}

function read(update: Uint8Array, doc: Y.Doc): Omit<NewStructs, 'update'> & { isKnownInPart: boolean } {
  if (structsOfFirstClient(update) > LIMITS.updateStructs) throw new TooManyStructs();
  const { structs, ds } = Y.decodeUpdate(update);
  if (structs.length > LIMITS.updateStructs) throw new TooManyStructs();
  // V2 begins with a byte that V1 reads as "nothing in here": taken at its word, its writer would believe it saved.
  if (structs.length === 0 && ds.clients.size === 0 && update.length > 2) throw new Malformed('not in V1');
  const byClient = new Map<number, Struct[]>();
  let isKnownInPart = false;
  for (const struct of structs) {
    if (struct instanceof Y.Skip) throw new Malformed('a gap');
    const { client, clock } = struct.id;
    if (struct.length < 1 || clock + struct.length > 2 ** 32) throw new Malformed('lengths');
    const list = byClient.get(client);
    const last = list?.at(-1);
    const state = Y.getState(doc.store, client);
    if (last ? clock !== last.id.clock + last.length : clock > state) throw new MissingPredecessor();
    if (clock < state) isKnownInPart = true;
    if (list) list.push(struct);
    else byClient.set(client, [struct]);
  }
  // Yjs takes the last part of a client for the whole.
  if (decoding.readVarUint(decoding.createDecoder(update)) !== byClient.size)
    throw new Malformed('a client twice');
  return { byClient, deletions: ds.clients, isKnownInPart };
}

/** What an update announces, before it is worth reading: nearly all of a large one is of one client. */
function structsOfFirstClient(update: Uint8Array): number {
  const decoder = decoding.createDecoder(update);
  return decoding.readVarUint(decoder) === 0 ? 0 : decoding.readVarUint(decoder);
}
