import * as Y from 'yjs';
import { addCard, editCardText, moveCard, type Writer } from '#shared/canvas/edit.ts';
import { SUBPROTOCOL } from '#shared/protocol/canvas-frames.ts';
import { until } from '../../support/until.ts';
import { request } from '../../support/http.ts';
import { attack, HIGH, LOCKED, LOW, NO_EFFECT, NOT_YOURS, update, type Attack } from '../attack.ts';
import { MARKER, pathOf, type Arena, type Foe } from '../arena.ts';
import { forgedCard } from '../forged-card.ts';
import { contents, forge, type Id, type Struct } from '../forged-update.ts';

const one = (client: number, ...structs: Struct[]) => forge([{ client, clock: 0, structs }]);
const deletionOf = ([client, clock]: Id): [number, [number, number][]] => [client, [[clock, 1]]];
/** What somebody's own Yjs would send. */
function edited(arena: Arena, change: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(arena.doc));
  const before = Y.encodeStateVector(doc);
  doc.transact(() => change(doc));
  return Y.encodeStateAsUpdate(doc, before);
}
const cardMap = (doc: Y.Doc, { honest: [dulce] }: Arena) =>
  doc.getMap<Y.Map<unknown>>('cards').get(dulce.card)!;
const FORGED = { zone: 'gaps', text: MARKER, lang: 'fr', territory: null };
/** A card from somebody who may not write here. */
const written = ({ person }: Foe): Uint8Array => {
  const doc = new Y.Doc();
  addCard(doc, person.writer, FORGED);
  return Y.encodeStateAsUpdate(doc);
};

/** Acting as others, and taking their work away. */
export const OWNERSHIP: Attack[] = [
  update(
    'a card signed by somebody else',
    ({ honest: [dulce] }) => one(LOW, ...forgedCard(LOW, 0, 'forged', { author: dulce.person.id })),
    [NOT_YOURS],
  ),
  update(
    'another author for somebody’s card',
    (arena, { person }) => edited(arena, (doc) => cardMap(doc, arena).set('author', person.id)),
    [NOT_YOURS],
  ),
  update(
    'letters under somebody else’s client id',
    (arena) => {
      const [client] = arena.firstLetter();
      // Long enough to reach beyond what its owner types meanwhile.
      const content = contents.text(MARKER.repeat(100));
      const clock = Y.getState(arena.doc.store, client) - 1;
      return forge([{ client, clock, structs: [{ content, parent: 'report:lines' }] }]);
    },
    [NOT_YOURS],
  ),
  update('somebody’s card deleted', (arena) =>
    edited(arena, (doc) => doc.getMap('cards').delete(arena.honest[0].card)),
  ),
  update(
    'somebody’s card replaced',
    (arena, { person }) =>
      edited(arena, (doc) => addCard(doc, { ...person.writer, newId: () => arena.honest[0].card }, FORGED)),
    [NOT_YOURS],
  ),
  update('a deleted item in place of somebody’s card', (arena) =>
    one(HIGH, { content: contents.deleted(1), origin: arena.at() }),
  ),
  update('a deleted item in place of a card, beside nothing', ({ honest: [dulce] }) =>
    one(HIGH, { content: contents.deleted(1), parent: 'cards', sub: dulce.card }),
  ),
  update('a zone taken away', (arena) => edited(arena, (doc) => cardMap(doc, arena).delete('zone'))),
  update('a text taken away', (arena) => edited(arena, (doc) => cardMap(doc, arena).delete('text'))),
  update('another text in place of somebody’s', (arena) =>
    edited(arena, (doc) => cardMap(doc, arena).set('text', new Y.Text(MARKER))),
  ),
  update('a deleted item in place of a zone', (arena) =>
    one(HIGH, { content: contents.deleted(1), origin: arena.at('zone') }),
  ),
  update('a deleted item in place of a text', (arena) =>
    one(HIGH, { content: contents.deleted(1), origin: arena.at('text') }),
  ),
  update('a zone that is written and deleted at once', (arena) =>
    forge(
      [{ client: HIGH, clock: 0, structs: [{ content: contents.any('gaps'), origin: arena.at('zone') }] }],
      [[HIGH, [[0, 1]]]],
    ),
  ),
  update('a zone written where it does not count, the other deleted', (arena) =>
    forge(
      [
        {
          client: LOW,
          clock: 0,
          structs: [{ content: contents.any('gaps'), rightOrigin: arena.at('zone') }],
        },
      ],
      [deletionOf(arena.at('zone'))],
    ),
  ),
  update('a zone that loses against the one it deletes', (arena) =>
    forge(
      [
        {
          client: LOW,
          clock: 0,
          structs: [{ content: contents.any('gaps'), parent: arena.at(), sub: 'zone' }],
        },
      ],
      [deletionOf(arena.at('zone'))],
    ),
  ),
  update('a card made twice, the second time empty', (_, { person }) => {
    const [map, ...fields] = forgedCard(LOW, 0, 'forged', { author: person.id });
    const text = fields.pop() as Struct;
    const empty: Struct = { content: contents.map(), origin: [LOW, 0] };
    const moved = fields.map((field) => ({ ...field }));
    return one(LOW, map as Struct, empty, ...moved, { ...text, parent: [LOW, moved.length + 1] });
  }),
  attack('a card in a locked zone', [LOCKED], async (socket, arena, foe) => {
    await arena.workshop.moderator.must({ type: 'lock.set', zone: 'exists' });
    // The grace for work under way lets the first ones in.
    const doc = new Y.Doc();
    doc.on(
      'update',
      (bytes: Uint8Array) => socket.socket.readyState === socket.socket.OPEN && socket.update(bytes),
    );
    const id = addCard(doc, foe.person.writer, { ...FORGED, text: '' });
    let isCut = false;
    void socket.closed.then(() => (isCut = true));
    await until(
      'the lock to hold',
      () => {
        moveCard(doc, foe.person.writer, id, 'exists');
        return isCut;
      },
      10_000,
      150,
    );
  }),
  ...(['an observer', 'somebody of another group', 'somebody of no group'] as const).flatMap((who) =>
    (['a stock client', 'ours'] as const).map((client): Attack => ({
      name: `${who} writes, with ${client === 'ours' ? 'our client' : client}`,
      ends: [client === 'ours' ? '4403 canvas/read-only' : NO_EFFECT],
      run: async (arena) => {
        const foe = await stranger(arena, who);
        const socket = await arena.connect(foe, client === 'ours' ? { protocols: [SUBPROTOCOL] } : {});
        return socket.update(written(foe)).settled();
      },
    })),
  ),
  {
    name: 'a bare role link writes',
    ends: [NO_EFFECT],
    run: async (arena) => {
      const foe = await arena.foe();
      const socket = await arena.connect({ key: arena.workshop.keys.moderator });
      return socket.update(written(foe)).settled();
    },
  },
  {
    name: 'a member writes to another group’s canvas',
    ends: ['4403 canvas/read-only'],
    run: async (arena) => {
      const foe = await arena.foe('g1');
      const door = { path: pathOf(arena.honest[2].person), protocols: [SUBPROTOCOL] };
      return (await arena.connect(foe, door)).update(written(foe)).settled();
    },
  },
  {
    name: 'a member writes a narrative of the synthesis',
    ends: ['4403 canvas/read-only'],
    run: async (arena) => {
      const foe = await arena.foe('g1');
      const socket = await arena.connect(foe, { path: 'synthesis/overall', protocols: [SUBPROTOCOL] });
      const structs = [{ content: contents.text(MARKER), parent: 'narrative:fr' }];
      return socket.update(forge([{ client: LOW, clock: 0, structs }])).settled();
    },
  },
  {
    name: 'somebody who was removed goes on writing',
    ends: ['4401 key/unknown'],
    run: async (arena) => {
      const foe = await arena.foe('g1');
      const socket = await arena.connect(foe);
      await socket.settled();
      await arena.workshop.moderator.must({ type: 'participant.remove', participantId: foe.person.id ?? '' });
      return socket.closed;
    },
  },
  attack(
    'the end of somebody’s words, deleted and written again',
    [NO_EFFECT],
    async (socket, arena, foe) => {
      // Anybody of the group may change a text: allowed, and undone by its own hand.
      const doc = new Y.Doc();
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(arena.doc));
      const id = addCard(doc, foe.person.writer, { ...FORGED, text: 'mine' });
      const before = Y.encodeStateVector(new Y.Doc());
      editCardText(doc, foe.person.writer, id, '');
      doc.getMap('cards').delete(id);
      socket.whole(Y.encodeStateAsUpdate(doc, before));
    },
  ),
];

async function stranger(arena: Arena, who: string): Promise<Foe> {
  if (who !== 'an observer') return arena.foe(who === 'somebody of no group' ? null : 'g2');
  const { body } = await request(`${arena.server.url}/api/join`, {
    key: arena.workshop.keys.observer,
    body: { name: MARKER, language: 'en' },
  });
  const id: string = body.participantId;
  const writer: Writer = { participantId: id, newId: () => 'forged', now: Date.now };
  return { person: { key: body.key, id, writer } };
}
