import { MAX_OPEN_MICROPHONES } from '@conclave/shared/limits';
import { RefusedError } from '@conclave/shared/RefusedError';

/** The open microphones of one room. Each costs every listener a decoder, so there is a limit. */
export class Microphones {
  readonly #open = new Set<string>();

  /** Refuses one more above the limit. */
  check(): void {
    if (this.#open.size >= MAX_OPEN_MICROPHONES) throw new RefusedError('tooManyMicrophones');
  }

  opened(producerId: string): void {
    this.#open.add(producerId);
  }

  closed(producerId: string): void {
    this.#open.delete(producerId);
  }
}
