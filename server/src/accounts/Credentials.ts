import type { AccountId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { KitRenewal, PasswordChange, PasswordReset } from '@conclave/shared/wire/accountApi';
import type { NewPassword, Opener, VaultChange } from '@conclave/shared/wire/vaultApi';
import type { AccountStore, OpenerRow } from '../store/AccountStore.ts';
import type { Queries } from '../store/Database.ts';
import type { VaultStore } from '../store/VaultStore.ts';
import type { AccountMails } from './AccountMails.ts';
import type { AuthHashes } from './AuthHashes.ts';
import type { Login } from './Login.ts';
import type { SecondSteps } from './secondFactor/SecondSteps.ts';
import type { SignInFrom } from './SignInFrom.ts';
import { newToken } from './tokens.ts';
import type { SignIns } from './SignIns.ts';
import { openerReply, openerRow, vaultWrite } from './vaultRows.ts';

export interface CredentialsParts {
  readonly accounts: AccountStore;
  readonly vaults: VaultStore;
  readonly hashes: AuthHashes;
  readonly login: Login;
  readonly signIns: SignIns;
  readonly steps: SecondSteps;
  readonly mails: AccountMails;
}

/** Replaces passwords and kits, each together with the vault's list of contents, which names them. */
export class Credentials {
  readonly #parts: CredentialsParts;

  constructor(parts: CredentialsParts) {
    this.#parts = parts;
  }

  /** What the present password opens; a browser that changes it needs it once more. */
  async opener(accountId: AccountId): Promise<Opener> {
    const row = await this.#parts.accounts.opener({ id: accountId }, 'password');
    if (row === undefined) throw new RefusedError('signedOut');
    return openerReply(row);
  }

  /** [T16] All sign-ins end, this one too; returns the token of a new one. */
  async changePassword(
    accountId: AccountId,
    input: PasswordChange,
    from: SignInFrom & { ip: string },
  ): Promise<string> {
    await this.provePassword(accountId, input.authKey, from.ip);
    return this.#newPassword(accountId, input, from);
  }

  /** The former kit opens nothing from then on; sign-ins stay. */
  async renewKit(accountId: AccountId, input: KitRenewal, ip: string): Promise<void> {
    await this.provePassword(accountId, input.authKey, ip);
    const { hashes, accounts } = this.#parts;
    const opener = openerRow(accountId, input.kit, await hashes.hash(input.kit.authKey));
    await accounts.transaction((queries) => this.#replace(queries, opener, input.vault));
  }

  /**
   * A new password by the kit, which stays valid, and by a second proof where there is one. All
   * sign-ins end; returns the token of a new one.
   */
  async resetPassword(
    input: PasswordReset,
    from: SignInFrom & { ip: string },
  ): Promise<{ accountId: AccountId; token: string }> {
    const { address, authKey, step } = input;
    const { login, steps } = this.#parts;
    const { accountId } = await login.prove('kit', { address, authKey, ip: from.ip });
    const before = { accountId, after: 'kit', signIn: null } as const;
    // Asked for when the kit was opened: whoever comes without it did not come by the page.
    if (await steps.ask(before, step, { use: true })) throw new RefusedError('stepOver');
    return { accountId, token: await this.#newPassword(accountId, input, from) };
  }

  /** That whoever is signed in knows the password; `wrongCredentials` if not. */
  async provePassword(accountId: AccountId, authKey: string, ip: string): Promise<void> {
    const account = await this.#parts.accounts.byId(accountId);
    if (account === undefined) throw new RefusedError('signedOut');
    const proof = { address: account.address, authKey, ip, signedInAs: accountId };
    await this.#parts.login.prove('password', proof);
  }

  /** As of a password that nobody has. */
  hashOfNothing(): Promise<string> {
    return this.#parts.hashes.hash(newToken());
  }

  async #newPassword(
    accountId: AccountId,
    { password, vault }: Pick<PasswordChange, 'password' | 'vault'>,
    from: SignInFrom & { ip: string },
  ): Promise<string> {
    const { accounts, signIns, mails } = this.#parts;
    const replace = await this.replacement(accountId, password, vault);
    const { token, ended } = await accounts.transaction(async (queries) => {
      await replace(queries);
      const ended = await signIns.endAllIn(queries, accountId);
      return { token: await signIns.startIn(queries, accountId, from), ended };
    });
    signIns.announce(ended);
    await mails.passwordChanged(accountId);
    return token;
  }

  /** Another password with all that belongs to it, to be written beside what it comes with. */
  async replacement(
    accountId: AccountId,
    password: NewPassword,
    vault: VaultChange,
  ): Promise<(queries: Queries) => Promise<void>> {
    const authHash = await this.#parts.hashes.hash(password.authKey);
    const opener = openerRow(accountId, password, authHash);
    return (queries) => this.#replace(queries, opener, vault);
  }

  async #replace(queries: Queries, opener: OpenerRow, change: VaultChange): Promise<void> {
    const { accounts, vaults } = this.#parts;
    const { accountId } = opener;
    const at = { accountId, expectedVersion: change.expectedVersion };
    const both =
      (await vaults.change(queries, at, vaultWrite(change))) &&
      (await accounts.replaceOpener(queries, opener));
    if (!both) throw new RefusedError('versionConflict');
  }
}
