import argon2 from 'argon2';
import { fromBase64Url } from '@conclave/shared/bytes';
import type { Secret } from '@conclave/shared/Secret';

/**
 * Some 35 ms off the main thread. The authKey behind it has already cost the guesser 64 MiB and
 * three passes; this keeps a stolen database from signing in, and the pepper keeps it from guessing.
 */
const COST = { type: argon2.argon2id, memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 } as const;

/** Hashes what proves knowledge of a password or a kit. */
export class AuthHashes {
  readonly #secret: Buffer;
  readonly #nobody: Promise<string>;

  constructor(pepper: Secret<string>) {
    this.#secret = Buffer.from(pepper.reveal());
    this.#nobody = this.#hash(Buffer.alloc(32));
  }

  hash(authKey: string): Promise<string> {
    return this.#hash(Buffer.from(fromBase64Url(authKey)));
  }

  /** Whether the key belongs to the hash. Takes the same time when there is no hash. */
  async verify(hash: string | undefined, authKey: string): Promise<boolean> {
    const bytes = Buffer.from(fromBase64Url(authKey));
    const fits = await argon2.verify(hash ?? (await this.#nobody), bytes, { secret: this.#secret });
    return fits && hash !== undefined;
  }

  #hash(bytes: Buffer): Promise<string> {
    return argon2.hash(bytes, { ...COST, secret: this.#secret });
  }
}
