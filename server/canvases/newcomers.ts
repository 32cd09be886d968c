import { deflateRaw } from 'node:zlib';
import { promisify } from 'node:util';
import * as Y from 'yjs';
import { encodePacked, encodeSync, SYNC } from '#shared/protocol/canvas-frames.ts';

const deflate = promisify(deflateRaw);

/** Smaller ones are not worth the compressing, in bytes. */
const WORTH_PACKING = 1024;
/** A tail longer than this, or than an eighth of the whole, makes a new whole cheaper for who comes next. In bytes. */
const LONG_TAIL = 16 * 1024;

type Whole = { plain: Uint8Array; packed: Uint8Array; tail: Uint8Array[]; tailBytes: number };

/**
 * What somebody gets who has nothing of the canvas yet: the whole, encoded and compressed once for all who come, and the
 * updates since. Thirty people who join at once cost little more than one.
 */
export class Newcomers {
  #doc: Y.Doc;
  #whole: Whole | null = null;
  #making: Promise<void> | null = null;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  /** An update that is now in the document, as the frame that others get. */
  note(frame: Uint8Array): void {
    const whole = this.#whole;
    if (!whole) return;
    whole.tail.push(frame);
    whole.tailBytes += frame.length;
    if (whole.tailBytes > Math.max(LONG_TAIL, whole.plain.length / 8) && !this.#making) this.#whole = null;
  }

  /** @returns the frames, or, while they are being made, a promise to ask again after. */
  frames(mayUnpack: boolean): Uint8Array[] | Promise<void> {
    if (this.#making) return this.#making;
    if (!this.#whole) {
      const plain = encodeSync(SYNC.step2, Y.encodeStateAsUpdate(this.#doc));
      if (plain.length < WORTH_PACKING) return [plain];
      this.#making = this.#pack({ plain, packed: plain, tail: [], tailBytes: 0 });
      return this.#making;
    }
    const { plain, packed, tail } = this.#whole;
    return [mayUnpack ? packed : plain, ...tail];
  }

  async #pack(whole: Whole): Promise<void> {
    this.#whole = whole;
    // Where it cannot be compressed it goes as it is.
    const deflated = await deflate(whole.plain, { level: 5 }).catch(() => null);
    if (deflated) whole.packed = encodePacked(deflated);
    this.#making = null;
  }
}
