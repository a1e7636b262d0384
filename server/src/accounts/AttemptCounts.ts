import { RateLimiterMemory } from 'rate-limiter-flexible';

/** How often something was tried within a time that begins with the first attempt. */
export interface AttemptCounts {
  /** Counts one more; returns how many there are, this one included. */
  add(key: string): Promise<number>;
  /** Takes one back. */
  giveBack(key: string): Promise<void>;
}

/** Of one server alone; a restart forgets them. */
export class MemoryCounts implements AttemptCounts {
  readonly #limiter: RateLimiterMemory;

  constructor(perMs: number) {
    this.#limiter = new RateLimiterMemory({
      points: Number.MAX_SAFE_INTEGER,
      duration: perMs / 1000,
    });
  }

  async add(key: string): Promise<number> {
    return (await this.#limiter.consume(key)).consumedPoints;
  }

  async giveBack(key: string): Promise<void> {
    await this.#limiter.reward(key);
  }
}
