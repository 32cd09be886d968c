import * as Y from 'yjs';
import type { Slot } from './slots.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Type = Y.AbstractType<any>;

/** Steps that Yjs may take for one update to find places among items that want the same one. About 100 ms. */
export const MOST_STEPS = 300_000;

/**
 * What people write goes between two items that stand side by side. Where they do not, Yjs compares with everything between
 * them, for each item again: this counts, generously, before it is asked to.
 */
export class Crowding {
  #steps = 0;
  /** What stands right of an item of the update, or of one that got a new neighbour; `null` for the end, undefined where only Yjs will know. */
  #rightOf = new Map<string, string | null | undefined>();
  #added = new Map<Type, Map<string, number>>();
  #sizes = new Map<string, number>();

  /** Returns false when it is too much. */
  add(item: Y.Item, { sub }: Exclude<Slot, 'gone'>, type: Type): boolean {
    const added = this.#added.get(type) ?? new Map<string, number>();
    this.#added.set(type, added);
    const key = sub ?? '';
    const before = added.get(key) ?? 0;
    added.set(key, before + 1);
    const place = item.origin ? nameOf(item.origin) : `${numberOf(type)} ${key}`;
    const last = `${item.id.client} ${item.id.clock + item.length - 1}`;
    const right = this.#rightOf.has(place) ? this.#rightOf.get(place) : storedRight(item.origin, sub, type);
    if (right === (item.rightOrigin ? nameOf(item.rightOrigin) : null)) {
      this.#rightOf.set(place, nameOf(item.id)).set(last, right);
      return true;
    }
    this.#rightOf.set(last, undefined);
    this.#steps += before + this.#sizeOf(type, sub);
    return this.#steps <= MOST_STEPS;
  }

  #sizeOf(type: Type, sub: string | null): number {
    const name = `${numberOf(type)} ${sub ?? ''}`;
    const known = this.#sizes.get(name);
    if (known !== undefined) return known;
    let size = 0;
    if (sub === null) for (let item = type._start; item; item = item.right) size += 1;
    else for (let item = type._map.get(sub) ?? null; item; item = item.left) size += 1;
    this.#sizes.set(name, size);
    return size;
  }
}

/** The right neighbour in the store; undefined where nothing is known of it. */
function storedRight(origin: Y.ID | null, sub: string | null, type: Type): string | null | undefined {
  if (!origin) {
    if (sub === null) return type._start ? nameOf(type._start.id) : null;
    return type._map.has(sub) ? undefined : null;
  }
  const structs = type.doc?.store.clients.get(origin.client);
  const last = structs?.at(-1);
  if (!structs || !last || origin.clock >= last.id.clock + last.length) return inside(origin);
  const struct = structs[Y.findIndexSS(structs, origin.clock)];
  if (!(struct instanceof Y.Item)) return undefined;
  if (origin.clock < struct.id.clock + struct.length - 1) return `${origin.client} ${origin.clock + 1}`;
  return struct.right ? nameOf(struct.right.id) : null;
}

/** In the middle of an item of the update itself the next letter is the neighbour. */
const inside = ({ client, clock }: Y.ID): string => `${client} ${clock + 1}`;

const numbers = new WeakMap<Type, number>();
let count = 0;
function numberOf(type: Type): number {
  const number = numbers.get(type) ?? (count += 1);
  numbers.set(type, number);
  return number;
}
const nameOf = ({ client, clock }: Y.ID): string => `${client} ${clock}`;
