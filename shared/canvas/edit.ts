import { generateKeyBetween } from 'fractional-indexing';
import * as Y from 'yjs';
import { LIMITS } from '../protocol/limits.ts';
import { isRank, type ActionStatus } from './schema.ts';
import { hashOf } from './hash.ts';
import { applyDifference, changeText, type Difference } from './text.ts';

/**
 * The only functions that write a canvas, with `restore`: each one transaction with the given origin, so that undo can tell one's own
 * changes. They write what `schema.ts` allows; the server checks again. `at` is the writer's clock, never trusted.
 */
export type Writer = { participantId: string; newId: () => string; now: () => number; origin?: unknown };

export type NewCard = {
  zone: string;
  text: string;
  lang: string;
  territory: string | string[] | null;
  owner?: string;
  due?: string;
  status?: ActionStatus;
  spokenBy?: string;
  isInternal?: true;
};

const cardsOf = (doc: Y.Doc) => doc.getMap<Y.Map<unknown>>('cards');

/** Adds a card at the end of its zone and returns its id. */
export function addCard(doc: Y.Doc, writer: Writer, card: NewCard): string {
  const id = writer.newId();
  const { text, ...values } = card;
  const entry = new Y.Map<unknown>();
  for (const [key, value] of Object.entries(values)) if (value !== undefined) entry.set(key, value);
  entry.set('rank', rankBetween(lastRank(doc, card.zone), null));
  entry.set('author', writer.participantId);
  entry.set('at', writer.now());
  entry.set('text', new Y.Text(text));
  doc.transact(() => cardsOf(doc).set(id, entry), writer.origin);
  return id;
}

/** Replaces what differs, keeping everybody else's characters. Returns false when there is no such card. */
export function editCardText(doc: Y.Doc, writer: Writer, id: string, text: string): boolean {
  const target = cardsOf(doc).get(id)?.get('text');
  if (!(target instanceof Y.Text)) return false;
  doc.transact(() => changeText(target, text), writer.origin);
  return true;
}

/** One cut as a person typed it. Returns false when there is no such card, or the cut lies outside its text. */
export function changeCardText(doc: Y.Doc, writer: Writer, id: string, difference: Difference): boolean {
  const target = cardsOf(doc).get(id)?.get('text');
  if (!(target instanceof Y.Text) || difference.start + difference.removed > target.length) return false;
  doc.transact(() => applyDifference(target, difference), writer.origin);
  return true;
}

/** Sets the card's zone and rank and nothing else. `before`: the id of the card it goes in front of; absent: the end. */
export function moveCard(doc: Y.Doc, writer: Writer, id: string, zone: string, before?: string): boolean {
  const card = cardsOf(doc).get(id);
  if (!card) return false;
  if (before === id && card.get('zone') === zone) return true;
  const others = ranked(doc, zone).filter((other) => other.id !== id);
  const at = before === undefined ? -1 : others.findIndex((other) => other.id === before);
  const next = at < 0 ? null : (others[at]?.rank ?? null);
  // Equal ranks happen when two people insert at one place: the new key goes after the last smaller one.
  const previous = (at < 0 ? others : others.slice(0, at)).findLast(
    ({ rank }) => next === null || rank < next,
  );
  const rank = rankBetween(previous?.rank ?? null, next);
  doc.transact(() => {
    card.set('zone', zone);
    card.set('rank', rank);
  }, writer.origin);
  return true;
}

/** `null` takes a value away, where a card may be without it. */
export type CardChange = Partial<Pick<NewCard, 'lang' | 'territory' | 'status'>> & {
  owner?: string | null;
  due?: string | null;
  spokenBy?: string | null;
  isInternal?: true | null;
};

export function changeCard(doc: Y.Doc, writer: Writer, id: string, change: CardChange): boolean {
  const card = cardsOf(doc).get(id);
  if (!card) return false;
  doc.transact(() => {
    for (const [key, value] of Object.entries(change)) {
      if (value === null && key !== 'territory') card.delete(key);
      else if (value !== undefined) card.set(key, value);
    }
  }, writer.origin);
  return true;
}

/** Hides the card; its text stays, so that it can come back with everybody's words. */
export function removeCard(doc: Y.Doc, writer: Writer, id: string): boolean {
  const card = cardsOf(doc).get(id);
  if (!card) return false;
  doc.transact(() => card.set('removed', true), writer.origin);
  return true;
}

export function restoreCard(doc: Y.Doc, writer: Writer, id: string): boolean {
  const card = cardsOf(doc).get(id);
  if (!card) return false;
  doc.transact(() => card.delete('removed'), writer.origin);
  return true;
}

/** Links two cards, gap → lever → action. The same link twice is one. Returns the thread's id, or null. */
export function addThread(doc: Y.Doc, writer: Writer, from: string, to: string): string | null {
  if (from === to || !cardsOf(doc).has(from) || !cardsOf(doc).has(to)) return null;
  const threads = doc.getMap<{ from: string; to: string }>('threads');
  for (const [id, thread] of threads) if (thread.from === from && thread.to === to) return id;
  const id = writer.newId();
  doc.transact(() => threads.set(id, { from, to }), writer.origin);
  return id;
}

export function removeThread(doc: Y.Doc, writer: Writer, id: string): void {
  const threads = doc.getMap<{ from: string; to: string }>('threads');
  const gone = threads.get(id);
  if (!gone) return;
  // Two people who made the same link at once made two.
  const same = [...threads].filter(([, { from, to }]) => from === gone.from && to === gone.to);
  doc.transact(() => same.forEach(([other]) => threads.delete(other)), writer.origin);
}

export function addComment(
  doc: Y.Doc,
  writer: Writer,
  comment: { card: string; text: string; lang: string },
): string {
  const entry = { card: comment.card, author: writer.participantId, lang: comment.lang, at: writer.now() };
  return addEntry(doc, writer, 'comments', entry, comment.text);
}

/** Hides it, as a card is hidden. */
export function removeComment(doc: Y.Doc, writer: Writer, id: string): boolean {
  const comment = doc.getMap<Y.Map<unknown>>('comments').get(id);
  if (!comment) return false;
  doc.transact(() => comment.set('removed', true), writer.origin);
  return true;
}

export function restoreComment(doc: Y.Doc, writer: Writer, id: string): boolean {
  const comment = doc.getMap<Y.Map<unknown>>('comments').get(id);
  if (!comment) return false;
  doc.transact(() => comment.delete('removed'), writer.origin);
  return true;
}

/** Writes a translation again, from the original as it is now. Returns false when one of them is gone. */
export function changeTranslation(
  doc: Y.Doc,
  writer: Writer,
  id: string,
  { text, status }: { text: string; status: 'draft' | 'published' },
): boolean {
  const entry = doc.getMap<Y.Map<unknown>>('translations').get(id);
  const written = entry?.get('text');
  const original = cardsOf(doc)
    .get(String(entry?.get('card')))
    ?.get('text');
  if (!entry || !(written instanceof Y.Text) || !(original instanceof Y.Text)) return false;
  doc.transact(() => {
    changeText(written, text);
    entry.set('of', hashOf(original.toString()));
    entry.set('status', status);
  }, writer.origin);
  return true;
}

/** Translates a card beside its original, remembering which wording was translated. */
export function addTranslation(
  doc: Y.Doc,
  writer: Writer,
  translation: { card: string; lang: string; text: string; status: 'draft' | 'published' },
): string | null {
  const original = cardsOf(doc).get(translation.card)?.get('text');
  if (!(original instanceof Y.Text)) return null;
  const { text, ...values } = translation;
  const entry = { ...values, by: writer.participantId, of: hashOf(original.toString()) };
  return addEntry(doc, writer, 'translations', entry, text);
}

function addEntry(
  doc: Y.Doc,
  writer: Writer,
  root: 'comments' | 'translations',
  values: object,
  text: string,
): string {
  const id = writer.newId();
  const entry = new Y.Map<unknown>(Object.entries(values));
  entry.set('text', new Y.Text(text));
  doc.transact(() => doc.getMap(root).set(id, entry), writer.origin);
  return id;
}

/** What the group tells the plenary. `action`: the card the group puts first. */
export function writeReport(
  doc: Y.Doc,
  writer: Writer,
  report: { action?: string; lang?: string; question?: string; lines?: string },
): void {
  doc.transact(() => {
    for (const key of ['action', 'lang'] as const) {
      if (report[key] !== undefined) doc.getMap('report').set(key, report[key]);
    }
    if (report.question !== undefined) changeText(doc.getText('report:question'), report.question);
    if (report.lines !== undefined) changeText(doc.getText('report:lines'), report.lines);
  }, writer.origin);
}

/** One cut in a text of the report, as a person typed it. Returns false when it lies outside. */
export function changeReportText(
  doc: Y.Doc,
  writer: Writer,
  part: 'question' | 'lines',
  difference: Difference,
): boolean {
  const target = doc.getText(`report:${part}`);
  if (difference.start + difference.removed > target.length) return false;
  doc.transact(() => applyDifference(target, difference), writer.origin);
  return true;
}

/** One root text per language, so that two people starting at once lose nothing. */
export function writeNarrative(doc: Y.Doc, writer: Writer, lang: string, text: string): void {
  doc.transact(() => changeText(doc.getText(`narrative:${lang}`), text), writer.origin);
}

/** One cut in a narrative, as a person typed it. Returns false when it lies outside. */
export function changeNarrative(doc: Y.Doc, writer: Writer, lang: string, difference: Difference): boolean {
  const target = doc.getText(`narrative:${lang}`);
  if (difference.start + difference.removed > target.length) return false;
  doc.transact(() => applyDifference(target, difference), writer.origin);
  return true;
}

function ranked(doc: Y.Doc, zone: string): { id: string; rank: string }[] {
  const found: { id: string; rank: string }[] = [];
  for (const [id, card] of cardsOf(doc)) {
    const rank = card.get('rank');
    if (card.get('zone') === zone && isRank(rank)) found.push({ id, rank });
  }
  return found.sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.id < b.id ? -1 : 1));
}

/** Where no key fits any more (somebody wrote the longest there is), an equal one: the id decides then. */
function rankBetween(previous: string | null, next: string | null): string {
  const rank = generateKeyBetween(previous, next);
  return rank.length <= LIMITS.rankLength ? rank : (previous ?? next ?? rank);
}

const lastRank = (doc: Y.Doc, zone: string): string | null => ranked(doc, zone).at(-1)?.rank ?? null;
