/** Between two looks. */
const LOOK_MS = 1_000;

/** Looks in a row without a word. The server says something every two seconds; with fewer, one lost packet ends it. */
const SILENT_LOOKS = 7;

/**
 * [V-27] Notices that a connection is dead long before TCP does. What else is heard of the server counts as well:
 * on a line that is full, media come through when TCP does not. Looks are counted and not seconds: what lay unread
 * while the page stood still was not silence.
 */
export class Silence {
  readonly #cut: () => void;
  #timer: ReturnType<typeof setInterval> | undefined;
  #looks = 0;

  /** `cut` ends the connection. */
  constructor(cut: () => void) {
    this.#cut = cut;
  }

  /** There is a connection. */
  begin(): void {
    this.end();
    this.#looks = 0;
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
  }

  /** There is none any more. */
  end(): void {
    clearInterval(this.#timer);
  }

  /** Something came. */
  heard(): void {
    this.#looks = 0;
  }

  #look(): void {
    this.#looks += 1;
    if (this.#looks < SILENT_LOOKS) return;
    this.end();
    this.#cut();
  }
}
