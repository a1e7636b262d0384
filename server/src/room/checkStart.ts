import { RefusedError } from '@conclave/shared/RefusedError';
import type { Params } from '@conclave/shared/wire/peerRequests';
import { startedRecord } from './authority.ts';
import type { StoredMeeting } from './RoomStore.ts';

/**
 * 4.2: the number of the record that a session begins with. By host or deputy with a record of its
 * own, which makes a start good for once; with an open door by anybody, with the newest record.
 */
export function checkStart(
  { sessionId, start, record }: Params<'startSession'>,
  { meetingId, hostKey, open, record: newest }: StoredMeeting,
): number {
  if (start === null) {
    if (!open) throw new RefusedError('notAllowed');
    if (record !== null) throw new RefusedError('malformed');
    return newest.number;
  }
  const recordNumber = startedRecord(start, { meetingId, sessionId, hostKey });
  if (recordNumber === undefined) throw new RefusedError('notAllowed');
  if (record?.number !== recordNumber) throw new RefusedError('malformed');
  if (recordNumber !== newest.number + 1) throw new RefusedError('versionConflict');
  return recordNumber;
}
