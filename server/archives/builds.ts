/**
 * Whole sessions are put together one after the other, however many ask. Who asks while their session's is waiting shares it; one
 * that has begun is not shared, for it could lack what the asker has just seen saved.
 */
export class Builds<T> {
  #waiting = new Map<string, Promise<T>>();
  #last: Promise<unknown> = Promise.resolve();

  of(id: string, build: () => Promise<T>): Promise<T> {
    const known = this.#waiting.get(id);
    if (known) return known;
    const built = this.#last.then(() => {
      this.#waiting.delete(id);
      return build();
    });
    this.#waiting.set(id, built);
    this.#last = built.catch(() => undefined);
    return built;
  }
}
