import type { AccountId } from '@conclave/shared/ids';
import type { CompanyPolicy } from '@conclave/shared/wire/companyApi';

export type SecondFactorRule = Pick<CompanyPolicy, 'secondFactor' | 'textMessages'>;

/** What holds for an account's second factor: what its company says, or else the instance. */
export interface SecondFactorPolicy {
  of(accountId: AccountId): Promise<SecondFactorRule>;
}
