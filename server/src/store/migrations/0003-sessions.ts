import type { Annotation } from '@conclave/shared/dataMap/Annotation';
import type { MeetingId, RequestId, SessionId } from '@conclave/shared/ids';
import { bytes, integer, moment, text, word } from '../Column.ts';
import { index, migration, table } from '../Table.ts';

/** That a session takes or took place, and where its group stands. */
const running = {
  purpose: 'meeting',
  basis: '6.1.b',
  retention: 'session',
  reads: ['server', 'operator', 'organizer'],
  subject: 'participant',
  required: true,
  export: false,
  erase: 'reference',
  requirement: 'T05',
} as const satisfies Annotation;

/** Made by members for members; the server orders and serves it. */
const keys = {
  ...running,
  reads: ['members'],
  requirement: 'design 4',
} as const satisfies Annotation;

/** What lets a meeting survive a restart of the server without anybody clicking. */
export const sessions0003 = migration(
  '0003-sessions',
  table('session', {
    id: text<SessionId>().primary().about(running),
    meeting_id: text<MeetingId>().references('meeting', 'id').about(running),
    /** The meeting, while the session runs: of each meeting at most one does. */
    running_for: text<MeetingId>().nullable().unique().about(running),
    started_at: moment().about(running),
    ended_at: moment().nullable().about(running),
    end_reason: word('ended', 'expired').nullable().about(running),
    /** Since when nobody is connected. */
    empty_since: moment().nullable().about(running),
  }),
  index('session', ['meeting_id']),
  table(
    'session_position',
    {
      session_id: text<SessionId>().references('session', 'id').about(running),
      /** 0 is where the group stands; those behind it are kept while nobody could check it. */
      place: integer().about(running),
      epoch: integer().about(running),
      record_number: integer().about(running),
      group_info: bytes().about(keys),
      sealed_state: bytes().about(keys),
      /** Which participant's leaf is where, as JSON. Participant ids are hashes of keys made for the meeting. */
      leaves: text().about(running),
    },
    { primaryKey: ['session_id', 'place'] },
  ),
  table(
    'session_commit',
    {
      session_id: text<SessionId>().references('session', 'id').about(running),
      /** The epoch that it ended. */
      epoch: integer().about(running),
      commit_id: text<RequestId>().about(running),
      mls_commit: bytes().about(keys),
      /** Its author's leaf, and those it removes as JSON. */
      leaf: integer().about(running),
      removes: text().about(running),
      /** The key record that came with it. */
      record_number: integer().nullable().about(running),
    },
    { primaryKey: ['session_id', 'epoch'] },
  ),
);
