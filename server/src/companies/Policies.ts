import { RefusedError } from '@conclave/shared/RefusedError';
import type { AccountId } from '@conclave/shared/ids';
import {
  CompanyPolicy,
  defaultCompanyPolicy,
  type PolicyChange,
  type PolicyInForce,
  type Standing,
} from '@conclave/shared/wire/companyApi';
import * as v from 'valibot';
import type { Clock } from '../ops/Clock.ts';
import type { CompanyStore } from '../store/CompanyStore.ts';
import type { MemberStore } from '../store/MemberStore.ts';
import type { PolicyRow, PolicyStore } from '../store/PolicyStore.ts';
import type { RightsStore } from '../store/RightsStore.ts';
import type { Audit } from './Audit.ts';
import type { Admin } from './CompanyCallers.ts';
import { standingOf } from './standing.ts';

export interface PoliciesParts {
  readonly companies: CompanyStore;
  readonly members: MemberStore;
  readonly policies: PolicyStore;
  readonly rights: Pick<RightsStore, 'of'>;
  readonly audit: Audit;
  readonly clock: Clock;
  /** [R79] How long a lapsed company can come back. */
  readonly lapsedMs?: number | undefined;
}

/** The rules of companies, and whether they may hold meetings. Other parts of the server ask here. */
export class Policies {
  readonly #parts: PoliciesParts;

  constructor(parts: PoliciesParts) {
    this.#parts = parts;
  }

  /** What holds for an account now. */
  async ofAccount(accountId: AccountId): Promise<CompanyPolicy> {
    return readPolicy(await this.#parts.policies.newest(await this.#companyOf(accountId)));
  }

  /** Throws `lapsed` if the account's company may not start or plan meetings, `restricted` if it asked to be left alone. */
  async requireActive(accountId: AccountId): Promise<void> {
    const { state } = await this.#standing(await this.#companyOf(accountId));
    if (state === 'lapsed') throw new RefusedError('lapsed');
    const asked = await this.#parts.rights.of(accountId);
    if (asked !== undefined && asked.restrictedAt !== null) throw new RefusedError('restricted');
  }

  /**
   * The same, and `policyForbids` for an open door where the company has none. Of greeted and guarded
   * doors the server cannot tell which it is: there the browser holds to the rules.
   */
  async requireMayHold(accountId: AccountId, { open }: { readonly open: boolean }): Promise<void> {
    await this.requireActive(accountId);
    const { doors } = await this.ofAccount(accountId);
    if (open && !doors.includes('open')) throw new RefusedError('policyForbids');
  }

  async inForce({ companyId }: Admin): Promise<PolicyInForce> {
    const row = await this.#parts.policies.newest(companyId);
    return {
      version: row?.version ?? 0,
      changedAt: row?.changedAt ?? null,
      policy: readPolicy(row),
      standing: await this.#standing(companyId),
    };
  }

  /** `versionConflict` if another admin was first: the rules that were looked at are not those in force. */
  async change(admin: Admin, { expectedVersion, policy }: PolicyChange): Promise<PolicyInForce> {
    const { companies, policies, audit, clock } = this.#parts;
    const { accountId, companyId } = admin;
    await companies.alone(companyId, async (queries) => {
      const newest = await policies.newest(companyId, queries);
      if ((newest?.version ?? 0) !== expectedVersion) throw new RefusedError('versionConflict');
      const version = expectedVersion + 1;
      const row = { version, policy: JSON.stringify(policy), changedAt: clock.now() };
      await policies.insert(queries, companyId, row);
      const deed = { actor: accountId, act: 'policyChanged', detail: String(version) } as const;
      await audit.note(queries, companyId, deed);
    });
    return this.inForce(admin);
  }

  async #standing(companyId: string): Promise<Standing> {
    const company = await this.#parts.companies.find(companyId);
    const { clock, lapsedMs } = this.#parts;
    return standingOf(company?.paidUntil ?? null, clock.now(), lapsedMs);
  }

  async #companyOf(accountId: AccountId): Promise<string> {
    const member = await this.#parts.members.find(accountId);
    if (member === undefined) throw new RefusedError('signedOut');
    return member.companyId;
  }
}

function readPolicy(row: PolicyRow | undefined): CompanyPolicy {
  return row === undefined ? defaultCompanyPolicy : v.parse(CompanyPolicy, JSON.parse(row.policy));
}
