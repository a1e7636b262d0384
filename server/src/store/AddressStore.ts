import type { AccountId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { AddressLink } from '@conclave/shared/wire/addressApi';
import type { Database, Queries } from './Database.ts';

/** What was mailed to an address, to be used once. */
export interface AddressTokenRow extends AddressLink {
  readonly does: 'verify' | 'change' | 'undo';
  readonly tokenHash: string;
  readonly accountId: AccountId;
  readonly expiresAt: number;
}

/** An address, and which account would have it. */
interface Wish {
  readonly address: string;
  readonly accountId: AccountId;
}

interface HeldAddress {
  readonly address: string;
  /** Null: nobody has shown that mail to it reaches them. */
  readonly verifiedAt: number | null;
}

/** Which addresses accounts have proven, and the links that prove them or take a change back. */
export class AddressStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  transaction<Result>(work: (queries: Queries) => Promise<Result>): Promise<Result> {
    return this.#database.transaction(work);
  }

  find(tokenHash: string, now: number): Promise<AddressTokenRow | undefined> {
    return this.#find(this.#database.query, tokenHash, now);
  }

  /** Of each purpose an account has one link, the last; only those that undo stay side by side. */
  async put(queries: Queries, row: AddressTokenRow): Promise<void> {
    const { accountKeys } = this.#database;
    const { tokenHash, accountId, does, expiresAt } = row;
    const values = { token_hash: tokenHash, account_id: accountId, expires_at: expiresAt };
    const address = await accountKeys.seal(accountId, columnOf(does), row.address);
    if (does === 'undo') {
      const address_index = accountKeys.indexOf(row.address);
      await queries
        .insertInto('address_undo')
        .values({ ...values, address, address_index })
        .execute();
      return;
    }
    await queries
      .deleteFrom('address_token')
      .where('account_id', '=', accountId)
      .where('does', '=', does)
      .execute();
    await queries
      .insertInto('address_token')
      .values({ ...values, address, does })
      .execute();
  }

  /** Takes a link out of use; undefined if it is none, or another call was first. */
  async take(
    queries: Queries,
    { tokenHash, now }: { tokenHash: string; now: number },
  ): Promise<AddressTokenRow | undefined> {
    const row = await this.#find(queries, tokenHash, now);
    if (row === undefined) return undefined;
    const table = row.does === 'undo' ? 'address_undo' : 'address_token';
    const gone = await queries
      .deleteFrom(table)
      .where('token_hash', '=', tokenHash)
      .returning('token_hash')
      .execute();
    return gone.length === 1 ? row : undefined;
  }

  /**
   * A link that undoes was used: none of the account works any more but those of changes before it. Otherwise
   * an address in between could keep the first one from coming back. Their ends are in the order of the changes.
   */
  async dropSince(
    queries: Queries,
    { accountId, expiresAt }: Pick<AddressTokenRow, 'accountId' | 'expiresAt'>,
  ): Promise<void> {
    await queries.deleteFrom('address_token').where('account_id', '=', accountId).execute();
    await queries
      .deleteFrom('address_undo')
      .where('account_id', '=', accountId)
      .where('expires_at', '>', expiresAt)
      .execute();
  }

  /** No password opens the account until the kit sets another: nobody knows what this is the hash of. */
  async lockPassword(
    queries: Queries,
    { accountId, authHash }: { accountId: AccountId; authHash: string },
  ): Promise<void> {
    await queries
      .updateTable('opener')
      .set({ auth_hash: authHash })
      .where('account_id', '=', accountId)
      .where('kind', '=', 'password')
      .execute();
  }

  async dropOld(now: number): Promise<void> {
    const { query } = this.#database;
    await query.deleteFrom('address_token').where('expires_at', '<=', now).execute();
    await query.deleteFrom('address_undo').where('expires_at', '<=', now).execute();
  }

  /** Whether an account has the address, or may have it back. */
  async isTaken(queries: Queries, { address, accountId }: Wish, now: number): Promise<boolean> {
    const owner = await queries
      .selectFrom('account')
      .select('id')
      .where('address_index', '=', this.#database.accountKeys.indexOf(address))
      .executeTakeFirst();
    return owner !== undefined || (await this.isReserved(queries, { address, accountId }, now));
  }

  /** Whether somebody else who had the address may have it back. */
  async isReserved(queries: Queries, { address, accountId }: Wish, now: number): Promise<boolean> {
    const former = await queries
      .selectFrom('address_undo')
      .select('account_id')
      .where('address_index', '=', this.#database.accountKeys.indexOf(address))
      .where('account_id', '!=', accountId)
      .where('expires_at', '>', now)
      .executeTakeFirst();
    return former !== undefined;
  }

  /** That mail arrives where the account says; false if the account has another address by now. */
  async verify(
    queries: Queries,
    { accountId, address }: { accountId: AccountId; address: string },
    at: number,
  ): Promise<boolean> {
    const verified = await queries
      .updateTable('account')
      .set({ address_verified_at: at })
      .where('id', '=', accountId)
      .where('address_index', '=', this.#database.accountKeys.indexOf(address))
      .returning('id')
      .execute();
    return verified.length === 1;
  }

  /**
   * The address of an account, which nobody else changes until the transaction ends. To be asked before anything
   * else of the account is locked: two that wait for each other would both fail.
   */
  async hold(queries: Queries, accountId: AccountId): Promise<HeldAddress> {
    const account = queries
      .selectFrom('account')
      .select(['address', 'address_verified_at as verifiedAt'])
      .where('id', '=', accountId);
    // On SQLite a transaction is alone anyway, and it does not know the words.
    const held = this.#database.dialect === 'postgres' ? account.forNoKeyUpdate() : account;
    const row = await held.executeTakeFirstOrThrow();
    const address = await this.#database.accountKeys.open(
      accountId,
      'account.address',
      row.address,
    );
    if (address === undefined) throw new RefusedError('notFound');
    return { ...row, address };
  }

  /** Throws a unique violation if another account has it. */
  async setAddress(
    queries: Queries,
    { accountId, address }: { accountId: AccountId; address: string },
    at: number,
  ): Promise<void> {
    const { accountKeys } = this.#database;
    await queries
      .updateTable('account')
      .set({
        address: await accountKeys.seal(accountId, 'account.address', address),
        address_index: accountKeys.indexOf(address),
        address_verified_at: at,
      })
      .where('id', '=', accountId)
      .execute();
  }

  /** Of an account whose key is gone there are no links. */
  async #find(
    queries: Queries,
    tokenHash: string,
    now: number,
  ): Promise<AddressTokenRow | undefined> {
    const row =
      (await tokens(queries, tokenHash, now)) ?? (await undoTokens(queries, tokenHash, now));
    if (row === undefined) return undefined;
    const { accountId, does } = row;
    const address = await this.#database.accountKeys.open(accountId, columnOf(does), row.address);
    return address === undefined ? undefined : { ...row, address };
  }
}

function columnOf(does: AddressTokenRow['does']): 'address_token.address' | 'address_undo.address' {
  return does === 'undo' ? 'address_undo.address' : 'address_token.address';
}

function tokens(
  queries: Queries,
  tokenHash: string,
  now: number,
): Promise<AddressTokenRow | undefined> {
  return queries
    .selectFrom('address_token')
    .select([
      'token_hash as tokenHash',
      'account_id as accountId',
      'address',
      'does',
      'expires_at as expiresAt',
    ])
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
}

async function undoTokens(
  queries: Queries,
  tokenHash: string,
  now: number,
): Promise<AddressTokenRow | undefined> {
  const row = await queries
    .selectFrom('address_undo')
    .select([
      'token_hash as tokenHash',
      'account_id as accountId',
      'address',
      'expires_at as expiresAt',
    ])
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row && { ...row, does: 'undo' };
}
