import type { AccountId } from '@conclave/shared/ids';
import type { Role } from '@conclave/shared/wire/accountApi';
import type { Database, Queries } from './Database.ts';

export interface SignInRow {
  readonly tokenHash: string;
  readonly accountId: AccountId;
  readonly role: Role;
  readonly startedAt: number;
  readonly seenAt: number;
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

  find(tokenHash: string): Promise<SignInRow | undefined> {
    return this.#database.query
      .selectFrom('sign_in')
      .innerJoin('account', 'account.id', 'sign_in.account_id')
      .select([
        'token_hash as tokenHash',
        'account_id as accountId',
        'role',
        'started_at as startedAt',
        'seen_at as seenAt',
      ])
      .where('token_hash', '=', tokenHash)
      // Begun while its account was being suspended.
      .where('suspended_at', 'is', null)
      .where('removed_at', 'is', null)
      .executeTakeFirst();
  }

  async insert(
    queries: Queries,
    { tokenHash, accountId, at }: { tokenHash: string; accountId: AccountId; at: number },
  ): Promise<void> {
    await queries
      .insertInto('sign_in')
      .values({ token_hash: tokenHash, account_id: accountId, started_at: at, seen_at: at })
      .execute();
  }

  async seen(tokenHash: string, at: number): Promise<void> {
    await this.#database.query
      .updateTable('sign_in')
      .set({ seen_at: at })
      .where('token_hash', '=', tokenHash)
      .execute();
  }

  /** Removes one; true if it was there. */
  async delete(tokenHash: string): Promise<boolean> {
    const gone = await this.#database.query
      .deleteFrom('sign_in')
      .where('token_hash', '=', tokenHash)
      .returning('token_hash')
      .execute();
    return gone.length === 1;
  }

  /** Removes all of an account, and returns which. */
  async deleteAllOf(queries: Queries, accountId: AccountId): Promise<string[]> {
    const gone = await queries
      .deleteFrom('sign_in')
      .where('account_id', '=', accountId)
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
