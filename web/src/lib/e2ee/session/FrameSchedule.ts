import type { Bytes } from '@conclave/shared/bytes';
import type { KeysOut } from './KeysOut.ts';
import type { Timers } from './Timers.ts';

/**
 * How long senders stay with the old epoch after a commit is final [F-1]. Lower lets slow members lose
 * frames; higher keeps who just left in the conversation.
 */
const SWITCH_AFTER_MS = 400;

interface FrameEpoch {
  readonly epoch: bigint;
  readonly leaf: number;
  readonly baseKey: Bytes;
}

/**
 * [F-1] When which epoch's key is installed, sealed with and forgotten. Closed until the join is
 * confirmed [J-1]: before, nothing leaves this browser and nothing is played.
 */
export class FrameSchedule {
  readonly #keys: KeysOut;
  readonly #timers: Timers;
  readonly #pending = new Map<bigint, () => void>();
  #open = false;
  #held: FrameEpoch[] = [];
  #sending = -1n;

  constructor(keys: KeysOut, timers: Timers) {
    this.#keys = keys;
    this.#timers = timers;
  }

  /** The join is confirmed: from now on this epoch is sealed with and opened. */
  open(current: FrameEpoch): void {
    if (this.#open) return;
    this.#open = true;
    for (const held of this.#held) this.#keys.install(held.epoch, held.baseKey);
    this.#keys.install(current.epoch, current.baseKey);
    this.#send(current.epoch, current.leaf);
    this.#held = [];
  }

  /** A commit was applied that is not final yet: its frames may come at any moment. */
  provisional(next: FrameEpoch): void {
    if (this.#open) this.#keys.install(next.epoch, next.baseKey);
    else this.#held = [...this.#held.filter(({ epoch }) => epoch < next.epoch), next];
  }

  /** `atOnce`: somebody was removed, or everybody is ready. */
  final({ epoch, leaf }: Omit<FrameEpoch, 'baseKey'>, atOnce: boolean): void {
    if (!this.#open) return;
    this.#keys.forgetBefore(epoch);
    if (atOnce) {
      this.#send(epoch, leaf);
      return;
    }
    const cancel = this.#timers.after(SWITCH_AFTER_MS, () => this.#send(epoch, leaf));
    this.#pending.set(epoch, cancel);
  }

  /** Everybody has applied this epoch: no need to wait any longer. */
  allApplied(epoch: bigint, leaf: number): void {
    if (this.#pending.has(epoch)) this.#send(epoch, leaf);
  }

  /** Silence until the next join is confirmed; who was removed may still hold the old key. */
  shut(): void {
    for (const cancel of this.#pending.values()) cancel();
    this.#pending.clear();
    if (this.#open) this.#keys.stopSending();
    this.#open = false;
    this.#held = [];
  }

  #send(epoch: bigint, leaf: number): void {
    for (const [pending, cancel] of this.#pending) {
      if (pending > epoch) continue;
      cancel();
      this.#pending.delete(pending);
    }
    if (!this.#open || epoch < this.#sending) return;
    this.#sending = epoch;
    this.#keys.sendWith(epoch, leaf);
  }
}
