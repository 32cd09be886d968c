import * as Y from 'yjs';

/** Everything a copy holds, removed cards too, as plain values with sorted keys: two that are equal look equal. */
export type RawCanvas = {
  cards: Record<string, Record<string, unknown> & { text: string }>;
  comments: Record<string, Record<string, unknown> & { text: string }>;
  translations: Record<string, Record<string, unknown> & { text: string }>;
  threads: Record<string, { from: string; to: string }>;
  report: Record<string, unknown>;
  texts: Record<string, string>;
};

export const REPORT_TEXTS = ['report:question', 'report:lines'];

export function rawCanvas(doc: Y.Doc): RawCanvas {
  const map = (name: string) => sorted(doc.getMap(name).toJSON());
  return {
    cards: map('cards') as RawCanvas['cards'],
    comments: map('comments') as RawCanvas['comments'],
    translations: map('translations') as RawCanvas['translations'],
    threads: map('threads') as RawCanvas['threads'],
    report: map('report'),
    texts: Object.fromEntries(REPORT_TEXTS.map((name) => [name, doc.getText(name).toString()])),
  };
}

function sorted(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, isPlainObject(inner) ? sorted(inner) : inner]),
  );
}

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Texts of cards and of the report, by place; comments and translations are written once and by one person. */
export const textsOf = (raw: RawCanvas): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(raw.cards).map(([id, { text }]) => [id, text])),
  ...raw.texts,
});

/** In what two copies differ, in a line each; empty when in nothing, deletions included. */
export function differencesBetween(a: Y.Doc, b: Y.Doc, names: string): string[] {
  const found: string[] = [];
  const pending = (doc: Y.Doc) => doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
  if (pending(a) || pending(b)) found.push(`${names}: updates hang in the air`);
  const [rawA, rawB] = [rawCanvas(a), rawCanvas(b)];
  for (const part of Object.keys(rawA) as (keyof RawCanvas)[]) {
    for (const key of new Set([...Object.keys(rawA[part]), ...Object.keys(rawB[part])])) {
      const [one, other] = [rawA[part][key], rawB[part][key]].map((value) => JSON.stringify(value));
      if (one !== other) found.push(`${names}: ${part}/${key} is ${one} and ${other}`);
    }
  }
  const [vectorA, vectorB] = [a, b].map((doc) => Y.decodeStateVector(Y.encodeStateVector(doc)));
  for (const client of new Set([...(vectorA?.keys() ?? []), ...(vectorB?.keys() ?? [])])) {
    const [one, other] = [vectorA?.get(client), vectorB?.get(client)];
    if (one !== other) found.push(`${names}: client ${client} is at ${one} and ${other}`);
  }
  if (found.length === 0 && !Y.equalSnapshots(Y.snapshot(a), Y.snapshot(b))) {
    found.push(`${names}: not the same deletions`);
  }
  return found;
}
