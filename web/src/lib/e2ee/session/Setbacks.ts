import type { ErrorCode } from '@conclave/shared/errorCodes';
import { RefusedError } from '@conclave/shared/RefusedError';
import { EntryRefused } from './enterMeeting.ts';

/** Ways in that failed in a row before the server is not believed any more. */
const MAX_FAILURES = 6;
const MAX_UNCONFIRMED = 3;

/** What went wrong on the way in since it last went well. */
export class Setbacks {
  #failures = 0;
  #unconfirmed = 0;

  /** Counts a failed way in; refused when there were too many. */
  failed(code: ErrorCode): void {
    this.#failures += 1;
    if (this.#failures >= MAX_FAILURES) throw new RefusedError(code);
  }

  /** [J-1] Counts a join that nobody confirmed. */
  unconfirmed(): void {
    this.#unconfirmed += 1;
    if (this.#unconfirmed >= MAX_UNCONFIRMED) throw new EntryRefused('forked');
  }

  /** It was no fault of the server's: whoever waits for hours may lose the way in to others, however often. */
  excused(): void {
    this.#failures = 0;
  }

  over(): void {
    this.#failures = 0;
    this.#unconfirmed = 0;
  }
}
