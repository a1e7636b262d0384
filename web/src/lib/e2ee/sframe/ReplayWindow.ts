/**
 * Counters behind the highest that are still told apart. Higher costs memory for every sender (128
 * bytes here); lower drops frames that simulcast or a jitter buffer brings late. One second of
 * three simulcast layers and audio is about 150.
 */
export const REPLAY_WINDOW = 1024;

/**
 * Which counters of one KID were opened: a sliding bitmap as in RFC 3711 section 3.3.2, to which RFC
 * 9605 section 9.3 points. What is too old to be told apart counts as seen.
 */
export class ReplayWindow {
  #highest = -1;
  readonly #bits = new Uint32Array(REPLAY_WINDOW / 32);

  has(ctr: number): boolean {
    if (ctr > this.#highest) return false;
    if (ctr <= this.#highest - REPLAY_WINDOW) return true;
    return this.#bit(ctr);
  }

  /** Marks a counter whose frame was authentic. False if it was there already. */
  add(ctr: number): boolean {
    if (this.has(ctr)) return false;
    if (ctr > this.#highest) this.#moveTo(ctr);
    const index = ctr % REPLAY_WINDOW;
    this.#bits[index >>> 5] = this.#word(index) | (1 << (index & 31));
    return true;
  }

  #moveTo(ctr: number): void {
    const steps = ctr - this.#highest;
    if (steps >= REPLAY_WINDOW) this.#bits.fill(0);
    else for (let passed = this.#highest + 1; passed < ctr; passed++) this.#clear(passed);
    this.#highest = ctr;
  }

  #clear(ctr: number): void {
    const index = ctr % REPLAY_WINDOW;
    this.#bits[index >>> 5] = this.#word(index) & ~(1 << (index & 31));
  }

  #bit(ctr: number): boolean {
    const index = ctr % REPLAY_WINDOW;
    return ((this.#word(index) >>> (index & 31)) & 1) === 1;
  }

  #word(index: number): number {
    return this.#bits[index >>> 5] ?? 0;
  }
}
