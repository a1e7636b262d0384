import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { AccountId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { Secret } from '@conclave/shared/Secret';
import { KEY_MARK, type KeyStore } from './KeyStore.ts';
import { KeyStoreError } from './KeyStoreError.ts';
import { openBytes, sealBytes } from './sealing.ts';

/** What the server can read about a person, and a copy of the database cannot. */
export const sealedColumns = [
  'account.address',
  'account.first_name',
  'account.last_name',
  'address_token.address',
  'address_undo.address',
] as const;
export type SealedColumn = (typeof sealedColumns)[number];

export interface AccountKeysParts {
  readonly store: KeyStore;
  readonly pepper: Secret<string>;
  /** Counts on evenly, whatever the clock is set to. */
  readonly uptimeMs: () => number;
}

interface Remembered {
  readonly key: Uint8Array;
  readonly until: number;
}

const KEY_BYTES = 32;

/** First byte of a sealed key. */
const KEY_FORMAT = 1;

/** Begins every sealed text. An address has an at sign, which no sealed one has. */
const TEXT_FORMAT = 'k1.';

/** Within so long every node knows that a key is gone. Longer reads keys less often. */
const REMEMBER_MS = 60_000;

/** About 4 MB. More spares nothing where fewer accounts are in use within a minute. */
const MAX_REMEMBERED = 20_000;

/**
 * [R131] A random key for each account, under which the database holds what the server can read about a person. Without
 * the key the row is noise, in the database and in every copy of it: erasing an account begins with its key.
 * The keys lie sealed themselves, under a key from the pepper: whoever has their folder alone has nothing.
 */
export class AccountKeys {
  readonly store: KeyStore;
  readonly #uptimeMs: () => number;
  readonly #wrapKey: Uint8Array;
  readonly #indexKey: Uint8Array;
  readonly #remembered = new Map<AccountId, Remembered>();

  constructor({ store, pepper, uptimeMs }: AccountKeysParts) {
    const key = (purpose: string): Uint8Array =>
      new Uint8Array(
        hkdfSync('sha256', pepper.reveal(), '', `conclave/account/${purpose}`, KEY_BYTES),
      );
    this.store = store;
    this.#uptimeMs = uptimeMs;
    this.#wrapKey = key('wrap');
    this.#indexKey = key('address');
  }

  /** Makes the key of a new account, before anything is sealed under it. One that is there stays. */
  async create(accountId: AccountId): Promise<void> {
    const stored = await this.store.create(accountId, this.#wrap(accountId));
    const key = this.#unwrap(accountId, stored);
    if (key === undefined)
      throw new KeyStoreError('What lies where a key should be opens nothing.');
    this.#remember(accountId, key);
  }

  async has(accountId: AccountId): Promise<boolean> {
    return (await this.#keyOf(accountId)) !== undefined;
  }

  /** `notFound` if the account's key is gone: it is erased, or about to be. */
  async seal(accountId: AccountId, column: SealedColumn, text: string): Promise<string> {
    const key = await this.#keyOf(accountId);
    if (key === undefined) throw new RefusedError('notFound');
    const sealed = sealBytes(key, Buffer.from(text), contextOf(column, accountId));
    return TEXT_FORMAT + sealed.toString('base64url');
  }

  /** Undefined if the account's key is gone, or this was sealed for another place. */
  async open(
    accountId: AccountId,
    column: SealedColumn,
    sealed: string,
  ): Promise<string | undefined> {
    if (!sealed.startsWith(TEXT_FORMAT)) return undefined;
    const key = await this.#keyOf(accountId);
    if (key === undefined) return undefined;
    const bytes = Buffer.from(sealed.slice(TEXT_FORMAT.length), 'base64url');
    return openBytes(key, bytes, contextOf(column, accountId))?.toString('utf8');
  }

  /** By which an address is found without being read: the same for the same address, and nothing without the pepper. */
  indexOf(address: string): string {
    return createHmac('sha256', this.#indexKey).update(address).digest('base64url');
  }

  /** [R80] What was sealed under it opens never again. Other nodes know within a minute. */
  async shred(accountId: AccountId): Promise<void> {
    await this.store.delete(accountId);
    this.#remembered.delete(accountId);
  }

  /** What a database remembers these keys by; undefined where there are none. */
  async mark(): Promise<string | undefined> {
    const stored = await this.store.read(KEY_MARK);
    return stored && this.#markOf(stored);
  }

  /** The same, of new keys too. */
  async makeMark(): Promise<string> {
    return this.#markOf(await this.store.create(KEY_MARK, this.#wrap(KEY_MARK)));
  }

  #markOf(stored: Uint8Array): string {
    const mark = this.#unwrap(KEY_MARK, stored);
    if (mark === undefined) {
      throw new KeyStoreError(
        'The keys of accounts were sealed under another PEPPER. Set the one that this instance began with; nothing was changed.',
      );
    }
    return createHash('sha256').update(mark).digest('base64url');
  }

  async #keyOf(accountId: AccountId): Promise<Uint8Array | undefined> {
    const known = this.#remembered.get(accountId);
    if (known !== undefined && this.#uptimeMs() < known.until) return known.key;
    this.#remembered.delete(accountId);
    const stored = await this.store.read(accountId);
    const key = stored && this.#unwrap(accountId, stored);
    if (key !== undefined) this.#remember(accountId, key);
    return key;
  }

  #remember(accountId: AccountId, key: Uint8Array): void {
    const [oldest] = this.#remembered.keys();
    if (this.#remembered.size >= MAX_REMEMBERED && oldest !== undefined) {
      this.#remembered.delete(oldest);
    }
    this.#remembered.set(accountId, { key, until: this.#uptimeMs() + REMEMBER_MS });
  }

  /** A fresh one, as it is stored. */
  #wrap(name: string): Uint8Array {
    const sealed = sealBytes(this.#wrapKey, randomBytes(KEY_BYTES), name);
    return Buffer.concat([Uint8Array.of(KEY_FORMAT), sealed]);
  }

  #unwrap(name: string, stored: Uint8Array): Uint8Array | undefined {
    if (stored[0] !== KEY_FORMAT) return undefined;
    return openBytes(this.#wrapKey, stored.subarray(1), name);
  }
}

function contextOf(column: SealedColumn, accountId: AccountId): string {
  return `${column}\0${accountId}`;
}
