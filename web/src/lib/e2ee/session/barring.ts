import type { ErrorCode } from '@conclave/shared/errorCodes';
import type { Refusal } from '../room/Decision.ts';

/** Why somebody with keys is not let in. `members`: they called the commit void. */
export type Barring = Refusal | 'members';

/** What a person is told in the end: that a room is full or locked passes, anything else does not. */
export function codeOfBarring(barring: Barring): ErrorCode {
  if (barring === 'full') return 'roomFull';
  return barring === 'locked' ? 'roomLocked' : 'commitRefused';
}
