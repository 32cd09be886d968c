import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import * as edit from '#shared/canvas/edit.ts';
import { note, Person, ZONES } from './people-writing.ts';

// Time to find the shortest sequence that fails.
vi.setConfig({ testTimeout: 90_000 });

/** What one of several people does next: an edit, or hearing what another said, now or long ago, once more. */
type Throw = { who: number; what: number; a: number; b: number };
const die = fc.nat({ max: 997 });
const throws = fc.array(fc.record({ who: die, what: die, a: die, b: die }), { maxLength: 60, size: 'max' });

/** What must be true of cards whatever the order things arrive in: who ever added, removed or restored which. */
type Cards = {
  added: Set<string>;
  removed: Set<string>;
  restored: Set<string>;
  inNoOtherZone: Map<string, string>;
};

class Room {
  readonly people: Person[];
  readonly cards: Cards = {
    ...{ added: new Set(), removed: new Set(), restored: new Set() },
    inNoOtherZone: new Map(),
  };
  #said: Uint8Array[] = [];

  constructor(count: number) {
    this.people = Array.from({ length: count }, (_, at) => new Person(`p${at}`, at + 1));
    for (const { doc } of this.people) doc.on('update', (update: Uint8Array) => this.#said.push(update));
  }

  play({ who, what, a, b }: Throw): void {
    const person = pick(this.people, who) as Person;
    const { doc, writer, canvas } = person;
    const card = pick(canvas.cards, a)?.id ?? 'none';
    const other = pick(canvas.cards, b)?.id ?? 'none';
    const zone = pick(ZONES, b) as string;
    const hidden = [...doc.getMap<Y.Map<unknown>>('cards').keys()].toSorted();
    const acts: (() => unknown)[] = [
      () => this.#add(person, zone, `Card ${a}`),
      () => this.#add(person, zone, `Cardinal ${b} 😀`),
      () => edit.editCardText(doc, writer, card, `${WORDS[a % 4]} ${canvas.cards[0]?.text ?? ''}`),
      () => edit.editCardText(doc, writer, card, `${WORDS[b % 4]} and ${WORDS[a % 4]}`),
      () => edit.moveCard(doc, writer, card, zone, b % 3 ? other : undefined) && this.#moved(card),
      () =>
        edit.changeCard(doc, writer, card, { owner: `Owner ${a}`, territory: b % 2 ? 't1' : ['t1', 't2'] }),
      () => edit.removeCard(doc, writer, card) && this.cards.removed.add(card),
      () => this.#restore(person, pick(hidden, a) ?? 'none'),
      () => edit.addThread(doc, writer, card, other),
      () => edit.removeThread(doc, writer, pick(canvas.threads, a)?.id ?? 'none'),
      () => edit.addComment(doc, writer, { card, text: `Comment ${a}`, lang: 'en' }),
      () => edit.addTranslation(doc, writer, { card, lang: 'fr', text: `Carte ${a}`, status: 'published' }),
      () => edit.writeReport(doc, writer, { action: card, lines: `${WORDS[a % 4]}\n${canvas.report.lines}` }),
      ...[a, b, a + b].map((at) => () => person.hears(pick(this.people, at) as Person)),
      // Again, out of order, and before what it builds on.
      ...[a, b].map((at) => () => Y.applyUpdate(doc, pick(this.#said, at) ?? new Uint8Array([0, 0]))),
    ];
    acts[what % acts.length]?.();
  }

  /** Everybody hears everything, in another order each, some of it twice. */
  settle(order: number): void {
    const said = [...this.#said];
    this.people.forEach(({ doc }, at) => {
      const turned = said.map((_, index) => said[(index * 7 + order * (at + 1)) % said.length] as Uint8Array);
      for (const update of [...turned, ...said.toReversed()]) Y.applyUpdate(doc, update);
    });
  }

  #add({ doc, writer }: Person, zone: string, text: string): void {
    const id = edit.addCard(doc, writer, note(text, { zone }));
    this.cards.added.add(id);
    this.cards.inNoOtherZone.set(id, zone);
  }

  #moved = (id: string): void => void this.cards.inNoOtherZone.delete(id);

  #restore({ doc, writer }: Person, id: string): void {
    if (edit.restoreCard(doc, writer, id)) this.cards.restored.add(id);
  }
}

const WORDS = ['water', 'eau 💧', 'agua', 'wåter 🧑‍🌾'];
const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)];

it('whoever writes what, in whatever order it arrives, all hold the same canvas at the end', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 4 }), throws, die, (count, thrown, order) => {
      const room = new Room(count);
      for (const dice of thrown) room.play(dice);
      room.settle(order);
      const [first, ...others] = room.people.map(({ canvas }) => canvas);
      for (const other of others) expect(other).toEqual(first);
      expect(first?.rejected).toBe(0);
    }),
    { numRuns: 80 },
  );
});

it('every card that was added and not removed is there once, in the zone it was put in', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 4 }), throws, die, (count, thrown, order) => {
      const room = new Room(count);
      for (const dice of thrown) room.play(dice);
      room.settle(order);
      const { added, removed, restored, inNoOtherZone } = room.cards;
      const shown = (room.people[0] as Person).canvas.cards;
      const ids = shown.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(added).toContain(id);
      for (const id of added) if (!removed.has(id)) expect(ids).toContain(id);
      for (const id of removed) if (!restored.has(id)) expect(ids).not.toContain(id);
      for (const { id, zone } of shown) expect(zone).toBe(inNoOtherZone.get(id) ?? zone);
    }),
    { numRuns: 80 },
  );
});
