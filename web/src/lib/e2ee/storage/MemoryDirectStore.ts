import type { Bytes } from '@conclave/shared/bytes';
import type { MeetingId, RequestId, SessionId } from '@conclave/shared/ids';
import {
  decodeDirect,
  encodeDirect,
  type DirectStore,
  type KeptDirect,
  type Sitting,
} from './DirectStore.ts';

/** For browsers that keep nothing: gone with the page. */
export class MemoryDirectStore implements DirectStore {
  readonly #meetings = new Map<MeetingId, Map<SessionId, Map<RequestId, Bytes>>>();

  load({ meetingId, sessionId }: Sitting): Promise<KeptDirect[]> {
    const kept = this.#meetings.get(meetingId)?.get(sessionId) ?? new Map<RequestId, Bytes>();
    return Promise.resolve([...kept.values()].map(decodeDirect));
  }

  save({ meetingId, sessionId }: Sitting, direct: KeptDirect): Promise<void> {
    const sessions = this.#meetings.get(meetingId) ?? new Map<SessionId, Map<RequestId, Bytes>>();
    const kept = sessions.get(sessionId) ?? new Map<RequestId, Bytes>();
    kept.set(direct.messageId, encodeDirect(direct));
    this.#meetings.set(meetingId, sessions.set(sessionId, kept));
    return Promise.resolve();
  }

  keepOnly(meetingId: MeetingId, sessionId: SessionId | undefined): Promise<void> {
    const sessions = this.#meetings.get(meetingId);
    for (const held of sessions?.keys() ?? []) if (held !== sessionId) sessions?.delete(held);
    return Promise.resolve();
  }
}
