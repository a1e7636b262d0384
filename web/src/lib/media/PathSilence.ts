/** What a connection counted so far. */
export interface PathCount {
  readonly packetsSent: number;
  readonly bytesReceived: number;
}

/** How often it is looked. The media server confirms what comes ten times a second. */
export const LOOK_MS = 250;

/** A path that was answered on in so many looks in a row is one whose silence means something. */
const ANSWERED = 6;

/** Who sent so many packets without an answer did say something; sound alone is 50 a second. */
const SPOKEN = 10;

/**
 * Follows the path of what is sent: for how long nothing came back. The browser itself says so after two and a
 * half seconds. With a fifth of all packets lost, some still come; without them for half a second, something
 * may be wrong, and after one and a half it is.
 */
export class PathSilence {
  #last: PathCount | undefined;
  /** Looks in a row with an answer. */
  #answered = 0;
  /** Since when there is none on a path that had them. */
  #since: { readonly at: number; readonly packetsSent: number } | undefined;

  /** Whether something came back since the last look. */
  isAnswered(count: PathCount): boolean {
    return this.#last !== undefined && count.bytesReceived !== this.#last.bytesReceived;
  }

  /** For how long what is sent has led nowhere; 0 while it leads somewhere, or cannot be told. */
  look(count: PathCount, now: number): number {
    const last = this.#last;
    this.#last = count;
    if (last === undefined) return 0;
    if (count.bytesReceived !== last.bytesReceived) {
      this.#answered += 1;
      this.#since = undefined;
      return 0;
    }
    if (this.#answered >= ANSWERED) {
      this.#since = { at: now - LOOK_MS, packetsSent: last.packetsSent };
    }
    this.#answered = 0;
    if (this.#since !== undefined && count.packetsSent <= last.packetsSent) {
      // Who says nothing is owed no answer: it counts from the next word on.
      this.#since = { at: now, packetsSent: count.packetsSent };
    }
    const since = this.#since;
    if (since === undefined || count.packetsSent - since.packetsSent < SPOKEN) return 0;
    return now - since.at;
  }
}
