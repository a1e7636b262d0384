import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../shared/src/bytes.ts';
import { calendarFile, type CalendarFile } from '../../shared/src/mail/calendar.ts';
import type { CalendarEntry } from '../../shared/src/mail/MailOrder.ts';
import { loadMailText } from '../../shared/src/mail/mailTexts.ts';

const entry: CalendarEntry = {
  uid: '7Qd2Xw9LbT@meet.hallwerk.example',
  sequence: 3,
  start: Date.UTC(2026, 10, 24, 9),
  end: Date.UTC(2026, 10, 24, 10),
  zone: 'Europe/Berlin',
  repeats: null,
  occurrence: null,
  topic: 'Shift plan, spring; \\ and "more"',
  link: 'https://meet.hallwerk.example/m/7Qd2Xw9LbT#k3-mZ81vQxR4tYc6PnUe0aHsg',
  remind: 10,
};
const text = await loadMailText('en');
const now = Date.UTC(2026, 10, 22, 6);

function file(change: Partial<CalendarEntry> = {}, more: Partial<CalendarFile> = {}): string {
  return calendarFile({ entry: { ...entry, ...change }, method: 'request', text, now, ...more });
}

function parsed(ics: string): { calendar: ICAL.Component; event: ICAL.Event } {
  const calendar = ICAL.Component.fromString(ics);
  const zone = calendar.getFirstSubcomponent('vtimezone');
  if (zone) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  const component = calendar.getFirstSubcomponent('vevent');
  if (!component) throw new Error('no event');
  return { calendar, event: new ICAL.Event(component) };
}

const startOf = (ics: string): number => parsed(ics).event.startDate.toUnixTime() * 1000;

describe('[M-9] a calendar entry', () => {
  it('comes back from a real parser as it was', () => {
    const { calendar, event } = parsed(file());
    expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST');
    expect(event.uid).toBe(entry.uid);
    expect(event.sequence).toBe(3);
    expect(event.summary).toBe(entry.topic);
    expect(event.location).toBe(entry.link);
    expect(event.startDate.toUnixTime() * 1000).toBe(entry.start);
    expect(event.endDate.toUnixTime() * 1000).toBe(entry.end);
    const alarm = event.component.getFirstSubcomponent('valarm');
    expect(String(alarm?.getFirstPropertyValue('trigger'))).toBe('-PT10M');
  });

  it.each([
    [
      'New York in the night that London changes its clocks',
      'America/New_York',
      Date.UTC(2026, 2, 29, 5, 30),
    ],
    ['Berlin in summer', 'Europe/Berlin', Date.UTC(2026, 6, 1, 8)],
    ['Kathmandu, at a quarter', 'Asia/Kathmandu', Date.UTC(2026, 6, 1, 8)],
    ['UTC', 'UTC', Date.UTC(2026, 6, 1, 8)],
    ['a zone by an old name', 'Asia/Calcutta', Date.UTC(2026, 6, 1, 8)],
  ])('is at its moment in %s', (_, zone, start) => {
    expect(startOf(file({ zone, start, end: start + 3_600_000 }))).toBe(start);
  });

  it('stays at its hour when the clocks change within a series', () => {
    const repeats: CalendarEntry['repeats'] = {
      ...{ every: 'week', interval: 1, nth: null, count: 3, until: null },
      ...{ weekdays: [], except: [] },
    };
    const start = Date.UTC(2026, 9, 20, 8); // 10:00 in Berlin, in summer
    const { event } = parsed(file({ start, end: start + 3_600_000, repeats }));
    const times = event.iterator();
    const hours = [times.next(), times.next(), times.next()].map((time) => time.hour);
    expect(hours).toEqual([10, 10, 10]);
    expect(times.next()).toBeUndefined();
  });

  it('leaves out what does not take place, and names one occurrence by its first time', () => {
    const day = 24 * 3_600_000;
    const series = {
      ...({ every: 'day', interval: 1, nth: null, count: 3, until: null } as const),
      ...{ weekdays: [], except: [entry.start + day] },
    };
    const { event } = parsed(file({ repeats: series }));
    const times = event.iterator();
    const days = [times.next(), times.next()].map((time) => time.day);
    expect(days).toEqual([24, 26]);
    const one = parsed(
      file({ occurrence: entry.start, start: entry.start + 3_600_000, end: entry.end + 3_600_000 }),
    );
    expect(one.event.isRecurrenceException()).toBe(true);
    expect(one.event.recurrenceId.toUnixTime() * 1000).toBe(entry.start);
  });

  it('cancels with METHOD and STATUS, and rings no more', () => {
    const { calendar, event } = parsed(file({ link: null }, { method: 'cancel' }));
    expect(calendar.getFirstPropertyValue('method')).toBe('CANCEL');
    expect(event.component.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(event.component.getFirstSubcomponent('valarm')).toBeNull();
  });

  it('[T27] holds names as names: no line of its own, no second attendee', () => {
    const name = 'Mara "M"; X:y,\r\nATTENDEE:mailto:x@y.example ^ ä';
    const people = {
      organizer: { name, address: 'mara@hallwerk.example', sentBy: 'meet@hallwerk.example' },
      attendee: { name, address: 'jonas@guests.example' },
    };
    const { event } = parsed(file({ topic: 'a\nATTENDEE:mailto:x@y.example' }, people));
    expect(event.component.getAllProperties('attendee')).toHaveLength(1);
    const organizer = event.component.getFirstProperty('organizer');
    expect(organizer?.getParameter('sent-by')).toBe('mailto:meet@hallwerk.example');
    expect(String(organizer?.getFirstValue())).toBe('mailto:mara@hallwerk.example');
    expect(event.summary).toBe('a\nATTENDEE:mailto:x@y.example');
  });

  it('folds lines at 75 bytes without cutting letters', () => {
    const topic = '🛠 Überprüfung '.repeat(8).trim();
    const ics = file({ topic });
    expect(ics.endsWith('END:VCALENDAR\r\n')).toBe(true);
    for (const line of ics.split('\r\n')) expect(utf8(line).length).toBeLessThanOrEqual(75);
    expect(parsed(ics).event.summary).toBe(topic);
  });

  it('names nobody in the download', () => {
    const ics = file({}, { method: 'publish' });
    expect(ics).toContain('METHOD:PUBLISH');
    expect(ics).not.toMatch(/ATTENDEE|ORGANIZER/);
  });
});
