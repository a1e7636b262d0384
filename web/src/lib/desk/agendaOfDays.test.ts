import { SendId } from '@conclave/shared/wire/mailApi';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { planOf, weekly } from '../schedule/testing/planOf.ts';
import { deskDays, hasTopic, needCare } from './agendaOfDays.ts';

const now = Date.UTC(2026, 10, 24, 8);
const at = { now, zone: 'Europe/Berlin' };
const id = (letter: string): string => letter.repeat(22);

it('sorts what is planned into next, later today and upcoming, by the clock where one sits', () => {
  const plans = [
    { id: id('a'), plan: planOf({ topic: 'Late', start: '2026-11-24T23:30' }) },
    { id: id('b'), plan: planOf({ topic: 'Running', start: '2026-11-24T08:30' }) },
    { id: id('c'), plan: planOf({ topic: 'Over', start: '2026-11-24T07:00' }) },
    { id: id('d'), plan: planOf({ topic: 'Weekly', repeat: { ...weekly, weekdays: [1] } }) },
    { id: id('e'), plan: planOf({ topic: 'Gone', cancelledAt: 1 }) },
  ];
  const days = deskDays(plans, [], at);
  expect(days.next?.topic).toBe('Running');
  expect(days.laterToday.map(({ topic }) => topic)).toEqual(['Weekly', 'Late']);
  expect(days.upcoming.map(({ topic }) => topic)).toEqual(['Weekly', 'Weekly']);
  expect(days.today).toBe(3);
  // In Tokyo the evening in Berlin is tomorrow.
  expect(deskDays(plans, [], { now, zone: 'Asia/Tokyo' }).laterToday).toHaveLength(1);
});

it('names the plans whose mails did not go out', () => {
  const mail = {
    template: 'invitation',
    sequence: 0,
    sendId: v.parse(SendId, 'A'.repeat(22)),
    at: 0,
  } as const;
  const person = { address: 'jonas@hallwerk.example', name: '' };
  const plan = (state: 'failed' | 'accepted') => ({
    id: id('a'),
    plan: planOf({ people: [{ ...person, mail: { ...mail, state } }] }),
  });
  expect(needCare([plan('accepted'), plan('failed')])).toHaveLength(1);
});

it('searches topics without case and accents', () => {
  expect(hasTopic('Résumé of 2026', 'resume')).toBe(true);
  expect(hasTopic('Budget', 'x')).toBe(false);
});
