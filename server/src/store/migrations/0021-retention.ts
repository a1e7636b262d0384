import { operational, type Annotation } from '@conclave/shared/dataMap/Annotation';
import { integer, moment, text, word } from '../Column.ts';
import { addColumns, index, migration, table } from '../Table.ts';

/** That something was erased: numbers, and a keyed hash that names nobody. */
const erased = {
  purpose: 'deletion',
  basis: '6.1.c',
  retention: 'deletionLedger',
  reads: ['server', 'operator'],
  subject: 'organizer',
  required: true,
  export: false,
  erase: 'expiry',
  requirement: 'R87',
} as const satisfies Annotation;

const noticed = {
  ...erased,
  purpose: 'company',
  basis: '6.1.b',
  retention: 'account',
  erase: 'row',
  requirement: 'R79',
} as const satisfies Annotation;

/** What keeps the promises about time: who does it, how far the clock has come, what was erased and what is under way. */
export const retention0021 = migration(
  '0021-retention',
  table('duty', {
    /** What one node does for all, as `retention`. */
    name: text().primary().about(operational),
    /** Random, of one process. */
    holder: text().about(operational),
    held_until: moment().about(operational),
  }),
  table('clock_mark', {
    name: word('seen', 'swept', 'clean').primary().about(operational),
    /** No earlier moment is believed any more. */
    at: moment().about(operational),
  }),
  table('erasure', {
    /** As in the ledger of deletions. */
    keyed_hash: text().primary().about(erased),
    what: word('account', 'company').about(erased),
    because: word('lapsed', 'closed', 'removed').about(erased),
    /** Whom it is about, until it is done: a process that dies leaves it to the next. */
    subject_id: text()
      .nullable()
      .about({ ...erased, erase: 'blank' }),
    begun_at: moment().about(erased),
    erased_at: moment().nullable().about(erased),
    /** When nothing was left in free pages and journals either. */
    clean_at: moment().nullable().about(erased),
    meetings: integer().about(erased),
    files: integer().about(erased),
  }),
  index('erasure', ['erased_at']),
  addColumns('company', {
    /** The lapse that notices went out for: another one begins anew. */
    noticed_lapse: moment().nullable().about(noticed),
    /** How many days were left in the last notice. */
    noticed_days: integer().nullable().about(noticed),
  }),
);
