import { setTimeout as sleep } from 'node:timers/promises';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { RefusedError } from '@conclave/shared/RefusedError';
import { addressKey } from '../ops/addressKey.ts';

/** [T18] Guesses from one place, at whatever accounts. More helps guessing; less punishes slips of the finger. */
const ATTEMPTS = 10;
const ATTEMPTS_PER_S = 15 * 60;

/** Every so many failed attempts at one account, from wherever, the wait doubles. */
const DOUBLES_EVERY = 10;
const FIRST_WAIT_MS = 250;
/** Longer slows guessing from many places; also who knows the password waits so long meanwhile. */
const MAX_WAIT_MS = 4_000;

export interface AttemptBy {
  readonly ip: string;
  readonly account?: string;
  /** The browser is signed in to this account: it does not wait for what strangers do. */
  readonly isKnown?: boolean;
}

/**
 * Counts attempts before they are made, so that many at once do not slip through, and gives one back
 * when it succeeded: a whole company may sign in from behind one address. One place has ten in a
 * quarter of an hour. An account has no such end, or whoever knows its address could lock its owner
 * out: attempts at it wait, longer and longer. Counted in memory: several nodes allow as many each.
 */
export class AttemptLimit {
  readonly #places = new RateLimiterMemory({ points: ATTEMPTS, duration: ATTEMPTS_PER_S });
  readonly #accounts = new RateLimiterMemory({
    points: Number.MAX_SAFE_INTEGER,
    duration: ATTEMPTS_PER_S,
  });
  readonly #wait: (ms: number) => Promise<unknown>;

  constructor({ wait = sleep }: { wait?: (ms: number) => Promise<unknown> } = {}) {
    this.#wait = wait;
  }

  /** Counts one attempt by an IP address, and at an account if one is named; `tooMany` beyond the limit. */
  async take({ ip, account, isKnown = false }: AttemptBy): Promise<Attempt> {
    const place = addressKey(ip);
    const failed = await this.#count(place, account);
    if (!isKnown && failed > ATTEMPTS) await this.#wait(waitMs(failed));
    return {
      succeeded: async () => {
        await this.#places.reward(place);
        if (account !== undefined) await this.#accounts.reward(account);
      },
    };
  }

  /** How many attempts at the account have failed or are under way, this one included. */
  async #count(place: string, account: string | undefined): Promise<number> {
    try {
      // The place first: whoever has used up theirs does not slow down other people's accounts.
      await this.#places.consume(place);
      if (account === undefined) return 0;
      return (await this.#accounts.consume(account)).consumedPoints;
    } catch (cause) {
      // Beyond the limit, or not able to count: either way nobody gets in.
      throw new RefusedError('tooMany', { cause });
    }
  }
}

interface Attempt {
  /** Gives the attempt back. */
  succeeded(): Promise<void>;
}

function waitMs(failed: number): number {
  const doublings = Math.floor((failed - ATTEMPTS - 1) / DOUBLES_EVERY);
  return Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(doublings, 16));
}
