import type { MeetingId } from '@conclave/shared/ids';
import type { SigningKey } from '../crypto/sign.ts';
import type { DirectStore } from './DirectStore.ts';
import type { Memory } from './Memory.ts';

/** What a browser keeps of its meetings [P-1, B-1]. One contract, kept by IndexedDB and by memory. */
export interface MeetingStorage {
  /** Whether it outlives the page. */
  readonly durable: boolean;
  /** Messages between two people, until the session is over. */
  readonly directs: DirectStore;
  /** The participant key of this browser in a meeting, made at the first call. */
  participantKey(meetingId: MeetingId): Promise<SigningKey>;
  /** Undefined if there is nothing, or nothing that this page can read. */
  load(meetingId: MeetingId): Promise<Memory | undefined>;
  save(meetingId: MeetingId, memory: Memory): Promise<void>;
  /** Everything of a meeting, the participant key included. */
  forget(meetingId: MeetingId): Promise<void>;
}
