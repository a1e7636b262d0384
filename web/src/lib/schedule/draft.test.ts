import { CalendarEntry } from '@conclave/shared/mail/MailOrder';
import { SendId } from '@conclave/shared/wire/mailApi';
import { expect, it } from 'vitest';
import * as v from 'valibot';
import { calendarEntry } from './calendarEntry.ts';
import { conflictOf } from './conflicts.ts';
import { draftOf, draftTimes, newDraft, readDraft, type Draft } from './draft.ts';
import { Plan } from './Plan.ts';
import { planOf, weekly } from './testing/planOf.ts';

const now = Date.UTC(2026, 10, 22, 6, 20);
const base = (): Draft => ({ ...newDraft(now, 'Europe/Berlin', 'en'), topic: 'Budget' });
const faultsOf = (part: Partial<Draft>): object => {
  const read = readDraft({ ...base(), ...part }, now);
  return read.kind === 'faults' ? read.faults : {};
};

it('begins at the next full hour in the own zone', () => {
  expect(base()).toMatchObject({ date: '2026-11-22', time: '08:00', minutes: '60' });
  expect(faultsOf({})).toEqual({});
});

it('[T27] [R47] says what is wrong with each field and nothing of the others', () => {
  expect(faultsOf({ topic: ' ' })).toEqual({ topic: 'missing' });
  expect(faultsOf({ topic: 'ü'.repeat(201) })).toEqual({ topic: 'long' });
  expect(faultsOf({ date: '' })).toEqual({ when: 'missing' });
  expect(faultsOf({ date: '2026-02-30' })).toEqual({ when: 'missing' });
  expect(faultsOf({ date: '2026-11-22', time: '07:20' })).toEqual({ when: 'past' });
  expect(faultsOf({ zone: 'Mars/Base' })).toEqual({ zone: 'unknown' });
  for (const minutes of ['', '4', '-5', '1e3', '1441', '60.5']) {
    expect(faultsOf({ minutes })).toEqual({ minutes: 'length' });
  }
  for (const keep of ['0', 'x', '3651']) expect(faultsOf({ keep })).toEqual({ keep: 'days' });
  expect(faultsOf({ agenda: 'x'.repeat(2001) })).toEqual({ agenda: 'long' });
  const people = Array.from({ length: 51 }, (_, n) => ({ address: `p${n}@a.example`, name: '' }));
  expect(faultsOf({ people })).toEqual({ people: 'many' });
  expect(faultsOf({ leftover: 'y.sandner@hallwerk' })).toEqual({ people: 'unread' });
  const { repeat } = base();
  const custom = { ...repeat, preset: 'custom' } as const;
  expect(faultsOf({ repeat: { ...custom, every: '0' } })).toEqual({ repeat: 'every' });
  expect(faultsOf({ repeat: { ...custom, until: 'times', times: '' } })).toEqual({
    repeat: 'times',
  });
  expect(faultsOf({ repeat: { ...custom, until: 'date', date: '2026-11-21' } })).toEqual({
    repeat: 'date',
  });
});

it('shows a plan as it was typed, and a start that was already past may stay', () => {
  const plan = planOf({ repeat: { ...weekly, weekdays: [1] }, keepDays: 30 });
  const { kind } = readDraft(draftOf(plan), Date.UTC(2027, 0, 1), { unmoved: plan.start });
  expect(kind).toBe('fits');
  const read = readDraft(draftOf(plan), now);
  expect(read.kind === 'fits' && read.content.repeat).toEqual(plan.repeat);
});

it('[S-15] a plan of before that names content in the mail is one with a sealed link', () => {
  const stored = (summary: string): unknown => ({ ...planOf(), summary });
  expect(draftOf(v.parse(Plan, stored('full'))).summary).toBe('sealed');
  for (const level of ['none', 'sealed', 'code']) {
    expect(draftOf(v.parse(Plan, stored(level))).summary).toBe(level);
  }
  expect(v.safeParse(Plan, stored('whole')).success).toBe(false);
});

it('finds the meeting that takes place at the same time, also within series', () => {
  const other = { id: 'A'.repeat(22), plan: planOf({ repeat: { ...weekly, weekdays: [1] } }) };
  const wish = { ...planOf(), start: '2026-12-08T10:59', minutes: 30 };
  expect(conflictOf(wish, [other], now)?.startsAt).toBe(Date.UTC(2026, 11, 8, 9));
  expect(conflictOf({ ...wish, start: '2026-12-08T11:00' }, [other], now)).toBeUndefined();
  const gone = { ...other, plan: { ...other.plan, cancelledAt: 1 } };
  expect(conflictOf(wish, [gone], now)).toBeUndefined();
});

it('looks for it as soon as date and time are there, whatever else is missing or wrong', () => {
  const other = { id: 'A'.repeat(22), plan: planOf() };
  const typed = { ...base(), topic: '', leftover: 'no address', date: '2026-11-24', time: '10:30' };
  const times = draftTimes(typed, now);
  expect(times && conflictOf(times, [other], now)).toEqual({
    topic: other.plan.topic,
    startsAt: Date.UTC(2026, 10, 24, 9),
  });
  const { repeat } = typed;
  for (const part of [
    { date: '' },
    { time: '25:00' },
    { date: '2026-11-21' },
    { minutes: '' },
    { zone: 'Mars/Base' },
    { repeat: { ...repeat, preset: 'custom', every: '0' } as const },
  ]) {
    expect(draftTimes({ ...typed, ...part }, now)).toBeUndefined();
  }
});

it('[R49] tells calendars the rule, what is left out of it, and one day by the time it had', () => {
  const plan = planOf({
    repeat: { unit: 'month', every: 1, by: 'weekday', until: { kind: 'date', date: '2027-11-01' } },
    changes: [
      { kind: 'cancelled', on: '2026-12-22T10:00' },
      { kind: 'moved', on: '2027-01-26T10:00', start: '2027-01-27T14:00', minutes: 30 },
    ],
    topicInMail: false,
  });
  const entry = { id: 'A'.repeat(22), plan };
  const origin = 'https://meet.hallwerk.example';
  const whole = calendarEntry(entry, { origin, link: `${origin}/series/x` });
  expect(v.is(CalendarEntry, whole)).toBe(true);
  expect(whole).toMatchObject({
    uid: `${entry.id}@meet.hallwerk.example`,
    topic: null,
    start: Date.UTC(2026, 10, 24, 9),
    occurrence: null,
    repeats: { every: 'month', weekdays: ['TU'], nth: 4, except: [Date.UTC(2026, 11, 22, 9)] },
  });
  const day = calendarEntry(entry, { origin, link: null, on: '2027-01-26T10:00' });
  expect(day).toMatchObject({
    start: Date.UTC(2027, 0, 27, 13),
    end: Date.UTC(2027, 0, 27, 13, 30),
    occurrence: Date.UTC(2027, 0, 26, 9),
    repeats: null,
  });
});

it('does not bring back who was taken out and is still to be told', () => {
  const gone = { template: 'cancellation', state: 'failed', sequence: 1, at: 0 } as const;
  const mail = { ...gone, sendId: v.parse(SendId, 'A'.repeat(22)) };
  const people = [
    { address: 'jonas@x.example', name: 'Jonas', mail: null },
    { address: 'ilse@x.example', name: '', mail },
  ];
  expect(draftOf(planOf({ people })).people).toEqual([
    { address: 'jonas@x.example', name: 'Jonas' },
  ]);
});
