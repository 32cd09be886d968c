import fc from 'fast-check';
import * as Y from 'yjs';

/** Writes something that no canvas holds, as a hostile or broken client could into a document nobody guards. */
export type Spoil = (doc: Y.Doc) => void;

const roots = fc.constantFrom(
  ...['cards', 'threads', 'comments', 'translations', 'report', 'report:question', 'report:lines'],
  ...['narrative:fr', 'narrative:', 'narrative:__proto__', '__proto__', 'constructor', 'else'],
);
const keys = fc.oneof(
  fc.constantFrom('c1', 'c2', 'k1', '__proto__', 'constructor', '', 'a b', 'x'.repeat(41), 'action', 'lang'),
  fc.string({ maxLength: 3 }),
);
const fields = fc.constantFrom(
  ...[
    'zone',
    'rank',
    'author',
    'territory',
    'lang',
    'at',
    'removed',
    'owner',
    'due',
    'status',
    'text',
    'card',
  ],
  ...['by', 'of', 'from', 'to', '__proto__', 'constructor', 'else'],
);

type Value = () => unknown;
const plain: fc.Arbitrary<Value> = fc
  .oneof(
    ...[fc.constantFrom<unknown>('gaps', 'a0', 'en', 'c1', 'ana', true, null, 1e300, -1, 0.5, '', 'draft')],
    ...[fc.constantFrom<unknown>(NaN, Infinity, 8.64e15, {}, [], ['t1'], [1], { from: 'c1', to: 'c2' })],
    fc.string(),
    fc.jsonValue({ maxDepth: 2 }),
    fc.uint8Array({ maxLength: 3 }),
    fc.bigInt({ min: -5n, max: 5n }),
  )
  .map((value) => () => value);
const type: fc.Arbitrary<Value> = fc.constantFrom<Value>(
  ...[() => new Y.Text('text'), () => new Y.Array(), () => new Y.Map(), () => new Y.XmlElement('b')],
  ...[() => new Y.XmlText('x'), () => new Y.Doc(), () => Y.Array.from([[], 1]), () => new Y.XmlFragment()],
  ...[() => textWithEverything(), () => new Y.XmlHook('hook')],
);
const value = fc.oneof(plain, type);

function textWithEverything(): Y.Text {
  const text = new Y.Text('ab');
  text.insertEmbed(1, { image: 'x' });
  text.insertEmbed(1, new Y.Map());
  text.insert(0, 'bold', { bold: true });
  return text;
}

/** An entry that is nearly one, or exactly one. */
const entry: fc.Arbitrary<Value> = fc.array(fc.tuple(fields, value), { maxLength: 3 }).map((spoilt) => () => {
  const map = new Y.Map<unknown>();
  const good = { zone: 'gaps', rank: 'a0', author: 'ana', territory: null, lang: 'en', at: 0 };
  const rest = { card: 'c1', by: 'ana', status: 'draft', of: '' };
  for (const [key, field] of Object.entries({ ...good, ...rest })) map.set(key, field);
  map.set('text', new Y.Text('text'));
  for (const [key, make] of spoilt) map.set(key, make());
  return map;
});

const inMap = fc
  .tuple(roots, keys, fc.oneof({ arbitrary: entry, weight: 3 }, { arbitrary: value, weight: 1 }))
  .map(
    ([root, key, make]): Spoil =>
      (doc) =>
        doc.getMap(root).set(key, make()),
  );
const inText = fc
  .tuple(roots, fc.constantFrom<object>({}, new Date(0), [1]))
  .map(([root, embed]): Spoil => (doc) => {
    const text = doc.getText(root);
    text.insert(0, 'text', { bold: true });
    text.insertEmbed(2, embed);
    text.insertEmbed(1, new Y.Array());
  });
const inArray = fc.tuple(roots, fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constant(undefined))).map(
  ([root, json]): Spoil =>
    (doc) =>
      doc.getArray(root).push([json === undefined ? new Y.Map() : json]),
);
const inXml = roots.map(
  (root): Spoil =>
    (doc) =>
      doc.getXmlFragment(root).push([new Y.XmlElement('p')]),
);

const pieces = fc.array(fc.oneof({ arbitrary: inMap, weight: 5 }, inText, inArray, inXml), {
  ...{ maxLength: 14, size: 'max' },
});
const askedAs = fc.option(
  fc.tuple(roots, fc.constantFrom('getArray', 'getText', 'getMap', 'getXmlFragment')),
);

/**
 * A document of garbage: each piece made apart, so that one root can be of several types, and then brought together.
 * One root may have been asked for as some type before, which Yjs then holds it to.
 */
export const garbage: fc.Arbitrary<Y.Doc> = fc.tuple(pieces, askedAs).map(([spoils, asked]) => {
  const doc = new Y.Doc();
  if (asked) doc[asked[1] as 'getMap'](asked[0]);
  spoils.forEach((spoil, at) => {
    const apart = new Y.Doc();
    apart.clientID = at + 1;
    spoil(apart);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(apart));
  });
  return doc;
});
