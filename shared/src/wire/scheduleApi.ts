import * as v from 'valibot';
import { MeetingId } from '../ids.ts';
import { base64Url } from './base64Url.ts';

/** Occurrences are made ahead four at a time, and each is some 80 bytes; the rest is room for growing. */
export const MAX_SERIES_TABLE_BYTES = 2 * 1024;

/** Whoever wants a longest time for good says none at all. */
export const MAX_KEEP_DAYS = 3650;

/** 9999-12-31: later moments have no calendar. */
const moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(253_402_300_799_000));

/**
 * PUT /api/meetings/:meetingId/schedule: what the server must know of a plan. When the meeting
 * is over without anybody saying so, and when it deletes itself.
 */
export const MeetingSchedule = v.pipe(
  v.strictObject({
    startsAt: moment,
    endsAt: moment,
    /** Days after its end; null keeps it until its organizer deletes it [R58]. */
    keepDays: v.nullable(
      v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(MAX_KEEP_DAYS)),
    ),
  }),
  v.check(({ startsAt, endsAt }) => endsAt > startsAt, 'ends before it begins'),
);
export type MeetingSchedule = v.InferOutput<typeof MeetingSchedule>;

/** A series' id is random, as long as a meeting's and written alike. */
export const SeriesId = MeetingId;
export type SeriesId = v.InferOutput<typeof SeriesId>;

/** A table of occurrences under a link's key; the server cannot read it. */
const sealedTable = base64Url(1, MAX_SERIES_TABLE_BYTES);

/** PUT /api/series/:seriesId, and GET of it by whoever has the link [C-3]. */
export const SeriesTables = v.strictObject({ copied: sealedTable, mailed: sealedTable });
export type SeriesTables = v.InferOutput<typeof SeriesTables>;
