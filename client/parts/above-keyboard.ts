/**
 * A phone's keyboard lies over the page, which does not get smaller for it: `--keyboard` tells the node how much of the
 * window is covered from below. Somebody who magnifies the page covers nothing. (CSSOM View, VisualViewport)
 */
export function aboveKeyboard(node: HTMLElement): (() => void) | undefined {
  const viewport = window.visualViewport;
  if (!viewport) return;
  const lift = (): void => {
    const covered = viewport.scale > 1.01 ? 0 : innerHeight - viewport.height - viewport.offsetTop;
    node.style.setProperty('--keyboard', `${Math.max(0, Math.round(covered))}px`);
  };
  const stop = new AbortController();
  viewport.addEventListener('resize', lift, { signal: stop.signal });
  viewport.addEventListener('scroll', lift, { signal: stop.signal });
  lift();
  return () => stop.abort();
}
