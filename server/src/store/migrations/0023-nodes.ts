import { operational, type Annotation } from '@conclave/shared/dataMap/Annotation';
import type { MeetingId } from '@conclave/shared/ids';
import { flag, integer, moment, text } from '../Column.ts';
import { index, migration, table } from '../Table.ts';

/** That a room is open, and on which machine. */
const place = {
  purpose: 'meeting',
  basis: '6.1.b',
  retention: 'session',
  reads: ['server', 'operator'],
  subject: 'participant',
  required: true,
  export: false,
  erase: 'reference',
  requirement: 'T05',
} as const satisfies Annotation;

/** How often somebody tried, under a keyed hash of from where or at what. */
const attempts = {
  purpose: 'abuse',
  basis: '6.1.f',
  retention: 'securityLog',
  reads: ['server', 'operator'],
  subject: 'visitor',
  required: false,
  export: false,
  erase: 'expiry',
  requirement: 'T18',
} as const satisfies Annotation;

/** What several servers over one database must agree on (docs/scaling.md). */
export const nodes0023 = migration(
  '0023-nodes',
  table('node', {
    /** One life of a process; never used again. */
    run: text().primary().about(operational),
    /** What the balancer knows it by. */
    name: text().unique().about(operational),
    /** Where the other nodes reach it. */
    url: text().nullable().about(operational),
    /** By the database's clock. */
    lease_until: moment().about(operational),
    draining: flag().default(0).about(operational),
    cores: integer().about(operational),
    rooms: integer().default(0).about(operational),
    members: integer().default(0).about(operational),
    /** Of the whole machine, in thousandths. */
    busy: integer().default(0).about(operational),
  }),
  table('room_place', {
    meeting_id: text<MeetingId>().primary().references('meeting', 'id').about(place),
    run: text().about(place),
    /** Fresh each time the room is taken: what was begun under an older one is refused. */
    hold: text().about(place),
  }),
  index('room_place', ['run']),
  table('attempt_count', {
    key: text().primary().about(attempts),
    count: integer().about(attempts),
    until: moment().about(attempts),
  }),
  index('attempt_count', ['until']),
);
