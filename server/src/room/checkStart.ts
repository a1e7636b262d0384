import { equalBytes } from '@conclave/shared/bytes';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { Params } from '@conclave/shared/wire/peerRequests';
import { genuineStart } from './authority.ts';
import { recordAuthor } from './checkRecord.ts';
import type { StoredMeeting } from './RoomStore.ts';

/**
 * 4.2: the number of the record that a session begins with. By host or deputy with a record of its
 * own, which makes a start good for once; with an open door by anybody, with the newest record and
 * the open keys as they are.
 */
export function checkStart(params: Params<'startSession'>, meeting: StoredMeeting): number {
  const { start, record, openKeys } = params;
  if (meeting.barred === 'everybody') throw new RefusedError('lapsed');
  if (start !== null) return checkSigned(start, params, meeting);
  if (!meeting.open || meeting.barred === 'organizer') throw new RefusedError('notAllowed');
  if (record !== null || openKeys !== null) throw new RefusedError('malformed');
  return meeting.record.number;
}

function checkSigned(
  start: Uint8Array,
  { sessionId, record }: Params<'startSession'>,
  { meetingId, hostKey, barred, record: newest }: StoredMeeting,
): number {
  const scene = { meetingId, sessionId, hostKey };
  const begun = genuineStart(start, scene);
  if (begun === undefined) throw new RefusedError('notAllowed');
  const { recordNumber, authorKey, certificate } = begun;
  // Only who was certified by the host key, and is not its holder, goes on without its holder.
  if (barred === 'organizer' && certificate === undefined) throw new RefusedError('notAllowed');
  if (record?.number !== recordNumber) throw new RefusedError('malformed');
  if (recordNumber !== newest.number + 1) throw new RefusedError('versionConflict');
  const author = recordAuthor(record, { ...scene, newest });
  if (author === undefined || !equalBytes(author, authorKey)) throw new RefusedError('notAllowed');
  return recordNumber;
}
