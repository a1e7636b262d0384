/** What was done a moment ago, and nothing older: a room that lives for days may not fill it. */
export class Recently<T> {
  readonly #withinMs: number;
  /** Oldest first. */
  readonly #times = new Map<T, number>();

  constructor(withinMs: number) {
    this.#withinMs = withinMs;
  }

  get size(): number {
    return this.#times.size;
  }

  /** False: it was added within the time, which goes on from then. */
  add(item: T, now: number): boolean {
    for (const [done, at] of this.#times) {
      if (now - at < this.#withinMs) break;
      this.#times.delete(done);
    }
    if (this.#times.has(item)) return false;
    this.#times.set(item, now);
    return true;
  }
}
