import { randomUUID } from 'node:crypto';
import type { AccountId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { CompanyChange, Invite, InviteOffer, Role } from '@conclave/shared/wire/accountApi';
import type { Clock } from '../ops/Clock.ts';
import type { AccountStore } from '../store/AccountStore.ts';
import type { CompanyStore } from '../store/CompanyStore.ts';
import { newToken, tokenHash } from './tokens.ts';

/** How long a one-time link works. Longer leaves it lying in mailboxes; shorter misses a holiday. */
export const INVITE_MS = 7 * 24 * 3_600_000;

/** Companies and who may join them. */
export class Companies {
  readonly #companies: CompanyStore;
  readonly #accounts: AccountStore;
  readonly #clock: Clock;

  constructor(parts: { companies: CompanyStore; accounts: AccountStore; clock: Clock }) {
    this.#companies = parts.companies;
    this.#accounts = parts.accounts;
    this.#clock = parts.clock;
  }

  /** A company without anybody, and the invitation for its first admin. */
  async create(accountName: string): Promise<Invite> {
    const id = randomUUID();
    const row = { id, accountName, companyName: null, createdAt: this.#clock.now() };
    await this.#companies.insert(this.#companies.query, row);
    return this.#invite(id, 'admin');
  }

  /** An invitation into the admin's own company. */
  async invite(admin: AccountId, role: Role): Promise<Invite> {
    return this.#invite(await this.#companyOf(admin), role);
  }

  /** What an invitation leads to; `inviteInvalid` if it cannot be used. */
  async look(token: string): Promise<InviteOffer> {
    const row = await this.#companies.findInvite(tokenHash(token), this.#clock.now());
    if (row === undefined) throw new RefusedError('inviteInvalid');
    return { accountName: row.accountName, role: row.role };
  }

  async rename(admin: AccountId, change: CompanyChange): Promise<void> {
    const id = await this.#companyOf(admin);
    await this.#companies.rename(this.#companies.query, { id, ...change });
  }

  async #invite(companyId: string, role: Role): Promise<Invite> {
    const now = this.#clock.now();
    await this.#companies.deleteOldInvites(now);
    const token = newToken();
    const expiresAt = now + INVITE_MS;
    await this.#companies.insertInvite({ tokenHash: tokenHash(token), companyId, role, expiresAt });
    return { token, expiresAt };
  }

  async #companyOf(admin: AccountId): Promise<string> {
    const account = await this.#accounts.byId(admin);
    if (account === undefined) throw new RefusedError('signedOut');
    return account.companyId;
  }
}
