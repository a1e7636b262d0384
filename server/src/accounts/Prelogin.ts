import { createHmac } from 'node:crypto';
import { KDF_NOW, type KdfParameters } from '@conclave/shared/kdfPolicy';
import type { Secret } from '@conclave/shared/Secret';
import type { AccountStore } from '../store/AccountStore.ts';

/** How an address turns its password into keys. Asking tells nobody whether the address has an account. */
export class Prelogin {
  readonly #store: AccountStore;
  readonly #pepper: Secret<string>;

  constructor({ store, pepper }: { store: AccountStore; pepper: Secret<string> }) {
    this.#store = store;
    this.#pepper = pepper;
  }

  async kdf(address: string): Promise<KdfParameters> {
    const invented = this.#invented(address);
    const opener = await this.#store.opener({ address }, 'password');
    return opener?.kdf ?? invented;
  }

  /** Always the same for the same address, and not to be told from a random salt. */
  #invented(address: string): KdfParameters {
    const hmac = createHmac('sha256', this.#pepper.reveal()).update(`prelogin salt\0${address}`);
    return { ...KDF_NOW, salt: hmac.digest().subarray(0, 16).toString('base64url') };
  }
}
