import { formatDate, formatMoment, formatTime } from '../i18n/formats.ts';
import { t } from '../i18n/texts.svelte.ts';
import type { ServedMeeting } from './MeetingsApi.ts';
import { standingOf } from './standing.ts';

/** When a meeting was, in a sentence. */
export function whenText(served: ServedMeeting): string {
  const { when } = t.past;
  const begun = formatMoment(served.createdAt);
  const standing = standingOf(served);
  if (standing !== 'ended' || served.endedAt === null) {
    return when[standing === 'live' ? 'live' : 'upcoming']({ begun });
  }
  const isSameDay = formatDate(served.createdAt) === formatDate(served.endedAt);
  const ended = isSameDay ? formatTime(served.endedAt) : formatMoment(served.endedAt);
  return when.ended({ begun, ended });
}
