import type { MeetingId, SessionId } from '@conclave/shared/ids';
import type { RelayKeyId } from '@conclave/shared/wire/mailApi';
import { TEXT_WAIT_MS } from '@conclave/shared/wire/summaryTextApi';
import type { Database, Queries } from './Database.ts';

/**
 * [S-18] An order that was prepared so long ago goes without the text: its key is destroyed 48 hours after it was
 * sealed at the earliest [S-6], and what fails is to be tried again before that.
 */
const OLDEST_WAITING_MS = 36 * 3_600_000;

/** A text sealed to the relay [S-17]. */
export interface SealedText {
  readonly keyId: RelayKeyId;
  readonly sealedText: string;
}

export interface TextRow extends SealedText {
  readonly meetingId: MeetingId;
  readonly sessionId: SessionId;
  readonly createdAt: number;
}

/** Who waits for a text, and until when. */
interface Waiting {
  readonly sessionId: SessionId;
  readonly people: number;
  readonly until: number;
}

/** [S-17, S-18] Texts of sessions on their way into mails: sealed, and there only while somebody waits. */
export class SummaryTextStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The session that runs; undefined between two. */
  async runningSession(queries: Queries, meetingId: MeetingId): Promise<SessionId | undefined> {
    const running = await queries
      .selectFrom('session')
      .select('id')
      .where('running_for', '=', meetingId)
      .executeTakeFirst();
    return running?.id;
  }

  /** Whose orders wait for the text of the session that ended last; undefined where none does. */
  async waiting(
    meetingId: MeetingId,
    now: number,
    queries: Queries = this.#database.query,
  ): Promise<Waiting | undefined> {
    const rows = await queries
      .selectFrom('summary')
      .innerJoin('meeting', 'meeting.id', 'summary.meeting_id')
      .leftJoin('summary_text', (join) =>
        join
          .onRef('summary_text.meeting_id', '=', 'summary.meeting_id')
          .onRef('summary_text.session_id', '=', 'summary.waits_for'),
      )
      .select([
        'summary.waits_for as sessionId',
        'meeting.ended_at as endedAt',
        'summary.created_at as createdAt',
      ])
      .where('summary.meeting_id', '=', meetingId)
      .where('summary.state', '=', 'armed')
      // [S-13] Those of a session before the newest one wait for nothing any more.
      .where('summary.shown_until', 'is', null)
      .where('summary_text.session_id', 'is', null)
      .where('summary.created_at', '>', now - OLDEST_WAITING_MS)
      .execute();
    const ends = rows.flatMap(({ sessionId, endedAt, createdAt }) =>
      sessionId === null || endedAt === null ? [] : [{ sessionId, endedAt, createdAt }],
    );
    const until = Math.min(
      ...ends.map(({ endedAt, createdAt }) =>
        Math.min(endedAt + TEXT_WAIT_MS, createdAt + OLDEST_WAITING_MS),
      ),
    );
    const [first] = ends;
    if (first === undefined || until <= now) return undefined;
    return { sessionId: first.sessionId, people: ends.length, until };
  }

  find(
    { meetingId, sessionId }: Pick<TextRow, 'meetingId' | 'sessionId'>,
    queries: Queries = this.#database.query,
  ): Promise<SealedText | undefined> {
    return queries
      .selectFrom('summary_text')
      .select(['key_id as keyId', 'sealed_text as sealedText'])
      .where('meeting_id', '=', meetingId)
      .where('session_id', '=', sessionId)
      .executeTakeFirst();
  }

  async insert(queries: Queries, row: TextRow): Promise<void> {
    await queries
      .insertInto('summary_text')
      .values({
        meeting_id: row.meetingId,
        session_id: row.sessionId,
        key_id: row.keyId,
        sealed_text: row.sealedText,
        created_at: row.createdAt,
      })
      .execute();
  }

  /** [S-6, S-18] Texts that nobody waits for any more, or whose key is destroyed. */
  async letGo(before: number): Promise<void> {
    await this.#database.query
      .deleteFrom('summary_text')
      .where((row) =>
        row.or([
          row('created_at', '<=', before),
          row.not(
            row.exists(
              row
                .selectFrom('summary')
                .select('summary.id')
                .whereRef('summary.meeting_id', '=', 'summary_text.meeting_id')
                .whereRef('summary.waits_for', '=', 'summary_text.session_id')
                .where('summary.state', '=', 'armed'),
            ),
          ),
        ]),
      )
      .execute();
  }
}

/** [S-18] Orders from before these moments wait for no text: of meetings that ended, and of whenever. */
export function waitingEnds(now: number): { readonly endedAt: number; readonly createdAt: number } {
  return { endedAt: now - TEXT_WAIT_MS, createdAt: now - OLDEST_WAITING_MS };
}

/** [S-19] Somebody answered anew what is asked of everybody: the text is to be put together again, perhaps without them. */
export async function forgetTexts(queries: Queries, meetingId: MeetingId): Promise<void> {
  await queries.deleteFrom('summary_text').where('meeting_id', '=', meetingId).execute();
}
