import { setImmediate as nextTurn } from 'node:timers/promises';
import * as Y from 'yjs';
import { CanvasHistory, type Deed, type LoggedUpdate } from '#shared/canvas/history.ts';
import type { Id } from '#shared/session/state.ts';

/** A long log takes a while: the rooms in between get their turn. In ms. */
const SLICE_MS = 20;

/** A canvas as its log tells it: all deeds, how it was at `until` (ms), and by whom each card was touched since. */
export async function tell(
  updates: readonly LoggedUpdate[],
  until: number,
): Promise<{ deeds: Deed[]; past: Y.Doc; touchedSince: Map<Id, Set<Id>> }> {
  const history = new CanvasHistory();
  let past: Y.Doc | null = null;
  let end = performance.now() + SLICE_MS;
  for (const update of updates) {
    if (update.at > until) past ??= copyOf(history.doc);
    history.take(update);
    if (performance.now() < end) continue;
    await nextTurn();
    end = performance.now() + SLICE_MS;
  }
  const touchedSince = new Map<Id, Set<Id>>();
  for (const { card, by, at } of history.deeds)
    if (Date.parse(at) > until) touchedSince.set(card, (touchedSince.get(card) ?? new Set()).add(by));
  return { deeds: history.deeds, past: past ?? history.doc, touchedSince };
}

export function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}
