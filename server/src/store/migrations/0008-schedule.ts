import type { Annotation } from '@conclave/shared/dataMap/Annotation';
import type { AccountId } from '@conclave/shared/ids';
import type { SeriesId } from '@conclave/shared/wire/scheduleApi';
import { bytes, integer, moment, text } from '../Column.ts';
import { addColumns, index, migration, table } from '../Table.ts';

/** What the server must know of a plan, so that a meeting ends and goes without anybody's browser. */
const planned = {
  purpose: 'meeting',
  basis: '6.1.b',
  retention: 'meeting',
  reads: ['server', 'operator', 'owner'],
  subject: 'organizer',
  required: false,
  export: true,
  erase: 'reference',
  requirement: 'R34',
} as const satisfies Annotation;

/** That a series exists; which meetings it has stands in its sealed tables only. */
const series = { ...planned, required: true } as const satisfies Annotation;

const tables = {
  ...series,
  reads: ['members'],
  export: false,
  requirement: 'design 4',
} as const satisfies Annotation;

/** When meetings are planned, how long they stay, and what a series' link leads to. */
export const schedule0008 = migration(
  '0008-schedule',
  addColumns('meeting', {
    starts_at: moment().nullable().about(planned),
    ends_at: moment().nullable().about(planned),
    /** Days after the end until it deletes itself. */
    keep_days: integer()
      .nullable()
      .about({ ...planned, requirement: 'R58' }),
  }),
  table('series', {
    id: text<SeriesId>().primary().about(series),
    account_id: text<AccountId>().references('account', 'id').about(series),
    sealed_copied: bytes().about(tables),
    sealed_mailed: bytes().about(tables),
    changed_at: moment().about(series),
  }),
  index('series', ['account_id']),
);
