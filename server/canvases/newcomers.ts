import { deflateRaw } from 'node:zlib';
import { promisify } from 'node:util';
import * as Y from 'yjs';
import { encodePacked, encodeSync, SYNC } from '#shared/protocol/canvas-frames.ts';

const deflate = promisify(deflateRaw);

/** Smaller ones are not worth the packing, in bytes. */
const WORTH_PACKING = 1024;
/** A tail longer than this, or than an eighth of the whole, makes a new whole cheaper for who comes next. In bytes. */
const LONG_TAIL = 16 * 1024;

/** The whole canvas as it was, and the updates since. */
class Copy {
  #whole: Uint8Array;
  #tail: Uint8Array[] = [];
  #tailBytes = 0;

  constructor(whole: Uint8Array) {
    this.#whole = whole;
  }

  note(frame: Uint8Array): void {
    this.#tail.push(frame);
    this.#tailBytes += frame.length;
  }

  get isOld(): boolean {
    return this.#tailBytes > Math.max(LONG_TAIL, this.#whole.length / 8);
  }

  get frames(): Uint8Array[] {
    return [this.#whole, ...this.#tail];
  }
}

/**
 * What somebody gets who has nothing of the canvas yet: the whole, encoded and compressed once for all who come, and the
 * updates since. Thirty people who join at once cost little more than one. Packed it is Yjs's second encoding, deflated:
 * two thirds of the first one's bytes.
 */
export class Newcomers {
  #doc: Y.Doc;
  #plain: Copy | null = null;
  #packed: Copy | null = null;
  /** What is written while a copy is being packed comes after it. */
  #making: { done: Promise<void>; meanwhile: Uint8Array[] } | null = null;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  /** An update that is now in the document, as the frame that others get. */
  note(frame: Uint8Array): void {
    this.#making?.meanwhile.push(frame);
    this.#plain?.note(frame);
    this.#packed?.note(frame);
    if (this.#plain?.isOld) this.#plain = null;
    if (this.#packed?.isOld) this.#packed = null;
  }

  /** @returns the frames, or, while they are being made, a promise to ask again after. */
  frames(mayUnpack: boolean): Uint8Array[] | Promise<void> {
    if (!mayUnpack) return this.#asItIs();
    if (this.#packed) return this.#packed.frames;
    if (this.#making) return this.#making.done;
    const update = Y.encodeStateAsUpdateV2(this.#doc);
    if (update.length < WORTH_PACKING) return this.#asItIs();
    this.#making = { done: this.#pack(update), meanwhile: [] };
    return this.#making.done;
  }

  #asItIs(): Uint8Array[] {
    this.#plain ??= new Copy(encodeSync(SYNC.step2, Y.encodeStateAsUpdate(this.#doc)));
    return this.#plain.frames;
  }

  async #pack(update: Uint8Array): Promise<void> {
    const deflated = await deflate(update, { level: 3 }).catch(() => null);
    // Where it cannot be compressed it goes as it is.
    const frame = deflated
      ? encodePacked(deflated)
      : encodeSync(SYNC.step2, Y.convertUpdateFormatV2ToV1(update));
    this.#packed = new Copy(frame);
    for (const later of this.#making?.meanwhile ?? []) this.#packed.note(later);
    this.#making = null;
  }
}
