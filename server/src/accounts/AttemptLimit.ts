import { setTimeout as sleep } from 'node:timers/promises';
import { RefusedError } from '@conclave/shared/RefusedError';
import { addressKey } from '../ops/addressKey.ts';
import { AttemptStore, type AttemptStoreOptions } from '../store/AttemptStore.ts';
import { isUnavailable } from '../store/StoreError.ts';
import { MemoryCounts, type AttemptCounts } from './AttemptCounts.ts';

/** [T18] Guesses from one place, at whatever accounts. More helps guessing; less punishes slips of the finger. */
const ATTEMPTS = 10;
const ATTEMPTS_PER_MS = 15 * 60_000;

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
 * out: attempts at it wait, longer and longer. Several servers over one database count together.
 */
export class AttemptLimit {
  readonly #counts: AttemptCounts;
  readonly #wait: (ms: number) => Promise<unknown>;

  constructor({ wait = sleep, counts = new MemoryCounts(ATTEMPTS_PER_MS) }: AttemptOptions = {}) {
    this.#wait = wait;
    this.#counts = counts;
  }

  /** Counted in the database where other servers may count too, else in memory. */
  static of(options: Omit<AttemptStoreOptions, 'perMs'>): AttemptLimit {
    if (options.database.dialect === 'sqlite') return new AttemptLimit();
    return new AttemptLimit({ counts: new AttemptStore({ ...options, perMs: ATTEMPTS_PER_MS }) });
  }

  /** Counts one attempt by an IP address, and at an account if one is named; `tooMany` beyond the limit. */
  async take({ ip, account, isKnown = false }: AttemptBy): Promise<Attempt> {
    const place = addressKey(ip);
    const failed = await this.#count(place, account);
    if (!isKnown && failed > ATTEMPTS) await this.#wait(waitMs(failed));
    return {
      succeeded: async () => {
        await this.#counts.giveBack(placeKey(place));
        if (account !== undefined) await this.#counts.giveBack(accountKey(account));
      },
    };
  }

  /** How many attempts at the account have failed or are under way, this one included. */
  async #count(place: string, account: string | undefined): Promise<number> {
    try {
      // The place first: whoever has used up theirs does not slow down other people's accounts.
      const tried = await this.#counts.add(placeKey(place));
      if (tried > ATTEMPTS) throw new RefusedError('tooMany');
      return account === undefined ? 0 : await this.#counts.add(accountKey(account));
    } catch (cause) {
      // Not able to count: nobody gets in uncounted.
      if (cause instanceof RefusedError || isUnavailable(cause)) throw cause;
      throw new RefusedError('tooMany', { cause });
    }
  }
}

interface AttemptOptions {
  readonly wait?: (ms: number) => Promise<unknown>;
  readonly counts?: AttemptCounts;
}

function placeKey(place: string): string {
  return `place ${place}`;
}

function accountKey(account: string): string {
  return `account ${account}`;
}

interface Attempt {
  /** Gives the attempt back. */
  succeeded(): Promise<void>;
}

function waitMs(failed: number): number {
  const doublings = Math.floor((failed - ATTEMPTS - 1) / DOUBLES_EVERY);
  return Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(doublings, 16));
}
