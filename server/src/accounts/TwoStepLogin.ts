import type { AccountId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type {
  AskRecovery,
  RecoveryReply,
  SignIn,
  SignInReply,
} from '@conclave/shared/wire/accountApi';
import type { ChangeStep, SecondStep } from '@conclave/shared/wire/secondFactorApi';
import type { Clock } from '../ops/Clock.ts';
import type { Queries } from '../store/Database.ts';
import type { Credentials } from './Credentials.ts';
import type { Login } from './Login.ts';
import type { Profiles } from './Profiles.ts';
import type { SecondSteps } from './secondFactor/SecondSteps.ts';
import type { SignInFrom } from './SignInFrom.ts';
import type { Caller, SignIns } from './SignIns.ts';
import { openerReply } from './vaultRows.ts';
import type { Vaults } from './Vaults.ts';

/** After a sign-in one may set up what is required without typing the password once more. */
const FRESH_MS = 10 * 60_000;

export interface TwoStepLoginParts {
  readonly login: Login;
  readonly steps: SecondSteps;
  readonly signIns: SignIns;
  readonly profiles: Profiles;
  readonly vaults: Vaults;
  readonly credentials: Credentials;
  readonly clock: Clock;
}

interface At {
  readonly from: SignInFrom & { readonly ip: string };
  /** The token that the browser holds already. */
  readonly presented: string | undefined;
}

/** A password or a kit, then a second proof where there is one. Until then nothing of the account is served. */
export class TwoStepLogin {
  readonly #parts: TwoStepLoginParts;

  constructor(parts: TwoStepLoginParts) {
    this.#parts = parts;
  }

  /** Signs in; the token is for the cookie. */
  async signIn(
    { step, ...proof }: SignIn,
    { from, presented }: At,
  ): Promise<{ reply: SignInReply; token?: string }> {
    const { login, steps, signIns, profiles, credentials } = this.#parts;
    const signedInAs = (await signIns.ofToken(presented))?.accountId;
    const opener = await login.prove('password', { ...proof, ip: from.ip, signedInAs });
    const { accountId } = opener;
    const second = await steps.ask(before(accountId, 'password'), step, { use: true });
    if (second !== undefined) return { reply: second };
    const hold = (queries: Queries): Promise<void> => credentials.hold(queries, opener);
    const token = await signIns.start(accountId, { presented, from, hold });
    const account = await profiles.read(accountId);
    return { token, reply: { state: 'signedIn', account, opener: openerReply(opener) } };
  }

  /** What the kit opens, or the former password. The step serves once more, for the new password. */
  async recover({ step, ...proof }: AskRecovery, ip: string): Promise<RecoveryReply> {
    const { login, steps, vaults, credentials } = this.#parts;
    const opener = await login.proveRecovery(proof, ip);
    const { accountId } = opener;
    const second = await steps.ask(before(accountId, 'kit'), step, { use: false });
    if (second !== undefined) return second;
    const vault = await vaults.head(accountId);
    const restored = await credentials.restored(accountId);
    return { state: 'recovery', accountId, opener: openerReply(opener), restored, vault };
  }

  /** Before a second factor changes: the password, and what there is as a second proof. */
  async changeStep(caller: Caller, authKey: string | null, ip: string): Promise<ChangeStep> {
    const { credentials, steps, clock } = this.#parts;
    const { accountId, signInId, startedAt, mustEnrol } = caller;
    if (authKey !== null) await credentials.provePassword(accountId, authKey, ip);
    else if (!mustEnrol || clock.now() - startedAt >= FRESH_MS) {
      throw new RefusedError('wrongCredentials');
    }
    const own = before(accountId, 'change', signInId);
    const second: SecondStep | undefined = await steps.ask(own, null, { use: false });
    return second ?? { state: 'proven', ticket: await steps.proven(own) };
  }

  /** `stepOver` unless the caller has taken that step. */
  async demandChange(caller: Caller, ticket: string, { use }: { use: boolean }): Promise<void> {
    const { accountId, signInId } = caller;
    await this.#parts.steps.demand(before(accountId, 'change', signInId), ticket, { use });
  }
}

function before(
  accountId: AccountId,
  after: 'password' | 'kit' | 'change',
  signIn: string | null = null,
): { accountId: AccountId; after: 'password' | 'kit' | 'change'; signIn: string | null } {
  return { accountId, after, signIn };
}
