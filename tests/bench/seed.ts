import * as Y from 'yjs';
import { addCard, changeCardText, type Writer } from '#shared/canvas/edit.ts';
import type { Owner } from '#server/storage/storage.ts';
import { seededRandom } from './load/typist.ts';

export type Seed = {
  /** In the order of writing, one per edit, with who wrote it. */
  updates: { bytes: Uint8Array; by: string }[];
  owners: Owner[];
};

const WORDS =
  'neighbours share tools workshop keys market water school field cooperative council budget seeds transport'.split(
    ' ',
  );
const ZONES = ['exists', 'actors', 'gaps', 'levers', 'actions'];
const EDITS_PER_CARD = 3;
const FIRST_AT = Date.UTC(2026, 8, 1);
/** Cards of one sitting. Everybody comes to the next with a new Yjs client id, as after a reload. */
const SITTING = 500;

/** A big canvas with a history: cards of about sixty characters, each edited a few times by one or another of its people. */
export function bigCanvas(cards: number, people: string[]): Seed {
  const seed: Seed = { updates: [], owners: [] };
  const random = seededRandom(7);
  for (let done = 0; done < cards; done += SITTING) {
    writeSitting(seed, Math.min(SITTING, cards - done), people, random);
  }
  return seed;
}

/** One document in which each in turn is the writer: everybody has seen what came before. */
function writeSitting(seed: Seed, cards: number, people: string[], random: () => number): void {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const phrase = (length: number): string => {
    let text = '';
    while (text.length < length) text += `${pick(WORDS)} `;
    return text.trimEnd();
  };
  const doc = new Y.Doc();
  const clients = new Map(people.map((person) => [person, Math.floor(random() * 2 ** 32)]));
  for (const [person, client] of clients) seed.owners.push({ kind: 'client', key: String(client), person });
  let by = '';
  doc.on('update', (bytes: Uint8Array) => seed.updates.push({ bytes, by }));
  const actAs = (person: string): Writer => {
    by = person;
    doc.clientID = clients.get(person) ?? 0;
    return {
      participantId: person,
      newId: () => randomId(random),
      now: () => FIRST_AT + seed.updates.length * 977,
    };
  };
  for (let at = 0; at < cards; at += 1) {
    const author = pick(people);
    const card = { zone: ZONES[at % ZONES.length] ?? '', text: phrase(40), lang: 'en', territory: null };
    const id = addCard(doc, actAs(author), card);
    seed.owners.push({ kind: 'entry', key: `cards/${id}`, person: author });
    for (let edit = 0; edit < EDITS_PER_CARD; edit += 1) {
      const inserted = ` ${phrase(8)}`;
      const start = Math.floor(random() * 30);
      changeCardText(doc, actAs(pick(people)), id, { start, removed: 4, inserted });
    }
  }
  doc.destroy();
}

/** As long and as random as those that pages make: that is what compressing has to deal with. */
const randomId = (random: () => number): string =>
  Array.from({ length: 12 }, () => ALPHABET.charAt(Math.floor(random() * ALPHABET.length))).join('');
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';

/** All of it as one update. (`Y.mergeUpdates` takes more than a minute for so many.) */
export function inOneUpdate({ updates }: Seed): Uint8Array {
  const doc = new Y.Doc();
  doc.transact(() => updates.forEach(({ bytes }) => Y.applyUpdate(doc, bytes)));
  const whole = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return whole;
}
