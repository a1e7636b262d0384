import { formatDay, formatTime } from '../i18n/formats.ts';
import { t } from '../i18n/texts.svelte.ts';
import type { Occurrence } from './occurrences.ts';

/** Day and hours of an occurrence, in the zone of whoever looks. */
export function whenOf({ startsAt, endsAt }: Pick<Occurrence, 'startsAt' | 'endsAt'>): string {
  const times = { from: formatTime(startsAt), to: formatTime(endsAt) };
  return t.schedule.plan.when({ day: formatDay(startsAt), ...times });
}
