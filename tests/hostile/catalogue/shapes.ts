import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { addCard } from '#shared/canvas/edit.ts';
import { attack, HIGH, LOW, NO_EFFECT, SHAPE, TOO_MUCH, update, type Attack } from '../attack.ts';
import { MARKER, type Arena, type Foe } from '../arena.ts';
import { CARD_LENGTH, forgedCard } from '../forged-card.ts';
import { contents, forge, type Struct } from '../forged-update.ts';

const one = (...structs: Struct[]) => forge([{ client: LOW, clock: 0, structs }]);
const root = (content: Struct['content'], parent: string, sub?: string): Uint8Array =>
  one({ content, parent, ...(sub === undefined ? {} : { sub }) });
/** A whole card of one's own, with something wrong in it. */
const card =
  (over: Record<string, unknown>, id = 'forged') =>
  (_: Arena, { person }: Foe): Uint8Array =>
    one(...forgedCard(LOW, 0, id, { author: person.id, ...over }));
const v2 = (arena: Arena, { person }: Foe): Uint8Array => {
  const doc = new Y.Doc();
  addCard(doc, person.writer, { zone: 'gaps', text: MARKER, lang: 'fr', territory: null });
  return Y.encodeStateAsUpdateV2(doc);
};
/** A string as the wire has it, whatever bytes it is made of. */
const thread = (write: (encoder: encoding.Encoder) => void) =>
  root(contents.anyBytes(write), 'threads', 'forged');

/** What Yjs can say and a canvas has no place for. */
export const SHAPES: Attack[] = [
  update('an update in the second encoding', v2),
  update('a list', () => root(contents.any(MARKER), 'cards')),
  update('a map at an unknown root', () => root(contents.map(), 'something', 'else')),
  update('a root named __proto__', () => root(contents.map(), '__proto__', 'x')),
  update('roots named constructor and toString', () =>
    one(
      { content: contents.map(), parent: 'constructor', sub: 'x' },
      { content: contents.map(), parent: 'toString', sub: 'x' },
    ),
  ),
  update('a deleted item at an unknown root', () => root(contents.deleted(3), MARKER)),
  update('a thousand unknown roots, deleted already', () =>
    one(
      ...Array.from({ length: 1000 }, (_, at) => ({
        content: contents.deleted(1),
        parent: `${MARKER}${at}`,
      })),
    ),
  ),
  update('a card’s key __proto__', card({ __proto__: null, ['__proto__' as string]: MARKER })),
  update('a card’s key constructor', card({ constructor: MARKER })),
  update('a card named __proto__', card({}, '__proto__'), [SHAPE]),
  update('a card named with 41 letters', card({}, 'x'.repeat(41))),
  update('a card named with a path', card({}, '../g2/x')),
  update('a card without a zone', card({ zone: undefined })),
  update('a zone of another scenario', card({ zone: 'secret' })),
  update('a rank that stops the next insertion', card({ rank: 'a00' })),
  update('the smallest rank, below which there is none', card({ rank: `A${'0'.repeat(26)}` })),
  update('a rank with a sign that sorts before all', card({ rank: 'a!' })),
  update('a rank of 201 letters', card({ rank: `a${'1'.repeat(200)}` })),
  update('an instant that is no number', card({ at: Number.NaN })),
  update('an instant at the end of time', card({ at: Number.POSITIVE_INFINITY })),
  update('an instant as a big integer', card({ at: 5n })),
  update('thirty-one territories', card({ territory: Array.from({ length: 31 }, (_, at) => `t${at}`) })),
  update('territories in territories', card({ territory: [['x']] })),
  update('an owner of 10,000 letters', card({ owner: MARKER.repeat(1000) })),
  update('a map as an owner', (_, { person }) => {
    const structs = forgedCard(LOW, 0, 'forged', { author: person.id });
    return one(...structs, { content: contents.map(), parent: [LOW, 0], sub: 'owner' });
  }),
  update('a map in a map in a card', (_, { person }) => {
    const structs = forgedCard(LOW, 0, 'forged', { author: person.id, text: undefined });
    const [text, deeper] = [structs.length, structs.length + 1];
    return one(
      ...structs,
      { content: contents.map(), parent: [LOW, 0], sub: 'text' },
      { content: contents.map(), parent: [LOW, text], sub: 'a' },
      { content: contents.any(MARKER), parent: [LOW, deeper], sub: 'b' },
    );
  }),
  update('an XML element at a root', () => root(contents.type(3, 'script'), 'report:lines')),
  update('an XML text as a card’s text', (_, { person }) =>
    one(...forgedCard(LOW, 0, 'forged', { author: person.id, text: undefined }), {
      content: contents.type(6),
      parent: [LOW, 0],
      sub: 'text',
    }),
  ),
  update('an XML hook as a card', () => root(contents.type(5, 'hook'), 'cards', 'forged')),
  update('an array as a card', () => root(contents.type(0), 'cards', 'forged')),
  update('a type of an unknown kind', () => root(contents.type(99), 'cards', 'forged')),
  update('bold text', () => root(contents.format('bold', true), 'report:lines')),
  update('an embed', () => root(contents.embed({ image: MARKER }), 'report:lines')),
  update('an embed of invalid JSON', () =>
    forge([
      {
        client: LOW,
        clock: 0,
        structs: [
          {
            raw: (encoder) => {
              encoding.writeUint8(encoder, 5);
              encoding.writeVarUint(encoder, 1);
              encoding.writeVarString(encoder, 'report:lines');
              encoding.writeVarString(encoder, `{${MARKER}`);
            },
          },
        ],
      },
    ]),
  ),
  update('JSON of the old kind', () => root(contents.json({ from: 'x', to: 'y' }), 'threads', 'forged')),
  update('bytes', () => root(contents.binary(new Uint8Array(500)), 'threads', 'forged')),
  update('a subdocument', () => root(contents.subdocument(MARKER), 'cards', 'forged')),
  update('a root text with a key', () => root(contents.text(MARKER), 'report:lines', 'key')),
  update('two values at one key, one of them none we know', () =>
    root(contents.any(MARKER.repeat(9), 'es'), 'report', 'lang'),
  ),
  update('a report’s language in words', () => root(contents.any(MARKER.repeat(9)), 'report', 'lang')),
  update('a report’s unknown key', () => root(contents.any('fr'), 'report', 'secret')),
  update('a thread to itself', () => root(contents.any({ from: 'x', to: 'x' }), 'threads', 'forged')),
  update('a thread with more in it', () =>
    root(contents.any({ from: 'x', to: 'y', colour: MARKER }), 'threads', 'forged'),
  ),
  update('a thread that has its ends from __proto__', () =>
    thread((encoder) => {
      encoding.writeUint8(encoder, 118);
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarString(encoder, '__proto__');
      encoding.writeAny(encoder, { from: 'x', to: 'y' });
    }),
  ),
  update('a thread of 100,000 lists inside each other', () =>
    thread((encoder) => {
      for (let at = 0; at < 100_000; at += 1) encoding.writeUint8Array(encoder, new Uint8Array([117, 1]));
      encoding.writeUint8(encoder, 126);
    }),
  ),
  update('a narrative on a group’s canvas', () => root(contents.text(MARKER), 'narrative:fr')),
  update('half an emoji, as bytes that are no text', () =>
    root(contents.textBytes(new Uint8Array([0xed, 0xa0, 0xbd])), 'report:lines'),
  ),
  update('bytes that are no text', () =>
    root(contents.textBytes(new Uint8Array([0xff, 0xfe, 0x80])), 'report:lines'),
  ),
  update('an empty text', () => root(contents.text(''), 'report:lines')),
  update(
    'below something collected, of every kind',
    () =>
      forge([
        {
          client: HIGH,
          clock: 0,
          structs: [
            { content: contents.deleted(1), parent: 'cards', sub: 'forged' },
            { content: contents.subdocument(MARKER), parent: [HIGH, 0], sub: 'x' },
            { content: contents.format('bold', true), parent: [HIGH, 0] },
          ],
        },
      ]),
    [NO_EFFECT, SHAPE],
  ),
  attack('a text of 10,001 letters, piece by piece', [TOO_MUCH], async (socket) => {
    for (let at = 0; at < 21; at += 1) {
      const structs: Struct[] = [
        {
          content: contents.text('x'.repeat(500)),
          ...(at ? { origin: [LOW, at * 500 - 1] } : { parent: 'report:lines' }),
        },
      ];
      socket.update(forge([{ client: LOW, clock: at * 500, structs }]));
    }
  }),
  update(
    'two thousand and one cards',
    (_, { person }) => {
      const structs = Array.from({ length: 2001 }, (_, at) =>
        forgedCard(LOW, at * CARD_LENGTH, `c${at}`, { author: person.id }),
      );
      return forge([{ client: LOW, clock: 0, structs: structs.flat() }]);
    },
    [TOO_MUCH],
    'whole',
  ),
  update(
    'six thousand and one threads in one update',
    () =>
      one(
        ...Array.from({ length: 6001 }, (_, at) => ({
          content: contents.any({ from: 'x', to: 'y' }),
          parent: 'threads',
          sub: `t${at}`,
        })),
      ),
    [TOO_MUCH],
  ),
];
