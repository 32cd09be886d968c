/**
 * What I am in stays where it is on the screen, whatever others put above it or take away there (promise 21). Browsers do this
 * for readers, some of them; for who writes it is done here, at every change of the cards and of the room they take.
 */
export class InPlace {
  #root: HTMLElement | null = null;
  #focused: Element | null = null;
  /** From the top of the page, so that scrolling does not count. */
  #at = 0;

  /** To be attached to what holds the cards. */
  watch = (root: HTMLElement): (() => void) => {
    this.#root = root;
    const room = new ResizeObserver(() => this.settle());
    const observe = (): void => {
      room.disconnect();
      for (const zone of root.querySelectorAll('[data-zone]')) room.observe(zone);
      this.note();
    };
    root.addEventListener('focusin', observe);
    root.addEventListener('focusout', this.#leave);
    return () => {
      room.disconnect();
      this.#leave();
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
    this.#at = placeOf(this.#focused);
    // The browser would do it once more.
    document.documentElement.style.overflowAnchor = 'none';
  }
  /** Something has changed: back to where it was, if it could be seen there. */
  settle(): void {
    if (!this.#focused || this.#focused !== document.activeElement) return this.note();
    const before = scrollY;
    const seenAt = this.#at - before;
    const at = placeOf(this.#focused);
    const shift = at - this.#at;
    if (shift !== 0 && seenAt > -this.#focused.clientHeight && seenAt < innerHeight)
      scrollBy({ top: shift, behavior: 'instant' });
    // Pages scroll by whole pixels: what is left of one counts the next time.
    const rest = shift - (scrollY - before);
    this.#at = Math.abs(rest) < 1 ? at - rest : at;
  }

  #leave = (): void => {
    this.#focused = null;
    document.documentElement.style.overflowAnchor = '';
  };
}

const placeOf = (element: Element): number => element.getBoundingClientRect().top + scrollY;
