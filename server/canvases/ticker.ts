/**
 * About one frame of a screen: what arrives within it goes to the disk, and out, together. When much arrives, a ms for each
 * person who is told, four frames at most: half the work for the server and for phones, and far below what anybody notices.
 */
const TICK_MS = { least: 16, most: 66 };
/** From about so many messages in a quarter of a second on, ticks are longer. */
const BUSY = { messages: 10, withinMs: 250 };

/** Something with work for the next tick. `runTick` returns true when it has more than it should do at once. */
export type Ticking = { runTick: () => boolean; readonly readers: { size: number } };

/**
 * One beat for all canvases of the process, so that everything of a tick shares a durable write. A quiet process answers at
 * once: the first to ask after a pause does not wait.
 */
export class Ticker {
  #waiting = new Set<Ticking>();
  #asked = 0;
  /** Messages of late, each counting less with time: one tick with few among many full ones changes little. */
  #recent = 0;
  #ranAt = -Infinity;
  #nextAt = -Infinity;
  #isSet = false;

  ask(work: Ticking): void {
    this.#waiting.add(work);
    this.#asked += 1;
    if (this.#isSet) return;
    this.#isSet = true;
    const wait = this.#nextAt - performance.now();
    // Not at once even when nobody waits: what arrived in the same turn of the loop belongs to the same tick.
    if (wait <= 1) setImmediate(() => this.#run());
    else setTimeout(() => this.#run(), wait);
  }

  #run(): void {
    const works = [...this.#waiting];
    const told = works.reduce((sum, { readers }) => sum + readers.size, 0);
    const now = performance.now();
    this.#recent = this.#recent * Math.exp((this.#ranAt - now) / BUSY.withinMs) + this.#asked;
    this.#ranAt = now;
    const isBusy = this.#recent >= BUSY.messages;
    this.#nextAt = now + (isBusy ? Math.min(Math.max(told, TICK_MS.least), TICK_MS.most) : TICK_MS.least);
    this.#asked = 0;
    this.#isSet = false;
    this.#waiting.clear();
    for (const work of works) if (work.runTick()) this.ask(work);
  }
}
