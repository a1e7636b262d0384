import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { RefusedError } from '@conclave/shared/RefusedError';

export interface RateLimitOptions {
  /** How often within the time. */
  readonly times: number;
  readonly perMs: number;
}

/** So many times within so long, per key. When it cannot count it refuses. */
export class RateLimit {
  readonly #limiter: RateLimiterMemory;

  constructor({ times, perMs }: RateLimitOptions) {
    this.#limiter = new RateLimiterMemory({ points: times, duration: perMs / 1000 });
  }

  /** Counts one more; throws `tooMany` beyond the limit. */
  async take(key: string): Promise<void> {
    try {
      await this.#limiter.consume(key);
    } catch (cause) {
      if (cause instanceof RateLimiterRes) throw new RefusedError('tooMany');
      throw new RefusedError('tooMany', { cause });
    }
  }

  /** Forgets what was counted, as after a successful sign-in. */
  async forgive(key: string): Promise<void> {
    await this.#limiter.delete(key);
  }
}
