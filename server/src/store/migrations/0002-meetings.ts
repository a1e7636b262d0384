import type { Annotation } from '@conclave/shared/dataMap/Annotation';
import type { AccountId, MeetingId } from '@conclave/shared/ids';
import type { LinkKind } from '@conclave/shared/wire/peerRequests';
import { bytes, flag, integer, moment, text, word } from '../Column.ts';
import { index, migration, table } from '../Table.ts';

/** What the server must know of a meeting: that it is there, whose, and who may knock. */
const known = {
  purpose: 'meeting',
  basis: '6.1.b',
  retention: 'meeting',
  reads: ['server', 'operator', 'owner'],
  subject: 'organizer',
  required: true,
  export: true,
  erase: 'reference',
  requirement: 'R34',
} as const satisfies Annotation;

/** Sealed by the organizer's browser for holders of the link. */
const card = {
  ...known,
  reads: ['members'],
  requirement: 'design 4',
} as const satisfies Annotation;

/** Keys, sealed to those who may hold them. */
const keys = {
  ...known,
  reads: ['organizer', 'deputies', 'members'],
  export: false,
  requirement: 'design 4',
} as const satisfies Annotation;

/** Meetings as the server knows them, their links and their key records. */
export const meetings0002 = migration(
  '0002-meetings',
  table('meeting', {
    /** First 128 bits of SHA-256 of the host key. */
    id: text<MeetingId>().primary().about(known),
    account_id: text<AccountId>().references('account', 'id').about(known),
    host_key: bytes().about(known),
    /** Whether anybody with the link may open a session. */
    open: flag().about(known),
    sealed_open_keys: bytes().nullable().about(keys),
    created_at: moment().about(known),
    ended_at: moment().nullable().about(known),
  }),
  index('meeting', ['account_id']),
  table(
    'meeting_link',
    {
      meeting_id: text<MeetingId>().references('meeting', 'id').about(known),
      kind: word<readonly LinkKind[]>('copied', 'mailed').about(known),
      version: integer().about(known),
      /** SHA-256 of the join proof: turns strangers away, opens nothing. */
      proof_hash: bytes().about(known),
      sealed_card: bytes().about(card),
    },
    { primaryKey: ['meeting_id', 'kind'] },
  ),
  table(
    'key_record',
    {
      meeting_id: text<MeetingId>().references('meeting', 'id').about(known),
      number: integer().about(known),
      record: bytes().about(keys),
    },
    { primaryKey: ['meeting_id', 'number'] },
  ),
);
