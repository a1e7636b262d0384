import type { Annotation } from '@conclave/shared/dataMap/Annotation';
import type { MeetingId, ParticipantId } from '@conclave/shared/ids';
import type { RelayKeyId, SendId } from '@conclave/shared/wire/mailApi';
import type { SummaryId } from '@conclave/shared/wire/summaryApi';
import { bytes, integer, moment, text, word } from '../Column.ts';
import { index, migration, table } from '../Table.ts';

/** That a participant wants a summary, and where its mail stands. */
const wanted = {
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

/** Address, language and link: for the relay, as long as it has the key. */
const order = {
  ...wanted,
  retention: 'mailJob',
  reads: ['relay'],
  erase: 'blank',
  requirement: 'R42',
} as const satisfies Annotation;

/** Opens with what stands in the mail and nowhere else. */
const sealed = { ...wanted, reads: ['nobody'], requirement: 'R54' } as const satisfies Annotation;

/** summary.md: what participants' browsers prepared while the meeting ran. */
export const summary0020 = migration(
  '0020-summary',
  table('summary', {
    id: text<SummaryId>().primary().about(wanted),
    meeting_id: text<MeetingId>().references('meeting', 'id').about(wanted),
    participant_id: text<ParticipantId>().about(wanted),
    /** SHA-256 of what the link proves itself with. */
    access_hash: bytes().about(wanted),
    sealed_self: bytes().about(sealed),
    state: word('armed', 'sent', 'lost', 'revoked').about(wanted),
    created_at: moment().about(wanted),
    /** Before then nobody looks after it: it is under way, or failed a moment ago. */
    try_at: moment().about(wanted),
    send_id: text<SendId>().about(order),
    key_id: text<RelayKeyId>().about(order),
    /** Null when the relay's key is destroyed. */
    sealed_order: text().nullable().about(order),
  }),
  index('summary', ['meeting_id', 'participant_id']),
  index('summary', ['state', 'try_at']),
  table(
    'summary_box',
    {
      summary_id: text<SummaryId>().references('summary', 'id').about(sealed),
      record_number: integer().about(sealed),
      sealed_key: bytes().about(sealed),
    },
    { primaryKey: ['summary_id', 'record_number'] },
  ),
);
