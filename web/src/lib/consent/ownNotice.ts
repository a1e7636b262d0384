import type { Account } from '@conclave/shared/wire/accountApi';
import type { ConsentText } from '@conclave/shared/wire/companyApi';
import { CompanyApi } from '../company/CompanyApi.ts';
import { makeNotice } from './makeNotice.ts';
import { NEUTRAL } from './NEUTRAL.ts';

/** What an organizer may ask with: the texts in use of the company, the first of which is the usual one. */
export async function ownTexts(account: Account): Promise<ConsentText[]> {
  return (await allTexts(account)).filter(({ retiredAt }) => retiredAt === null);
}

/**
 * The notice of a meeting that asks for consent: with the text of this name, or else the company's first one in
 * use, or the neutral one. A text that was chosen stays in use where it was chosen.
 */
export async function ownNotice(
  account: Account,
  { name, withMails }: { readonly name?: string; readonly withMails: boolean },
): Promise<string> {
  const texts = name === NEUTRAL.templateId ? [] : await allTexts(account);
  const first = texts.find(({ retiredAt }) => retiredAt === null);
  return makeNotice(account, texts.find(({ textId }) => textId === name) ?? first, withMails);
}

function allTexts({ company }: Account): Promise<ConsentText[]> {
  return company === null ? Promise.resolve([]) : new CompanyApi(() => undefined).texts();
}
