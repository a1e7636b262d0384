import type { MeetingId, ParticipantId } from '@conclave/shared/ids';
import { MAX_AUTHORED_BYTES } from '@conclave/shared/limits';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { LogStore } from './LogStore.ts';

/** [V-23] What each participant has written in one meeting, what is being written included. */
export class Quota {
  readonly #meetingId: MeetingId;
  readonly #store: LogStore;
  readonly #used = new Map<ParticipantId, number>();

  constructor(meetingId: MeetingId, store: LogStore) {
    this.#meetingId = meetingId;
    this.#store = store;
  }

  /** To be called before take(). */
  async load(participantId: ParticipantId): Promise<void> {
    if (this.#used.has(participantId)) return;
    const used = await this.#store.usage(this.#meetingId, participantId);
    // Somebody else may have asked at the same time, and taken some of it since.
    if (!this.#used.has(participantId)) this.#used.set(participantId, used);
  }

  /** Throws `quotaExceeded` beyond the limit. */
  take(participantId: ParticipantId, bytes: number): void {
    const used = (this.#used.get(participantId) ?? 0) + bytes;
    if (used > MAX_AUTHORED_BYTES) throw new RefusedError('quotaExceeded');
    this.#used.set(participantId, used);
  }

  /** Some was deleted, or not written after all: it is counted anew. */
  forget(): void {
    this.#used.clear();
  }
}
