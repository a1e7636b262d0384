import type { AccountId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { Account, ProfileChange } from '@conclave/shared/wire/accountApi';
import type { AccountStore } from '../store/AccountStore.ts';
import { accountReply } from './accountReply.ts';

/** What an account says of its owner. [R35] Only the newest values are kept. */
export class Profiles {
  readonly #accounts: AccountStore;

  constructor(accounts: AccountStore) {
    this.#accounts = accounts;
  }

  async read(accountId: AccountId): Promise<Account> {
    const row = await this.#accounts.byId(accountId);
    if (row === undefined) throw new RefusedError('signedOut');
    return accountReply(row);
  }

  async change(accountId: AccountId, change: ProfileChange): Promise<Account> {
    await this.#accounts.changeProfile(accountId, change);
    return this.read(accountId);
  }
}
