/** So many at a time; the others wait in the order in which they came. */
export class Turns {
  #free: number;
  #waiting: (() => void)[] = [];

  constructor(atOnce: number) {
    this.#free = atOnce;
  }

  /** Resolves with what ends the turn, or with null where whoever waited is gone. */
  async take(gone: AbortSignal): Promise<(() => void) | null> {
    if (gone.aborted) return null;
    if (this.#free > 0) this.#free -= 1;
    else if (!(await this.#wait(gone))) return null;
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    };
  }

  #wait(gone: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const come = () => {
        gone.removeEventListener('abort', leave);
        resolve(true);
      };
      const leave = () => {
        this.#waiting = this.#waiting.filter((one) => one !== come);
        resolve(false);
      };
      gone.addEventListener('abort', leave, { once: true });
      this.#waiting.push(come);
    });
  }
}
