import { isLanguage, sourceLanguage } from '@conclave/shared/text/language';
import type { Account } from '@conclave/shared/wire/accountApi';
import type { AccountRow } from '../store/AccountStore.ts';

/** An account as its owner sees it. [R27] Only the admin has the company's fields. */
export function accountReply(row: AccountRow): Account {
  const { id, address, firstName, lastName, language, role, accountName, companyName } = row;
  return {
    accountId: id,
    address,
    verified: row.addressVerifiedAt !== null,
    closesAt: row.closesAt,
    firstName,
    lastName,
    language: isLanguage(language) ? language : sourceLanguage,
    role,
    company: role === 'admin' ? { accountName, companyName } : null,
  };
}
