import type { Bytes } from '@conclave/shared/bytes';
import { BaseKey, isBaseKeySize } from '../sframe/BaseKey.ts';
import { MAX_HEADER_VALUE } from '../sframe/header.ts';
import { epochLow } from '../sframe/kid.ts';
import { EpochKeys } from './EpochKeys.ts';

/**
 * How long frames of an old epoch still open after a newer one became final (DAVE's value). Higher
 * lets who was removed be heard longer; lower drops what is in flight on slow networks.
 */
export const KEEP_OLD_EPOCH_MS = 10_000;

/** Epochs that fit into a KID at once. */
const EPOCHS_IN_KID = 256n;

/** What the MLS side asked and must not get. A refusal changes nothing. */
export class FrameKeyError extends Error {
  override readonly name = 'FrameKeyError';
  readonly code: 'staleEpoch' | 'badBaseKey';

  constructor(code: 'staleEpoch' | 'badBaseKey') {
    super(code);
    this.code = code;
  }
}

export type Sending = { readonly keys: EpochKeys; readonly leaf: number };

/** The frame keys of one member, by epoch, and which of them seals. Knows neither frames nor codecs. */
export class FrameKeys {
  /** By what a KID shows of the epoch; no two held epochs look the same there. */
  readonly #held = new Map<number, EpochKeys>();
  #sending: { readonly epoch: bigint; readonly leaf: number } | undefined;
  #stopped = false;
  /** Epochs below were forgotten and never come back: their counters would begin at 0 again. */
  #oldest = 0n;
  readonly #maxCtr: number;

  /** `maxCtr`: the last counter that a stream may use in an epoch. Tests set it low. */
  constructor({ maxCtr = MAX_HEADER_VALUE }: { readonly maxCtr?: number } = {}) {
    this.#maxCtr = maxCtr;
  }

  /**
   * Holds the base key of an epoch. The bytes are copied before this returns. Of two epochs that
   * look the same in a KID the older goes (RFC 9605 section 5.2).
   */
  async install(epoch: bigint, baseKey: Bytes): Promise<void> {
    if (!isBaseKeySize(baseKey.length)) throw new FrameKeyError('badBaseKey');
    if (epoch < this.#oldest) throw new FrameKeyError('staleEpoch');
    const base = BaseKey.import(baseKey);
    const held = this.#held.get(epochLow(epoch));
    if (held?.epoch === epoch) {
      held.replaceBase(base);
    } else {
      this.#forgetBelow(epoch - EPOCHS_IN_KID + 1n);
      this.#held.set(epochLow(epoch), new EpochKeys(epoch, base, this.#maxCtr));
    }
    await base;
  }

  /** Seals with this epoch from now on; without its key nothing is sent. Never goes back. */
  sendWith(epoch: bigint, leaf: number): void {
    if (epoch < this.#oldest || (this.#sending !== undefined && epoch < this.#sending.epoch)) {
      throw new FrameKeyError('staleEpoch');
    }
    this.#sending = { epoch, leaf };
    this.#stopped = false;
  }

  /**
   * Seals nothing until the next sendWith. Who missed a commit may have missed that somebody was
   * removed, and would go on speaking to them under the old key.
   */
  stopSending(): void {
    this.#stopped = true;
  }

  /** An epoch became final: those before it are forgotten 10 s later, and no new ones taken. */
  forgetBefore(epoch: bigint, now: number): void {
    for (const held of this.#held.values()) {
      if (held.epoch < epoch) held.forgetAt ??= now + KEEP_OLD_EPOCH_MS;
    }
    if (epoch > this.#oldest) this.#oldest = epoch;
  }

  /** Lets go of what is due. Receiving asks the clock anyway; this frees the memory. */
  expire(now: number): void {
    for (const [low, held] of this.#held) {
      if (isDue(held, now)) this.#held.delete(low);
    }
  }

  /** What seals now, or undefined: then frames are dropped. */
  sending(): Sending | undefined {
    if (this.#sending === undefined || this.#stopped) return undefined;
    const { epoch, leaf } = this.#sending;
    const keys = this.#held.get(epochLow(epoch));
    return keys?.epoch === epoch ? { keys, leaf } : undefined;
  }

  /** The epoch that a received KID means, or undefined if it is unknown or forgotten. */
  receiving(low: number, now: number): EpochKeys | undefined {
    const held = this.#held.get(low);
    return held === undefined || isDue(held, now) ? undefined : held;
  }

  #forgetBelow(epoch: bigint): void {
    if (epoch <= this.#oldest) return;
    this.#oldest = epoch;
    for (const [low, held] of this.#held) {
      if (held.epoch < epoch) this.#held.delete(low);
    }
  }
}

function isDue({ forgetAt }: EpochKeys, now: number): boolean {
  return forgetAt !== undefined && forgetAt <= now;
}
