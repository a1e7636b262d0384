import { currentLanguage } from './texts.svelte.ts';

/** Times are milliseconds since 1970 and are shown in the browser's own time zone. */
function moment(at: number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(currentLanguage(), options).format(at);
}

/** 10:00 */
export const formatTime = (at: number): string =>
  moment(at, { hour: '2-digit', minute: '2-digit' });

/** 24 November 2026 */
export const formatDate = (at: number): string =>
  moment(at, { day: 'numeric', month: 'long', year: 'numeric' });

/** Tuesday, 24 November */
export const formatDay = (at: number): string =>
  moment(at, { weekday: 'long', day: 'numeric', month: 'long' });

/** 24 Nov 2026, 10:00 */
export const formatMoment = (at: number): string =>
  moment(at, { dateStyle: 'medium', timeStyle: 'short' });

export const formatNumber = (value: number): string =>
  new Intl.NumberFormat(currentLanguage()).format(value);

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** 3.4 MB */
function formatBytes(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(currentLanguage(), {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: 1,
  }).format(bytes / 1000 ** step);
}

/** `in 3 days`, `yesterday`; both in whole days, for deadlines. */
const formatInDays = (days: number): string =>
  new Intl.RelativeTimeFormat(currentLanguage(), { numeric: 'auto' }).format(days, 'day');
