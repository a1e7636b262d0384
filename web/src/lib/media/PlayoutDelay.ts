import type { Inbound } from './statsReport.ts';

/**
 * What is sent again arrives a round trip and a little later than it should have; half of Europe is
 * 100 ms there and back. Higher delays answers, lower plays before what was asked for has come.
 */
const FIRST_MS = 160;
const STEP_MS = 60;

/** People begin to talk over each other from here on, which is worse than a lost syllable. */
const MOST_MS = 400;

/** Made up of a second of sound: from here on it is heard, and below it is good. */
const BAD = 0.005;
const GOOD = 0.002;

/** Good seconds until it is tried with less, and so much less then. */
const CALM_SECONDS = 15;
const LESS_MS = 40;

/** A try with less that went wrong makes the next one wait twice as long, up to this. */
const MOST_CALM_SECONDS = 120;

/** Packets of a second from which on somebody is sending; fifty are usual, eight come over a thin line. */
const FLOWING = 5;

/**
 * Readings after a mute that are not judged: the one in which speaking begins again, and the one after it,
 * as the server tells of it before the first packet comes.
 */
const SETTLING = 2;

/**
 * How long a sound waits before it is played, so that packets that were lost and are sent again come in
 * time. Browsers do so by themselves for packets that come late, but know nothing of those that are yet to
 * be asked for, and with few losses find that waiting is not worth it.
 */
export class PlayoutDelay {
  #last: Inbound | undefined;
  #ms: number | null = null;
  #good = 0;
  #calmSeconds = CALM_SECONDS;
  #triedLess = false;
  /** Readings still to come that are not judged. */
  #settling = 0;

  /**
   * Takes a second's reading, and whether the sender is muted at its end. The delay in milliseconds at least;
   * null leaves it to the browser.
   */
  read(now: Inbound, isMuted: boolean): number | null {
    const last = this.#last;
    this.#last = now;
    const isSettled = !isMuted && this.#settling === 0;
    this.#settling = isMuted ? SETTLING : Math.max(0, this.#settling - 1);
    if (last?.ssrc !== now.ssrc || now.packetsReceived < last.packetsReceived) {
      this.#reset();
    } else if (isSettled && now.packetsReceived - last.packetsReceived >= FLOWING) {
      this.#judge(madeUp(last, now), hasLoss(last, now));
    }
    return this.#ms;
  }

  #judge(share: number, isLossy: boolean): void {
    if (share >= BAD && isLossy) this.#more();
    else if (share < GOOD) this.#calm();
  }

  #more(): void {
    this.#good = 0;
    if (this.#triedLess) this.#calmSeconds = Math.min(this.#calmSeconds * 2, MOST_CALM_SECONDS);
    this.#triedLess = false;
    this.#ms = this.#ms === null ? FIRST_MS : Math.min(this.#ms + STEP_MS, MOST_MS);
  }

  #calm(): void {
    if (this.#ms === null) return;
    this.#good += 1;
    if (this.#good < this.#calmSeconds) return;
    this.#good = 0;
    this.#triedLess = true;
    const less = this.#ms - LESS_MS;
    this.#ms = less < FIRST_MS / 2 ? null : less;
  }

  #reset(): void {
    this.#ms = null;
    this.#good = 0;
    this.#calmSeconds = CALM_SECONDS;
    this.#triedLess = false;
  }
}

/**
 * Whether packets were missed. Without that, sound is made up where somebody mutes (it fades out, before the
 * server tells of it) or where this machine has no time, and waiting longer helps neither.
 */
function hasLoss(last: Inbound, now: Inbound): boolean {
  // The count of the lost falls by those that came after all.
  return now.packetsLost !== last.packetsLost || now.nackCount > last.nackCount;
}

/** The share of a sound that was made up; silence is what is played of somebody who stopped sending. */
function madeUp(last: Inbound, now: Inbound): number {
  const samples = now.totalSamplesReceived - last.totalSamplesReceived;
  const concealed = now.concealedSamples - last.concealedSamples;
  const silent = now.silentConcealedSamples - last.silentConcealedSamples;
  return samples > 0 ? Math.max(0, concealed - silent) / samples : 0;
}
