/** About one frame of a screen: what arrives within it goes to the disk, and out, together. */
const TICK_MS = 16;

/** Something with work for the next tick. `runTick` returns true when it has more than it should do at once. */
export type Ticking = { runTick: () => boolean };

/**
 * One beat for all canvases of the process, so that everything of a tick shares a durable write. A quiet process answers at
 * once: the first to ask after a pause does not wait.
 */
export class Ticker {
  #waiting = new Set<Ticking>();
  #lastAt = -Infinity;
  #isSet = false;

  ask(work: Ticking): void {
    this.#waiting.add(work);
    if (this.#isSet) return;
    this.#isSet = true;
    const wait = this.#lastAt + TICK_MS - performance.now();
    // Not at once even when nobody waits: what arrived in the same turn of the loop belongs to the same tick.
    if (wait <= 1) setImmediate(() => this.#run());
    else setTimeout(() => this.#run(), wait);
  }

  #run(): void {
    this.#isSet = false;
    this.#lastAt = performance.now();
    const works = [...this.#waiting];
    this.#waiting.clear();
    for (const work of works) if (work.runTick()) this.ask(work);
  }
}
