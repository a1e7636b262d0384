import type { MeetingId, ParticipantId } from '@conclave/shared/ids';
import type { DeliveryState } from '@conclave/shared/wire/mailApi';
import type { SummaryId } from '@conclave/shared/wire/summaryApi';
import { sql, type Database, type Queries } from './Database.ts';
import { countAgain, withdrawMails, type MailDay, type OneMail } from './mailDay.ts';
import { seenState } from './MailStore.ts';
import { dueSummaries, type DueSummary } from './dueSummaries.ts';
import { OF_SUMMARY, SUMMARY, type SummaryRow } from './SummaryRow.ts';

/** Nothing waits that long for its next try: the clock that said so was wrong. */
const LONGEST_WAIT_MS = 3_600_000;

/** One as it is listed. */
export interface ListedSummary extends Pick<
  SummaryRow,
  'id' | 'participantId' | 'state' | 'sealedOrder' | 'shownUntil'
> {
  /** What became of its mail; null before it was handed over. */
  readonly mail: DeliveryState | null;
  /** The newest record whose key it has. */
  readonly newestBox: number;
}

/** The archive key of a record for a summary. */
export interface BoxRow {
  readonly summaryId: SummaryId;
  readonly recordNumber: number;
  readonly sealedKey: Uint8Array;
}

/** What participants prepared for themselves, by number and state. Nothing in here names anybody. */
export class SummaryStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Runs alone for this meeting, so that a limit counts all of them. */
  changing<Result>(
    meetingId: MeetingId,
    work: (queries: Queries) => Promise<Result>,
  ): Promise<Result> {
    return this.#database.transaction(async (queries) => {
      const meeting = queries.selectFrom('meeting').select('id').where('id', '=', meetingId);
      // On SQLite a transaction is alone anyway, and it does not know the words.
      await (this.#database.dialect === 'postgres' ? meeting.forUpdate() : meeting).execute();
      return work(queries);
    });
  }

  find(id: SummaryId, queries: Queries = this.#database.query): Promise<SummaryRow | undefined> {
    return queries.selectFrom('summary').select(SUMMARY).where('id', '=', id).executeTakeFirst();
  }

  ofMeeting(meetingId: MeetingId, queries: Queries = this.#database.query): Promise<SummaryRow[]> {
    return queries
      .selectFrom('summary')
      .select(SUMMARY)
      .where('meeting_id', '=', meetingId)
      .orderBy('created_at')
      .orderBy('id')
      .execute();
  }

  /** All of a meeting, or one participant's, with what became of the mails. */
  async listed(
    { meetingId, participantId }: { meetingId: MeetingId; participantId?: ParticipantId },
    now: number,
  ): Promise<ListedSummary[]> {
    const all = this.#database.query
      .selectFrom('summary')
      .leftJoin('mail_send', 'mail_send.id', 'summary.send_id')
      .leftJoin('mail_delivery', (join) =>
        join
          .onRef('mail_delivery.send_id', '=', 'summary.send_id')
          .onRef('mail_delivery.recipient_id', '=', 'summary.id'),
      )
      .select((row) => [
        ...OF_SUMMARY,
        'mail_delivery.state as mail',
        'mail_send.busy_until as busyUntil',
        row
          .selectFrom('summary_box')
          .select(({ fn }) => fn.max<number | null>('record_number').as('newest'))
          .whereRef('summary_box.summary_id', '=', 'summary.id')
          .as('newestBox'),
      ])
      .where('summary.meeting_id', '=', meetingId);
    const some =
      participantId === undefined ? all : all.where('participant_id', '=', participantId);
    const rows = await some.orderBy('created_at').orderBy('summary.id').execute();
    return rows.map(({ mail, busyUntil, newestBox, ...row }) => ({
      ...row,
      mail: mail === null ? null : seenState(mail, (busyUntil ?? 0) > now),
      newestBox: newestBox ?? 1,
    }));
  }

  boxes(summaryId: SummaryId): Promise<BoxRow[]> {
    return this.#database.query
      .selectFrom('summary_box')
      .select([
        'summary_id as summaryId',
        'record_number as recordNumber',
        'sealed_key as sealedKey',
      ])
      .where('summary_id', '=', summaryId)
      .orderBy('record_number')
      .execute();
  }

  async insert(queries: Queries, row: SummaryRow, box: Omit<BoxRow, 'summaryId'>): Promise<void> {
    await queries
      .insertInto('summary')
      .values({
        id: row.id,
        meeting_id: row.meetingId,
        participant_id: row.participantId,
        access_hash: row.accessHash,
        sealed_self: row.sealedSelf,
        state: row.state,
        created_at: row.createdAt,
        try_at: row.createdAt,
        send_id: row.sendId,
        key_id: row.keyId,
        sealed_order: row.sealedOrder,
        shown_until: row.shownUntil,
        waits_for: row.waitsFor,
      })
      .execute();
    await this.addBoxes(queries, [{ ...box, summaryId: row.id }]);
  }

  /** [S-5] Whoever was first: what is there stays. */
  async addBoxes(queries: Queries, boxes: readonly BoxRow[]): Promise<void> {
    if (boxes.length === 0) return;
    await queries
      .insertInto('summary_box')
      .values(
        boxes.map(({ summaryId, recordNumber, sealedKey }) => ({
          summary_id: summaryId,
          record_number: recordNumber,
          sealed_key: sealedKey,
        })),
      )
      .onConflict((conflict) => conflict.columns(['summary_id', 'record_number']).doNothing())
      .execute();
  }

  /** Of one meeting. What of their mails is not out yet stays in. */
  async delete(queries: Queries, rows: readonly SummaryRow[], now: number): Promise<void> {
    const [first] = rows;
    if (first === undefined) return;
    await withdrawMails(queries, { meetingId: first.meetingId, now }, rows.map(mailOf));
    const ids = rows.map(({ id }) => id);
    await queries.deleteFrom('summary').where('id', 'in', ids).execute();
  }

  /** [S-9] Nothing opens it any more, and nothing of it is mailed; that it was revoked stays. */
  async revoke(queries: Queries, row: SummaryRow, now: number): Promise<void> {
    const { id, meetingId } = row;
    await withdrawMails(queries, { meetingId, now }, [mailOf(row)]);
    await queries.deleteFrom('summary_box').where('summary_id', '=', id).execute();
    await queries
      .updateTable('summary')
      .set({ state: 'revoked', sealed_order: null })
      .where('id', '=', id)
      .execute();
  }

  /** [S-7] Those to be handed over now. */
  due(now: number, most: number): Promise<DueSummary[]> {
    return dueSummaries(this.#database.query, { now, most });
  }

  /**
   * What a clock wrote that was ahead, and was set right since: those whose meeting has ended go out all the same, and
   * none waits for the moment that the wrong clock said.
   */
  async mendFuture(now: number): Promise<void> {
    const { query } = this.#database;
    const endedAt = sql<number>`(select ended_at from meeting where id = summary.meeting_id)`;
    await query
      .updateTable('summary')
      .set({
        created_at: sql<number>`case when ${endedAt} < ${now} then ${endedAt} else ${now} end`,
        try_at: now,
      })
      .where('state', '=', 'armed')
      .where('created_at', '>', now)
      .where(endedAt, 'is not', null)
      .execute();
    await query
      .updateTable('summary')
      .set({ try_at: now })
      .where('state', '=', 'armed')
      .where('try_at', '>', now + LONGEST_WAIT_MS)
      .execute();
  }

  async setTryAt(id: SummaryId, at: number): Promise<void> {
    await this.#database.query
      .updateTable('summary')
      .set({ try_at: at })
      .where('id', '=', id)
      .execute();
  }

  /** Only what is still armed: somebody may have revoked it meanwhile. */
  async settle(id: SummaryId, state: 'sent' | 'lost'): Promise<void> {
    await this.#database.query
      .updateTable('summary')
      .set({ state })
      .where('id', '=', id)
      .where('state', '=', 'armed')
      .execute();
  }

  /** [S-10, S-18] Sent once more, with the link alone: the organizer says so. False where the day's mails of the account are used up. */
  async armAgain(queries: Queries, row: SummaryRow, day: MailDay): Promise<boolean> {
    const account = queries.selectFrom('account').select('id').where('id', '=', day.accountId);
    // Two at once would both find room for one more.
    if (this.#database.dialect === 'postgres') await account.forUpdate().execute();
    if (!(await countAgain(queries, row.sendId, day))) return false;
    await queries
      .updateTable('mail_delivery')
      .set({ state: 'waiting' })
      .where('send_id', '=', row.sendId)
      .where('state', '!=', 'trying')
      .execute();
    await queries
      .updateTable('summary')
      .set({ state: 'armed', try_at: 0, waits_for: null })
      .where('id', '=', row.id)
      .where('state', '=', 'sent')
      .where('sealed_order', 'is not', null)
      .execute();
    return true;
  }

  /** [S-6] Orders whose key is destroyed are of no use to anybody. */
  async dropOrders(before: number): Promise<void> {
    const { query } = this.#database;
    await query
      .updateTable('summary')
      .set({ state: 'lost' })
      .where('state', '=', 'armed')
      .where('created_at', '<=', before)
      .execute();
    await query
      .updateTable('summary')
      .set({ sealed_order: null })
      .where('created_at', '<=', before)
      .where('sealed_order', 'is not', null)
      .execute();
  }
}

/** [S-13] A session begins: what was prepared before it is of those that are over. */
export async function closeSummaries(
  queries: Queries,
  meetingId: MeetingId,
  now: number,
): Promise<void> {
  await queries
    .updateTable('summary')
    .set({ shown_until: now })
    .where('meeting_id', '=', meetingId)
    .where('shown_until', 'is', null)
    .execute();
}

/** A summary's id is also that of its mail's one recipient. */
function mailOf({ id, sendId }: SummaryRow): OneMail {
  return { sendId, recipientId: id };
}
