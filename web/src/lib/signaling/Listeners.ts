/** Those who want to hear of something. One that throws does not keep the others from hearing. */
export class Listeners<T> {
  readonly #listeners = new Set<(value: T) => void>();

  /** Returns the way to stop listening. */
  add(listen: (value: T) => void): () => void {
    this.#listeners.add(listen);
    return () => void this.#listeners.delete(listen);
  }

  tell(value: T): void {
    for (const listen of [...this.#listeners]) {
      try {
        listen(value);
      } catch (error) {
        // As reportError does, which Node lacks: seen by whoever looks at uncaught errors.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  clear(): void {
    this.#listeners.clear();
  }
}
