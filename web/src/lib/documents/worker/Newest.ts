/**
 * Works on one thing after the other, and of what came from one sender meanwhile only on the newest: for pens and cursors, of
 * which nobody sees where they were. So however many there are, and however slow this is, they never pile up.
 */
export class Newest<Key, Value> {
  readonly #work: (value: Value) => Promise<void>;
  readonly #report: (error: unknown) => void;
  /** In the order in which their senders began to wait. */
  readonly #waiting = new Map<Key, Value>();
  #isBusy = false;

  constructor(work: (value: Value) => Promise<void>, report: (error: unknown) => void) {
    this.#work = work;
    this.#report = report;
  }

  put(from: Key, value: Value): void {
    this.#waiting.set(from, value);
    if (this.#isBusy) return;
    this.#isBusy = true;
    void this.#run();
  }

  async #run(): Promise<void> {
    for (const [from, value] of this.#waiting) {
      this.#waiting.delete(from);
      try {
        await this.#work(value);
      } catch (error) {
        this.#report(error);
      }
    }
    this.#isBusy = false;
  }
}
