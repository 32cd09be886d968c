/** So long nothing has come, in ms. */
const QUIET_MS = 3000;

/**
 * Resolves when the link is free for what nobody waits for: at once on a device that has the page, else when what was asked
 * for has come.
 */
export async function settled(): Promise<void> {
  if (navigator.serviceWorker?.controller) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      observer.disconnect();
      resolve();
    };
    let timer = setTimeout(done, QUIET_MS);
    const observer = new PerformanceObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(done, QUIET_MS);
    });
    observer.observe({ type: 'resource' });
  });
}
