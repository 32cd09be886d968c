import * as Y from 'yjs';
import type { CanvasUpdate } from '#server/storage/storage.ts';

/** Updates since the last checkpoint that are worth another: bytes, or records. */
const EVERY = { bytes: 64 * 1024, updates: 1000 };

/** What a canvas was loaded from. */
export type Stored = {
  updates: number;
  /** State vector of what the checkpoints hold; the updates after them are in none yet. */
  checkpointed: Uint8Array;
  since: { bytes: number; updates: number };
};

/**
 * When a canvas is due a checkpoint, and what goes into it: all since the last one, without what typing and deleting leave
 * behind. Loading reads the checkpoints and the few updates after them; the log keeps every update for its history.
 */
export class Checkpoints {
  #doc: Y.Doc;
  /** Updates that storage has, and whose effect the document has. */
  #updates: number;
  #since: { bytes: number; updates: number };
  /** What the document had at the last one. */
  #vector: Uint8Array;

  constructor(doc: Y.Doc, { updates, checkpointed, since }: Stored) {
    this.#doc = doc;
    this.#updates = updates;
    this.#vector = checkpointed;
    this.#since = since;
  }

  /** @param next what goes to storage now; the document holds it and nothing that comes after it. */
  take(next: CanvasUpdate[]): { after: number; bytes: Uint8Array } | null {
    this.#updates += next.length;
    this.#since.updates += next.length;
    for (const { bytes } of next) this.#since.bytes += bytes.length;
    if (this.#since.bytes < EVERY.bytes && this.#since.updates < EVERY.updates) return null;
    const bytes = Y.encodeStateAsUpdate(this.#doc, this.#vector);
    this.#vector = Y.encodeStateVector(this.#doc);
    this.#since = { bytes: 0, updates: 0 };
    return { after: this.#updates, bytes };
  }
}
