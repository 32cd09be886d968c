import * as Y from 'yjs';

/**
 * Where in a canvas an item of an update would land, found without applying it: over the update and the store together.
 * An item beside others does not say its parent on the wire, it inherits its neighbour's.
 */
export type Parent =
  | { kind: 'root'; name: string }
  /** The Y.Map or Y.Text that stands at `sub` of `above`. */
  | { kind: 'type'; above: Parent; sub: string | null; item: Y.Item };
/** `gone`: beside or below something garbage-collected; Yjs takes it in without effect. */
export type Slot = { parent: Parent; sub: string | null } | 'gone';

/** What stops an update from being judged: it builds on something that is not here, or contradicts itself. */
export class MissingPredecessor extends Error {}
export class Malformed extends Error {}

type Struct = Y.Item | Y.GC;

export class Slots {
  #doc: Y.Doc;
  #structs = new Map<number, Struct[]>();
  #known = new Map<Struct, Slot>();
  /** What of the same client has to be there first. */
  #previous = new Map<Struct, Struct>();

  /** `structs`: of one decoded update, by client, in clock order, without gaps, none of them in the store. */
  constructor(doc: Y.Doc, structs: Map<number, Struct[]>) {
    this.#doc = doc;
    this.#structs = structs;
    for (const list of structs.values()) {
      for (const [at, struct] of list.entries()) {
        if (at > 0) this.#previous.set(struct, list[at - 1] as Struct);
      }
    }
  }

  /** Not by recursion: one item may hang on a chain of thousands. */
  of(item: Y.Item): Slot {
    const waiting: Struct[] = [item];
    const isWaiting = new Set(waiting);
    for (let top = waiting.at(-1); top; top = waiting.at(-1)) {
      const next = this.#known.has(top) ? undefined : this.#unknownBefore(top);
      if (next) {
        if (isWaiting.has(next)) throw new Malformed('items that hang on each other');
        waiting.push(next);
        isWaiting.add(next);
        continue;
      }
      if (!this.#known.has(top)) this.#known.set(top, top instanceof Y.Item ? this.#find(top) : 'gone');
      waiting.pop();
      isWaiting.delete(top);
    }
    return this.#known.get(item) as Slot;
  }

  /** Something of this update that must be placed first. */
  #unknownBefore(item: Struct): Struct | undefined {
    const previous = this.#previous.get(item);
    if (previous && !this.#known.has(previous)) return previous;
    if (!(item instanceof Y.Item)) return undefined;
    const parent = item.parent as unknown;
    for (const id of [item.origin, item.rightOrigin, parent instanceof Y.ID ? parent : null]) {
      if (id === null || this.#isStored(id)) continue;
      const struct = this.#structAt(id);
      if (!this.#known.has(struct)) return struct;
    }
    return undefined;
  }

  /** The slot of an item that the store already holds. */
  ofStored(item: Y.Item): Slot {
    const parent = item.parent;
    if (!(parent instanceof Y.AbstractType)) return 'gone';
    return { parent: this.parentOf(parent), sub: item.parentSub };
  }

  parentOf(type: Y.AbstractType<unknown>): Parent {
    const item = type._item;
    if (item === null) return { kind: 'root', name: Y.findRootTypeKey(type) };
    const slot = this.ofStored(item);
    if (slot === 'gone') throw new Malformed('a type without a place');
    return { kind: 'type', above: slot.parent, sub: slot.sub, item };
  }

  #find(item: Y.Item): Slot {
    const beside = [item.origin, item.rightOrigin].filter((id) => id !== null).map((id) => this.#slotAt(id));
    if (beside.includes('gone')) return 'gone';
    const [left, right] = beside as Exclude<Slot, 'gone'>[];
    if (left) {
      if (right && !isSameSlot(left, right)) throw new Malformed('neighbours in two places');
      return left;
    }
    const parent = item.parent as unknown;
    if (typeof parent === 'string') return { parent: { kind: 'root', name: parent }, sub: item.parentSub };
    if (parent instanceof Y.ID) return this.#below(parent, item.parentSub);
    throw new Malformed('an item without a place');
  }

  #slotAt(id: Y.ID): Slot {
    const struct = this.#structAt(id);
    if (!(struct instanceof Y.Item)) return 'gone';
    return this.#isStored(id) ? this.ofStored(struct) : this.of(struct);
  }

  #below(id: Y.ID, sub: string | null): Slot {
    const struct = this.#structAt(id);
    if (!(struct instanceof Y.Item) || struct.content instanceof Y.ContentDeleted) return 'gone';
    if (!(struct.content instanceof Y.ContentType)) throw new Malformed('a parent that holds nothing');
    const slot = this.#isStored(id) ? this.ofStored(struct) : this.of(struct);
    if (slot === 'gone') return 'gone';
    return { parent: { kind: 'type', above: slot.parent, sub: slot.sub, item: struct }, sub };
  }

  #isStored(id: Y.ID): boolean {
    return id.clock < Y.getState(this.#doc.store, id.client);
  }

  #structAt(id: Y.ID): Struct {
    if (this.#isStored(id)) return Y.getItem(this.#doc.store, id);
    const structs = this.#structs.get(id.client);
    const found = structs && binarySearch(structs, id.clock);
    if (!found) throw new MissingPredecessor();
    return found;
  }
}

function binarySearch(structs: Struct[], clock: number): Struct | undefined {
  let [low, high] = [0, structs.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const struct = structs[middle] as Struct;
    if (clock < struct.id.clock) high = middle - 1;
    else if (clock >= struct.id.clock + struct.length) low = middle + 1;
    else return struct;
  }
  return undefined;
}

export const isSameParent = (a: Parent, b: Parent): boolean => pathOf(a) === pathOf(b);
const isSameSlot = (a: Exclude<Slot, 'gone'>, b: Exclude<Slot, 'gone'>): boolean =>
  a.sub === b.sub && isSameParent(a.parent, b.parent);

/** `cards`, `cards/<id>`, `cards/<id>/text`: names the place, for comparing. */
export function pathOf(parent: Parent): string {
  return parent.kind === 'root' ? parent.name : `${pathOf(parent.above)}/${parent.sub ?? '·'}`;
}
