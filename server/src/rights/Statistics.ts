import type { AccountId, MeetingId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { ConnectionStatistic, StatisticList } from '@conclave/shared/wire/statisticsApi';
import { RateLimit } from '../http/RateLimit.ts';
import { addressKey } from '../ops/addressKey.ts';
import type { Clock } from '../ops/Clock.ts';
import type { StatisticStore } from '../store/StatisticStore.ts';

/** Of one meeting: everybody may come back some times. Beyond it the oldest lines go. */
export const MAX_STATISTICS = 2_000;
/**
 * Stays that begin from one network in one meeting: a whole office of a full room that comes back twice. What is
 * brought up to date counts once. Lower refuses offices; higher lets one holder of a link push out more.
 */
const PER_ADDRESS = { times: 400, perMs: 24 * 3_600_000 };

/** [R89, R90] Takes what browsers measured of their connection, for the organizer who asks for support. */
export class Statistics {
  readonly #parts: { store: StatisticStore; clock: Clock };
  readonly #perAddress = new RateLimit(PER_ADDRESS);

  constructor(parts: { store: StatisticStore; clock: Clock }) {
    this.#parts = parts;
  }

  /**
   * [R104] Forgotten at once where the organizer objects. Throws `tooMany` for new stays of one network, and
   * `notAllowed` for a foreign id.
   */
  async take(
    meeting: { id: MeetingId; accountId: AccountId },
    statistic: ConnectionStatistic,
    address: string,
  ): Promise<void> {
    const { store, clock } = this.#parts;
    if (await store.isObjected(meeting.accountId)) return;
    const now = clock.now();
    if (await store.update(meeting.id, statistic, now)) return;
    await this.#perAddress.take(`${meeting.id} ${addressKey(address)}`);
    if (!(await store.insert(meeting.id, statistic, now))) throw new RefusedError('notAllowed');
    if ((await store.count(meeting.id)) > MAX_STATISTICS) {
      await store.keepNewest(meeting.id, MAX_STATISTICS);
    }
  }

  async list(meetingId: MeetingId): Promise<StatisticList> {
    return { statistics: await this.#parts.store.ofMeeting(meetingId) };
  }
}
