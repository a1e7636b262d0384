import type { CalendarEntry, Repeats } from './MailOrder.ts';
import type { MailLanguage } from './MailLanguage.ts';
import type { MailText } from './mailTexts.ts';
import { offsetMinutes, wallTimeOf } from './wallTime.ts';

/**
 * Days and hours in the words of a mail. Only names of days and months are asked of Intl: the rest
 * differs between its versions, and the preview in a browser must be what the relay writes.
 */
export interface Wording {
  readonly language: MailLanguage;
  readonly text: MailText;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** `Tuesday, 24 November 2026` */
export function dateIn(at: number, zone: string, { language, text }: Wording): string {
  const { year, day } = wallTimeOf(at, zone);
  const name = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: zone }).format(at);
  return text.date({
    weekday: name({ weekday: 'long' }),
    day: String(day),
    // Asked for alone it would be in the wrong case where languages decline months.
    month: monthName(at, zone, language),
    year: String(year),
  });
}

function monthName(at: number, zone: string, language: MailLanguage): string {
  const options = { day: 'numeric', month: 'long', timeZone: zone } as const;
  const parts = new Intl.DateTimeFormat(language, options).formatToParts(at);
  return parts.find(({ type }) => type === 'month')?.value ?? '';
}

/** `10:00` */
export function timeIn(at: number, zone: string): string {
  const { hour, minute } = wallTimeOf(at, zone);
  return `${twoDigits(hour)}:${twoDigits(minute)}`;
}

/** `Berlin (UTC+1)`: the place that names the zone, and what it means on that day. */
export function zoneIn(at: number, zone: string): string {
  const minutes = offsetMinutes(at, zone);
  const ahead = Math.abs(minutes);
  const hours = Math.floor(ahead / 60);
  const rest = ahead % 60 === 0 ? '' : `:${twoDigits(ahead % 60)}`;
  const offset = minutes === 0 ? 'UTC' : `UTC${minutes < 0 ? '−' : '+'}${hours}${rest}`;
  const place = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? '';
  return zone.includes('/') && !zone.startsWith('Etc/') ? `${place} (${offset})` : offset;
}

/** `24 November 2026, 10:00 (UTC)`: for mails of the instance, which knows nobody's zone. */
export function momentIn(at: number, wording: Wording): string {
  const date = dateIn(at, 'UTC', wording);
  return `${wording.text.moment({ date, time: timeIn(at, 'UTC') })} (UTC)`;
}

/** Day, hours with zone, and how it repeats: a line each. */
export function linesOf(entry: CalendarEntry, wording: Wording): string[] {
  const { start, end, zone } = entry;
  const { text } = wording;
  const [day, lastDay] = [dateIn(start, zone, wording), dateIn(end, zone, wording)];
  const [from, to] = [timeIn(start, zone), timeIn(end, zone)];
  const where = zoneIn(start, zone);
  const repeats = entry.repeats === null ? [] : [repeatsLine(entry.repeats, entry, wording)];
  if (day === lastDay) {
    return [capital(day), `${capital(text.hours({ from, to }))}, ${where}`, ...repeats];
  }
  const moments = {
    from: text.moment({ date: day, time: from }),
    to: text.moment({ date: lastDay, time: to }),
  };
  return [`${capital(text.span(moments))}, ${where}`, ...repeats];
}

const nthWords = { 1: 'first', 2: 'second', 3: 'third', 4: 'fourth', [-1]: 'last' } as const;

function repeatsLine(repeats: Repeats, entry: CalendarEntry, wording: Wording): string {
  const words = wording.text.repeats;
  const { every, interval: n, nth, count, until } = repeats;
  const days = dayNames(repeats, wording.language);
  const on = nth === null ? words.on({ days }) : words[nthWords[nth]]({ day: days });
  return [
    words[every]({ n }),
    ...(days === '' ? [] : [on]),
    ...(until === null ? [] : [words.until({ date: dateIn(until, entry.zone, wording) })]),
    ...(count === null ? [] : [words.times({ n: count })]),
  ].join(', ');
}

/** A Monday, from which the names of the days are taken. */
const MONDAY = 1_767_571_200_000;
const DAY_MS = 86_400_000;
const order = { MO: 0, TU: 1, WE: 2, TH: 3, FR: 4, SA: 5, SU: 6 } as const;

function dayNames({ weekdays }: Repeats, language: MailLanguage): string {
  const name = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  const names = [...weekdays]
    .sort((a, b) => order[a] - order[b])
    .map((day) => name.format(MONDAY + order[day] * DAY_MS));
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
}

/** Names of days are small in some languages, lines begin large in all. */
function capital(line: string): string {
  return line.charAt(0).toUpperCase() + line.slice(1);
}
