/** Between one try and the next, in ms. */
const PAUSE_MS = 2000;

/**
 * A file that comes when it is wanted, and as soon as it can: links come and go. Chromium keeps an import that failed once for
 * failed as long as the page lives, so that it is asked for again under another name (https://github.com/whatwg/html/issues/6768).
 * `tries`: how often, where the page says itself that something cannot be loaded.
 */
export async function again<T>(load: () => Promise<T>, tries = Infinity): Promise<T> {
  let wanted = load;
  for (let failed = 0; ; failed++) {
    try {
      return await wanted();
    } catch (error) {
      if (failed >= tries) throw error;
      const file = /https?:[^\s?]+\.js/.exec(String(error))?.[0];
      if (file) wanted = () => import(/* @vite-ignore */ `${file}?${Date.now()}`) as Promise<T>;
      if (failed > 0) await new Promise((done) => setTimeout(done, PAUSE_MS));
    }
  }
}
