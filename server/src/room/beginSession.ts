import type { ParticipantId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { Params } from '@conclave/shared/wire/peerRequests';
import { isOutcomeUnknown } from '../store/StoreError.ts';
import { checkStart } from './checkStart.ts';
import type { RoomStore, StoredMeeting, StoredSession } from './RoomStore.ts';

export interface SessionStart {
  readonly participantId: ParticipantId;
  readonly params: Params<'startSession'>;
}

/**
 * Checks a start and writes it down. Where one runs already it is that one: a start, this or an earlier one, may have
 * been written although its answer was lost. A room that did not take it up could begin none any more.
 */
export async function beginSession(
  store: RoomStore,
  meeting: StoredMeeting,
  { participantId, params }: SessionStart,
): Promise<StoredSession> {
  const { meetingId } = meeting;
  const { sessionId, head, record, openKeys } = params;
  const recordNumber = checkStart(params, meeting);
  const position = { head, recordNumber, leaves: new Map([[0, participantId]]) };
  try {
    await store.startSession({ meetingId, sessionId, position, record, openKeys });
    return { sessionId, positions: [position], commits: [] };
  } catch (error) {
    const isRunning = error instanceof RefusedError && error.code === 'sessionRunning';
    if (!isRunning && !isOutcomeUnknown(error)) throw error;
    const running = await store.runningSession(meetingId);
    if (running === undefined) throw error;
    return running;
  }
}
