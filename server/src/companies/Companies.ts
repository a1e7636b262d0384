import { randomUUID } from 'node:crypto';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { CompanyChange, InviteOffer, Role } from '@conclave/shared/wire/accountApi';
import type { WaitingInvite } from '@conclave/shared/wire/companyApi';
import type { Clock } from '../ops/Clock.ts';
import { newToken, tokenHash } from '../accounts/tokens.ts';
import type { CompanyStore } from '../store/CompanyStore.ts';
import type { Queries } from '../store/Database.ts';
import { OPERATOR, type Audit } from './Audit.ts';
import type { Admin } from './CompanyCallers.ts';

/** How long a one-time link works. Longer leaves it lying in mailboxes; shorter misses a holiday. */
export const INVITE_MS = 7 * 24 * 3_600_000;

export interface CompanyInvite {
  readonly inviteId: string;
  readonly token: string;
  readonly expiresAt: number;
}

/** Companies and the one-time links into them. */
export class Companies {
  readonly #companies: CompanyStore;
  readonly #audit: Audit;
  readonly #clock: Clock;

  constructor(parts: { companies: CompanyStore; audit: Audit; clock: Clock }) {
    this.#companies = parts.companies;
    this.#audit = parts.audit;
    this.#clock = parts.clock;
  }

  /** A company without anybody, and the invitation for its first admin. By the operator. */
  async create(accountName: string): Promise<CompanyInvite> {
    const id = randomUUID();
    const row = { id, accountName, companyName: null, createdAt: this.#clock.now() };
    await this.#companies.insert(this.#companies.query, row);
    return this.#alone(id, async (queries) => {
      await this.#audit.note(queries, id, { actor: OPERATOR, act: 'companyCreated' });
      return this.#invite(queries, id, 'admin');
    });
  }

  /** An invitation into the admin's own company. */
  async invite({ accountId, companyId }: Admin, role: Role): Promise<CompanyInvite> {
    await this.#companies.deleteOldInvites(this.#clock.now());
    return this.#alone(companyId, async (queries) => {
      const invite = await this.#invite(queries, companyId, role);
      const { inviteId: subject } = invite;
      const deed = { actor: accountId, act: 'inviteMade', subject, detail: role } as const;
      await this.#audit.note(queries, companyId, deed);
      return invite;
    });
  }

  /** The link stops working. `notFound` if the company has no such invitation. */
  async takeBack({ accountId, companyId }: Admin, inviteId: string): Promise<void> {
    await this.#alone(companyId, async (queries) => {
      if (!(await this.#companies.deleteInvite(queries, companyId, inviteId))) {
        throw new RefusedError('notFound');
      }
      const deed = { actor: accountId, act: 'inviteTakenBack', subject: inviteId } as const;
      await this.#audit.note(queries, companyId, deed);
    });
  }

  /** Those that wait to be used. */
  invites({ companyId }: Admin): Promise<WaitingInvite[]> {
    return this.#companies.invites(companyId, this.#clock.now());
  }

  /** What an invitation leads to; `inviteInvalid` if it cannot be used. */
  async look(token: string): Promise<InviteOffer> {
    const row = await this.#companies.findInvite(tokenHash(token), this.#clock.now());
    if (row === undefined) throw new RefusedError('inviteInvalid');
    return { accountName: row.accountName, role: row.role };
  }

  async rename({ accountId, companyId }: Admin, change: CompanyChange): Promise<void> {
    await this.#alone(companyId, async (queries) => {
      await this.#companies.rename(queries, { id: companyId, ...change });
      await this.#audit.note(queries, companyId, { actor: accountId, act: 'companyRenamed' });
    });
  }

  /** [R78] Until when a company is paid for; null: without an end. By the operator; false if there is none. */
  async setPaidUntil(id: string, paidUntil: number | null): Promise<boolean> {
    const lapses = paidUntil !== null && paidUntil <= this.#clock.now();
    const done = await this.#companies.alone(id, async (queries) => {
      await this.#companies.setPaidUntil(queries, id, paidUntil);
      const act = lapses ? 'companyLapsed' : 'companyPaid';
      await this.#audit.note(queries, id, { actor: OPERATOR, act });
      return true;
    });
    return done ?? false;
  }

  async #invite(queries: Queries, companyId: string, role: Role): Promise<CompanyInvite> {
    const token = newToken();
    const inviteId = tokenHash(token);
    const expiresAt = this.#clock.now() + INVITE_MS;
    await this.#companies.insertInvite(queries, {
      tokenHash: inviteId,
      companyId,
      role,
      expiresAt,
    });
    return { inviteId, token, expiresAt };
  }

  async #alone<Result>(id: string, work: (queries: Queries) => Promise<Result>): Promise<Result> {
    const done = await this.#companies.alone(id, async (queries) => ({
      result: await work(queries),
    }));
    if (done === undefined) throw new RefusedError('notFound');
    return done.result;
  }
}
