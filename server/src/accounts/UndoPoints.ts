import type { AccountId } from '@conclave/shared/ids';
import type { Clock } from '../ops/Clock.ts';
import type { AddressStore } from '../store/AddressStore.ts';
import type { Queries } from '../store/Database.ts';
import { lastUndo } from '../store/lastUndo.ts';
import type { UndoPoint, UndoStore } from '../store/UndoStore.ts';
import { newToken, tokenHash } from './tokens.ts';

/** How long mailed links work. Longer leaves them lying in mailboxes; shorter misses a holiday. */
export const ADDRESS_LINK_MS = 7 * 24 * 3_600_000;

export interface UndoPointsParts {
  readonly addresses: AddressStore;
  readonly store: UndoStore;
  readonly clock: Clock;
}

/** A link for the mailbox that an account had when something of it changed. */
export interface UndoLink {
  readonly to: string;
  /** Undefined where nobody has shown that the mailbox is theirs: whoever reads it may be a stranger. */
  readonly token: string | undefined;
}

/**
 * [V-21] Before an address, a kit or a second factor changes, what opened the account until then is kept beside a link
 * that is mailed to its address. Keys lie there as sealed as before: the link alone opens nothing.
 */
export class UndoPoints {
  readonly #parts: UndoPointsParts;

  constructor(parts: UndoPointsParts) {
    this.#parts = parts;
  }

  /** Lets changes of one account happen one after the other. To be called before they lock anything else. */
  async hold(queries: Queries, accountId: AccountId): Promise<void> {
    await this.#parts.addresses.hold(queries, accountId);
  }

  /**
   * To be called in the transaction that changes something, before it does. Links end in the order in which they were
   * made, whatever the clocks of several nodes say; and no closing is over before a link that could end it.
   */
  async put(queries: Queries, accountId: AccountId): Promise<UndoLink> {
    const { addresses, store, clock } = this.#parts;
    const { address: to, verifiedAt } = await addresses.hold(queries, accountId);
    if (verifiedAt === null) return { to, token: undefined };
    const token = newToken();
    const now = clock.now();
    const last = (await lastUndo(queries, accountId)) ?? 0;
    const expiresAt = Math.max(now + ADDRESS_LINK_MS, last + 1);
    const row = { accountId, address: to, does: 'undo', tokenHash: tokenHash(token) } as const;
    await addresses.put(queries, { ...row, expiresAt });
    await store.keep(queries, row);
    await store.putOffClosing(queries, { accountId, now, until: expiresAt });
    return { to, token };
  }

  /** What lies beside a link; to be read before the link is used up. */
  kept(queries: Queries, token: string): Promise<UndoPoint> {
    return this.#parts.store.kept(queries, tokenHash(token));
  }

  /** Everything opens the account again that did then, and nothing else. */
  async restore(
    queries: Queries,
    { token, accountId, expiresAt }: { token: string; accountId: AccountId; expiresAt: number },
    point: UndoPoint,
  ): Promise<void> {
    const { store } = this.#parts;
    await store.endWaysBack(queries, accountId);
    await store.restore(queries, { tokenHash: tokenHash(token), accountId, expiresAt }, point);
    await store.dropHostLinks(queries, accountId, expiresAt - ADDRESS_LINK_MS);
  }

  /** Hash of the former password, for whoever has the link that took a change back. */
  wayBack(token: string): ReturnType<UndoStore['wayBack']> {
    return this.#parts.store.wayBack(tokenHash(token), this.#parts.clock.now());
  }

  /** Addresses that may still take something back, without the present one. */
  formerAddresses(accountId: AccountId): Promise<string[]> {
    return this.#parts.store.formerAddresses(accountId, this.#parts.clock.now());
  }
}
