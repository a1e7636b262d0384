import type { AccountId } from '@conclave/shared/ids';
import { mailLanguageOf } from '@conclave/shared/mail/MailLanguage';
import type { ConsentStep } from '@conclave/shared/wire/consentApi';
import type { Mailer } from '../mail/Mailer.ts';
import type { Log } from '../ops/Log.ts';
import type { AccountStore } from '../store/AccountStore.ts';

export interface TellOrganizerOptions {
  readonly accounts: Pick<AccountStore, 'byId'>;
  readonly mailer: Mailer;
  readonly log: Pick<Log, 'warn'>;
}

/**
 * [G-7, R72] A mail for each step of the chain: from then on the mailbox contradicts a server that
 * rewrites it. It names neither meeting nor person, nor what was said, which the server does not know.
 */
export function tellOrganizer({ accounts, mailer, log }: TellOrganizerOptions) {
  const tell = async (accountId: AccountId, step: ConsentStep): Promise<void> => {
    const account = await accounts.byId(accountId);
    if (account === undefined) return; // deleted meanwhile
    const { position, commitment, head, recordedAt: at } = step;
    const to = { to: account.address, language: mailLanguageOf(account.language) };
    mailer.send({
      kind: 'consentStep',
      ...{ ...to, at, position, commitment, head },
      path: '/meetings',
    });
  };
  return (accountId: AccountId, step: ConsentStep): void => {
    tell(accountId, step).catch((error: unknown) => log.warn('consent.untold', { error }));
  };
}
