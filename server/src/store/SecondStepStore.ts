import type { AccountId } from '@conclave/shared/ids';
import type { Database, Queries } from './Database.ts';

/** What had been proven when a second proof was asked for. */
export type ProvenBefore = 'password' | 'kit' | 'change';

export interface StepRow {
  readonly ticketHash: string;
  readonly accountId: AccountId;
  readonly after: ProvenBefore;
  readonly signIn: string | null;
  readonly provenAt: number | null;
  readonly expiresAt: number;
}

/** A step, and the code that was sent for it. */
export interface OpenStep extends Pick<StepRow, 'accountId'> {
  readonly codeHash: string | null;
  readonly codeExpiresAt: number | null;
}

/** Attempts at a second proof, and how many were wrong. */
export class SecondStepStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  get query(): Queries {
    return this.#database.query;
  }

  async insert(row: StepRow): Promise<void> {
    await this.query
      .insertInto('second_step')
      .values({
        ticket_hash: row.ticketHash,
        account_id: row.accountId,
        after: row.after,
        sign_in: row.signIn,
        tries: 0,
        proven_at: row.provenAt,
        expires_at: row.expiresAt,
      })
      .execute();
  }

  /** One that still waits for its proof. */
  find(ticketHash: string, now: number): Promise<OpenStep | undefined> {
    return this.query
      .selectFrom('second_step')
      .select([
        'account_id as accountId',
        'code_hash as codeHash',
        'code_expires_at as codeExpiresAt',
      ])
      .where('ticket_hash', '=', ticketHash)
      .where('proven_at', 'is', null)
      .where('expires_at', '>', now)
      .executeTakeFirst();
  }

  /** The same with one try counted; undefined if none is left. Counted first, so that many at once are too. */
  async tryOne(
    ticketHash: string,
    { maxTries, now }: { maxTries: number; now: number },
  ): Promise<OpenStep | undefined> {
    const rows = await this.query
      .updateTable('second_step')
      .set((row) => ({ tries: row('tries', '+', 1) }))
      .where('ticket_hash', '=', ticketHash)
      .where('proven_at', 'is', null)
      .where('tries', '<', maxTries)
      .where('expires_at', '>', now)
      .returning([
        'account_id as accountId',
        'code_hash as codeHash',
        'code_expires_at as codeExpiresAt',
      ])
      .execute();
    return rows[0];
  }

  async setCode(
    ticketHash: string,
    { codeHash, codeExpiresAt }: Pick<OpenStep, 'codeHash' | 'codeExpiresAt'>,
  ): Promise<void> {
    await this.query
      .updateTable('second_step')
      .set({ code_hash: codeHash, code_expires_at: codeExpiresAt })
      .where('ticket_hash', '=', ticketHash)
      .execute();
  }

  /** Uses the code of a step up; false if another request was first. */
  async takeCode(ticketHash: string, codeHash: string): Promise<boolean> {
    const taken = await this.query
      .updateTable('second_step')
      .set({ code_hash: null })
      .where('ticket_hash', '=', ticketHash)
      .where('code_hash', '=', codeHash)
      .returning('ticket_hash')
      .execute();
    return taken.length === 1;
  }

  async prove(ticketHash: string, now: number): Promise<void> {
    await this.query
      .updateTable('second_step')
      .set({ proven_at: now, code_hash: null })
      .where('ticket_hash', '=', ticketHash)
      .execute();
  }

  /** The account of a proven step, if it fits; `use` ends it. */
  async proven(
    { ticketHash, accountId, after, signIn }: Omit<StepRow, 'provenAt' | 'expiresAt'>,
    { now, use }: { now: number; use: boolean },
  ): Promise<boolean> {
    const row = await this.query
      .selectFrom('second_step')
      .select(['sign_in as signIn'])
      .where('ticket_hash', '=', ticketHash)
      .where('account_id', '=', accountId)
      .where('after', '=', after)
      .where('proven_at', 'is not', null)
      .where('expires_at', '>', now)
      .executeTakeFirst();
    if (row?.signIn !== signIn) return false;
    return use ? this.#take(ticketHash) : true;
  }

  async #take(ticketHash: string): Promise<boolean> {
    const gone = await this.query
      .deleteFrom('second_step')
      .where('ticket_hash', '=', ticketHash)
      .returning('ticket_hash')
      .execute();
    return gone.length === 1;
  }

  async deleteOld(now: number): Promise<void> {
    await this.query.deleteFrom('second_step').where('expires_at', '<=', now).execute();
    await this.query.deleteFrom('factor_offer').where('expires_at', '<=', now).execute();
  }

  /** Counts a try at an account's codes, and how many there were since `windowStart`, this one included. */
  async countTry(
    accountId: AccountId,
    { now, windowStart }: { now: number; windowStart: number },
  ): Promise<number> {
    const row = await this.query
      .insertInto('second_tries')
      .values({ account_id: accountId, since: now, tries: 1 })
      .onConflict((conflict) =>
        conflict.column('account_id').doUpdateSet((row) => ({
          tries: row
            .case()
            .when('second_tries.since', '<=', windowStart)
            .then(1)
            .else(row('second_tries.tries', '+', 1))
            .end(),
          since: row
            .case()
            .when('second_tries.since', '<=', windowStart)
            .then(now)
            .else(row.ref('second_tries.since'))
            .end(),
        })),
      )
      .returning('tries')
      .executeTakeFirstOrThrow();
    return row.tries;
  }

  async forgetTries(accountId: AccountId): Promise<void> {
    await this.query.deleteFrom('second_tries').where('account_id', '=', accountId).execute();
  }
}
