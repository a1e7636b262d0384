import type { Bytes } from '@conclave/shared/bytes';
import type { MeetingId, SessionId } from '@conclave/shared/ids';
import type { MeetingStorage } from '../storage/MeetingStorage.ts';
import {
  MAX_EXPOSED_LINKS,
  NOTHING_REMEMBERED,
  type Memory,
  type RememberedSession,
} from '../storage/Memory.ts';

/** The agent's memory of its meeting, kept up to date in storage behind its back. */
export class Keepsake {
  readonly #storage: MeetingStorage;
  readonly #meetingId: MeetingId;
  readonly #report: (error: unknown) => void;
  #memory: Memory = NOTHING_REMEMBERED;
  #saving: Promise<void> = Promise.resolve();
  #dirty = false;

  constructor(storage: MeetingStorage, meetingId: MeetingId, report: (error: unknown) => void) {
    this.#storage = storage;
    this.#meetingId = meetingId;
    this.#report = report;
  }

  get memory(): Memory {
    return this.#memory;
  }

  /** [B-1] The session to which the person comes back: it did not leave it on purpose. */
  get returning(): SessionId | undefined {
    const { session, name } = this.#memory;
    return session === undefined || session.left || name === '' ? undefined : session.sessionId;
  }

  /** Whether the person was in this session and did not leave it on purpose. */
  wasIn(sessionId: SessionId | undefined): boolean {
    return sessionId !== undefined && this.returning === sessionId;
  }

  async load(): Promise<void> {
    this.#memory = (await this.#storage.load(this.#meetingId)) ?? NOTHING_REMEMBERED;
  }

  remember(part: Partial<Memory>): void {
    this.#memory = { ...this.#memory, ...part };
    this.#save();
  }

  /** [K-6] The newest record that counts, by number and hash. */
  rememberRecord({ number, hash }: { readonly number: number; readonly hash: Bytes }): void {
    if (number > this.#memory.recordFloor) this.remember({ recordFloor: number, recordHash: hash });
  }

  /** [L-3] A server has seen this version of the copied link. False: it was known. */
  rememberExposed(linkVersion: number): boolean {
    const { exposedLinks } = this.#memory;
    if (exposedLinks.includes(linkVersion)) return false;
    const newest = [...exposedLinks, linkVersion].sort((a, b) => b - a).slice(0, MAX_EXPOSED_LINKS);
    this.remember({ exposedLinks: newest });
    return true;
  }

  /** Changes what is remembered of the session; without one there is nothing to change. */
  rememberSession(part: Partial<RememberedSession>): void {
    const { session } = this.#memory;
    if (session !== undefined) this.remember({ session: { ...session, ...part } });
  }

  /** Done when everything remembered so far is stored. */
  settled(): Promise<void> {
    return this.#saving;
  }

  /** One write at a time; what changes meanwhile goes with the next. */
  #save(): void {
    if (this.#dirty) return;
    this.#dirty = true;
    this.#saving = this.#saving
      .then(() => {
        this.#dirty = false;
        return this.#storage.save(this.#meetingId, this.#memory);
      })
      .catch((error: unknown) => this.#report(error));
  }
}
