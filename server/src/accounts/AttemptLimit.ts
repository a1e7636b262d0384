import { RateLimiterMemory } from 'rate-limiter-flexible';
import { RefusedError } from '@conclave/shared/RefusedError';
import { addressKey } from '../ops/addressKey.ts';

/** [T18] Guesses at one address, or from one place. More helps guessing; less punishes slips of the finger. */
const ATTEMPTS = 10;
const ATTEMPTS_PER_S = 15 * 60;

/**
 * Counts attempts before they are made, so that many at once do not slip through, and gives one back
 * when it succeeded: a whole company may sign in from behind one address. It ends by itself after a
 * quarter of an hour. Counted in memory: several nodes allow as many attempts each.
 */
export class AttemptLimit {
  readonly #limiter = new RateLimiterMemory({ points: ATTEMPTS, duration: ATTEMPTS_PER_S });

  /** Counts one attempt by an IP address, and at an account if one is named; `tooMany` beyond the limit. */
  async take({ ip, account }: { ip: string; account?: string }): Promise<Attempt> {
    const keys = [`ip ${addressKey(ip)}`, ...(account === undefined ? [] : [`account ${account}`])];
    try {
      // The place first: whoever has used up theirs does not use up other people's accounts.
      for (const key of keys) await this.#limiter.consume(key);
    } catch (cause) {
      // Beyond the limit, or not able to count: either way nobody gets in.
      throw new RefusedError('tooMany', { cause });
    }
    return {
      succeeded: async () => {
        await Promise.all(keys.map((key) => this.#limiter.reward(key)));
      },
    };
  }
}

interface Attempt {
  /** Gives the attempt back. */
  succeeded(): Promise<void>;
}
