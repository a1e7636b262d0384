import type { MeetingId } from '@conclave/shared/ids';
import { newSigningKey, type SigningKey } from '../crypto/sign.ts';
import type { MeetingStorage } from './MeetingStorage.ts';
import { MemoryDirectStore } from './MemoryDirectStore.ts';
import { decodeMemory, encodeMemory, type Memory } from './Memory.ts';

/** For browsers that keep nothing: gone with the page. */
export class MemoryStorage implements MeetingStorage {
  readonly durable: boolean = false;
  readonly directs = new MemoryDirectStore();
  readonly #keys = new Map<MeetingId, SigningKey>();
  readonly #memories = new Map<MeetingId, Uint8Array<ArrayBuffer>>();

  async participantKey(meetingId: MeetingId): Promise<SigningKey> {
    const known = this.#keys.get(meetingId);
    if (known !== undefined) return known;
    const made = await newSigningKey();
    this.#keys.set(meetingId, made);
    return made;
  }

  load(meetingId: MeetingId): Promise<Memory | undefined> {
    const bytes = this.#memories.get(meetingId);
    return Promise.resolve(bytes === undefined ? undefined : decodeMemory(bytes));
  }

  save(meetingId: MeetingId, memory: Memory): Promise<void> {
    this.#memories.set(meetingId, encodeMemory(memory));
    return Promise.resolve();
  }

  forget(meetingId: MeetingId): Promise<void> {
    this.#keys.delete(meetingId);
    this.#memories.delete(meetingId);
    return this.directs.keepOnly(meetingId, undefined);
  }
}
