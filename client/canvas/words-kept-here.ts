import * as Y from 'yjs';
import { readCanvas } from '#shared/canvas/read.ts';
import { openOfflineCopy } from './offline-copy.ts';

/** What one wrote in a session and this browser still has, for whom the session's door is closed. */
export type WordsKeptHere = { texts: string[]; forget: () => Promise<void> };

/**
 * Reads the copies of all canvases of a seat; a person's seat has the person's id. Where a browser does not tell which databases it has, there is nothing to offer:
 * the words stay where they are.
 */
export async function wordsKeptHere(sessionId: string, seat: string): Promise<WordsKeptHere> {
  const databases = await Promise.resolve(indexedDB.databases()).catch(() => []);
  const names = databases.flatMap(({ name }) => {
    const [app, session, , , owner] = name?.split('/') ?? [];
    return name && app === 'minga' && session === sessionId && owner === seat ? [name] : [];
  });
  const copies = names.map((name) => {
    const doc = new Y.Doc();
    return { doc, copy: openOfflineCopy(name, doc, () => undefined) };
  });
  await Promise.all(copies.map(({ copy }) => copy.whenLoaded));
  const texts = copies.flatMap(({ doc }) =>
    readCanvas(doc, { session: sessionId, group: '', block: '' })
      .cards.filter(({ author }) => author === seat)
      .map(({ text }) => text),
  );
  return {
    texts: [...new Set(texts)],
    forget: async () => void (await Promise.all(copies.map(({ copy }) => copy.clear()))),
  };
}
