import type { ServedMeeting } from './MeetingsApi.ts';

export type Standing = 'live' | 'upcoming' | 'ended';

/** Where a meeting stands. One that ended and was opened again is live, or waits for people once more. */
export function standingOf({ live, endedAt }: Pick<ServedMeeting, 'live' | 'endedAt'>): Standing {
  if (live) return 'live';
  return endedAt === null ? 'upcoming' : 'ended';
}
