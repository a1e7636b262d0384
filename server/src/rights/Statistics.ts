import type { AccountId, MeetingId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { ConnectionStatistic, StatisticList } from '@conclave/shared/wire/statisticsApi';
import type { Clock } from '../ops/Clock.ts';
import type { StatisticStore } from '../store/StatisticStore.ts';

/** Of one meeting: everybody may come back some times. */
const MAX_STATISTICS = 2_000;

/** [R89, R90] Takes what browsers measured of their connection, for the organizer who asks for support. */
export class Statistics {
  readonly #parts: { store: StatisticStore; clock: Clock };

  constructor(parts: { store: StatisticStore; clock: Clock }) {
    this.#parts = parts;
  }

  /** [R104] Forgotten at once where the organizer objects. Throws `quotaExceeded`, `notAllowed` for a foreign id. */
  async take(
    meeting: { id: MeetingId; accountId: AccountId },
    statistic: ConnectionStatistic,
  ): Promise<void> {
    const { store, clock } = this.#parts;
    if (await store.isObjected(meeting.accountId)) return;
    if ((await store.count(meeting.id)) >= MAX_STATISTICS) throw new RefusedError('quotaExceeded');
    if (!(await store.put(meeting.id, statistic, clock.now())))
      throw new RefusedError('notAllowed');
  }

  async list(meetingId: MeetingId): Promise<StatisticList> {
    return { statistics: await this.#parts.store.ofMeeting(meetingId) };
  }
}
