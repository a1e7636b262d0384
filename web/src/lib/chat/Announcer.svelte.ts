/** Time for a screen reader to begin with one before the next replaces it. */
const EACH_MS = 1_500;
/** More than so many waiting are told as a number: nobody listens to a list of old messages. */
const MOST_WAITING = 3;

/** What is read out politely: others' messages, one at a time. */
export class Announcer {
  readonly #many: (count: number) => string;
  #said = $state('');
  #waiting: readonly string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(many: (count: number) => string) {
    this.#many = many;
  }

  get said(): string {
    return this.#said;
  }

  say(text: string): void {
    this.#waiting = [...this.#waiting, text];
    if (this.#timer === undefined) this.#next();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = [];
    this.#said = '';
  }

  #next(): void {
    const count = this.#waiting.length;
    this.#timer = undefined;
    if (count === 0) return;
    const [first = '', ...rest] = this.#waiting;
    this.#said = count > MOST_WAITING ? this.#many(count) : first;
    this.#waiting = count > MOST_WAITING ? [] : rest;
    this.#timer = setTimeout(() => this.#next(), EACH_MS);
  }
}
