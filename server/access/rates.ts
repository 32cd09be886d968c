/** How often something may happen: `perSecond` on average, `burst` at once. Times in milliseconds. */
export class TokenBucket {
  #tokens: number;
  #at: number;
  #perSecond: number;
  #burst: number;

  constructor(perSecond: number, burst: number, now = Date.now()) {
    this.#perSecond = perSecond;
    this.#burst = burst;
    this.#tokens = burst;
    this.#at = now;
  }

  take(now = Date.now(), count = 1): boolean {
    this.#refill(now);
    if (this.#tokens < count) return false;
    this.#tokens -= count;
    return true;
  }

  isFull(now = Date.now()): boolean {
    this.#refill(now);
    return this.#tokens >= this.#burst;
  }

  /** Until the next one is there. */
  waitMs(now = Date.now()): number {
    this.#refill(now);
    return this.#tokens >= 1 ? 0 : Math.ceil(((1 - this.#tokens) / this.#perSecond) * 1000);
  }

  #refill(now: number): void {
    this.#tokens = Math.min(
      this.#burst,
      this.#tokens + (Math.max(0, now - this.#at) / 1000) * this.#perSecond,
    );
    this.#at = now;
  }
}

/** One bucket per name, forgotten once it is full again. */
export class Buckets {
  #buckets = new Map<string, TokenBucket>();
  #perSecond: number;
  #burst: number;

  constructor(perSecond: number, burst: number) {
    this.#perSecond = perSecond;
    this.#burst = burst;
  }

  of(name: string): TokenBucket {
    const known = this.#buckets.get(name);
    if (known) return known;
    if (this.#buckets.size > 10_000) this.#forget();
    const bucket = new TokenBucket(this.#perSecond, this.#burst);
    this.#buckets.set(name, bucket);
    return bucket;
  }

  #forget(): void {
    for (const [name, bucket] of this.#buckets) if (bucket.isFull()) this.#buckets.delete(name);
  }
}
