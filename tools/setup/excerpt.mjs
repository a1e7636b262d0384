/** npm gives its reason first and explains itself afterwards; a compiler gives it last. */
const FIRST = 20;
const LAST = 20;

/** Keeps the beginning and the end of a long output, where the reason of a failure stands. */
export class Excerpt {
  /** @type {string[]} */
  #first = [];
  /** @type {string[]} */
  #last = [];
  #dropped = 0;

  /** @param {string} line */
  add(line) {
    if (this.#first.length < FIRST) {
      this.#first.push(line);
      return;
    }
    this.#last.push(line);
    if (this.#last.length > LAST) {
      this.#last.shift();
      this.#dropped += 1;
    }
  }

  toString() {
    const gap = this.#dropped > 0 ? [`… ${this.#dropped} lines …`] : [];
    return [...this.#first, ...gap, ...this.#last].join('\n');
  }
}
