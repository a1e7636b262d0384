import type { AccountId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { OpenerKind } from '@conclave/shared/wire/vaultApi';
import type { Log } from '../ops/Log.ts';
import type { AccountStore, OpenerRow } from '../store/AccountStore.ts';
import type { AttemptLimit } from './AttemptLimit.ts';
import type { AuthHashes } from './AuthHashes.ts';

export interface Proof {
  readonly address: string;
  readonly authKey: string;
  readonly ip: string;
  /** Whose sign-in the browser presents, if any. */
  readonly signedInAs?: AccountId | undefined;
}

/** Checks proofs of a password or of a recovery kit. */
export class Login {
  readonly #accounts: AccountStore;
  readonly #hashes: AuthHashes;
  readonly #attempts: AttemptLimit;
  readonly #log: Log;

  constructor(parts: {
    accounts: AccountStore;
    hashes: AuthHashes;
    attempts: AttemptLimit;
    log: Log;
  }) {
    this.#accounts = parts.accounts;
    this.#hashes = parts.hashes;
    this.#attempts = parts.attempts;
    this.#log = parts.log;
  }

  /**
   * [T18] The opener whose key this is, else `wrongCredentials`: one answer, after the same work, for
   * a wrong key and for an address without an account. `suspended` if the company took the account away.
   */
  async prove(kind: OpenerKind, proof: Proof): Promise<OpenerRow> {
    const { address, authKey, ip, signedInAs } = proof;
    const opener = await this.#accounts.opener({ address }, kind);
    const isKnown = opener !== undefined && opener.accountId === signedInAs;
    const attempt = await this.#attempts.take({ ip, account: `${kind} ${address}`, isKnown });
    const fits = await this.#hashes.verify(opener?.authHash, authKey);
    if (opener === undefined || !fits) {
      this.#log.security('sign-in.refused', { address: ip });
      throw new RefusedError('wrongCredentials');
    }
    await attempt.succeeded();
    // Only whoever has proven the password learns of it: to others nothing differs.
    if (await this.#accounts.isAway(opener.accountId)) throw new RefusedError('suspended');
    return opener;
  }
}
