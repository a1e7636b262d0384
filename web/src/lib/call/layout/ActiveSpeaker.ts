/** Speech must last this long before somebody takes the stage: a cough must not. */
const IN_MS = 1000;

/** So long after the last word the stage stays with whoever spoke, if nobody else takes it. */
const OUT_MS = 60_000;

/** Follows who has the word. Fed with who speaks; decides with hysteresis. */
export class ActiveSpeaker<Id> {
  /** Since when somebody speaks without a pause. */
  readonly #since = new Map<Id, number>();
  readonly #lastSpoke = new Map<Id, number>();
  #current: Id | undefined;

  get current(): Id | undefined {
    return this.#current;
  }

  /** When each person spoke last, for choosing who gives up a place on the first page. */
  get lastSpoke(): ReadonlyMap<Id, number> {
    return this.#lastSpoke;
  }

  /** `speaking`: everybody who speaks now, without oneself. */
  hear(speaking: ReadonlySet<Id>, now: number): Id | undefined {
    for (const id of this.#since.keys()) {
      if (!speaking.has(id)) this.#since.delete(id);
    }
    for (const id of speaking) {
      if (!this.#since.has(id)) this.#since.set(id, now);
      this.#lastSpoke.set(id, now);
    }
    this.#current = this.#next(now);
    return this.#current;
  }

  /** Somebody left. */
  forget(id: Id): void {
    this.#since.delete(id);
    this.#lastSpoke.delete(id);
    if (this.#current === id) this.#current = undefined;
  }

  #next(now: number): Id | undefined {
    const current = this.#current;
    // Who has the word keeps it while speaking, whoever else speaks too.
    if (current !== undefined && this.#since.has(current)) return current;
    const ready = [...this.#since].filter(([, since]) => now - since >= IN_MS);
    const first = ready.sort(([, a], [, b]) => a - b)[0];
    if (first !== undefined) return first[0];
    if (current === undefined) return undefined;
    const spokeAt = this.#lastSpoke.get(current) ?? Number.NEGATIVE_INFINITY;
    return now - spokeAt < OUT_MS ? current : undefined;
  }
}
