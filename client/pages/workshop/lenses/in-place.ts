/** How long a page that is drawn anew may take to have its height, in ms. */
const DRAWN_MS = 500;

/**
 * What I am in stays where it is on the screen, whatever others put above it or take away there (promise 21). Browsers do this
 * for readers, some of them; for who writes it is done here, at every change of the cards and of the room they take.
 */
export class InPlace {
  #root: HTMLElement | null = null;
  #focused: Element | null = null;
  /** Where on the screen it is to be seen, px from its top. */
  #seenAt = 0;
  /** How far the person has scrolled. */
  #scroll = 0;
  #isLifted = false;

  /** To be attached to what holds the cards. */
  watch = (root: HTMLElement): (() => void) => {
    this.#root = root;
    const room = new ResizeObserver(() => this.settle());
    const observe = (): void => {
      room.disconnect();
      // What comes above them all, such as a word on the connection, makes the page longer or leaves the cards less of it.
      for (const box of [document.body, root]) room.observe(box);
      for (const zone of root.querySelectorAll('[data-zone]')) room.observe(zone);
      this.note();
    };
    root.addEventListener('focusin', observe);
    root.addEventListener('focusout', this.#leave);
    addEventListener('scroll', this.#scrolled, { passive: true });
    return () => {
      room.disconnect();
      this.#leave();
      removeEventListener('scroll', this.#scrolled);
      root.removeEventListener('focusin', observe);
      root.removeEventListener('focusout', this.#leave);
      this.#root = null;
    };
  };

  /** Where it is now is right. */
  note(): void {
    const { activeElement } = document;
    this.#focused = this.#root?.contains(activeElement) ? activeElement : null;
    if (!this.#focused) return;
    this.#seenAt = topOf(this.#focused);
    this.#scroll = scrollY;
    // The browser would do it once more.
    document.documentElement.style.overflowAnchor = 'none';
  }
  /** After the page was drawn anew: it is to be seen `px` higher, which the page may still be too short for. */
  lift(px: number): void {
    this.note();
    this.#seenAt -= px;
    this.#isLifted = true;
    setTimeout(() => {
      this.#isLifted = false;
      this.note();
    }, DRAWN_MS);
  }
  /** Something has changed: back to where it was, if it could be seen there. */
  settle(): void {
    if (!this.#focused || this.#focused !== document.activeElement) return this.note();
    const top = topOf(this.#focused);
    this.#scrolled();
    if (this.#seenAt > -this.#focused.clientHeight && this.#seenAt < innerHeight)
      scrollBy({ top: top - this.#seenAt, behavior: 'instant' });
    this.#scroll = scrollY;
    // Pages scroll by whole pixels: what is left of one counts the next time.
    const rest = topOf(this.#focused) - this.#seenAt;
    if (Math.abs(rest) >= 1 && !this.#isLifted) this.#seenAt += rest;
  }

  /** A page that has become shorter is put to its new end by the browser: that is nobody's scrolling. */
  #scrolled = (): void => {
    const end = document.documentElement.scrollHeight - innerHeight;
    if (!this.#focused || (scrollY < this.#scroll && scrollY >= end - 1)) return;
    this.#seenAt -= scrollY - this.#scroll;
    this.#scroll = scrollY;
  };

  #leave = (): void => {
    this.#focused = null;
    document.documentElement.style.overflowAnchor = '';
  };
}

const topOf = (element: Element): number => element.getBoundingClientRect().top;
