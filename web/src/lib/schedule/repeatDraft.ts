import { weekdayOf } from './time/civil.ts';
import { dayOfIso, MAX_TIMES, type Repeat } from './time/repeat.ts';

export const repeatPresets = [
  'none',
  'daily',
  'workdays',
  'weekly',
  'biweekly',
  'monthly',
  'custom',
] as const;
type RepeatPreset = (typeof repeatPresets)[number];

/** How a meeting comes again, while it is being typed. */
export interface RepeatDraft {
  preset: RepeatPreset;
  unit: Repeat['unit'];
  every: string;
  weekdays: number[];
  by: 'date' | 'weekday';
  until: 'never' | 'times' | 'date';
  times: string;
  date: string;
}

export type RepeatFault = 'every' | 'times' | 'date';

export type ReadRepeat =
  | { readonly kind: 'fits'; readonly repeat: Repeat | null }
  | { readonly kind: 'fault'; readonly fault: RepeatFault };

export const newRepeatDraft = (): RepeatDraft => ({
  preset: 'none',
  unit: 'week',
  every: '1',
  weekdays: [],
  by: 'date',
  until: 'never',
  times: '10',
  date: '',
});

const WORKDAYS = [0, 1, 2, 3, 4];

export function repeatDraftOf(repeat: Repeat | null): RepeatDraft {
  const draft = newRepeatDraft();
  if (repeat === null) return draft;
  const { until, unit, every } = repeat;
  return {
    ...draft,
    preset: 'custom',
    unit,
    every: String(every),
    ...(repeat.unit === 'week' && { weekdays: [...repeat.weekdays] }),
    ...(repeat.unit === 'month' && { by: repeat.by }),
    until: until.kind,
    ...(until.kind === 'times' && { times: String(until.times) }),
    ...(until.kind === 'date' && { date: until.date }),
  };
}

const wholeBetween = (text: string, least: number, most: number): number | undefined => {
  const value = /^\d{1,4}$/u.test(text.trim()) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
};

/** Reads how it repeats; `first` is the date of the first meeting, as its field has it. */
export function readRepeat(draft: RepeatDraft, first: string): ReadRepeat {
  if (draft.preset === 'none') return { kind: 'fits', repeat: null };
  const every = draft.preset === 'custom' ? wholeBetween(draft.every, 1, 99) : 1;
  if (every === undefined) return { kind: 'fault', fault: 'every' };
  const until = readUntil(draft, first);
  if (typeof until === 'string') return { kind: 'fault', fault: until };
  return { kind: 'fits', repeat: ruleOf(draft, { every, until, first }) };
}

function readUntil(draft: RepeatDraft, first: string): Repeat['until'] | RepeatFault {
  switch (draft.until) {
    case 'never':
      return { kind: 'never' };
    case 'times': {
      const times = wholeBetween(draft.times, 1, MAX_TIMES);
      return times === undefined ? 'times' : { kind: 'times', times };
    }
    case 'date':
      // Written alike, dates stand in the order of their letters.
      return /^\d{4}-\d{2}-\d{2}$/u.test(draft.date) && draft.date >= first
        ? { kind: 'date', date: draft.date }
        : 'date';
  }
}

interface Parts {
  readonly every: number;
  readonly until: Repeat['until'];
  readonly first: string;
}

function ruleOf(draft: RepeatDraft, { every, until, first }: Parts): Repeat {
  const weekday = weekdayOf(dayOfIso(first));
  const week = (weekdays: number[], times = every): Repeat => {
    return { unit: 'week', every: times, weekdays, until };
  };
  switch (draft.preset) {
    case 'daily':
      return { unit: 'day', every: 1, until };
    case 'workdays':
      return week([...new Set([...WORKDAYS, weekday])]);
    case 'biweekly':
      return week([weekday], 2);
    case 'monthly':
      return { unit: 'month', every: 1, by: 'date', until };
    case 'custom':
      if (draft.unit === 'day') return { unit: 'day', every, until };
      if (draft.unit === 'month') return { unit: 'month', every, by: draft.by, until };
      return week([...new Set([...draft.weekdays, weekday])].toSorted((a, b) => a - b));
    case 'weekly':
    case 'none':
      return week([weekday]);
  }
}
