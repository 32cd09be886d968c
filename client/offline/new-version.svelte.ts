/** A new version that has not taken over by then, in ms, will not: browsers hold some back for ever that came while a page was loading. */
const TAKES_OVER_MS = 3000;

/** Keeps the page on this device, and knows whether a newer version of it waits to be shown. */
export class NewVersion {
  isWaiting = $state(false);
  #registration: ServiceWorkerRegistration | null = null;

  /** Over plain http on another machine, and where the browser forbids it, the page works without. */
  async keepPage(): Promise<void> {
    if (!('serviceWorker' in navigator)) return;
    try {
      this.#registration = await navigator.serviceWorker.register('/service-worker.js');
    } catch {
      return;
    }
    this.#look();
    this.#registration.addEventListener('updatefound', () => this.#watch());
    // One may have been found before there was somebody to hear of it.
    this.#watch();
    await navigator.serviceWorker.ready;
    // What came before the worker did is kept too.
    const tell = (entries: PerformanceEntryList): void => {
      const loaded = entries.map(({ name }) => new URL(name).pathname);
      this.#registration?.active?.postMessage({ loaded });
    };
    new PerformanceObserver((list) => tell(list.getEntries())).observe({ type: 'resource', buffered: true });
  }

  /** The person wants the new version now: it takes over, and the page begins anew with it; by way of the network if it must be. */
  show(): void {
    const registration = this.#registration;
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    registration?.waiting?.postMessage('take-over');
    setTimeout(() => {
      void Promise.resolve(registration?.unregister()).finally(() => location.reload());
    }, TAKES_OVER_MS);
  }

  #watch(): void {
    this.#registration?.installing?.addEventListener('statechange', () => this.#look());
  }
  #look(): void {
    // The first worker of all replaces nothing.
    this.isWaiting = Boolean(this.#registration?.waiting && navigator.serviceWorker.controller);
  }
}
