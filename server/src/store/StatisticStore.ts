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

  /** False: the id is that of another meeting, whose line is not touched. */
  async put(meetingId: MeetingId, statistic: ConnectionStatistic, now: number): Promise<boolean> {
    const { id } = statistic;
    const values = { ...rowOf(statistic), written_at: now };
    const written = await this.#database.query
      .insertInto('connection_statistic')
      .values({ id, meeting_id: meetingId, ...values })
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet(values)
          .where('connection_statistic.meeting_id', '=', meetingId),
      )
      .returning('id')
      .execute();
    return written.length === 1;
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

  /** [R82] Returns how many went. */
  async deleteBefore(moment: number): Promise<number> {
    const gone = await this.#database.query
      .deleteFrom('connection_statistic')
      .where('written_at', '<=', moment)
      .returning('id')
      .execute();
    return gone.length;
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
