import type { Annotation } from '@conclave/shared/dataMap/Annotation';
import type { AccountId, MeetingId } from '@conclave/shared/ids';
import { bytes, flag, integer, moment, text, word } from '../Column.ts';
import { index, migration, table } from '../Table.ts';

const right = {
  purpose: 'rights',
  basis: '6.1.c',
  retention: 'account',
  reads: ['server', 'operator', 'owner'],
  subject: 'organizer',
  required: false,
  export: true,
  erase: 'reference',
  requirement: 'R98',
} as const satisfies Annotation;

const notice = { ...right, purpose: 'terms', requirement: 'R9' } as const satisfies Annotation;

/** That somebody asked something of an organizer, and by when they have an answer. */
const request = {
  ...right,
  retention: 'meeting',
  subject: 'participant',
  export: false,
  requirement: 'R107',
} as const satisfies Annotation;

const sealed = { ...request, reads: ['organizer'] } as const satisfies Annotation;

/** [R89, R90] One line of one browser in one meeting, for support and nothing else. */
const statistic = {
  purpose: 'support',
  basis: '6.1.f',
  retention: 'statistics',
  reads: ['server', 'operator', 'organizer'],
  subject: 'participant',
  required: false,
  export: false,
  erase: 'expiry',
  requirement: 'R89',
} as const satisfies Annotation;

/** What people want of their data, what they were told, and how their connections were. */
export const rights0022 = migration(
  '0022-rights',
  table('rights_setting', {
    account_id: text<AccountId>().primary().references('account', 'id').about(right),
    /** Since when the data is kept and not used (Art. 18). */
    restricted_at: moment().nullable().about(right),
    /** [R104] No statistics of connections in this organizer's meetings. */
    no_statistics: flag()
      .default(0)
      .about({ ...right, requirement: 'R104' }),
    after_death: word('undecided', 'delete', 'handOver')
      .default('undecided')
      .about({ ...right, requirement: 'R109' }),
  }),
  table('policy_notice', {
    account_id: text<AccountId>().primary().references('account', 'id').about(notice),
    /** The version that a mail announced. */
    told_version: text().nullable().about(notice),
    /** The version that was read and acknowledged at a sign-in. */
    acknowledged_version: text().nullable().about(notice),
    acknowledged_at: moment().nullable().about(notice),
  }),
  table('rights_request', {
    id: text().primary().about(request),
    meeting_id: text<MeetingId>().references('meeting', 'id').about(request),
    /** SHA-256 of what the receipt holds: who shows it reads the answer. */
    receipt_hash: bytes().about(request),
    received_at: moment().about(request),
    due_at: moment().about(request),
    reminded_at: moment().nullable().about(request),
    answered_at: moment().nullable().about(request),
    sealed_request: bytes().about(sealed),
    sealed_answer: bytes()
      .nullable()
      .about({ ...sealed, reads: ['owner'] }),
  }),
  index('rights_request', ['meeting_id']),
  index('rights_request', ['receipt_hash'], { unique: true }),
  index('rights_request', ['due_at']),
  table('connection_statistic', {
    /** Random, of one stay; it says nothing about who it was. */
    id: text().primary().about(statistic),
    meeting_id: text<MeetingId>().references('meeting', 'id').about(statistic),
    written_at: moment().about(statistic),
    /** Whose stay it was, sealed to the organizer. */
    sealed_participant: bytes().about({ ...statistic, reads: ['organizer'], requirement: 'R43' }),
    os_name: word('windows', 'macos', 'linux', 'android', 'ios', 'other').about(statistic),
    os_version: text().about(statistic),
    browser_vendor: word('google', 'mozilla', 'apple', 'microsoft', 'opera', 'other').about(
      statistic,
    ),
    browser_type: word('chromium', 'firefox', 'safari', 'other').about(statistic),
    browser_version: text().about(statistic),
    sent_kbps: integer().about(statistic),
    received_kbps: integer().about(statistic),
    round_trip_ms: integer().about(statistic),
    jitter_ms: integer().about(statistic),
    lost_per_mille: integer().about(statistic),
    quality: word('good', 'fair', 'poor', 'unknown').about(statistic),
    connection_error: word('none', 'signalingLost', 'mediaLost', 'mediaFailed').about(statistic),
  }),
  index('connection_statistic', ['meeting_id']),
  index('connection_statistic', ['written_at']),
);
