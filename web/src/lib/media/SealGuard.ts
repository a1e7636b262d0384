/** What was counted on one sending stream; counters only ever rise. */
export interface SendSample {
  /** Encoded bytes that left towards the network. */
  bytesSent: number;
  /** Frames that the frame worker sealed. */
  sealed: number;
}

/**
 * Bytes that may leave before a sealed frame was seen. Probing and the first packets are counted
 * before the worker's own figures arrive; one unsealed key frame alone is more than this.
 */
const SLACK_BYTES = 4096;

/** Samples in a row that must look wrong: the two figures are read one after the other. */
const SAMPLES = 2;

/**
 * The last line against a browser that ignores a transform (Chromium does when it is attached a
 * millisecond late): bytes leave while nothing was sealed. Then the stream must stop at once.
 */
export class SealGuard {
  #first: SendSample | undefined;
  #suspicious = 0;

  /** Whether clear frames leave. */
  leaks(sample: SendSample): boolean {
    this.#first ??= sample;
    const sent = sample.bytesSent - this.#first.bytesSent;
    const sealed = sample.sealed > 0;
    this.#suspicious = sent > SLACK_BYTES && !sealed ? this.#suspicious + 1 : 0;
    return this.#suspicious >= SAMPLES;
  }
}
