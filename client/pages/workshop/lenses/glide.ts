/** How long a card is on its way, in ms. */
const GLIDE_MS = 220;

type Flight = {
  /** Lets the cards glide from where they were. */
  land: () => void;
  /**
   * The same, and scrolls so that the card that was in front is where it was: `selected`, or the first on the screen, unless
   * the beginning of them all is in sight: then it stays so. What it could not, in px.
   */
  landAround: (selected: string | null) => number;
};

/**
 * Notes where the cards are, before they are drawn elsewhere. Only those on the screen move visibly; with reduced motion
 * positions jump. The focus stays with the element of the same id.
 */
export function takeOff(root: HTMLElement): Flight {
  const before = new Map<string, DOMRect>();
  for (const card of cardsIn(root)) {
    const box = card.getBoundingClientRect();
    if (isOnScreen(box)) before.set(card.dataset['card'] ?? '', box);
  }
  const isAtTop = root.getBoundingClientRect().top > 0;
  const focused = root.contains(document.activeElement) ? document.activeElement?.id : undefined;
  const land = (): void => {
    if (focused && !root.contains(document.activeElement))
      document.getElementById(focused)?.focus({ preventScroll: true });
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const moves = cardsIn(root).map((card) => ({ card, to: card.getBoundingClientRect() }));
    for (const { card, to } of moves) {
      const from = before.get(card.dataset['card'] ?? '');
      if (!from || !isOnScreen(to) || (from.left === to.left && from.top === to.top)) continue;
      const transform = `translate(${from.left - to.left}px, ${from.top - to.top}px)`;
      card.animate([{ transform }, { transform: 'none' }], { duration: GLIDE_MS, easing: 'ease-out' });
    }
  };
  return {
    land,
    landAround: (selected) => {
      const [first] = [...before].sort(([, a], [, b]) => a.top - b.top);
      const anchor = selected !== null && before.has(selected) ? selected : !isAtTop && first?.[0];
      const now = cardsIn(root).find(({ dataset }) => dataset['card'] === anchor);
      const tooLow = () =>
        now ? now.getBoundingClientRect().top - (before.get(now.dataset['card'] ?? '')?.top ?? 0) : 0;
      scrollBy({ top: tooLow(), behavior: 'instant' });
      land();
      return tooLow();
    },
  };
}

const cardsIn = (root: HTMLElement): HTMLElement[] => [...root.querySelectorAll<HTMLElement>('[data-card]')];
const isOnScreen = ({ top, bottom }: DOMRect): boolean => bottom > 0 && top < innerHeight;
