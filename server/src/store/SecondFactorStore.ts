import type { AccountId } from '@conclave/shared/ids';
import type { FactorKind } from '@conclave/shared/wire/secondFactorApi';
import type { Database, Queries } from './Database.ts';

export interface FactorRow {
  readonly kind: FactorKind;
  readonly sealedValue: Uint8Array;
  readonly since: number;
}

export interface OfferRow {
  readonly accountId: AccountId;
  readonly kind: FactorKind;
  readonly sealedValue: Uint8Array;
  readonly codeHash: string | null;
  readonly expiresAt: number;
}

/** Second factors as they are set up, those in the making, and codes on paper. */
export class SecondFactorStore {
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

  factors(accountId: AccountId, queries: Queries = this.query): Promise<FactorRow[]> {
    return queries
      .selectFrom('second_factor')
      .select(['kind', 'sealed_value as sealedValue', 'since'])
      .where('account_id', '=', accountId)
      .orderBy('kind')
      .execute();
  }

  async has(accountId: AccountId): Promise<boolean> {
    return (await this.factors(accountId)).length > 0;
  }

  async put(queries: Queries, accountId: AccountId, row: FactorRow): Promise<void> {
    const { kind, sealedValue, since } = row;
    const values = { sealed_value: sealedValue, since, last_step: null };
    await queries
      .insertInto('second_factor')
      .values({ account_id: accountId, kind, ...values })
      .onConflict((conflict) => conflict.columns(['account_id', 'kind']).doUpdateSet(values))
      .execute();
  }

  async remove(queries: Queries, accountId: AccountId, kind: FactorKind): Promise<boolean> {
    const gone = await queries
      .deleteFrom('second_factor')
      .where('account_id', '=', accountId)
      .where('kind', '=', kind)
      .returning('kind')
      .execute();
    return gone.length === 1;
  }

  /** [T17] Notes that the code of a step was used; false if that, or a later one, was used before. */
  async useStep(accountId: AccountId, step: number): Promise<boolean> {
    const used = await this.query
      .updateTable('second_factor')
      .set({ last_step: step })
      .where('account_id', '=', accountId)
      .where('kind', '=', 'totp')
      .where((row) => row.or([row('last_step', 'is', null), row('last_step', '<', step)]))
      .returning('kind')
      .execute();
    return used.length === 1;
  }

  async putOffer(row: OfferRow): Promise<void> {
    const values = {
      sealed_value: row.sealedValue,
      code_hash: row.codeHash,
      tries: 0,
      expires_at: row.expiresAt,
    };
    await this.query
      .insertInto('factor_offer')
      .values({ account_id: row.accountId, kind: row.kind, ...values })
      .onConflict((conflict) => conflict.columns(['account_id', 'kind']).doUpdateSet(values))
      .execute();
  }

  /** What is being set up, one try counted; undefined if there is nothing, or no try left. */
  async tryOffer(
    { accountId, kind }: Pick<OfferRow, 'accountId' | 'kind'>,
    { maxTries, now }: { maxTries: number; now: number },
  ): Promise<Pick<OfferRow, 'sealedValue' | 'codeHash'> | undefined> {
    const rows = await this.query
      .updateTable('factor_offer')
      .set((row) => ({ tries: row('tries', '+', 1) }))
      .where('account_id', '=', accountId)
      .where('kind', '=', kind)
      .where('tries', '<', maxTries)
      .where('expires_at', '>', now)
      .returning(['sealed_value as sealedValue', 'code_hash as codeHash'])
      .execute();
    return rows[0];
  }

  /** Ends what is being set up; false if that has happened meanwhile. */
  async removeOffer(queries: Queries, accountId: AccountId, kind: FactorKind): Promise<boolean> {
    const gone = await queries
      .deleteFrom('factor_offer')
      .where('account_id', '=', accountId)
      .where('kind', '=', kind)
      .returning('kind')
      .execute();
    return gone.length === 1;
  }

  async countCodes(accountId: AccountId, queries: Queries = this.query): Promise<number> {
    const row = await queries
      .selectFrom('backup_code')
      .select((codes) => codes.fn.countAll().as('count'))
      .where('account_id', '=', accountId)
      .executeTakeFirstOrThrow();
    return Number(row.count);
  }

  /** In place of those before. */
  async replaceCodes(
    queries: Queries,
    accountId: AccountId,
    codeHashes: readonly string[],
  ): Promise<void> {
    await queries.deleteFrom('backup_code').where('account_id', '=', accountId).execute();
    for (const hash of codeHashes) {
      await queries
        .insertInto('backup_code')
        .values({ account_id: accountId, code_hash: hash })
        .execute();
    }
  }

  /** Uses a code up; false if there is none. */
  async takeCode(accountId: AccountId, codeHash: string): Promise<boolean> {
    const taken = await this.query
      .deleteFrom('backup_code')
      .where('account_id', '=', accountId)
      .where('code_hash', '=', codeHash)
      .returning('code_hash')
      .execute();
    return taken.length === 1;
  }
}
