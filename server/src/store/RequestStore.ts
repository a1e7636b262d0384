import type { AccountId, MeetingId } from '@conclave/shared/ids';
import type { Database } from './Database.ts';
import { openAddresses } from './person.ts';

export interface NewRequestRow {
  readonly id: string;
  readonly meetingId: MeetingId;
  /** Kind and edition of the link that it came by. */
  readonly link: string;
  readonly receiptHash: Uint8Array;
  readonly receivedAt: number;
  readonly dueAt: number;
  readonly sealedRequest: Uint8Array;
}

export interface RequestRow extends Omit<NewRequestRow, 'receiptHash' | 'link'> {
  readonly answeredAt: number | null;
  readonly sealedAnswer: Uint8Array | null;
}

/** Whom a request waits for. */
export interface WaitingRequest {
  readonly id: string;
  readonly dueAt: number;
  readonly address: string;
  readonly language: string;
}

/** Sealed requests of participants to the organizers of their meetings. */
export class RequestStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async insert(row: NewRequestRow): Promise<void> {
    await this.#database.query
      .insertInto('rights_request')
      .values({
        id: row.id,
        meeting_id: row.meetingId,
        link: row.link,
        receipt_hash: row.receiptHash,
        received_at: row.receivedAt,
        due_at: row.dueAt,
        sealed_request: row.sealedRequest,
      })
      .execute();
  }

  /** Those by one link that wait for an answer. */
  async waitingBy(meetingId: MeetingId, link: string): Promise<number> {
    const { count } = await this.#database.query
      .selectFrom('rights_request')
      .select((from) => from.fn.countAll<number | string>().as('count'))
      .where('meeting_id', '=', meetingId)
      .where('link', '=', link)
      .where('answered_at', 'is', null)
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  byReceipt(receiptHash: Uint8Array): Promise<RequestRow | undefined> {
    return this.#database.query
      .selectFrom('rights_request')
      .select(REQUEST)
      .where('receipt_hash', '=', receiptHash)
      .executeTakeFirst();
  }

  /** What waits first, the most urgent of it first; then what was answered last. */
  ofAccount(accountId: AccountId, atMost: number): Promise<RequestRow[]> {
    return this.#database.query
      .selectFrom('rights_request')
      .innerJoin('meeting', 'meeting.id', 'meeting_id')
      .select(REQUEST)
      .where('account_id', '=', accountId)
      .orderBy((row) => row.case().when('answered_at', 'is', null).then(0).else(1).end())
      .orderBy('answered_at', 'desc')
      .orderBy('due_at')
      .limit(atMost)
      .execute();
  }

  async openOf(accountId: AccountId): Promise<number> {
    const { count } = await this.#database.query
      .selectFrom('rights_request')
      .innerJoin('meeting', 'meeting.id', 'meeting_id')
      .select((from) => from.fn.countAll<number | string>().as('count'))
      .where('account_id', '=', accountId)
      .where('answered_at', 'is', null)
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  /** False: none of this account's. An answer may be given anew. */
  async answer(
    { id, accountId }: { id: string; accountId: AccountId },
    { sealedAnswer, now }: { sealedAnswer: Uint8Array | null; now: number },
  ): Promise<boolean> {
    const answered = await this.#database.query
      .updateTable('rights_request')
      .set({ answered_at: now, sealed_answer: sealedAnswer })
      .where('id', '=', id)
      .where('meeting_id', 'in', (queries) =>
        queries.selectFrom('meeting').select('meeting.id').where('account_id', '=', accountId),
      )
      .returning('id')
      .execute();
    return answered.length === 1;
  }

  /** [R107] Unanswered, due before a moment, and not reminded of yet. */
  async unreminded(dueBefore: number, atMost: number): Promise<WaitingRequest[]> {
    const rows = await this.#database.query
      .selectFrom('rights_request')
      .innerJoin('meeting', 'meeting.id', 'meeting_id')
      .innerJoin('account', 'account.id', 'account_id')
      .select(['rights_request.id as id', 'account.id as accountId'])
      .select(['due_at as dueAt', 'address', 'language'])
      .where('answered_at', 'is', null)
      .where('reminded_at', 'is', null)
      .where('due_at', '<=', dueBefore)
      .orderBy('due_at')
      .limit(atMost)
      .execute();
    return openAddresses(this.#database.accountKeys, rows);
  }

  async reminded(ids: readonly string[], now: number): Promise<void> {
    if (ids.length === 0) return;
    await this.#database.query
      .updateTable('rights_request')
      .set({ reminded_at: now })
      .where('id', 'in', ids)
      .execute();
  }
}

const REQUEST = [
  'rights_request.id as id',
  'meeting_id as meetingId',
  'received_at as receivedAt',
  'due_at as dueAt',
  'answered_at as answeredAt',
  'sealed_request as sealedRequest',
  'sealed_answer as sealedAnswer',
] as const;
