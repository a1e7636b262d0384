import type { Annotation } from '@conclave/shared/dataMap/Annotation';
import type { MeetingId, SessionId } from '@conclave/shared/ids';
import { text } from '../Column.ts';
import { index, migration, table } from '../Table.ts';

const used = {
  purpose: 'meeting',
  basis: '6.1.b',
  retention: 'meeting',
  reads: ['server', 'operator'],
  subject: 'participant',
  required: true,
  export: false,
  erase: 'reference',
  requirement: 'design 4',
} as const satisfies Annotation;

/**
 * [K-4] Ids of sessions that were. The sessions themselves are forgotten a day after their end; were an id taken once more,
 * the certificates of that session's deputies would hold again.
 */
export const usedSessions0041 = migration(
  '0041-used-sessions',
  table('used_session', {
    id: text<SessionId>().primary().about(used),
    meeting_id: text<MeetingId>().references('meeting', 'id').about(used),
  }),
  index('used_session', ['meeting_id']),
);
