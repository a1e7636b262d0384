import { operational, type Annotation } from '@conclave/shared/dataMap/Annotation';
import { integer, moment, text } from '../Column.ts';
import { addColumns, index, migration, table } from '../Table.ts';

/** By which link somebody asked: what one link may ask is bounded, so that its holders cannot silence all others. */
const request = {
  purpose: 'rights',
  basis: '6.1.c',
  retention: 'meeting',
  reads: ['server', 'operator', 'owner'],
  subject: 'participant',
  required: false,
  export: false,
  erase: 'reference',
  requirement: 'R107',
} as const satisfies Annotation;

/** What the clock is suspected of, and by which link a request came. */
export const clockDoubt0030 = migration(
  '0030-clock-doubt',
  table('clock_doubt', {
    /** What is waiting: `retention`. */
    name: text().primary().about(operational),
    /** What the clock said when it was first doubted. */
    since: moment().about(operational),
    /** What it said in the last round. */
    last_at: moment().about(operational),
    /** For how long a server has been running since, as counters say that no clock sets. */
    proven_ms: integer().about(operational),
  }),
  addColumns('rights_request', {
    /** Kind and edition, as `copied 2`; null for requests from before this was noted. */
    link: text().nullable().about(request),
  }),
  index('rights_request', ['meeting_id', 'link']),
);
