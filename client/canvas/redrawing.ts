/** A slow device rests so many times as long as it has drawn, so that what I type comes in between; but no longer than this. */
const REST = 3;
const LONGEST_REST_MS = 400;
/**
 * On a device that takes so long to draw, the rest of the page waits while I type: for a moment in which I do not, or for the one after
 * a letter once it has waited so long.
 */
const SLOW_MS = 24;
const LONGEST_WAIT_MS = 1500;
/** Who has not typed for so long does not type now. */
const TYPING_MS = 400;
/** How often a tab in the background, which gets no frames, shows what has come. */
const HIDDEN_MS = 500;

/**
 * When a page shows what has come, however much of it comes: with the next frame, unless that would keep the person waiting. Times
 * are those of `performance.now()`.
 */
export class Redrawing {
  #draw: () => void;
  /** Null: all is shown. */
  #wantedAt: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** How long it took of late, in ms. */
  #tookMs = 0;
  #restUntil = 0;
  #typedAt = 0;
  #isClosed = false;

  /** `draw` calls `shown` when it shows all there is; so does whoever shows it without being asked. */
  constructor(draw: () => void) {
    this.#draw = draw;
  }

  /** Something is to be shown, so many ms from now at the latest that the device can do it. */
  soon(afterMs = 0): void {
    if (this.#isClosed) return;
    const isHidden = document.visibilityState === 'hidden';
    const wantedAt = performance.now() + (isHidden ? HIDDEN_MS : afterMs);
    if (this.#wantedAt !== null && this.#wantedAt <= wantedAt) return;
    this.#wantedAt = wantedAt;
    this.#wait(isHidden);
  }

  #wait(isHidden: boolean): void {
    const at = Math.max(this.#wantedAt ?? 0, this.#restUntil, this.#isSlow ? this.#typedAt + TYPING_MS : 0);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (isHidden) this.#draw();
      // I have typed on meanwhile.
      else if (this.#isSlow && performance.now() < this.#typedAt + TYPING_MS) this.#wait(false);
      else requestAnimationFrame(this.#drawNow);
    }, at - performance.now());
  }

  /** I have typed a letter, which its field shows by itself. */
  typed(): void {
    this.#typedAt = performance.now();
    // Once the letter is on the screen, and before the next one comes.
    if (this.#isSlow) requestAnimationFrame(() => setTimeout(this.#drawIfDue));
  }

  shown(): void {
    clearTimeout(this.#timer);
    this.#wantedAt = null;
  }

  close(): void {
    this.#isClosed = true;
    this.shown();
  }

  get #isSlow(): boolean {
    return this.#tookMs > SLOW_MS;
  }
  #drawIfDue = (): void => {
    const hasWaited = this.#wantedAt !== null && performance.now() >= this.#wantedAt + LONGEST_WAIT_MS;
    if (hasWaited) requestAnimationFrame(this.#drawNow);
  };
  #drawNow = (): void => {
    if (this.#wantedAt === null) return;
    const begun = performance.now();
    this.#draw();
    // When the frame has been painted.
    setTimeout(() => {
      const now = performance.now();
      this.#tookMs = Math.max(now - begun, this.#tookMs / 2);
      this.#restUntil = now + Math.min(LONGEST_REST_MS, REST * (now - begun));
    });
  };
}
