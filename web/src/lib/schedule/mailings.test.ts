import { SendId } from '@conclave/shared/wire/mailApi';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { knowing, mailingsAfter, mailingsAgain, mailsIn, peopleAfter } from './mailings.ts';
import type { Delivery, Invitee } from './Plan.ts';
import { newSeries } from './Scheduler.ts';
import { planOf, weekly } from './testing/planOf.ts';

const now = Date.UTC(2026, 10, 23);
const sendId = v.parse(SendId, 'A'.repeat(22));
const invitee = (
  address: string,
  state?: Delivery['state'],
  template: Delivery['template'] = 'invitation',
): Invitee => ({
  address,
  name: '',
  mail: state === undefined ? null : { template, sequence: 0, state, sendId, at: 0 },
});

const [known, never, failed, late] = [
  invitee('known@x.example', 'accepted'),
  invitee('never@x.example'),
  invitee('failed@x.example', 'failed'),
  // The invitation arrived, the update after it did not.
  invitee('late@x.example', 'failed', 'update'),
];
const people = [known, never, failed, late];
const told = (mailings: ReturnType<typeof mailingsAfter>): unknown[] =>
  mailings.map(({ template, people: to, on }) => [
    template,
    to.map(({ address }) => address.split('@')[0]),
    ...(on === undefined ? [] : [on]),
  ]);

it('[R49] a change is told to who knows of it, and whoever does not is invited', () => {
  const before = planOf({ people });
  const after = { ...before, start: '2026-11-25T10:00' };
  expect(told(mailingsAfter(before, after, now))).toEqual([
    ['invitation', ['never', 'failed']],
    ['update', ['known', 'late']],
  ]);
});

it('what nobody sees in mail or calendar is told to nobody', () => {
  const before = planOf({ people: [known], topicInMail: false });
  const after = {
    ...before,
    topic: 'Another',
    agenda: 'More',
    keepDays: 3,
    summary: 'none' as const,
  };
  expect(mailingsAfter(before, after, now)).toEqual([]);
});

it('[R49] a day that was moved goes out again with the series, or calendars forget it', () => {
  const series = planOf({
    people: [known, never],
    repeat: { ...weekly, weekdays: [1] },
    series: newSeries(),
    changes: [
      { kind: 'moved', on: '2026-12-01T10:00', start: '2026-12-02T10:00', minutes: 60 },
      { kind: 'moved', on: '2026-11-17T10:00', start: '2026-11-18T10:00', minutes: 60 },
    ],
  });
  const changed = mailingsAfter(series, { ...series, topic: 'Another' }, now);
  expect(told(changed)).toEqual([
    ['invitation', ['never']],
    ['update', ['known']],
    ['update', ['never', 'known'], '2026-12-01T10:00'],
  ]);
  expect(told(mailingsAgain(series, [known], now))).toEqual([
    ['invitation', ['known']],
    ['update', ['known'], '2026-12-01T10:00'],
  ]);
  expect(mailsIn(changed)).toBe(4);
});

it('[R66] who never heard of a meeting is not told that it does not take place', () => {
  expect(knowing(planOf({ people })).map(({ address }) => address)).toEqual([
    known.address,
    late.address,
  ]);
  expect(peopleAfter(people, [never])).toMatchObject([
    { address: never.address, mail: null },
    { address: known.address, mail: { template: 'cancellation', state: 'failed' } },
    { address: late.address, mail: { template: 'cancellation', state: 'failed' } },
  ]);
});

it('what is sent again is of the kind that was sent last', () => {
  const gone = invitee('gone@x.example', 'failed', 'cancellation');
  expect(told(mailingsAgain(planOf(), [failed, late, gone, never], now))).toEqual([
    ['invitation', ['failed', 'never']],
    ['update', ['late']],
    ['cancellation', ['gone']],
  ]);
});
