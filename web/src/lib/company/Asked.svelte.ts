import { companyFault } from './companyFault.ts';

type Answer<Value> =
  | { readonly state: 'asking' }
  | { readonly state: 'here'; readonly value: Value }
  | { readonly state: 'failed'; readonly fault: string };

/** Something that a page asks the server for, and may ask for again. */
export class Asked<Value> {
  readonly #ask: () => Promise<Value>;
  #now = $state.raw<Answer<Value>>({ state: 'asking' });

  /** Asks at once. */
  constructor(ask: () => Promise<Value>) {
    this.#ask = ask;
    void this.again();
  }

  get now(): Answer<Value> {
    return this.#now;
  }

  /** What is there stays on the screen until the new answer comes. */
  async again(): Promise<void> {
    if (this.#now.state === 'failed') this.#now = { state: 'asking' };
    try {
      this.#now = { state: 'here', value: await this.#ask() };
    } catch (error) {
      this.#now = { state: 'failed', fault: companyFault(error) };
    }
  }

  /** The answer is known without asking. */
  set(value: Value): void {
    this.#now = { state: 'here', value };
  }
}
