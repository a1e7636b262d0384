import type { AccountId } from '@conclave/shared/ids';
import type { Clock } from '../ops/Clock.ts';
import type { BrowserStore } from '../store/BrowserStore.ts';
import type { AttemptCounts } from './AttemptCounts.ts';
import type { AccountMails } from './AccountMails.ts';
import { newToken, tokenHash } from './tokens.ts';

const DAY_MS = 24 * 3_600_000;

/** How long a browser keeps its cookie, and the server its hash, after the last sign-in. */
export const BROWSER_MS = 90 * DAY_MS;

/** Browsers that an account knows. More lets one account hold more rows; fewer mails people with many devices. */
const MAX_BROWSERS = 20;

/** [R66] Whoever signs in again and again with fresh browsers fills no mailbox. */
export const TOLD_PER_DAY = 3;
export const TOLD_WITHIN_MS = DAY_MS;

export interface KnownBrowsersParts {
  readonly store: BrowserStore;
  readonly mails: Pick<AccountMails, 'newSignIn'>;
  /** Of mails within a day: browsers that are forgotten make no room for more. */
  readonly counts: Pick<AttemptCounts, 'add'>;
  readonly clock: Clock;
}

/**
 * [V-22] Knows a browser again by a random cookie and nothing else, so that owners hear of sign-ins elsewhere. The hash
 * differs from account to account: the database does not say which accounts share a browser.
 */
export class KnownBrowsers {
  readonly #parts: KnownBrowsersParts;

  constructor(parts: KnownBrowsersParts) {
    this.#parts = parts;
  }

  /** After a sign-in, with the browser's token if it has one; returns the one for its cookie. */
  async signedIn(accountId: AccountId, presented: string | undefined): Promise<string> {
    const isNew = await this.#note(accountId, presented, { mayTell: true });
    if (isNew.tell) await this.#parts.mails.newSignIn(accountId);
    return isNew.token;
  }

  /** After registering, or when the owner is told anyway. */
  async known(accountId: AccountId, presented: string | undefined): Promise<string> {
    return (await this.#note(accountId, presented, { mayTell: false })).token;
  }

  async #note(
    accountId: AccountId,
    presented: string | undefined,
    { mayTell }: { mayTell: boolean },
  ): Promise<{ token: string; tell: boolean }> {
    const { store, clock, counts } = this.#parts;
    const token = isToken(presented) ? presented : newToken();
    const name = { accountId, browserHash: tokenHash(`${accountId} ${token}`) };
    const at = clock.now();
    if (await store.seen(name, at)) return { token, tell: false };
    const tell = mayTell && (await counts.add(accountId)) <= TOLD_PER_DAY;
    await store.transaction(async (queries) => {
      await store.insert(queries, { ...name, at });
      await store.trim(queries, accountId, MAX_BROWSERS);
    });
    return { token, tell };
  }
}

function isToken(presented: string | undefined): presented is string {
  return presented !== undefined && /^[\w-]{43}$/u.test(presented);
}
