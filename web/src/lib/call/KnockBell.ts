import type { RequestId } from '@conclave/shared/ids';
import type { Knock } from '../e2ee/session/RoomView.ts';

/** Rings once for every knock, for those who may answer it. */
export class KnockBell {
  readonly #heard = new Set<RequestId>();
  readonly #ring: () => void;

  constructor(ring: () => void) {
    this.#ring = ring;
  }

  follow(knocks: readonly Knock[]): void {
    for (const { knockId, mayAnswer } of knocks) {
      if (mayAnswer && !this.#heard.has(knockId)) this.#ring();
      this.#heard.add(knockId);
    }
  }
}
