/** What is sent of one source, as far as pausing goes. */
export interface Pausable {
  readonly paused: boolean;
  pause(): void;
  resume(): void;
}

/**
 * Pauses what is sent here and at the server, which may not hear of it, or do it and not be heard: what it was told
 * counts only while its answer came, and otherwise it is told again, whatever is wanted by then.
 */
export class Pausing {
  readonly #sent: Pausable;
  readonly #tell: (paused: boolean) => Promise<unknown>;
  #told: boolean | undefined = false;

  constructor(sent: Pausable, tell: (paused: boolean) => Promise<unknown>) {
    this.#sent = sent;
    this.#tell = tell;
  }

  /** Ours stops first and starts last, so that nothing runs that the others believe paused. Rejects as telling does. */
  async set(paused: boolean): Promise<void> {
    if (paused && !this.#sent.paused) this.#sent.pause();
    if (this.#told !== paused) {
      this.#told = undefined;
      await this.#tell(paused);
      this.#told = paused;
    }
    if (!paused && this.#sent.paused) this.#sent.resume();
  }
}
