/** What a hand does with something it has taken hold of. Positions are of the window. */
export type Grip = {
  begin: (x: number, y: number) => void;
  move: (x: number, y: number) => void;
  drop: (x: number, y: number) => void;
  /** Escape, a call that comes in, a second finger. Everything is as before. */
  cancel: () => void;
};

/** A mouse or a pen that moves so far means it; a finger may be on its way to scroll and has to hold still first. */
const MEANT_PX = 5;
const HOLD_MS = 350;
/** So near to the edge the page scrolls along. */
const EDGE_PX = 72;

let isHolding = false;

/** Follows a pressed mouse, pen or finger. `holdMs` is for fingers; 0 where the element takes no scrolling (`touch-action: none`). */
export function followPointer(down: PointerEvent, grip: Grip, holdMs = HOLD_MS): void {
  if (down.button !== 0 || !down.isPrimary || isHolding) return;
  const isFinger = down.pointerType === 'touch' && holdMs > 0;
  const stop = new AbortController();
  const { signal } = stop;
  let [x, y] = [down.clientX, down.clientY];
  const timer = isFinger ? setTimeout(begin, holdMs) : undefined;

  function begin(): void {
    isHolding = true;
    grip.begin(x, y);
    requestAnimationFrame(scrollAlong);
  }
  function end(finish: () => void): void {
    clearTimeout(timer);
    stop.abort();
    if (!isHolding) return;
    isHolding = false;
    finish();
  }
  function moved(event: PointerEvent): void {
    if (event.pointerId !== down.pointerId) return end(grip.cancel);
    [x, y] = [event.clientX, event.clientY];
    if (isHolding) return grip.move(x, y);
    if (Math.hypot(x - down.clientX, y - down.clientY) < MEANT_PX) return;
    if (isFinger) end(grip.cancel);
    else begin();
  }
  function scrollAlong(): void {
    if (!isHolding || signal.aborted) return;
    const beyond = y < EDGE_PX ? y - EDGE_PX : Math.max(0, y - (innerHeight - EDGE_PX));
    if (beyond !== 0) {
      scrollBy(0, beyond / 4);
      grip.move(x, y);
    }
    requestAnimationFrame(scrollAlong);
  }

  addEventListener('pointermove', moved, { signal });
  addEventListener(
    'pointerup',
    (event) => {
      if (isHolding) swallowClick();
      end(() => grip.drop(event.clientX, event.clientY));
    },
    { signal },
  );
  addEventListener('pointercancel', () => end(grip.cancel), { signal });
  addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || !isHolding) return;
      event.preventDefault();
      event.stopPropagation();
      end(grip.cancel);
    },
    { signal, capture: true },
  );
  // A finger held long asks for the browser's own menu.
  addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
}

/** The press that ended a drag is no press on what it ended on. */
function swallowClick(): void {
  const stop = new AbortController();
  addEventListener(
    'click',
    (event) => {
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true, signal: stop.signal },
  );
  setTimeout(() => stop.abort());
}

/** A finger that holds something does not scroll. The browser asks for this listener before the finger comes down. */
export function holdsStill(node: HTMLElement): () => void {
  const keep = (event: TouchEvent): void => {
    if (isHolding && event.cancelable) event.preventDefault();
  };
  node.addEventListener('touchmove', keep, { passive: false });
  return () => node.removeEventListener('touchmove', keep);
}
