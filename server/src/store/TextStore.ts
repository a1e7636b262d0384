import type { AccountId } from '@conclave/shared/ids';
import { sql, type Database, type Queries } from './Database.ts';

export interface TextRow {
  readonly id: string;
  readonly accountId: AccountId;
  readonly numberHash: string;
  readonly placeHash: string;
  readonly sentAt: number;
}

/** How many texts there were, by what they are limited. */
export interface TextCounts {
  readonly account: readonly number[];
  readonly number: readonly number[];
  readonly place: readonly number[];
  readonly all: number;
}

/** Any number that nothing else locks by. */
const ADVISORY_LOCK = 7_214_009;

/** Texts that were sent in the last day, for the limits on them. */
export class TextStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Notes a text before it is sent, if `mayGo` says so of those before it; one at a time, on all nodes. */
  note(row: TextRow, since: number, mayGo: (counts: TextCounts) => boolean): Promise<boolean> {
    return this.#database.transaction(async (queries) => {
      if (this.#database.dialect === 'postgres') {
        await sql`select pg_advisory_xact_lock(${ADVISORY_LOCK})`.execute(queries);
      }
      if (!mayGo(await counts(queries, row, since))) return false;
      await queries
        .insertInto('text_sent')
        .values({
          id: row.id,
          account_id: row.accountId,
          number_hash: row.numberHash,
          place_hash: row.placeHash,
          sent_at: row.sentAt,
        })
        .execute();
      return true;
    });
  }

  async setMessage(id: string, messageId: string): Promise<void> {
    await this.#database.query
      .updateTable('text_sent')
      .set({ message_id: messageId })
      .where('id', '=', id)
      .execute();
  }

  /** [R119] What the provider still has to forget: of an account, or of everybody before a moment. */
  async messages(of: { accountId: AccountId } | { before: number }): Promise<string[]> {
    const all = this.#database.query
      .selectFrom('text_sent')
      .select(['message_id as messageId'])
      .where('message_id', 'is not', null);
    const rows = await (
      'accountId' in of
        ? all.where('account_id', '=', of.accountId)
        : all.where('sent_at', '<=', of.before)
    ).execute();
    return rows.flatMap(({ messageId }) => (messageId === null ? [] : [messageId]));
  }

  async forgetMessage(messageId: string): Promise<void> {
    await this.#database.query
      .updateTable('text_sent')
      .set({ message_id: null })
      .where('message_id', '=', messageId)
      .execute();
  }

  async deleteBefore(moment: number): Promise<void> {
    await this.#database.query
      .deleteFrom('text_sent')
      .where('sent_at', '<=', moment)
      .where('message_id', 'is', null)
      .execute();
  }
}

async function counts(queries: Queries, row: TextRow, since: number): Promise<TextCounts> {
  const rows = await queries
    .selectFrom('text_sent')
    .select([
      'account_id as accountId',
      'number_hash as numberHash',
      'place_hash as placeHash',
      'sent_at as sentAt',
    ])
    .where('sent_at', '>', since)
    .execute();
  const moments = (fits: (one: (typeof rows)[number]) => boolean): number[] =>
    rows.filter(fits).map(({ sentAt }) => sentAt);
  return {
    account: moments((one) => one.accountId === row.accountId),
    number: moments((one) => one.numberHash === row.numberHash),
    place: moments((one) => one.placeHash === row.placeHash),
    all: rows.length,
  };
}
