import type { Bytes } from '@conclave/shared/bytes';

/** Where the keys of frames go: the frame worker, by its messages (web/src/lib/e2ee/frame/messages.ts). */
export interface KeysOut {
  /** Opens with it from now on, does not seal with it yet. */
  install(epoch: bigint, baseKey: Bytes): void;
  sendWith(epoch: bigint, leaf: number): void;
  /** Seals nothing until the next `sendWith`. */
  stopSending(): void;
  /** Keys of epochs before this one are forgotten 10 s later. */
  forgetBefore(epoch: bigint): void;
}
