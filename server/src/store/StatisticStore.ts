import { fromBase64Url, toBase64Url } from '@conclave/shared/bytes';
import type { AccountId, MeetingId } from '@conclave/shared/ids';
import type { ConnectionStatistic, StatisticList } from '@conclave/shared/wire/statisticsApi';
import type { Database } from './Database.ts';

/** [R89, R90] Statistics of connections: written by browsers, read by the view for support alone. */
export class StatisticStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** False: there is no such line in this meeting yet. */
  async update(
    meetingId: MeetingId,
    statistic: ConnectionStatistic,
    now: number,
  ): Promise<boolean> {
    const written = await this.#database.query
      .updateTable('connection_statistic')
      .set({ ...rowOf(statistic), written_at: now })
      .where('id', '=', statistic.id)
      .where('meeting_id', '=', meetingId)
      .returning('id')
      .execute();
    return written.length === 1;
  }

  /** False: the id is that of another meeting, whose line is not touched. */
  async insert(
    meetingId: MeetingId,
    statistic: ConnectionStatistic,
    now: number,
  ): Promise<boolean> {
    const { id } = statistic;
    const written = await this.#database.query
      .insertInto('connection_statistic')
      .values({ id, meeting_id: meetingId, ...rowOf(statistic), written_at: now })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .execute();
    return written.length === 1;
  }

  /** Lets go the oldest lines of a meeting, so that no more than `most` are left. */
  async keepNewest(meetingId: MeetingId, most: number): Promise<void> {
    await this.#database.query
      .deleteFrom('connection_statistic')
      .where('id', 'in', (queries) =>
        queries
          .selectFrom('connection_statistic as old')
          .select('old.id')
          .where('old.meeting_id', '=', meetingId)
          .orderBy('old.written_at', 'desc')
          .orderBy('old.id')
          .limit(1_000_000)
          .offset(most),
      )
      .execute();
  }

  async count(meetingId: MeetingId): Promise<number> {
    const { count } = await this.#database.query
      .selectFrom('connection_statistic')
      .select((from) => from.fn.countAll<number | string>().as('count'))
      .where('meeting_id', '=', meetingId)
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  async ofMeeting(meetingId: MeetingId): Promise<StatisticList['statistics']> {
    const rows = await this.#database.query
      .selectFrom('connection_statistic')
      .selectAll()
      .where('meeting_id', '=', meetingId)
      .orderBy('written_at')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      writtenAt: row.written_at,
      sealedParticipant: toBase64Url(row.sealed_participant),
      osName: row.os_name,
      osVersion: row.os_version,
      browserVendor: row.browser_vendor,
      browserType: row.browser_type,
      browserVersion: row.browser_version,
      sentKbps: row.sent_kbps,
      receivedKbps: row.received_kbps,
      roundTripMs: row.round_trip_ms,
      jitterMs: row.jitter_ms,
      lostPerMille: row.lost_per_mille,
      quality: row.quality,
      connectionError: row.connection_error,
    }));
  }

  /** [R104] Whether the meeting's organizer objects to statistics. */
  async isObjected(accountId: AccountId): Promise<boolean> {
    const row = await this.#database.query
      .selectFrom('rights_setting')
      .select('no_statistics')
      .where('account_id', '=', accountId)
      .executeTakeFirst();
    return row?.no_statistics === 1;
  }
}

function rowOf(statistic: ConnectionStatistic) {
  return {
    sealed_participant: fromBase64Url(statistic.sealedParticipant),
    os_name: statistic.osName,
    os_version: statistic.osVersion,
    browser_vendor: statistic.browserVendor,
    browser_type: statistic.browserType,
    browser_version: statistic.browserVersion,
    sent_kbps: statistic.sentKbps,
    received_kbps: statistic.receivedKbps,
    round_trip_ms: statistic.roundTripMs,
    jitter_ms: statistic.jitterMs,
    lost_per_mille: statistic.lostPerMille,
    quality: statistic.quality,
    connection_error: statistic.connectionError,
  };
}
