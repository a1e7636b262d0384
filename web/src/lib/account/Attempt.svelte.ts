import { faultText } from './faultText.ts';

/** One thing that a form does: whether it runs, and what to say when it failed. */
export class Attempt {
  #running = $state.raw(false);
  #fault = $state.raw<string>();

  get running(): boolean {
    return this.#running;
  }

  /** What went wrong last, in words. */
  get fault(): string | undefined {
    return this.#fault;
  }

  /** Does it, once at a time. Resolves to whether it worked; never throws. */
  async run(work: () => Promise<void>, wording = faultText): Promise<boolean> {
    if (this.#running) return false;
    this.#running = true;
    this.#fault = undefined;
    try {
      await work();
      return true;
    } catch (error) {
      this.#fault = wording(error);
      return false;
    } finally {
      this.#running = false;
    }
  }

  forget(): void {
    this.#fault = undefined;
  }
}
