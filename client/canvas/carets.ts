import * as Y from 'yjs';

/** Where somebody is in a card's text, in UTF-16 code units; `anchor` and `head` are one without a selection. */
export type CaretPlace = { card: string; anchor: number; head: number };

/** Both ends of a selection, each a Yjs relative position: they stay with their words while others write around them. */
export function encodeCaret(doc: Y.Doc, { card, anchor, head }: CaretPlace): Uint8Array | null {
  const text = doc.getMap<Y.Map<unknown>>('cards').get(card)?.get('text');
  if (!(text instanceof Y.Text)) return null;
  const encode = (at: number): Uint8Array =>
    Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, Math.min(at, text.length), -1));
  const ends = anchor === head ? [encode(head)] : [encode(head), encode(anchor)];
  return Uint8Array.from(ends.flatMap((end) => [...end]));
}

/** Null where it points at nothing that is here: not arrived yet, removed, or of another kind of client. */
export function readCaret(doc: Y.Doc, bytes: Uint8Array): CaretPlace | null {
  try {
    const head = Y.decodeRelativePosition(bytes);
    const rest = bytes.subarray(Y.encodeRelativePosition(head).length);
    const [at, from] = [head, rest.length > 0 ? Y.decodeRelativePosition(rest) : head].map((end) =>
      Y.createAbsolutePositionFromRelativePosition(end, doc),
    );
    const entry = at?.type.parent;
    if (!at || !from || from.type !== at.type || entry?.parent !== doc.getMap('cards')) return null;
    const card = entry._item?.parentSub;
    return card ? { card, anchor: from.index, head: at.index } : null;
  } catch {
    return null;
  }
}
