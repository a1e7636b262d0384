import type { Plan } from '../Plan.ts';

/** A plan on a Tuesday at ten in Berlin, unless said otherwise. */
export function planOf(part: Partial<Plan> = {}): Plan {
  return {
    format: 1,
    topic: 'Shift plan for spring',
    agenda: '',
    zone: 'Europe/Berlin',
    start: '2026-11-24T10:00',
    minutes: 60,
    repeat: null,
    door: 'greeted',
    summary: 'sealed',
    consent: null,
    deputies: [],
    keepDays: null,
    language: 'en',
    topicInMail: true,
    sequence: 0,
    createdAt: 0,
    cancelledAt: null,
    people: [],
    changes: [],
    series: null,
    ...part,
  };
}

export const weekly = {
  unit: 'week',
  every: 1,
  weekdays: [1],
  until: { kind: 'never' },
} as const;
