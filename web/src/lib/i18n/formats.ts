import { currentLanguage } from './texts.svelte.ts';

/** The language on screen, in the variety that this browser asks for: English days differ by country. */
export function formatLocale(): string {
  const language = currentLanguage();
  return navigator.languages.find((one) => one.split('-')[0] === language) ?? language;
}

/** Times are milliseconds since 1970 and are shown in the browser's own time zone. */
function moment(at: number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(formatLocale(), options).format(at);
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
  new Intl.NumberFormat(formatLocale()).format(value);

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** 240 kB, 1.4 MB */
export function formatBytes(bytes: number): string {
  const power = Math.min(BYTE_UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return new Intl.NumberFormat(formatLocale(), {
    style: 'unit',
    unit: BYTE_UNITS[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power > 1 ? 1 : 0,
  }).format(bytes / 1000 ** power);
}
