import * as Y from 'yjs';
import type { CanvasSnapshot, CardSnapshot, TranslationSnapshot } from './snapshot.ts';
import { ENTRIES, isEntryId, isRootText, PLAIN_MAPS, SYNTHESIS_GROUP, type EntryRoot } from './schema.ts';
import { hashOf } from './hash.ts';

type Address = { session: string; group: string; block: string };
type Entry = { id: string; text: string } & Record<string, unknown>;

/**
 * Everything well-formed that a canvas holds. Total: whatever the document contains, it returns; what does not fit is
 * left out and counted. `zones` gives the reading order; unknown zones come last. Who reads the same document again and again
 * keeps what is `known` of it; a card that has not changed is then the same object again.
 */
export function readCanvas(
  doc: Y.Doc,
  address: Address,
  zones: string[] = [],
  known?: KnownEntries,
): CanvasSnapshot {
  const rejected = { count: 0 };
  const live = (root: EntryRoot) =>
    entriesOf(doc, root, rejected, known).filter((entry) => entry['removed'] !== true);
  const cards = live('cards')
    .map(cardOf)
    .sort((a, b) => inReadingOrder(a, b, zones));
  const textOf = new Map(cards.map((card) => [card.id, card.text]));
  const comments = live('comments')
    .filter((entry) => textOf.has(entry['card'] as string))
    .map((entry) => ({
      id: entry.id,
      card: entry['card'] as string,
      author: entry['author'] as string,
      text: entry.text,
      lang: entry['lang'] as string,
      at: instantOf(entry['at'] as number),
    }))
    .sort((a, b) => compare(a.at, b.at) || compare(a.id, b.id));
  const translations = live('translations')
    .filter((entry) => textOf.has(entry['card'] as string))
    .map((entry): TranslationSnapshot => ({
      id: entry.id,
      card: entry['card'] as string,
      lang: entry['lang'] as string,
      text: entry.text,
      by: entry['by'] as string,
      status: entry['status'] as TranslationSnapshot['status'],
      isStale: entry['of'] !== hashOf(textOf.get(entry['card'] as string) ?? ''),
    }))
    .sort((a, b) => compare(a.card, b.card) || compare(a.lang, b.lang) || compare(a.id, b.id));
  const threads = threadsOf(doc, textOf, rejected);
  const report = rootMap(doc, 'report');
  const isReport = (key: 'action' | 'lang') => {
    const value = report instanceof Y.Map ? report.get(key) : undefined;
    return PLAIN_MAPS.report.valueOf(key)?.(value) ? (value as string) : null;
  };
  const action = isReport('action');
  return {
    ...address,
    rejected: rejected.count,
    cards,
    threads,
    comments,
    translations,
    report: {
      action: action !== null && textOf.has(action) ? action : null,
      lang: isReport('lang') ?? '',
      question: rootText(doc, 'report:question'),
      lines: rootText(doc, 'report:lines'),
    },
    ...(address.group === SYNTHESIS_GROUP ? { narrative: narrativeOf(doc) } : {}),
  };
}

/** What was read of one document's entries, forgotten as they change. */
export class KnownEntries {
  #entries = new WeakMap<object, Entry | null>();

  constructor(doc: Y.Doc) {
    doc.on('afterTransaction', ({ changedParentTypes }: Y.Transaction) => {
      for (const type of changedParentTypes.keys()) this.#entries.delete(type);
    });
  }
  get(value: unknown, read: () => Entry | null): Entry | null {
    if (!(value instanceof Y.Map)) return read();
    const known = this.#entries.get(value);
    if (known !== undefined) return known;
    const entry = read();
    this.#entries.set(value, entry);
    return entry;
  }
}

function entriesOf(
  doc: Y.Doc,
  root: EntryRoot,
  rejected: { count: number },
  known: KnownEntries | undefined,
): Entry[] {
  const entries: Entry[] = [];
  for (const [id, value] of rootMap(doc, root)) {
    const read = (): Entry | null => (isEntryId(id) ? entryOf(id, value, root) : null);
    const entry = known ? known.get(value, read) : read();
    if (entry) entries.push(entry);
    else rejected.count += 1;
  }
  return entries;
}

function entryOf(id: string, value: unknown, root: EntryRoot): Entry | null {
  const { values, required, hasText } = ENTRIES[root];
  if (!(value instanceof Y.Map)) return null;
  const text: unknown = value.get('text');
  if (hasText && !(text instanceof Y.Text)) return null;
  const fields: Record<string, unknown> = {};
  for (const key of Object.keys(values)) {
    const field: unknown = value.get(key);
    if (field === undefined) {
      if (required.includes(key)) return null;
    } else if (values[key]?.(field)) fields[key] = field;
    else return null;
  }
  return { ...fields, id, text: text instanceof Y.Text ? plain(text) : '' };
}

/** Text alone: an embed or a format, were there one, is nothing we show. */
const plain = (text: Y.Text): string =>
  (text.toDelta() as { insert: unknown }[])
    .map(({ insert }) => (typeof insert === 'string' ? insert : ''))
    .join('');

const cardsOf = new WeakMap<Entry, CardSnapshot>();
function cardOf(entry: Entry): CardSnapshot {
  const known = cardsOf.get(entry) ?? newCardOf(entry);
  cardsOf.set(entry, known);
  return known;
}
function newCardOf(entry: Entry): CardSnapshot {
  const territory = entry['territory'] as string | string[] | null;
  return {
    id: entry.id,
    zone: entry['zone'] as string,
    rank: entry['rank'] as string,
    text: entry.text,
    author: entry['author'] as string,
    territories: territory === null ? [] : Array.isArray(territory) ? [...new Set(territory)] : [territory],
    lang: entry['lang'] as string,
    at: instantOf(entry['at'] as number),
    ...(typeof entry['owner'] === 'string' && entry['owner'] !== '' ? { owner: entry['owner'] } : {}),
    ...(typeof entry['due'] === 'string' ? { due: entry['due'] } : {}),
    ...(entry['status'] ? { status: entry['status'] as NonNullable<CardSnapshot['status']> } : {}),
    ...(typeof entry['spokenBy'] === 'string' && entry['spokenBy'] !== ''
      ? { spokenBy: entry['spokenBy'] }
      : {}),
    ...(entry['isInternal'] === true ? { isInternal: true } : {}),
  };
}

/** Asking Yjs for a root under another type than it has throws; here it is as good as empty. */
function rootMap(doc: Y.Doc, name: string): Y.Map<unknown> | [] {
  const root = doc.share.get(name);
  return root === undefined || root instanceof Y.Map || root.constructor === Y.AbstractType
    ? doc.getMap(name)
    : [];
}

function rootText(doc: Y.Doc, name: string): string {
  const root = doc.share.get(name);
  return root === undefined || root instanceof Y.Text || root.constructor === Y.AbstractType
    ? plain(doc.getText(name))
    : '';
}

function threadsOf(doc: Y.Doc, cards: Map<string, string>, rejected: { count: number }) {
  const threads: { id: string; from: string; to: string }[] = [];
  for (const [id, value] of rootMap(doc, 'threads')) {
    if (!isEntryId(id) || !PLAIN_MAPS.threads.valueOf(id)?.(value)) {
      rejected.count += 1;
      continue;
    }
    const { from, to } = value as { from: string; to: string };
    // A thread to a removed card comes back with the card.
    if (cards.has(from) && cards.has(to)) threads.push({ id, from, to });
  }
  // The same link, made twice at once, is one.
  const links = new Set<string>();
  return threads
    .sort((a, b) => compare(a.id, b.id))
    .filter(({ from, to }) => !links.has(`${from}/${to}`) && links.add(`${from}/${to}`));
}

function narrativeOf(doc: Y.Doc): Record<string, string> {
  const names = [...doc.share.keys()].filter((name) => isRootText(name, SYNTHESIS_GROUP)).sort();
  return Object.fromEntries(names.map((name) => [name.slice('narrative:'.length), rootText(doc, name)]));
}

function inReadingOrder(a: CardSnapshot, b: CardSnapshot, zones: string[]): number {
  if (a.zone === b.zone) return compare(a.rank, b.rank) || compare(a.id, b.id);
  const place = (card: CardSnapshot) => {
    const at = zones.indexOf(card.zone);
    return at < 0 ? zones.length : at;
  };
  return place(a) - place(b) || compare(a.zone, b.zone);
}

/** By code unit, as fractional-indexing counts; equal ranks happen. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const instantOf = (at: number): string => new Date(at).toISOString();
