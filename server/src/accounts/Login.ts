import type { AccountId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { OpenerKind } from '@conclave/shared/wire/vaultApi';
import type { Log } from '../ops/Log.ts';
import type { AccountStore, OpenerRow } from '../store/AccountStore.ts';
import type { AttemptLimit } from './AttemptLimit.ts';
import type { AuthHashes } from './AuthHashes.ts';
import type { UndoPoints } from './UndoPoints.ts';

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
  readonly #undoPoints: Pick<UndoPoints, 'wayBack'>;
  readonly #log: Log;

  constructor(parts: {
    accounts: AccountStore;
    hashes: AuthHashes;
    attempts: AttemptLimit;
    undoPoints: Pick<UndoPoints, 'wayBack'>;
    log: Log;
  }) {
    this.#accounts = parts.accounts;
    this.#hashes = parts.hashes;
    this.#attempts = parts.attempts;
    this.#undoPoints = parts.undoPoints;
    this.#log = parts.log;
  }

  /**
   * [T18] The opener whose key this is, else `wrongCredentials`: one answer, after the same work, for
   * a wrong key and for an address without an account. `suspended` if the company took the account away.
   */
  async prove(kind: OpenerKind, proof: Proof): Promise<OpenerRow> {
    const opener = await this.#accounts.opener({ address: proof.address }, kind);
    return this.#check(opener, kind, proof);
  }

  /**
   * By the kit; or, with a link that took a change back, by the password of before it. Neither that password
   * nor the mailbox opens anything alone.
   */
  async proveRecovery(
    { address, authKey, link }: { address: string; authKey: string; link: string | null },
    ip: string,
  ): Promise<OpenerRow> {
    const proof = { address, authKey, ip };
    if (link === null) return this.prove('kit', proof);
    const opener = await this.#accounts.opener({ address }, 'password');
    const back = await this.#undoPoints.wayBack(link);
    const isOwn = opener !== undefined && back?.accountId === opener.accountId;
    const former = isOwn ? { ...opener, authHash: back.authHash } : undefined;
    const proven = await this.#check(former, 'password', proof);
    // In force is what nobody knows: that is what has to be in force still when another is set.
    return { ...proven, authHash: opener?.authHash ?? '' };
  }

  async #check(
    opener: OpenerRow | undefined,
    kind: OpenerKind,
    { address, authKey, ip, signedInAs }: Proof,
  ): Promise<OpenerRow> {
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
