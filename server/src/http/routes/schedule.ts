import { MeetingId } from '@conclave/shared/ids';
import { MeetingSchedule, SeriesId, SeriesTables } from '@conclave/shared/wire/scheduleApi';
import * as v from 'valibot';
import type { SignIns } from '../../accounts/SignIns.ts';
import type { Schedules } from '../../meetings/Schedules.ts';
import { route, type Route } from '../Route.ts';

const OneMeeting = v.strictObject({ meetingId: MeetingId });
const OneSeries = v.strictObject({ seriesId: SeriesId });

export interface ScheduleRouteParts {
  readonly schedules: Schedules;
  readonly signIns: SignIns;
}

/** The times of planned meetings, and what the links of series lead to. */
export function scheduleRoutes({ schedules, signIns }: ScheduleRouteParts): Route[] {
  return [
    route({
      method: 'PUT',
      path: '/api/meetings/:meetingId/schedule',
      audience: 'account',
      takes: { params: OneMeeting, body: MeetingSchedule },
      async handle({ params, body }, call) {
        const { accountId } = await signIns.requireAccount(call);
        await schedules.plan(accountId, params.meetingId, body);
      },
    }),
    route({
      method: 'PUT',
      path: '/api/series/:seriesId',
      audience: 'account',
      takes: { params: OneSeries, body: SeriesTables },
      async handle({ params, body }, call) {
        const { accountId } = await signIns.requireAccount(call);
        await schedules.putSeries(accountId, params.seriesId, body);
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/series/:seriesId',
      audience: 'account',
      takes: { params: OneSeries },
      async handle({ params }, call) {
        const { accountId } = await signIns.requireAccount(call);
        await schedules.deleteSeries(accountId, params.seriesId);
      },
    }),
    route({
      method: 'GET',
      path: '/api/series/:seriesId',
      audience: 'link',
      takes: { params: OneSeries },
      reply: SeriesTables,
      handle: ({ params }) => schedules.series(params.seriesId),
    }),
  ];
}
