/** Above this nothing is a pause any more, in decibels below full scale. */
const SPEECH_FLOOR_DB = -50;

/** How far speech stands above the room's own noise. Higher misses quiet voices; lower hears fans. */
const ABOVE_NOISE_DB = 10;

/** Sound must last this long to count. Shorter would show every key press. */
const BEGIN_MS = 150;

/** A pause must last this long to end it, so that the ring does not flicker between words. */
const END_MS = 800;

/** How quickly the noise floor follows: down at once, up slowly, so that speech does not become noise. */
const NOISE_RISE_DB_PER_S = 3;

/** Tells speech from noise by loudness alone, with hysteresis. Fed with the own microphone's level. */
export class SpeakingDetector {
  #noiseDb = -60;
  #speaking = false;
  /** Since when the level says the opposite of the present state. */
  #againstSince: number | undefined;
  #last: number | undefined;

  get speaking(): boolean {
    return this.#speaking;
  }

  /** `level`: root mean square of the samples, 0 to 1. Returns whether somebody speaks. */
  hear(level: number, now: number): boolean {
    const db = level > 0 ? Math.max(20 * Math.log10(level), -100) : -100;
    const loud = db > SPEECH_FLOOR_DB && db > this.#noiseDb + ABOVE_NOISE_DB;
    this.#follow(db, now);
    if (loud === this.#speaking) {
      this.#againstSince = undefined;
      return this.#speaking;
    }
    this.#againstSince ??= now;
    if (now - this.#againstSince >= (this.#speaking ? END_MS : BEGIN_MS)) {
      this.#speaking = loud;
      this.#againstSince = undefined;
    }
    return this.#speaking;
  }

  #follow(db: number, now: number): void {
    const seconds = this.#last === undefined ? 0 : (now - this.#last) / 1000;
    this.#last = now;
    this.#noiseDb = Math.max(-90, Math.min(db, this.#noiseDb + NOISE_RISE_DB_PER_S * seconds));
  }
}
