/**
 * Where the keys of accounts lie, each sealed: outside the database, so that a copy of the database opens nothing.
 * It knows names and bytes. One contract suite holds every implementation to the same words
 * (tests/contract/keyStore).
 */
export interface KeyStore {
  /** Undefined if nothing lies there. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** Puts it there if nothing is there yet; returns what is. Whole, and on the disk, when it resolves. */
  create(name: string, sealedKey: Uint8Array): Promise<Uint8Array>;
  /** Gone from the disk when it resolves; also what a crash left of writing it. */
  delete(name: string): Promise<void>;
  names(): AsyncIterable<string>;
}

/** The store's own name: by what lies there a database knows whether these are its keys. No account is called so. */
export const KEY_MARK = 'mark';

/** Ids of accounts, and the mark of the store: nothing that would name another folder. */
export const KEY_NAME = /^[\w-]{1,64}$/u;
