/** Does what a state asks for until it is done, one attempt at a time, always for the newest state. */
export class Following {
  readonly #act: () => Promise<boolean>;
  /** The state that was acted upon; undefined while that is not known to be done. */
  #done: boolean | undefined;
  #isActing = false;

  /** `act` does what the state of the moment asks for, and says whether it is done. Never rejects. */
  constructor(initial: boolean, act: () => Promise<boolean>) {
    this.#done = initial;
    this.#act = act;
  }

  /** Now and then, with the state as it is. */
  async follow(state: boolean): Promise<void> {
    if (this.#isActing || state === this.#done) return;
    this.#isActing = true;
    this.#done = undefined;
    const isDone = await this.#act();
    this.#isActing = false;
    if (isDone) this.#done = state;
  }
}
