/** So far sideways, and twice as far as up or down, so quickly: a swipe. */
const MEANT_PX = 60;
const LONGEST_MS = 600;

/** A finger that goes sideways over what lies in `area`: 1 to the next, -1 to the one before. Buttons do the same (WCAG 2.5.1). */
export function swipes(area: () => HTMLElement | undefined, onSwipe: (by: 1 | -1) => void): () => void {
  let from: { x: number; y: number; at: number } | null = null;
  const stop = new AbortController();
  const options = { signal: stop.signal, passive: true };
  const begin = ({ touches, target, timeStamp }: TouchEvent): void => {
    const [touch] = touches;
    const isOurs = target instanceof Element && area()?.contains(target);
    // In a box that is written in, a finger moves the caret.
    const isFree = isOurs && touch && touches.length === 1 && target !== document.activeElement;
    from = isFree ? { x: touch.clientX, y: touch.clientY, at: timeStamp } : null;
  };
  // What is held and dragged is not swiped.
  const move = (event: TouchEvent): void => {
    if (event.defaultPrevented) from = null;
  };
  const end = ({ changedTouches: [touch], timeStamp }: TouchEvent): void => {
    if (!from || !touch) return;
    const x = touch.clientX - from.x;
    const y = touch.clientY - from.y;
    const isMeant = Math.abs(x) >= MEANT_PX && Math.abs(x) >= 2 * Math.abs(y);
    if (isMeant && timeStamp - from.at <= LONGEST_MS) onSwipe(x < 0 ? 1 : -1);
    from = null;
  };
  document.addEventListener('touchstart', begin, options);
  document.addEventListener('touchmove', move, options);
  document.addEventListener('touchend', end, options);
  document.addEventListener('touchcancel', () => (from = null), options);
  return () => stop.abort();
}
