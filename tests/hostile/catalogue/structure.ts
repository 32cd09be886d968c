import * as Y from 'yjs';
import { attack, HIGH, LOW, NO_EFFECT, SHAPE, TOO_MUCH, update, type Attack } from '../attack.ts';
import { MARKER } from '../arena.ts';
import { forgedCard } from '../forged-card.ts';
import { collected, contents, forge, skip, type Id, type Struct } from '../forged-update.ts';

const LINES = 'report:lines';
const letter = (at: Partial<Struct>, text = 'a'): Struct => ({ content: contents.text(text), ...at });
const rooted = (text = 'a') => letter({ parent: LINES }, text);
const one = (...structs: Struct[]) => forge([{ client: LOW, clock: 0, structs }]);
const times = <T>(count: number, of: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => of(at));
/** One update of the attacker's own that is good, and another. */
const after = (good: Uint8Array, bad: Uint8Array) => (): Uint8Array[] => [good, bad];
const HARMLESS = [SHAPE, NO_EFFECT];

/** Items that hang on each other, on themselves, on nothing; clocks and lengths that do not add up. */
export const STRUCTURE: Attack[] = [
  update('an item beside itself', () => one(letter({ origin: [LOW, 0] }))),
  update('an item beside its own third letter', () => one(letter({ origin: [LOW, 2] }, 'aaaa'))),
  update('an item beside one that comes later', () => one(letter({ origin: [LOW, 1] }), rooted())),
  update('two clients that wait for each other', () =>
    forge([
      { client: LOW, clock: 0, structs: [letter({ origin: [HIGH, 1] }), rooted()] },
      { client: HIGH, clock: 0, structs: [letter({ origin: [LOW, 1] }), rooted()] },
    ]),
  ),
  update('a circle of neighbours', () =>
    forge([
      { client: LOW, clock: 0, structs: [letter({ origin: [HIGH, 0] })] },
      { client: HIGH, clock: 0, structs: [letter({ origin: [LOW, 0] })] },
    ]),
  ),
  update('a parent that comes later', (_, { person }) => {
    const [map, ...fields] = forgedCard(LOW, 8, 'forged', { author: person.id });
    return one(...fields, map as Struct);
  }),
  update('a map that stands in itself', () => one({ content: contents.map(), parent: [LOW, 0], sub: 'x' })),
  update('a parent that is a letter', (arena) =>
    one({ content: contents.any('x'), parent: arena.firstLetter(), sub: 'x' }),
  ),
  update('a parent that is a plain value', (arena) =>
    one({ content: contents.any('x'), parent: arena.at('rank'), sub: 'x' }),
  ),
  update('neighbours in two places', (arena) =>
    one(letter({ origin: arena.firstLetter(), rightOrigin: arena.at('text') })),
  ),
  update('one client in two parts of an update', () =>
    forge([
      { client: LOW, clock: 0, structs: [rooted('abc')] },
      { client: LOW, clock: 3, structs: [letter({ origin: [LOW, 2] }, 'def')] },
    ]),
  ),
  update('one client twice, the second time empty', () =>
    forge([
      { client: LOW, clock: 0, structs: [rooted('abc')] },
      { client: LOW, clock: 3, structs: [] },
    ]),
  ),
  update(
    'one clock twice in an update',
    () =>
      forge([
        { client: LOW, clock: 0, structs: [rooted('abc')] },
        { client: LOW, clock: 1, structs: [rooted('xyz')] },
      ]),
    HARMLESS,
  ),
  update('a gap that is said', () => forge([{ client: LOW, clock: 0, structs: [skip(3), rooted()] }])),
  update('a gap that is not said', () => forge([{ client: LOW, clock: 5, structs: [rooted()] }]), [
    NO_EFFECT,
  ]),
  update(
    'a whole document with a gap',
    () => forge([{ client: LOW, clock: 5, structs: [rooted()] }]),
    [SHAPE],
    'whole',
  ),
  update('beside something nobody has', () => one(letter({ origin: [4321, 9] })), [NO_EFFECT]),
  attack(
    'two hundred items beside something nobody has',
    [NO_EFFECT, '4529 canvas/too-many-messages'],
    async (socket) => {
      for (let at = 0; at < 50; at += 1)
        socket.update(forge([{ client: LOW + at, clock: 0, structs: [letter({ origin: [4321, at] })] }]));
    },
  ),
  update(
    'a clock near the end of numbers',
    () => forge([{ client: LOW, clock: 2 ** 53 - 1, structs: [rooted()] }]),
    [SHAPE, NO_EFFECT],
  ),
  update('a length near the end of numbers', () =>
    one({ content: contents.deleted(2 ** 53 - 1), parent: LINES }),
  ),
  update('a collected stretch of 8 billion', () =>
    forge([{ client: LOW, clock: 0, structs: [collected(2 ** 33)] }]),
  ),
  update('items of no length', () =>
    forge([
      { client: LOW, clock: 0, structs: [collected(0), { content: contents.deleted(0), parent: LINES }] },
    ]),
  ),
  update(
    'a client id near the end of numbers',
    () =>
      forge([{ client: 2 ** 53 - 1, clock: 0, structs: [{ content: contents.deleted(1), parent: LINES }] }]),
    HARMLESS,
  ),
  update(
    'the same again, beside something nobody has',
    after(one(rooted()), one(letter({ origin: [4321, 9] }))),
    HARMLESS,
  ),
  update(
    'the same again, below something nobody has',
    after(one(rooted()), one(letter({ parent: [LOW, 99] }))),
    HARMLESS,
  ),
  update('the same again, at unknown roots', after(one(rooted()), one(letter({ parent: MARKER }))), HARMLESS),
  update(
    'the same again and more, in another text',
    (arena) => [one(rooted()), one(letter({ parent: arena.at('text') }, `a${MARKER}`))],
    HARMLESS,
  ),
  update(
    'the same again and more, in place of somebody’s card',
    ({ honest: [dulce] }) => [
      one(rooted()),
      one({ content: contents.text(`a${MARKER}`), parent: 'cards', sub: dulce.card }),
    ],
    HARMLESS,
  ),
  update('an empty deletion at the end of a client', () => forge([], [[4321, [[0, 0]]]]), HARMLESS),
  update(
    'empty deletions in the middle of somebody’s words',
    (arena) => {
      const [client, clock] = arena.firstLetter();
      return forge([], [[client, times(1000, (at) => [clock + (at % 4), 0] as Id)]]);
    },
    HARMLESS,
  ),
  update('a deletion of what nobody has', () => forge([], [[4321, [[0, 5]]]]), [NO_EFFECT]),
  update(
    'a deletion of everything there could be',
    (arena) => {
      const [client] = arena.firstLetter();
      return forge([], [[client, [[0, 2 ** 53 - 1]]]]);
    },
    HARMLESS,
  ),
  update(
    'deletions of 30,000 clients nobody has',
    () =>
      forge(
        [],
        times(30_000, (at) => [1000 + at, [[0, 1]]]),
      ),
    HARMLESS,
  ),
  update(
    'a hundred thousand empty deletions',
    () =>
      forge(
        [],
        times(50_000, (at) => [1000 + at, []]),
      ),
    HARMLESS,
  ),
  update(
    'the same deletion 60,000 times',
    () => {
      const structs = [rooted('b'), ...times(3000, (at) => letter({ rightOrigin: [LOW, at] }))];
      return [one(...structs), forge([], [[LOW, times(60_000, () => [0, 3001] as Id)]])];
    },
    HARMLESS,
  ),
  update(
    'every second of 9,000 letters deleted by itself',
    () => [one(rooted('a'.repeat(9000))), forge([], [[LOW, times(4500, (at) => [at * 2, 1] as Id)]])],
    [NO_EFFECT, TOO_MUCH],
  ),
  update(
    '20,000 deleted letters that want the same place',
    () =>
      one(
        { content: contents.deleted(9000), parent: LINES },
        ...times(9000, (at) => ({ content: contents.deleted(1), rightOrigin: [LOW, 8999 - at] as Id })),
      ),
    [TOO_MUCH, SHAPE],
  ),
  update(
    '4,900 letters that want the same place',
    () => one(rooted('b'.repeat(5000)), ...times(4900, (at) => letter({ rightOrigin: [LOW, 4999 - at] }))),
    [TOO_MUCH, SHAPE],
  ),
  update(
    'one key set 13,000 times from nothing',
    () => one(...times(13_000, () => ({ content: contents.any('fr'), parent: 'report', sub: 'lang' }))),
    [TOO_MUCH, SHAPE],
  ),
  update(
    'a chain of 20,000 letters, the last one first',
    () => {
      const chain = times(9000, (at) => (at ? letter({ origin: [LOW, at - 1] }) : rooted()));
      return forge([
        { client: HIGH, clock: 0, structs: [letter({ origin: [LOW, 8999] })] },
        { client: LOW, clock: 0, structs: chain },
      ]);
    },
    [NO_EFFECT, SHAPE, TOO_MUCH],
  ),
  update('maps in maps in maps, 14,000 deep', () =>
    forge([
      { client: HIGH, clock: 0, structs: [{ content: contents.any(1), parent: [LOW, 14_000], sub: 'x' }] },
      {
        client: LOW,
        clock: 0,
        structs: times(14_001, (at) => ({
          content: contents.map(),
          parent: at ? ([LOW, at - 1] as Id) : 'cards',
          sub: 'x',
        })),
      },
    ]),
  ),
  update(
    '14,000 subdocuments below something collected',
    () =>
      forge([
        {
          client: LOW,
          clock: 0,
          structs: [
            collected(1),
            ...times(14_000, () => ({ content: contents.subdocument('x'), origin: [LOW, 0] as Id })),
          ],
        },
      ]),
    HARMLESS,
  ),
  update(
    'five hundred and one client ids',
    () =>
      forge(
        times(501, (at) => ({
          client: 1000 + at,
          clock: 0,
          structs: [{ content: contents.deleted(1), parent: LINES }],
        })),
      ),
    [TOO_MUCH],
  ),
  attack('the document as it is, doubled by merging', [NO_EFFECT], async (socket, arena) => {
    const everything = Y.encodeStateAsUpdate(arena.doc);
    socket.whole(Y.mergeUpdates([everything, everything]));
    socket.whole(everything);
  }),
];
