import * as Y from 'yjs';
import {
  ENTRIES,
  isEntryId,
  isEntryRoot,
  isPlainRoot,
  isRootText,
  PLAIN_MAPS,
  TO_SORT,
  type EntryRoot,
} from '#shared/canvas/schema.ts';
import { LIMITS } from '#shared/protocol/limits.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { Crowding, MOST_STEPS } from './crowding.ts';
import { Deletions } from './deletions.ts';
import { lastWord } from './last-word.ts';
import { newStructs, TooManyStructs, type NewStructs } from './new-structs.ts';
import { Malformed, MissingPredecessor, pathOf, Slots, type Parent, type Slot } from './slots.ts';
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

type Place = Exclude<Slot, 'gone'>;
// Each type has events of its own; none is looked at here.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Type = Y.AbstractType<any>;
type Found = {
  ground: Ground;
  person: string;
  slots: Slots;
  crowding: Crowding;
  deletions: Deletions;
  /** Entries made here, by the item that holds them, and their paths. */
  created: Map<Y.Item, { root: EntryRoot; id: string }>;
  createdPaths: Set<string>;
  /** What is written under each key. */
  sets: Map<Type, Map<string, Y.Item[]>>;
  /** Root texts that the canvas does not have yet; asking it for them would make them. */
  newTexts: Map<string, Type>;
  textGrowth: Map<string, number>;
  entries: Set<string>;
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

const over = (what: string, limit: number): never => {
  throw new NotAdmitted(refuse('canvas/over-limit', { what, limit }));
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
    if (error instanceof TooManyStructs)
      return refuse('canvas/over-limit', { what: 'parts', limit: LIMITS.updateStructs });
    // Whatever the decoder trips over is the sender's doing: truncated, random or nested beyond the stack.
    const reason = error instanceof Malformed ? error.message : 'undecodable';
    return refuse('canvas/not-of-shape', { reason });
  }
}

function judge(given: Uint8Array, person: string, ground: Ground): Admission {
  const { update, byClient, deletions } = newStructs(given, ground.doc);
  const found: Found = {
    ground,
    person,
    slots: new Slots(ground.doc, byClient),
    crowding: new Crowding(),
    deletions: new Deletions(deletions),
    created: new Map(),
    createdPaths: new Set(),
    sets: new Map(),
    newTexts: new Map(),
    textGrowth: new Map(),
    entries: new Set(),
  };
  const clients = newClients(byClient, found);
  for (const list of byClient.values()) {
    for (const struct of list) if (struct instanceof Y.Item) judgeItem(struct, found);
  }
  judgeDeletions(byClient, found);
  judgeLastWords(found);
  judgeCreated(found);
  judgeSizes(update, found);
  const ends = new Map<number, number>();
  for (const [client, list] of byClient) {
    const last = list.at(-1);
    if (last) ends.set(client, last.id.clock + last.length);
  }
  return { ok: true, update, clients, entries: [...found.entries], ends };
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
  if (item.content instanceof Y.ContentDoc) fail('a document in the document');
  const slot = found.slots.of(item);
  if (slot === 'gone') return;
  // Written and deleted again before it was sent: without value, but not without a place.
  if (item.content instanceof Y.ContentDeleted) judgePlace(slot, found);
  else judgeContent(item, slot, found);
  notePlace(item, slot, found);
}

function judgeContent(item: Y.Item, { parent, sub }: Place, found: Found): void {
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

function notePlace(item: Y.Item, slot: Place, found: Found): void {
  const { parent, sub } = slot;
  // A value follows the one before it; nobody's Yjs puts one between others.
  if (sub !== null && item.rightOrigin) fail('a value before others');
  const type = typeOf(parent, found);
  if (!found.crowding.add(item, slot, type)) over('conflicts', MOST_STEPS);
  if (sub === null) return;
  const keys = found.sets.get(type) ?? new Map<string, Y.Item[]>();
  found.sets.set(type, keys);
  const items = keys.get(sub);
  if (items) items.push(item);
  else keys.set(sub, [item]);
}

function typeOf(parent: Parent, { ground, newTexts }: Found): Type {
  if (parent.kind === 'type') return (parent.item.content as Y.ContentType).type;
  const { name } = parent;
  if (isEntryRoot(name) || isPlainRoot(name)) return ground.doc.getMap(name);
  const text = ground.doc.share.get(name) ?? newTexts.get(name) ?? new Y.Text();
  newTexts.set(name, text);
  return text;
}

/** Whether a canvas has such a place at all. */
function judgePlace({ parent, sub }: Place, { ground }: Found): void {
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
    if (!check || !plainValues(item).every(check)) fail(`${name} value`);
    return;
  }
  if (!isEntryRoot(name)) return fail('unknown root');
  if (sub === null || !isEntryId(sub)) return fail('entry id');
  if (!(item.content instanceof Y.ContentType) || item.content.type.constructor !== Y.Map) fail('entry type');
  const stored = found.ground.doc.getMap(name)._map.get(sub);
  // A living entry cannot be replaced by another: its words would be gone.
  if (stored && !stored.deleted && !found.deletions.has(stored)) fail('entry exists');
  found.created.set(item, { root: name, id: sub });
  found.createdPaths.add(`${name}/${sub}`);
}

function judgeField(item: Y.Item, root: EntryRoot, id: string, key: string | null, found: Found): void {
  const shape = ENTRIES[root];
  const path = `${root}/${id}`;
  if (key === null) return fail('field without a key');
  if (key === 'text' && shape.hasText) {
    if (!(item.content instanceof Y.ContentType) || item.content.type.constructor !== Y.Text)
      fail('text type');
    // A new text beside the old one would take everybody's words with it.
    if (!found.createdPaths.has(path) && storedEntry(root, id, found)?.get('text') instanceof Y.Text)
      fail('text exists');
  } else {
    const check = Object.hasOwn(shape.values, key) ? shape.values[key] : undefined;
    for (const value of plainValues(item)) {
      if (!check || !check(value)) return fail(`${root} ${check ? key : 'key'}`);
      if (key === 'zone') judgeZone(value as string, found);
      if (key === shape.authorKey) judgeAuthor(path, value as string, found);
    }
  }
  touch(root, id, found);
}

function judgeZone(zone: string, { ground }: Found): void {
  if (zone !== TO_SORT && !ground.zoneIds.includes(zone)) fail('unknown zone');
  if (ground.isZoneLocked(zone)) throw new NotAdmitted(refuse('canvas/locked', { zone }));
}

/** Law 3: the author is the first admitted writer, for ever; undo and restore repeat the name they found. */
function judgeAuthor(path: string, value: string, { ground, person, entries }: Found): void {
  const author = ground.owners.authorOf(path);
  if (author === undefined) entries.add(path);
  if (value !== (author ?? person)) throw new NotAdmitted(refuse('canvas/not-yours', { reason: 'author' }));
}

function touch(root: string, id: string, found: Found): void {
  if (root !== 'cards' || found.createdPaths.has(`cards/${id}`)) return;
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

/** More than one where Yjs has melted values of one key, written in a row and kept for undo, into one item. */
function plainValues({ content }: Y.Item): unknown[] {
  return content instanceof Y.ContentAny ? content.arr : [undefined];
}

/** What lives and is deleted is looked at again once all that is written is known. */
function judgeDeletions(byClient: NewStructs['byClient'], found: Found): void {
  const { doc } = found.ground;
  for (const [client, ranges] of found.deletions.byClient) {
    const state = Y.getState(doc.store, client);
    const last = byClient.get(client)?.at(-1);
    const end = last ? last.id.clock + last.length : state;
    for (const { clock, len } of ranges) {
      if (clock + len > end) throw new MissingPredecessor();
      for (const item of liveItems(doc, client, clock, Math.min(clock + len, state))) {
        const slot = found.slots.ofStored(item);
        if (slot === 'gone') continue;
        if (slot.sub === null) {
          touchText(slot, found);
          continue;
        }
        const type = item.parent as Type;
        const keys = found.sets.get(type) ?? new Map<string, Y.Item[]>();
        found.sets.set(type, keys);
        if (!keys.has(slot.sub)) keys.set(slot.sub, []);
      }
    }
  }
}

/** No update may leave a required key without value, nor take away an entry that is not its sender's own. */
function judgeLastWords(found: Found): void {
  for (const [type, keys] of found.sets) {
    for (const [key, added] of keys) {
      const stored = type._map.get(key);
      if (!stored || stored.deleted) continue;
      const isCertain = !found.deletions.has(stored) && added.every((item) => isAlive(item, found));
      if (!isCertain) judgeLastWord(stored, added, found);
    }
  }
}

function judgeLastWord(stored: Y.Item, added: Y.Item[], found: Found): void {
  const slot = found.slots.ofStored(stored);
  if (slot === 'gone') return;
  const { parent, sub } = slot;
  const last = lastWord(stored, added);
  if (parent.kind === 'root') {
    if (!isEntryRoot(parent.name) || (last === stored && isAlive(stored, found))) return;
    if (found.ground.owners.ofClient(stored.id.client) !== found.person) fail('removal of an entry');
    return touch(parent.name, sub ?? '', found);
  }
  const [root = '', id = ''] = pathOf(parent).split('/');
  if (!isEntryRoot(root) || found.deletions.has(parent.item)) return;
  touch(root, id, found);
  if (requiredOf(root).includes(sub ?? '') && !isAlive(last, found)) fail(`${root} left without ${sub}`);
}

/** An entry that is made here has all that it needs, unless it is gone or another has its place. */
function judgeCreated(found: Found): void {
  for (const [map, { root, id }] of found.created) {
    const entries = found.ground.doc.getMap(root);
    const others = found.sets.get(entries)?.get(id) ?? [];
    const isLost = others.length > 1 && lastWord(entries._map.get(id), others) !== map;
    if (isLost || found.deletions.has(map)) continue;
    const keys = found.sets.get((map.content as Y.ContentType).type);
    const missing = requiredOf(root).filter(
      (key) => !isAlive(lastWord(undefined, keys?.get(key) ?? []), found),
    );
    if (missing.length > 0) fail(`${root} without ${missing.join(', ')}`);
  }
}

const requiredOf = (root: EntryRoot): string[] =>
  ENTRIES[root].hasText ? [...ENTRIES[root].required, 'text'] : ENTRIES[root].required;

const isAlive = (item: Y.Item | undefined, { deletions }: Found): boolean =>
  item !== undefined && !item.deleted && !(item.content instanceof Y.ContentDeleted) && !deletions.has(item);

function touchText(slot: Place, found: Found): void {
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
  const threads = doc.getMap('threads');
  const added = [...(found.sets.get(threads)?.keys() ?? [])].filter((id) => !threads.has(id)).length;
  if (added > 0 && threads.size + added > LIMITS.entries) over('threads', LIMITS.entries);
  if (found.ground.owners.bytes + update.length > LIMITS.canvasBytes) over('canvas', LIMITS.canvasBytes);
}
