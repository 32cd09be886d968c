/** What comes next is asked for within so much of the longest that anything took, and within these, in ms. */
const TIMES_LONGEST = 2;
const LEAST_MS = 300;
const MOST_MS = 3000;

/**
 * Resolves when the link is free for what nobody waits for: at once on a device that has the page, else when nothing has come
 * for a while, which is short where the link is quick.
 */
export async function settled(): Promise<void> {
  if (navigator.serviceWorker?.controller) return;
  await new Promise<void>((resolve) => {
    let longest = 0;
    let timer: ReturnType<typeof setTimeout>;
    const observer = new PerformanceObserver((list) => {
      clearTimeout(timer);
      longest = Math.max(longest, ...list.getEntries().map(({ duration }) => duration));
      timer = setTimeout(done, Math.min(MOST_MS, Math.max(LEAST_MS, TIMES_LONGEST * longest)));
    });
    const done = (): void => {
      observer.disconnect();
      resolve();
    };
    observer.observe({ type: 'resource', buffered: true });
  });
}
