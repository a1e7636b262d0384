import type { AccountId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { SignIns } from '../accounts/SignIns.ts';
import type { Call } from '../http/Call.ts';
import type { MemberStore } from '../store/MemberStore.ts';

/** Who acts for a company. */
export interface Admin {
  readonly accountId: AccountId;
  readonly companyId: string;
}

/** Finds out for which company somebody calls. Nobody names one: it is always the caller's own (T15). */
export class CompanyCallers {
  readonly #signIns: SignIns;
  readonly #members: MemberStore;

  constructor({ signIns, members }: { signIns: SignIns; members: MemberStore }) {
    this.#signIns = signIns;
    this.#members = members;
  }

  async admin(call: Call): Promise<Admin> {
    return this.ofAccount((await this.#signIns.requireAdmin(call)).accountId);
  }

  async member(call: Call): Promise<Admin> {
    return this.ofAccount((await this.#signIns.requireAccount(call)).accountId);
  }

  /** Of somebody who is known already. */
  async ofAccount(accountId: AccountId): Promise<Admin> {
    const member = await this.#members.find(accountId);
    if (member === undefined) throw new RefusedError('signedOut');
    return { accountId, companyId: member.companyId };
  }
}
