import type { AccountId } from '@conclave/shared/ids';
import { mailLanguageOf } from '@conclave/shared/mail/MailLanguage';
import type { SystemMail } from '@conclave/shared/mail/SystemMail';
import type { Mailer } from '../mail/Mailer.ts';
import type { Clock } from '../ops/Clock.ts';
import type { AccountRow, AccountStore } from '../store/AccountStore.ts';
import type { UndoLink, UndoPoints } from './UndoPoints.ts';

type FactorChange = Extract<SystemMail, { kind: 'changedSecondFactor' }>['change'];

export interface AccountMailsParts {
  readonly accounts: Pick<AccountStore, 'byId'>;
  readonly undoPoints: Pick<UndoPoints, 'formerAddresses'>;
  /** Without one nobody is told. */
  readonly mailer: Mailer | undefined;
  readonly clock: Clock;
}

/** What owners of accounts are told by mail: whoever did it, they hear of it where they read mail. */
export class AccountMails {
  readonly #parts: AccountMailsParts;

  constructor(parts: AccountMailsParts) {
    this.#parts = parts;
  }

  /** A link that proves an address, to that address. The token goes with the mail and is not kept. */
  async verify(
    accountId: AccountId,
    link: { to: string; token: string; until: number },
  ): Promise<void> {
    const { to, token, until } = link;
    await this.#tell(accountId, ({ language }) => {
      const path = linkPath(token);
      return { kind: 'verifyAddress', to, language: mailLanguageOf(language), path, until };
    });
  }

  /** To whom an address belongs that somebody else asked for. */
  async addressTaken(accountId: AccountId, to: string): Promise<void> {
    await this.#tell(accountId, ({ language }) => {
      return { kind: 'addressTaken', to, language: mailLanguageOf(language), path: '/sign-in' };
    });
  }

  /** To the former address, which can take it back if it was proven to be somebody's of the account. */
  async addressChanged(accountId: AccountId, { to, token }: UndoLink): Promise<void> {
    const at = this.#parts.clock.now();
    await this.#tell(accountId, ({ language }) => {
      const mail = { kind: 'changedAddress', to, language: mailLanguageOf(language), at } as const;
      return token === undefined ? mail : { ...mail, path: linkPath(token) };
    });
  }

  /** To the address that was given up again. */
  async addressUndone(accountId: AccountId, to: string): Promise<void> {
    const at = this.#parts.clock.now();
    await this.#tell(accountId, ({ language }) => {
      const path = '/recover';
      return { kind: 'undoneAddress', to, language: mailLanguageOf(language), at, path };
    });
  }

  /** [R81] Until then the account can be kept. */
  async closing(accountId: AccountId, at: number): Promise<void> {
    await this.#tellAll(accountId, { path: '/account' }, (to) => {
      return { kind: 'closingAccount', ...to, at };
    });
  }

  async passwordChanged(accountId: AccountId): Promise<void> {
    const at = this.#parts.clock.now();
    await this.#tellAll(accountId, { path: '/account' }, (to) => {
      return { kind: 'changedPassword', ...to, at };
    });
  }

  async kitRenewed(accountId: AccountId, undo: UndoLink): Promise<void> {
    const at = this.#parts.clock.now();
    await this.#tellAll(accountId, wayBack(undo), (to) => {
      return { kind: 'renewedKit', ...to, at };
    });
  }

  async secondFactorChanged(
    accountId: AccountId,
    change: FactorChange,
    undo: UndoLink,
  ): Promise<void> {
    const at = this.#parts.clock.now();
    await this.#tellAll(accountId, wayBack(undo), (to) => {
      return { kind: 'changedSecondFactor', ...to, at, change };
    });
  }

  async newSignIn(accountId: AccountId): Promise<void> {
    const at = this.#parts.clock.now();
    await this.#tellAll(accountId, { path: '/account' }, (to) => {
      return { kind: 'newSignIn', ...to, at };
    });
  }

  /** To the address with a way, and to the former ones that may still take something back: they have theirs. */
  async #tellAll(
    accountId: AccountId,
    way: Way,
    mail: (to: Pick<SystemMail, 'to' | 'language'> & Way) => SystemMail,
  ): Promise<void> {
    if (this.#parts.mailer === undefined) return;
    await this.#tell(accountId, ({ address: to, language }) =>
      mail({ to, language: mailLanguageOf(language), ...way }),
    );
    for (const to of await this.#parts.undoPoints.formerAddresses(accountId)) {
      await this.#tell(accountId, ({ language }) =>
        mail({ to, language: mailLanguageOf(language) }),
      );
    }
  }

  async #tell(accountId: AccountId, mail: (account: AccountRow) => SystemMail): Promise<void> {
    const { mailer, accounts } = this.#parts;
    const account = mailer && (await accounts.byId(accountId));
    if (account) mailer.send(mail(account));
  }
}

/** Where a mail leads to; one without a path goes to a former address, or is about what nobody can take back. */
interface Way {
  path?: string;
  unproven?: true;
}

/** [V-21] A mailbox that nobody has proven gets no link that gives the account away. */
function wayBack({ token }: UndoLink): Way {
  return token === undefined ? { unproven: true } : { path: linkPath(token) };
}

/** Behind the `#`, so that no log on the way has it. */
function linkPath(token: string): string {
  return `/confirm#token=${token}`;
}
