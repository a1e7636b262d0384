import { formatDay } from '../i18n/formats.ts';
import { t } from '../i18n/texts.svelte.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Today, yesterday, or the day by its name. */
export function dayName(
  at: number,
  { now, zoneOffsetMs }: { now: () => number; zoneOffsetMs: number },
): string {
  const dayOf = (time: number): number => Math.floor((time + zoneOffsetMs) / DAY_MS);
  const ago = dayOf(now()) - dayOf(at);
  if (ago === 0) return t.chat.list.today;
  return ago === 1 ? t.chat.list.yesterday : formatDay(at);
}
