/** Lets one piece of work run after the other, in the order in which they came. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  take<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    // Whoever asked hears of a failure; the next one is not concerned.
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
