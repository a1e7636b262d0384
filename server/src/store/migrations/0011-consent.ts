import type { Annotation } from '@conclave/shared/dataMap/Annotation';
import type { AccountId, MeetingId, ParticipantId } from '@conclave/shared/ids';
import { bytes, flag, integer, moment, text } from '../Column.ts';
import { addColumns, index, migration, table } from '../Table.ts';

/** That there is a consent, when, and what follows for media. */
const known = {
  purpose: 'consent',
  basis: '6.1.c',
  retention: 'meeting',
  reads: ['server', 'operator'],
  subject: 'participant',
  required: false,
  export: false,
  erase: 'reference',
  requirement: 'R69',
} as const satisfies Annotation;

/** What was said, by whom and to which text. */
const sealed = {
  ...known,
  basis: '9.2.a',
  reads: ['organizer'],
  export: true,
} as const satisfies Annotation;

/** Says nothing without its salt, which is sealed with the record and goes with the meeting. */
const step = {
  ...known,
  retention: 'account',
  reads: ['server', 'operator', 'organizer'],
  subject: 'organizer',
  export: true,
} as const satisfies Annotation;

/** consent.md: each account's chain of commitments, and the sealed records they commit to. */
export const consent0011 = migration(
  '0011-consent',
  addColumns('meeting', {
    /** Whether media are taken only from those who consented. */
    asks_consent: flag().default(0).about(known),
  }),
  table(
    'consent_step',
    {
      account_id: text<AccountId>().references('account', 'id').about(step),
      position: integer().about(step),
      commitment: bytes().about(step),
      /** Of a whole minute. */
      recorded_at: moment().about(step),
      head: bytes().about(step),
    },
    { primaryKey: ['account_id', 'position'] },
  ),
  index('consent_step', ['account_id', 'commitment'], { unique: true }),
  table(
    'consent',
    {
      meeting_id: text<MeetingId>().references('meeting', 'id').about(known),
      /** In the chain of the meeting's account. */
      position: integer().about(known),
      participant_id: text<ParticipantId>().about(known),
      may_produce: flag().about(known),
      sealed_record: bytes().about(sealed),
    },
    { primaryKey: ['meeting_id', 'position'] },
  ),
  index('consent', ['meeting_id', 'participant_id']),
);
