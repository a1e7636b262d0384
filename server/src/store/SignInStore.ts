import type { AccountId } from '@conclave/shared/ids';
import type { Role } from '@conclave/shared/wire/accountApi';
import type { Database, Queries } from './Database.ts';

export interface SignInRow {
  readonly tokenHash: string;
  readonly accountId: AccountId;
  readonly role: Role;
  readonly startedAt: number;
  readonly seenAt: number;
  /** Whether the account has a second factor. */
  readonly hasFactor: boolean;
}

/** A sign-in as its owner sees it. */
export interface ListedSignIn extends Pick<SignInRow, 'tokenHash' | 'startedAt' | 'seenAt'> {
  readonly device: string | null;
  readonly network: string | null;
}

export interface NewSignIn {
  readonly tokenHash: string;
  readonly accountId: AccountId;
  readonly at: number;
  readonly device: string | null;
  readonly network: string | null;
}

/** Browsers in which somebody is signed in. */
export class SignInStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  get query(): Queries {
    return this.#database.query;
  }

  transaction<Result>(work: (queries: Queries) => Promise<Result>): Promise<Result> {
    return this.#database.transaction(work);
  }

  /** Whether it lives, and stays until the transaction's end. */
  async hold(queries: Queries, tokenHash: string): Promise<boolean> {
    const held = await queries
      .updateTable('sign_in')
      .set((row) => ({ seen_at: row.ref('seen_at') }))
      .where('token_hash', '=', tokenHash)
      .returning('token_hash')
      .execute();
    return held.length === 1;
  }

  async find(tokenHash: string): Promise<SignInRow | undefined> {
    const row = await this.#database.query
      .selectFrom('sign_in')
      .innerJoin('account', 'account.id', 'sign_in.account_id')
      .leftJoin('second_factor', 'second_factor.account_id', 'sign_in.account_id')
      .select([
        'token_hash as tokenHash',
        'sign_in.account_id as accountId',
        'role',
        'started_at as startedAt',
        'seen_at as seenAt',
        'second_factor.kind as factor',
      ])
      .where('token_hash', '=', tokenHash)
      // Begun while its account was being suspended.
      .where('suspended_at', 'is', null)
      .where('removed_at', 'is', null)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const { factor, ...signIn } = row;
    return { ...signIn, hasFactor: factor !== null };
  }

  /** All of an account, the latest first. */
  ofAccount(accountId: AccountId): Promise<ListedSignIn[]> {
    return this.#database.query
      .selectFrom('sign_in')
      .select([
        'token_hash as tokenHash',
        'started_at as startedAt',
        'seen_at as seenAt',
        'device',
        'network',
      ])
      .where('account_id', '=', accountId)
      .orderBy('seen_at', 'desc')
      .orderBy('token_hash')
      .execute();
  }

  async insert(queries: Queries, row: NewSignIn): Promise<void> {
    await queries
      .insertInto('sign_in')
      .values({
        token_hash: row.tokenHash,
        account_id: row.accountId,
        started_at: row.at,
        seen_at: row.at,
        device: row.device,
        network: row.network,
      })
      .execute();
  }

  async seen(tokenHash: string, at: number): Promise<void> {
    await this.#database.query
      .updateTable('sign_in')
      .set({ seen_at: at })
      .where('token_hash', '=', tokenHash)
      .execute();
  }

  /** Removes one, if it is this account's where one is named; true if it was there. */
  async delete(tokenHash: string, accountId?: AccountId): Promise<boolean> {
    const one = this.#database.query.deleteFrom('sign_in').where('token_hash', '=', tokenHash);
    const own = accountId === undefined ? one : one.where('account_id', '=', accountId);
    const gone = await own.returning('token_hash').execute();
    return gone.length === 1;
  }

  /** Removes all of an account, but for the one to keep, and returns which. */
  async deleteAllOf(queries: Queries, accountId: AccountId, keep = ''): Promise<string[]> {
    const gone = await queries
      .deleteFrom('sign_in')
      .where('account_id', '=', accountId)
      .where('token_hash', '!=', keep)
      .returning('token_hash')
      .execute();
    return gone.map((row) => row.token_hash);
  }

  /** Removes what was started, or last seen, too long ago. */
  async deleteOld(before: { startedAt: number; seenAt: number }): Promise<void> {
    await this.#database.query
      .deleteFrom('sign_in')
      .where((row) =>
        row.or([row('started_at', '<=', before.startedAt), row('seen_at', '<=', before.seenAt)]),
      )
      .execute();
  }
}
