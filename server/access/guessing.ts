import { setTimeout as wait } from 'node:timers/promises';
import { Buckets } from './rates.ts';

/**
 * Slows guessing of join codes from one address (keys have 256 bits and need none) without ever locking it out: seventy people behind one office address
 * all get in. Wrong tries use up the address's allowance; once it is gone, every try from there, right or wrong, waits
 * its turn in a line of one every `slowMs`, and wrong ones are refused with a time to wait.
 */
export class Guessing {
  #wrong = new Buckets(0.2, 20);
  #lines = new Map<string, Promise<void>>();
  #slowMs: number;

  constructor(slowMs = 500) {
    this.#slowMs = slowMs;
  }

  /** Waits when the address has used up its allowance. */
  async beforeTry(address: string): Promise<void> {
    if (this.#wrong.of(address).waitMs() === 0) return;
    const turn = (this.#lines.get(address) ?? Promise.resolve()).then(() => wait(this.#slowMs));
    this.#lines.set(address, turn);
    await turn;
    if (this.#lines.get(address) === turn) this.#lines.delete(address);
  }

  /** Counts a wrong try. Returns how many milliseconds to wait before the next, 0 while there is allowance. */
  wrongTry(address: string): number {
    const bucket = this.#wrong.of(address);
    return bucket.take() ? 0 : bucket.waitMs();
  }
}
