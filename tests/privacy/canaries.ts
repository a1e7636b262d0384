import type { SeededRandom } from '../support/seededRandom.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Words that stand nowhere else: one for each field of a run, typed by people, searched for afterwards. */
export class Canaries {
  /** With what all of them begin, and nothing else does. */
  readonly prefix: string;
  readonly #random: SeededRandom;
  readonly #words = new Map<string, string>();

  constructor(random: SeededRandom) {
    this.#random = random;
    this.prefix = `CNRY${this.#letters(8)}`;
  }

  /** The word of a field; the same each time. */
  of(field: string): string {
    const known = this.#words.get(field);
    if (known !== undefined) return known;
    const word = `${this.prefix}${this.#letters(16)}`;
    this.#words.set(field, word);
    return word;
  }

  /** Fields with their words. */
  get all(): ReadonlyMap<string, string> {
    return this.#words;
  }

  #letters(count: number): string {
    return Array.from({ length: count }, () => LETTERS[this.#random.below(32)]).join('');
  }
}
