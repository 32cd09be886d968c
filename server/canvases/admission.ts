import * as Y from 'yjs';
import {
  ENTRIES,
  isEntryId,
  isEntryRoot,
  isPlainRoot,
  isRootText,
  PLAIN_MAPS,
  type EntryRoot,
} from '#shared/canvas/schema.ts';
import { LIMITS } from '#shared/protocol/limits.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { Malformed, MissingPredecessor, pathOf, Slots, type Parent, type Slot } from './slots.ts';
import { Deletions } from './deletions.ts';
import type { Ownership } from './ownership.ts';

/** What a canvas knows when it judges an update. */
export type Ground = {
  doc: Y.Doc;
  groupId: string;
  zoneIds: string[];
  owners: Ownership;
  /** Zones under lock; cards in them, and moves into or out of them, are refused. */
  isZoneLocked: (zone: string) => boolean;
};

export type Admission =
  | {
      ok: true;
      update: Uint8Array;
      /** Client ids that are this person's from now on, and entries (`cards/<id>`) whose author they are. */
      clients: number[];
      entries: string[];
      /** How far it brings each client. */
      ends: Map<number, number>;
    }
  /** Builds on something that is not here: ask for everything again rather than pile up what hangs in the air. */
  | { ok: 'resync' }
  | Refusal;

type Found = {
  ground: Ground;
  person: string;
  slots: Slots;
  /** Entries created here, with the required keys they still lack. */
  created: Map<string, { root: EntryRoot; missing: Set<string> }>;
  /** Keys written here, `cards/<id>/zone`. */
  written: Set<string>;
  textGrowth: Map<string, number>;
  entries: Set<string>;
  deletions: Deletions;
};

class NotAdmitted extends Error {
  refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

const fail = (reason: string): never => {
  throw new NotAdmitted(refuse('canvas/not-of-shape', { reason }));
};

/**
 * Law 4: an update is decoded and judged against the canvas's grammar, its writer's rights and the limits before any of
 * it is applied, stored or relayed. Changes nothing. V1 encoding only.
 */
export function admit(update: Uint8Array, person: string, ground: Ground): Admission {
  try {
    return judge(update, person, ground);
  } catch (error) {
    if (error instanceof NotAdmitted) return error.refusal;
    if (error instanceof MissingPredecessor) return { ok: 'resync' };
    // Whatever the decoder trips over is the sender's doing: truncated, random or nested beyond the stack.
    const reason = error instanceof Malformed ? error.message : 'undecodable';
    return refuse('canvas/not-of-shape', { reason });
  }
}

function judge(update: Uint8Array, person: string, ground: Ground): Admission {
  const { structs, ds } = Y.decodeUpdate(update);
  // V2 begins with a byte that V1 reads as "nothing in here": taken at its word, its writer would believe it saved.
  if (structs.length === 0 && ds.clients.size === 0 && update.length > 2) fail('not in V1');
  const byClient = groupByClient(structs, ground.doc);
  const found: Found = {
    ground,
    person,
    slots: new Slots(ground.doc, byClient),
    created: new Map(),
    written: new Set(),
    textGrowth: new Map(),
    entries: new Set(),
    deletions: new Deletions(ds.clients),
  };
  const clients = newClients(byClient, found);
  for (const list of byClient.values()) {
    for (const struct of list) if (struct instanceof Y.Item) judgeItem(struct, found);
  }
  for (const [path, { missing }] of found.created) {
    if (missing.size > 0) fail(`${path.split('/')[0]} without ${[...missing].join(', ')}`);
  }
  judgeDeletions(byClient, found);
  judgeSizes(update, found);
  const ends = new Map<number, number>();
  for (const [client, list] of byClient) {
    const last = list.at(-1);
    if (last) ends.set(client, last.id.clock + last.length);
  }
  return { ok: true, update, clients, entries: [...found.entries], ends };
}

/** New structs only, in clock order and without gaps. */
function groupByClient(structs: (Y.Item | Y.GC | Y.Skip)[], doc: Y.Doc): Map<number, (Y.Item | Y.GC)[]> {
  const byClient = new Map<number, (Y.Item | Y.GC)[]>();
  const expected = new Map<number, number>();
  for (const struct of structs) {
    if (struct instanceof Y.Skip) return fail('a gap');
    const { client, clock } = struct.id;
    if (struct.length < 1 || clock + struct.length > 2 ** 32) fail('lengths');
    const state = Y.getState(doc.store, client);
    if (clock > (expected.get(client) ?? state)) throw new MissingPredecessor();
    expected.set(client, Math.max(expected.get(client) ?? state, clock + struct.length));
    if (clock + struct.length <= state) continue;
    const list = byClient.get(client);
    if (list) list.push(struct);
    else byClient.set(client, [struct]);
  }
  return byClient;
}

/** A client id belongs for ever to the first person whose update carries it; a person has many, but not endless. */
function newClients(byClient: Map<number, unknown>, { ground, person }: Found): number[] {
  const fresh: number[] = [];
  for (const client of byClient.keys()) {
    const owner = ground.owners.ofClient(client);
    if (owner === undefined) fresh.push(client);
    else if (owner !== person) throw new NotAdmitted(refuse('canvas/not-yours', { reason: 'client' }));
  }
  if (ground.owners.clientCount(person) + fresh.length > LIMITS.clientsPerSeat) {
    throw new NotAdmitted(refuse('canvas/over-limit', { what: 'clients', limit: LIMITS.clientsPerSeat }));
  }
  return fresh;
}

function judgeItem(item: Y.Item, found: Found): void {
  const slot = found.slots.of(item);
  if (slot === 'gone') return;
  const { parent, sub } = slot;
  // Written and deleted again before it was sent: without value, but not without a place.
  if (item.content instanceof Y.ContentDeleted) return judgePlace(slot, found);
  if (parent.kind === 'root') return judgeRootItem(item, parent.name, sub, found);
  const { above } = parent;
  if (above.kind === 'root' && isEntryRoot(above.name)) {
    return judgeField(item, above.name, parent.sub ?? '', sub, found);
  }
  if (!isTextOfEntry(parent) || sub !== null) return fail('depth');
  const path = pathOf(parent);
  judgeString(item, path, found);
  const [root = '', id = ''] = path.split('/');
  touch(root, id, found);
}

/** Whether a canvas has such a place at all. */
function judgePlace({ parent, sub }: Exclude<Slot, 'gone'>, { ground }: Found): void {
  if (parent.kind === 'root') {
    const { name } = parent;
    if (isRootText(name, ground.groupId)) return sub === null ? undefined : fail('root text with a key');
    if (isPlainRoot(name)) return sub !== null && PLAIN_MAPS[name].key(sub) ? undefined : fail(`${name} key`);
    if (!isEntryRoot(name)) return fail('unknown root');
    return sub !== null && isEntryId(sub) ? undefined : fail('entry id');
  }
  const { above } = parent;
  if (above.kind === 'root' && isEntryRoot(above.name)) {
    const { values, hasText } = ENTRIES[above.name];
    const isKnown = sub !== null && (Object.hasOwn(values, sub) || (hasText && sub === 'text'));
    return isKnown ? undefined : fail(`${above.name} key`);
  }
  if (!isTextOfEntry(parent) || sub !== null) fail('depth');
}

const isTextOfEntry = ({ above, sub }: Exclude<Parent, { kind: 'root' }>): boolean =>
  sub === 'text' && above.kind === 'type' && above.above.kind === 'root' && isEntryRoot(above.above.name);

function judgeRootItem(item: Y.Item, name: string, sub: string | null, found: Found): void {
  if (isRootText(name, found.ground.groupId)) {
    if (sub !== null) fail('root text with a key');
    return judgeString(item, name, found);
  }
  if (isPlainRoot(name)) {
    const check = sub !== null && PLAIN_MAPS[name].key(sub) ? PLAIN_MAPS[name].valueOf(sub) : undefined;
    if (!check || !check(plainValue(item))) fail(`${name} value`);
    return;
  }
  if (!isEntryRoot(name)) return fail('unknown root');
  if (sub === null || !isEntryId(sub)) return fail('entry id');
  if (!(item.content instanceof Y.ContentType) || item.content.type.constructor !== Y.Map) fail('entry type');
  const stored = found.ground.doc.getMap(name)._map.get(sub);
  // A living entry cannot be replaced by another: its words would be gone.
  if (stored && !stored.deleted && !found.deletions.has(stored)) fail('entry exists');
  const { required, hasText } = ENTRIES[name];
  found.created.set(`${name}/${sub}`, {
    root: name,
    missing: new Set(hasText ? [...required, 'text'] : required),
  });
}

function judgeField(item: Y.Item, root: EntryRoot, id: string, key: string | null, found: Found): void {
  const shape = ENTRIES[root];
  const path = `${root}/${id}`;
  if (key === null) return fail('field without a key');
  if (key === 'text' && shape.hasText) {
    if (!(item.content instanceof Y.ContentType) || item.content.type.constructor !== Y.Text)
      fail('text type');
    // A new text beside the old one would take everybody's words with it.
    if (!found.created.has(path) && storedEntry(root, id, found)?.get('text') instanceof Y.Text)
      fail('text exists');
  } else {
    const check = Object.hasOwn(shape.values, key) ? shape.values[key] : undefined;
    const value = plainValue(item);
    if (!check || !check(value)) return fail(`${root} ${check ? key : 'key'}`);
    if (key === 'zone') judgeZone(value as string, found);
    if (key === shape.authorKey) judgeAuthor(path, value as string, found);
  }
  touch(root, id, found);
  if (!found.deletions.has(item)) {
    found.written.add(`${path}/${key}`);
    found.created.get(path)?.missing.delete(key);
  }
}

function judgeZone(zone: string, { ground }: Found): void {
  if (!ground.zoneIds.includes(zone)) fail('unknown zone');
  if (ground.isZoneLocked(zone)) throw new NotAdmitted(refuse('canvas/locked', { zone }));
}

/** Law 3: the author is the first admitted writer, for ever; undo and restore repeat the name they found. */
function judgeAuthor(path: string, value: string, { ground, person, entries }: Found): void {
  const author = ground.owners.authorOf(path);
  if (author === undefined) entries.add(path);
  if (value !== (author ?? person)) throw new NotAdmitted(refuse('canvas/not-yours', { reason: 'author' }));
}

function touch(root: string, id: string, found: Found): void {
  if (root !== 'cards' || found.created.has(`cards/${id}`)) return;
  const zone = storedEntry('cards', id, found)?.get('zone');
  if (typeof zone === 'string' && found.ground.isZoneLocked(zone)) {
    throw new NotAdmitted(refuse('canvas/locked', { zone }));
  }
}

function storedEntry(root: EntryRoot, id: string, { ground }: Found): Y.Map<unknown> | undefined {
  const entry = ground.doc.getMap(root).get(id);
  return entry instanceof Y.Map ? entry : undefined;
}

function judgeString(item: Y.Item, path: string, { textGrowth }: Found): void {
  if (!(item.content instanceof Y.ContentString)) return fail('text content');
  textGrowth.set(path, (textGrowth.get(path) ?? 0) + item.length);
}

function plainValue(item: Y.Item): unknown {
  const { content } = item;
  return content instanceof Y.ContentAny && content.arr.length === 1
    ? (content.arr[0] as unknown)
    : undefined;
}

/** A deletion may not leave a required key without value, nor take away an entry that is not one's own. */
function judgeDeletions(byClient: Map<number, (Y.Item | Y.GC)[]>, found: Found): void {
  const { doc, owners } = found.ground;
  const gone = new Set<string>();
  const fields: { path: string; key: string }[] = [];
  for (const [client, ranges] of found.deletions.byClient) {
    const state = Y.getState(doc.store, client);
    const last = byClient.get(client)?.at(-1);
    const end = last ? last.id.clock + last.length : state;
    for (const { clock, len } of ranges) {
      if (clock + len > end) throw new MissingPredecessor();
      for (const item of liveItems(doc, client, clock, Math.min(clock + len, state))) {
        const slot = found.slots.ofStored(item);
        if (slot === 'gone' || slot.sub === null) {
          if (slot !== 'gone') touchText(slot, found);
          continue;
        }
        const { parent, sub } = slot;
        if (parent.kind === 'root' && isEntryRoot(parent.name)) {
          if (owners.ofClient(item.id.client) !== found.person) fail('removal of an entry');
          touch(parent.name, sub, found);
          gone.add(`${parent.name}/${sub}`);
        } else if (parent.kind === 'type') fields.push({ path: pathOf(parent), key: sub });
      }
    }
  }
  for (const { path, key } of fields) {
    const [root = '', id = ''] = path.split('/');
    if (gone.has(path) || !isEntryRoot(root)) continue;
    touch(root, id, found);
    const { required, hasText } = ENTRIES[root];
    const isRequired = required.includes(key) || (hasText && key === 'text');
    if (isRequired && !found.written.has(`${path}/${key}`)) fail(`${root} left without ${key}`);
  }
}

function touchText(slot: Exclude<Slot, 'gone'>, found: Found): void {
  const [root = '', id = ''] = pathOf(slot.parent).split('/');
  touch(root, id, found);
}

/** Items of the range that live now and, where they are map values, are the current one of their key. */
function* liveItems(doc: Y.Doc, client: number, from: number, to: number): Iterable<Y.Item> {
  const structs = doc.store.clients.get(client);
  if (!structs || from >= to) return;
  for (let at = Y.findIndexSS(structs, from); at < structs.length; at += 1) {
    const struct = structs[at];
    if (!struct || struct.id.clock >= to) return;
    if (struct instanceof Y.Item && !struct.deleted) yield struct;
  }
}

function judgeSizes(update: Uint8Array, found: Found): void {
  const { doc } = found.ground;
  const over = (what: string, limit: number): never => {
    throw new NotAdmitted(refuse('canvas/over-limit', { what, limit }));
  };
  for (const [path, growth] of found.textGrowth) {
    const [root = '', id = ''] = path.split('/');
    const stored = isEntryRoot(root) ? storedEntry(root, id, found)?.get('text') : doc.share.get(path);
    const before = stored instanceof Y.AbstractType ? stored._length : 0;
    if (before + growth > LIMITS.textLength) over('text', LIMITS.textLength);
  }
  for (const root of Object.keys(ENTRIES) as EntryRoot[]) {
    const added = [...found.created.values()].filter((entry) => entry.root === root).length;
    const limit = root === 'cards' ? LIMITS.cards : LIMITS.entries;
    if (added > 0 && doc.getMap(root).size + added > limit) over(root, limit);
  }
  if (doc.getMap('threads').size > LIMITS.entries) over('threads', LIMITS.entries);
  if (found.ground.owners.bytes + update.length > LIMITS.canvasBytes) over('canvas', LIMITS.canvasBytes);
}
