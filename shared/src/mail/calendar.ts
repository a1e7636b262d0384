import { tzlib_get_ical_block } from 'timezones-ical-library';
import type { CalendarEntry, Organizer, Recipient, Repeats } from './MailOrder.ts';
import type { MailText } from './mailTexts.ts';
import { contentLine, quotedParameter, textValue } from './contentLine.ts';
import { utcTimeOf, wallTimeOf, type WallTime } from './wallTime.ts';

/**
 * [M-9] Calendar entries (RFC 5545) for mails and for the `.ics` that people download. Written here
 * and not by ical-generator: that library reads local times through the machine's own zone, and in a
 * browser in London it moves a meeting at 01:30 in New York by an hour on the night London's clocks
 * change.
 */
export interface CalendarFile {
  readonly entry: CalendarEntry;
  /**
   * `request` and `cancel` go by mail to one recipient and make calendars act; `publish` is the
   * download, which names nobody.
   */
  readonly method: 'publish' | 'request' | 'cancel';
  readonly text: MailText;
  /** When this file is written. */
  readonly now: number;
  /** Who invites, and by which address of ours the mail goes. */
  readonly organizer?: Pick<Organizer, 'name' | 'address'> & { readonly sentBy: string };
  readonly attendee?: Pick<Recipient, 'name' | 'address'>;
}

/** The whole file, lines ended by CRLF and folded at 75 bytes. */
export function calendarFile(file: CalendarFile): string {
  const { entry, method } = file;
  const zone = zoneBlock(entry.zone);
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Conclave//Conclave//EN',
    'CALSCALE:GREGORIAN',
    `METHOD:${method.toUpperCase()}`,
    ...(zone === undefined ? [] : zone.lines),
    ...event(file, zone?.id).map(contentLine),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}

interface Zone {
  readonly id: string;
  readonly lines: readonly string[];
}

/** The rules of a zone; undefined where the library has none, and times are then written in UTC. */
function zoneBlock(zone: string): Zone | undefined {
  const [block] = tzlib_get_ical_block(zone);
  const lines = (block ?? '').split(/\r?\n/).filter((line) => line !== '');
  // Aliases come under the name of what they stand for.
  const id = lines.find((line) => line.startsWith('TZID:'))?.slice('TZID:'.length);
  return id === undefined ? undefined : { id, lines };
}

function event(file: CalendarFile, zone: string | undefined): string[] {
  const { entry, method, text, now } = file;
  const cancelled = method === 'cancel';
  return [
    'BEGIN:VEVENT',
    `UID:${entry.uid}`,
    `SEQUENCE:${entry.sequence}`,
    `DTSTAMP:${utc(now)}`,
    moment('DTSTART', entry.start, { entry, zone }),
    moment('DTEND', entry.end, { entry, zone }),
    ...(entry.occurrence === null
      ? repetition(entry, zone)
      : [moment('RECURRENCE-ID', entry.occurrence, { entry, zone })]),
    `SUMMARY:${textValue(entry.topic ?? text.meeting)}`,
    ...way(entry, text),
    `STATUS:${cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    `TRANSP:${cancelled ? 'TRANSPARENT' : 'OPAQUE'}`,
    // The topic may be shown to mail providers, but not to whoever shares a calendar.
    'CLASS:PRIVATE',
    ...people(file),
    ...(cancelled ? [] : alarm(entry, text)),
    'END:VEVENT',
  ];
}

function way({ link }: CalendarEntry, text: MailText): string[] {
  if (link === null) return [];
  return [
    `DESCRIPTION:${textValue(text.calendar.open({ link }))}`,
    `LOCATION:${textValue(link)}`,
    `URL:${link}`,
  ];
}

function people({ organizer, attendee }: CalendarFile): string[] {
  const lines: string[] = [];
  if (organizer !== undefined) {
    const { name, address, sentBy } = organizer;
    lines.push(
      `ORGANIZER;CN=${quotedParameter(name)};SENT-BY="mailto:${sentBy}":mailto:${address}`,
    );
  }
  if (attendee !== undefined) {
    const cn = quotedParameter(attendee.name ?? attendee.address);
    // No answer is asked for: nothing here takes one, and the organizer's mailbox would fill.
    lines.push(
      `ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE;CN=${cn}:mailto:${attendee.address}`,
    );
  }
  return lines;
}

function alarm({ remind }: CalendarEntry, text: MailText): string[] {
  if (remind === null) return [];
  const description = textValue(text.calendar.remind);
  return [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${description}`,
    `TRIGGER:-PT${remind}M`,
    'END:VALARM',
  ];
}

interface Placed {
  readonly entry: CalendarEntry;
  readonly zone: string | undefined;
}

function moment(name: string, at: number, { entry, zone }: Placed): string {
  if (zone === undefined) return `${name}:${utc(at)}`;
  return `${name};TZID=${zone}:${stamp(wallTimeOf(at, entry.zone))}`;
}

function repetition(entry: CalendarEntry, zone: string | undefined): string[] {
  const { repeats } = entry;
  if (repeats === null) return [];
  return [
    `RRULE:${rule(repeats)}`,
    ...repeats.except.map((at) => moment('EXDATE', at, { entry, zone })),
  ];
}

const frequencies = { day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY', year: 'YEARLY' } as const;

function rule({ every, interval, weekdays, nth, count, until }: Repeats): string {
  const days = weekdays.map((day) => (nth === null ? day : `${nth}${day}`)).join(',');
  return [
    `FREQ=${frequencies[every]}`,
    ...(interval === 1 ? [] : [`INTERVAL=${interval}`]),
    ...(days === '' ? [] : [`BYDAY=${days}`]),
    ...(count === null ? [] : [`COUNT=${count}`]),
    // A rule has one end; and with a zone it has to be in UTC (RFC 5545 section 3.3.10).
    ...(until === null || count !== null ? [] : [`UNTIL=${utc(until)}`]),
  ].join(';');
}

function utc(at: number): string {
  return `${stamp(utcTimeOf(at))}Z`;
}

function stamp({ year, month, day, hour, minute, second }: WallTime): string {
  const digits = (value: number): string => String(value).padStart(2, '0');
  const date = `${String(year).padStart(4, '0')}${digits(month)}${digits(day)}`;
  return `${date}T${digits(hour)}${digits(minute)}${digits(second)}`;
}
