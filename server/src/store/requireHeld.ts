import type { MeetingId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { RoomHold } from '../room/RoomPlaces.ts';
import type { Queries } from './Database.ts';

/**
 * Refuses what is written for a room that this server has no longer. The row is locked until the
 * transaction ends: whoever takes the room over waits, and then reads what was written.
 */
export async function requireHeld(
  queries: Queries,
  meetingId: MeetingId,
  hold: RoomHold | undefined,
): Promise<void> {
  if (hold === undefined) return;
  const row = await queries
    .selectFrom('room_place')
    .select('hold')
    .where('meeting_id', '=', meetingId)
    .where('hold', '=', hold.hold)
    .forShare()
    .executeTakeFirst();
  if (row === undefined) throw new RefusedError('unavailable');
}
