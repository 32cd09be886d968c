import type { HostileGround } from './hostile-ground.ts';
import * as Y from 'yjs';
import type { Dice } from './dice.ts';
import {
  collected,
  contents,
  forge,
  skip,
  type Block,
  type Deletions,
  type Id,
  type Struct,
} from './forged-update.ts';

const ROOTS = [
  'cards',
  'cards',
  'comments',
  'translations',
  'threads',
  'report',
  'report:lines',
  'report:question',
  'else',
];
const KEYS = [
  'zone',
  'rank',
  'author',
  'territory',
  'lang',
  'at',
  'text',
  'removed',
  'owner',
  'of',
  'card',
  '__proto__',
];
const VALUES = [
  'gaps',
  'a1',
  'evil',
  'p1',
  null,
  'fr',
  1e12,
  true,
  'x',
  { from: 'a', to: 'b' },
  ['lima'],
  -1,
];
const OWN = [300, 301, 302, 2 ** 32 + 5];

/** Updates that are well written and mean harm: items beside, below and in place of what is there. */
export function inventedUpdate({ doc }: HostileGround, dice: Dice): Uint8Array {
  const blocks: Block[] = [];
  const state = (client: number): number => Y.getState(doc.store, client);
  const clients = [...doc.store.clients.keys()];
  for (let count = 1 + dice.below(2); count > 0; count -= 1) {
    const client = dice.isOneIn(8) ? dice.of(clients) : dice.of(OWN);
    const known = state(client);
    const clock = dice.isOneIn(5) ? Math.max(0, known - dice.below(3)) : known + (dice.isOneIn(12) ? 1 : 0);
    let next = clock;
    const structs: Block['structs'] = [];
    for (let at = 1 + dice.below(6); at > 0; at -= 1) {
      if (dice.isOneIn(25)) structs.push(dice.of([collected, skip])(1 + dice.below(3)));
      else structs.push(inventedStruct(doc, dice, clients, [client, next + dice.below(3) - 1]));
      next += 1;
    }
    blocks.push({ client, clock, structs });
  }
  const deletions: Deletions = [];
  if (dice.isOneIn(2)) {
    const client = dice.of([...clients, ...OWN]);
    const ranges = Array.from({ length: 1 + dice.below(3) }, (): Id => [
      dice.below(state(client) + 2),
      dice.below(4),
    ]);
    deletions.push([client, ranges]);
  }
  return forge(dice.isOneIn(6) ? [] : blocks, deletions);
}

function inventedStruct(doc: Y.Doc, dice: Dice, clients: number[], near: Id): Struct {
  const anywhere = (): Id => {
    if (dice.isOneIn(3)) return near;
    const client = dice.of(clients);
    return [client, dice.below(Y.getState(doc.store, client) + (dice.isOneIn(10) ? 2 : 0))];
  };
  const content = dice.of([
    () => contents.any(dice.of(VALUES)),
    () => contents.any(dice.of(VALUES)),
    () => contents.text('abc'),
    () => contents.deleted(1 + dice.below(2)),
    () => contents.map(),
    () => contents.sharedText(),
    () => contents.type(dice.below(7), 'x'),
    () => contents.json(1),
    () => contents.format('bold', true),
    () => contents.subdocument('x'),
  ])();
  if (dice.isOneIn(2)) {
    const origin = dice.isOneIn(4) ? {} : { origin: anywhere() };
    return {
      content,
      ...origin,
      ...(dice.isOneIn(3) || !('origin' in origin) ? { rightOrigin: anywhere() } : {}),
    };
  }
  const cards = [...doc.getMap('cards').keys()];
  const parent = dice.isOneIn(2) ? dice.of(ROOTS) : anywhere();
  return { content, parent, ...(dice.isOneIn(4) ? {} : { sub: dice.of([...KEYS, ...cards]) }) };
}
