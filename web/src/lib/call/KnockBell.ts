import type { RequestId } from '@conclave/shared/ids';
import type { Knock } from '../e2ee/session/RoomView.ts';

/** Rings once for every knock that can be answered, for those who may. Who is held at the door is not heard [D-8]. */
export class KnockBell {
  readonly #heard = new Set<RequestId>();
  readonly #ring: () => void;

  constructor(ring: () => void) {
    this.#ring = ring;
  }

  follow(knocks: readonly Knock[]): void {
    for (const { knockId, mayAnswer, heldBy } of knocks) {
      if (heldBy !== null) continue;
      if (mayAnswer && !this.#heard.has(knockId)) this.#ring();
      this.#heard.add(knockId);
    }
  }
}
