import type { Account } from '@conclave/shared/wire/accountApi';
import { CompanyApi } from '../company/CompanyApi.ts';
import { makeNotice } from './makeNotice.ts';

/** The notice of a meeting that asks for consent: with the company's first text in use, or the neutral one. */
export async function ownNotice(account: Account): Promise<string> {
  if (account.company === null) return makeNotice(account, undefined);
  const texts = await new CompanyApi(() => undefined).texts();
  return makeNotice(
    account,
    texts.find(({ retiredAt }) => retiredAt === null),
  );
}
