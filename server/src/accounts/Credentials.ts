import type { AccountId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type {
  KitRenewal,
  PasswordChange,
  PasswordReset,
  Restored,
} from '@conclave/shared/wire/accountApi';
import type { NewPassword, Opener, VaultChange } from '@conclave/shared/wire/vaultApi';
import type { AccountStore, OpenerRow } from '../store/AccountStore.ts';
import type { Queries } from '../store/Database.ts';
import type { UndoStore } from '../store/UndoStore.ts';
import type { VaultStore } from '../store/VaultStore.ts';
import type { AccountMails } from './AccountMails.ts';
import type { AuthHashes } from './AuthHashes.ts';
import type { Login } from './Login.ts';
import type { SecondSteps } from './secondFactor/SecondSteps.ts';
import type { SignInFrom } from './SignInFrom.ts';
import { newToken } from './tokens.ts';
import type { SignIns } from './SignIns.ts';
import type { UndoPoints } from './UndoPoints.ts';
import { openerReply, openerRow, vaultWrite } from './vaultRows.ts';

/** Which opener was shown, and how it was known: what holds within a transaction as well. */
type Proven = Pick<OpenerRow, 'accountId' | 'kind' | 'authHash'>;

export interface CredentialsParts {
  readonly accounts: AccountStore;
  readonly vaults: VaultStore;
  readonly hashes: AuthHashes;
  readonly login: Login;
  readonly signIns: SignIns;
  readonly steps: SecondSteps;
  readonly undoPoints: UndoPoints;
  readonly undos: Pick<UndoStore, 'endWaysBack'>;
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

  /** Which openers a link has brought back, if the vault's list of contents may name newer ones. */
  async restored(accountId: AccountId): Promise<Restored | null> {
    const { accounts } = this.#parts;
    const kit = await accounts.opener({ id: accountId }, 'kit');
    const password = await accounts.opener({ id: accountId }, 'password');
    if (kit === undefined || password === undefined) throw new RefusedError('signedOut');
    if (kit.restored !== true) return null;
    return { kit: kit.version, password: password.version };
  }

  /** [T16] All sign-ins end, this one too; returns the token of a new one. */
  async changePassword(
    accountId: AccountId,
    input: PasswordChange,
    from: SignInFrom & { ip: string },
  ): Promise<string> {
    const proven = await this.provePassword(accountId, input.authKey, from.ip);
    return this.#newPassword(proven, input, from);
  }

  /** The former kit opens nothing from then on, unless its owner takes that back; sign-ins stay. */
  async renewKit(accountId: AccountId, input: KitRenewal, ip: string): Promise<void> {
    const proven = await this.provePassword(accountId, input.authKey, ip);
    const { hashes, accounts, undoPoints, mails } = this.#parts;
    const opener = openerRow(accountId, input.kit, await hashes.hash(input.kit.authKey));
    const undo = await accounts.transaction(async (queries) => {
      await undoPoints.hold(queries, accountId);
      await this.hold(queries, proven);
      const point = await undoPoints.put(queries, accountId);
      await this.#replace(queries, opener, input.vault);
      return point;
    });
    await mails.kitRenewed(accountId, undo);
  }

  /**
   * A new password by the kit, which stays valid, or by the former one and a link; and by a second proof where there is one. All
   * sign-ins end; returns the token of a new one.
   */
  async resetPassword(
    input: PasswordReset,
    from: SignInFrom & { ip: string },
  ): Promise<{ accountId: AccountId; token: string }> {
    const { step } = input;
    const { login, steps } = this.#parts;
    const proven = await login.proveRecovery(input, from.ip);
    const { accountId } = proven;
    const before = { accountId, after: 'kit', signIn: null } as const;
    // Asked for when the kit was opened: whoever comes without it did not come by the page.
    if (await steps.ask(before, step, { use: true })) throw new RefusedError('stepOver');
    return { accountId, token: await this.#newPassword(proven, input, from) };
  }

  /** That whoever is signed in knows the password; `wrongCredentials` if not. */
  async provePassword(accountId: AccountId, authKey: string, ip: string): Promise<Proven> {
    const account = await this.#parts.accounts.byId(accountId);
    if (account === undefined) throw new RefusedError('signedOut');
    const proof = { address: account.address, authKey, ip, signedInAs: accountId };
    return this.#parts.login.prove('password', proof);
  }

  /** Within a transaction: `wrongCredentials` if what was proven before it counts no more. */
  async hold(queries: Queries, proven: Proven): Promise<void> {
    const held = await this.#parts.accounts.holdOpener(queries, proven);
    if (!held) throw new RefusedError('wrongCredentials');
  }

  /** As of a password that nobody has. */
  hashOfNothing(): Promise<string> {
    return this.#parts.hashes.hash(newToken());
  }

  async #newPassword(
    proven: Proven,
    { password, vault }: Pick<PasswordChange, 'password' | 'vault'>,
    from: SignInFrom & { ip: string },
  ): Promise<string> {
    const { accounts, signIns, mails } = this.#parts;
    const { accountId } = proven;
    const replace = await this.replacement(accountId, password, vault);
    const { token, ended } = await accounts.transaction(async (queries) => {
      await this.hold(queries, proven);
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
    return async (queries) => {
      await this.#parts.undos.endWaysBack(queries, accountId);
      await this.#replace(queries, opener, vault);
    };
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
