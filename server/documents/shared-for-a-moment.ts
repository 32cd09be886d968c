/** What a whole session asks for at once is made once, and shared by all who ask for the same `key` in the next moment. */
export class SharedForAMoment<T> {
  #momentMs: number;
  #made = new Map<string, { at: number; made: Promise<T> }>();

  constructor(momentMs: number) {
    this.#momentMs = momentMs;
  }

  get(key: string, make: () => Promise<T>): Promise<T> {
    const now = Date.now();
    for (const [old, { at }] of this.#made) if (now - at > this.#momentMs) this.#made.delete(old);
    const known = this.#made.get(key);
    if (known) return known.made;
    const made = make();
    this.#made.set(key, { at: now, made });
    return made;
  }
}
