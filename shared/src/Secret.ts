/** Wraps what must never be printed: logs, errors and JSON show `[secret]`. */
export class Secret<T> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  /** The value itself. Every call is a place to look at in a review. */
  reveal(): T {
    return this.#value;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  // Node's console and error printers look for this symbol; it is registered globally, so no import.
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[secret]';
  }
}
