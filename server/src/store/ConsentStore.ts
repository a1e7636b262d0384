import type { AccountId, MeetingId, ParticipantId } from '@conclave/shared/ids';
import type { ChainStep } from '@conclave/shared/wire/signed/consent';
import type { Database, Queries } from './Database.ts';
import { forgetTexts } from './SummaryTextStore.ts';

export interface StepRow extends ChainStep {
  readonly head: Uint8Array;
}

export interface ConsentRow {
  readonly meetingId: MeetingId;
  readonly position: number;
  readonly participantId: ParticipantId;
  readonly mayProduce: boolean;
  readonly sealedRecord: Uint8Array;
}

export interface NewConsentRow extends ConsentRow {
  /** Kind and edition of the link that it came by. */
  readonly link: string;
}

/** Chains of commitments by account, and what they commit to by meeting. */
export class ConsentStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Runs alone for this account, so that its chain does not fork. */
  appending<Result>(
    accountId: AccountId,
    work: (queries: Queries) => Promise<Result>,
  ): Promise<Result> {
    return this.#database.transaction(async (queries) => {
      const account = queries.selectFrom('account').select('id').where('id', '=', accountId);
      // On SQLite a transaction is alone anyway, and it does not know the words.
      await (this.#database.dialect === 'postgres' ? account.forUpdate() : account).execute();
      return work(queries);
    });
  }

  /** The newest step of the chain; undefined before the first. */
  newest(queries: Queries, accountId: AccountId): Promise<StepRow | undefined> {
    return queries
      .selectFrom('consent_step')
      .select(STEP)
      .where('account_id', '=', accountId)
      .orderBy('position', 'desc')
      .limit(1)
      .executeTakeFirst();
  }

  at(queries: Queries, accountId: AccountId, position: number): Promise<StepRow | undefined> {
    return queries
      .selectFrom('consent_step')
      .select(STEP)
      .where('account_id', '=', accountId)
      .where('position', '=', position)
      .executeTakeFirst();
  }

  /** The step that was made of a commitment, if it was. */
  stepOf(
    queries: Queries,
    accountId: AccountId,
    commitment: Uint8Array,
  ): Promise<StepRow | undefined> {
    return queries
      .selectFrom('consent_step')
      .select(STEP)
      .where('account_id', '=', accountId)
      .where('commitment', '=', commitment)
      .executeTakeFirst();
  }

  async append(
    queries: Queries,
    accountId: AccountId,
    { step, consent }: { step: StepRow; consent: NewConsentRow },
  ): Promise<void> {
    const { position, commitment, recordedAt, head } = step;
    await queries
      .insertInto('consent_step')
      .values({
        account_id: accountId,
        position,
        commitment,
        recorded_at: recordedAt,
        head,
      })
      .execute();
    await queries
      .insertInto('consent')
      .values({
        meeting_id: consent.meetingId,
        position,
        participant_id: consent.participantId,
        may_produce: consent.mayProduce ? 1 : 0,
        sealed_record: consent.sealedRecord,
        link: consent.link,
      })
      .execute();
    // [S-19] Whoever takes consent back stands in no mail that is not out yet. After the insert, which on Postgres waits
    // for whoever has the meeting's row: so it meets the text that somebody hands in at this moment.
    await forgetTexts(queries, consent.meetingId);
  }

  /** For whom a step of a meeting was handed in, and what it lets; undefined for a step of another meeting. */
  async saidAt(
    queries: Queries,
    meetingId: MeetingId,
    position: number,
  ): Promise<Pick<ConsentRow, 'participantId' | 'mayProduce'> | undefined> {
    const row = await queries
      .selectFrom('consent')
      .select(['participant_id as participantId', 'may_produce as mayProduce'])
      .where('meeting_id', '=', meetingId)
      .where('position', '=', position)
      .executeTakeFirst();
    return row && { ...row, mayProduce: row.mayProduce === 1 };
  }

  /** The position of the newest answer of a meeting, whoever's it is; 0 before the first. */
  async newestOf(meetingId: MeetingId, queries: Queries): Promise<number> {
    const row = await queries
      .selectFrom('consent')
      .select('position')
      .where('meeting_id', '=', meetingId)
      .orderBy('position', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row?.position ?? 0;
  }

  /** How many of a meeting came by one link. */
  async countBy(queries: Queries, meetingId: MeetingId, link: string): Promise<number> {
    const { count } = await queries
      .selectFrom('consent')
      .select((from) => from.fn.countAll<number | string>().as('count'))
      .where('meeting_id', '=', meetingId)
      .where('link', '=', link)
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  /** How many one participant of a meeting handed in, and what the newest says. */
  async own(
    queries: Queries,
    meetingId: MeetingId,
    participantId: ParticipantId,
  ): Promise<{ readonly count: number; readonly mayProduce: boolean }> {
    const { count } = await queries
      .selectFrom('consent')
      .select((from) => from.fn.countAll<number | string>().as('count'))
      .where('meeting_id', '=', meetingId)
      .where('participant_id', '=', participantId)
      .executeTakeFirstOrThrow();
    const mayProduce = await this.mayProduce(meetingId, participantId, queries);
    return { count: Number(count), mayProduce: mayProduce === true };
  }

  /** In the order of the chain. */
  async ofMeeting(meetingId: MeetingId): Promise<ConsentRow[]> {
    const rows = await this.#database.query
      .selectFrom('consent')
      .select(CONSENT)
      .where('meeting_id', '=', meetingId)
      .orderBy('position')
      .execute();
    return rows.map((row) => ({ ...row, mayProduce: row.mayProduce === 1 }));
  }

  steps(accountId: AccountId, from: number): Promise<StepRow[]> {
    return this.#database.query
      .selectFrom('consent_step')
      .select(STEP)
      .where('account_id', '=', accountId)
      .where('position', '>=', from)
      .orderBy('position')
      .execute();
  }

  /** Whether media are taken only from those who consented. */
  async asks(meetingId: MeetingId, queries: Queries = this.#database.query): Promise<boolean> {
    const row = await queries
      .selectFrom('meeting')
      .select('asks_consent')
      .where('id', '=', meetingId)
      .executeTakeFirst();
    return row?.asks_consent === 1;
  }

  /** What the participant's newest hand-in says; undefined if there is none. */
  async mayProduce(
    meetingId: MeetingId,
    participantId: ParticipantId,
    queries: Queries = this.#database.query,
  ): Promise<boolean | undefined> {
    const row = await queries
      .selectFrom('consent')
      .select('may_produce')
      .where('meeting_id', '=', meetingId)
      .where('participant_id', '=', participantId)
      .orderBy('position', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? undefined : row.may_produce === 1;
  }
}

const STEP = ['position', 'commitment', 'recorded_at as recordedAt', 'head'] as const;

const CONSENT = [
  'meeting_id as meetingId',
  'position',
  'participant_id as participantId',
  'may_produce as mayProduce',
  'sealed_record as sealedRecord',
] as const;
