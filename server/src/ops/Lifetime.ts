interface Closes {
  close(): void | Promise<void>;
}

/** What was opened, to be closed in reverse: children before parents. */
export class Lifetime {
  readonly #owned: Closes[] = [];
  #closing: Promise<void> | undefined;

  /** Takes over the closing of a thing and hands it back. */
  own<Thing extends Closes>(thing: Thing): Thing {
    this.#owned.push(thing);
    return thing;
  }

  /** Closes everything, also when a part of it fails; then throws the first failure. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const failures: unknown[] = [];
    for (const thing of this.#owned.toReversed()) {
      try {
        await thing.close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
