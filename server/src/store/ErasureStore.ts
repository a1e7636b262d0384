import type { Database, Queries } from './Database.ts';

export interface ErasureBegun {
  readonly keyedHash: string;
  readonly what: 'account' | 'company';
  readonly because: 'lapsed' | 'closed' | 'removed';
  readonly subjectId: string;
  readonly begunAt: number;
}

/** What the operator is shown: no ids, only that and how much. */
export interface ErasureRow extends Omit<ErasureBegun, 'subjectId'> {
  readonly erasedAt: number | null;
  readonly cleanAt: number | null;
  readonly meetings: number;
  readonly files: number;
}

/** [R87] What was erased, by numbers and keyed hashes, and what is under way. */
export class ErasureStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async begin(queries: Queries, row: ErasureBegun): Promise<void> {
    const { keyedHash, what, because, subjectId, begunAt } = row;
    const values = { what, because, subject_id: subjectId, begun_at: begunAt };
    const none = { erased_at: null, clean_at: null, meetings: 0, files: 0 };
    await queries
      .insertInto('erasure')
      .values({ keyed_hash: keyedHash, ...values, ...none })
      // Came back with a backup, and is erased again.
      .onConflict((conflict) => conflict.column('keyed_hash').doUpdateSet({ ...values, ...none }))
      .execute();
  }

  async count(keyedHash: string, { files }: { files: number }): Promise<void> {
    await this.#database.query
      .updateTable('erasure')
      .set((row) => ({ meetings: row('meetings', '+', 1), files: row('files', '+', files) }))
      .where('keyed_hash', '=', keyedHash)
      .execute();
  }

  /** From now on nobody can tell whom it was about. */
  async finish(queries: Queries, keyedHash: string, at: number): Promise<void> {
    await queries
      .updateTable('erasure')
      .set({ erased_at: at, subject_id: null })
      .where('keyed_hash', '=', keyedHash)
      .execute();
  }

  finishAlone(keyedHash: string, at: number): Promise<void> {
    return this.finish(this.#database.query, keyedHash, at);
  }

  /** Begun, and broken off. Companies first: theirs are among the accounts. */
  async unfinished(): Promise<ErasureBegun[]> {
    const rows = await this.#database.query
      .selectFrom('erasure')
      .select([
        'keyed_hash as keyedHash',
        'what',
        'because',
        'subject_id as subjectId',
        'begun_at as begunAt',
      ])
      .where('erased_at', 'is', null)
      .orderBy('what', 'desc')
      .orderBy('begun_at')
      .execute();
    return rows.flatMap(({ subjectId, ...row }) =>
      subjectId === null ? [] : [{ ...row, subjectId }],
    );
  }

  /** Whether anything was erased whose traces may still lie in free pages and journals. */
  async hasTraces(): Promise<boolean> {
    const row = await this.#database.query
      .selectFrom('erasure')
      .select('keyed_hash')
      .where('clean_at', 'is', null)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  }

  /** Nothing is left of what had been erased by a moment. */
  async clean(erasedBy: number, at: number): Promise<void> {
    await this.#database.query
      .updateTable('erasure')
      .set({ clean_at: at })
      .where('erased_at', '<=', erasedBy)
      .where('clean_at', 'is', null)
      .execute();
  }

  /** Newest first. */
  all(): Promise<ErasureRow[]> {
    return this.#database.query
      .selectFrom('erasure')
      .select([
        'keyed_hash as keyedHash',
        'what',
        'because',
        'begun_at as begunAt',
        'erased_at as erasedAt',
        'clean_at as cleanAt',
        'meetings',
        'files',
      ])
      .orderBy('begun_at', 'desc')
      .orderBy('keyed_hash')
      .execute();
  }

  /** Whether anything was deleted since a moment, by whomever. */
  async deletedSince(moment: number): Promise<boolean> {
    const row = await this.#database.query
      .selectFrom('deletion')
      .select('at')
      .where('at', '>=', moment)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  }
}
