import type { KeyStore } from '../../server/src/accountKeys/KeyStore.ts';

/** Keys in memory, for tests of what is sealed under them. */
export class MemoryKeyStore implements KeyStore {
  readonly #keys = new Map<string, Uint8Array>();

  read(name: string): Promise<Uint8Array | undefined> {
    return Promise.resolve(this.#keys.get(name));
  }

  create(name: string, sealedKey: Uint8Array): Promise<Uint8Array> {
    const known = this.#keys.get(name);
    if (known === undefined) this.#keys.set(name, sealedKey);
    return Promise.resolve(known ?? sealedKey);
  }

  delete(name: string): Promise<void> {
    this.#keys.delete(name);
    return Promise.resolve();
  }

  async *names(): AsyncIterable<string> {
    for (const name of [...this.#keys.keys()]) yield await Promise.resolve(name);
  }
}
