import { MeetingId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import { ConnectionStatistic, StatisticList } from '@conclave/shared/wire/statisticsApi';
import * as v from 'valibot';
import type { SignIns } from '../../accounts/SignIns.ts';
import type { Meetings } from '../../meetings/Meetings.ts';
import { requireLink } from '../../meetings/requireLink.ts';
import type { Statistics } from '../../rights/Statistics.ts';
import type { MeetingStore } from '../../store/MeetingStore.ts';
import { route, type Route } from '../Route.ts';

const One = v.strictObject({ meetingId: MeetingId });
const path = '/api/meetings/:meetingId/statistics';

/** A browser writes its line every few minutes; an office sits behind one address. */
const PUT_LIMIT = { times: 120, perMs: 60_000 };

export interface StatisticRouteParts {
  readonly statistics: Statistics;
  readonly meetings: Meetings;
  readonly store: MeetingStore;
  readonly signIns: SignIns;
}

/** [R89, R90] Statistics of connections, for support alone. */
export function statisticRoutes(parts: StatisticRouteParts): Route[] {
  const { statistics, meetings, store, signIns } = parts;
  return [
    route({
      method: 'PUT',
      path,
      audience: 'link',
      takes: { params: One, body: ConnectionStatistic },
      limit: PUT_LIMIT,
      async handle({ params: { meetingId }, body }, call) {
        await requireLink(call, meetingId, store);
        const meeting = await store.find(meetingId);
        if (meeting === undefined) throw new RefusedError('linkUnknown');
        await statistics.take(meeting, body, call.address);
      },
    }),
    route({
      method: 'GET',
      path,
      audience: 'account',
      takes: { params: One },
      reply: StatisticList,
      async handle({ params: { meetingId } }, call) {
        const { accountId } = await signIns.requireAccount(call);
        await meetings.own(accountId, meetingId);
        return statistics.list(meetingId);
      },
    }),
  ];
}
