import type { Annotation } from '@conclave/shared/dataMap/Annotation';
import type { AccountId, MeetingId } from '@conclave/shared/ids';
import { bytes, moment, text } from '../Column.ts';
import { index, migration, table } from '../Table.ts';

/** Who else holds the keys of a meeting, or may fetch them with a link. */
const deputy = {
  purpose: 'meeting',
  basis: '6.1.b',
  retention: 'meeting',
  reads: ['server', 'operator', 'owner'],
  subject: 'organizer',
  required: false,
  export: true,
  erase: 'reference',
  requirement: 'design 4',
} as const satisfies Annotation;

/** The host's keys under the link's secret, which the server never sees. */
const keys = { ...deputy, reads: ['deputies'], export: false } as const satisfies Annotation;

/** Host links, and who opened them. All of it goes with the meeting. */
export const deputies0027 = migration(
  '0027-deputies',
  table(
    'host_link',
    {
      /** SHA-256 of the link's proof; the same for every meeting of a series. */
      link_id: text().about({ ...deputy, export: false }),
      meeting_id: text<MeetingId>().references('meeting', 'id').about(deputy),
      /** The account that opened it; null: nobody has yet. It hangs on the meeting alone, and goes with the account too. */
      deputy_id: text<AccountId>().nullable().about(deputy),
      /** Nobody opens it for the first time after this. */
      expires_at: moment().about(deputy),
      sealed_host: bytes().about(keys),
    },
    { primaryKey: ['link_id', 'meeting_id'] },
  ),
  index('host_link', ['meeting_id']),
  index('host_link', ['deputy_id']),
);
