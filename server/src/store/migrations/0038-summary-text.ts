import type { Annotation } from '@conclave/shared/dataMap/Annotation';
import type { MeetingId, SessionId } from '@conclave/shared/ids';
import type { RelayKeyId } from '@conclave/shared/wire/mailApi';
import { moment, text } from '../Column.ts';
import { addColumns, migration, table } from '../Table.ts';

/** That a participant wants the text in the mail. */
const waits = {
  purpose: 'summary',
  basis: '6.1.a',
  retention: 'meeting',
  reads: ['server', 'operator', 'organizer'],
  subject: 'participant',
  required: false,
  export: false,
  erase: 'reference',
  requirement: 'R59',
} as const satisfies Annotation;

/** What was written to everybody: for the relay, while somebody waits for it and it has the key. */
const inMails = {
  ...waits,
  retention: 'mailJob',
  reads: ['relay'],
} as const satisfies Annotation;

/** [S-17, S-18] The text of a session, as its organizer's browser put it together for the mails. */
export const summaryText0038 = migration(
  '0038-summary-text',
  addColumns('summary', {
    /** The session whose text the order waits for; null where it goes at once. */
    waits_for: text<SessionId>().nullable().about(waits),
  }),
  table(
    'summary_text',
    {
      meeting_id: text<MeetingId>().references('meeting', 'id').about(inMails),
      session_id: text<SessionId>().about(inMails),
      key_id: text<RelayKeyId>().about(inMails),
      sealed_text: text().about(inMails),
      created_at: moment().about(inMails),
    },
    { primaryKey: ['meeting_id', 'session_id'] },
  ),
);
