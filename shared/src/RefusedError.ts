import type { ErrorCode } from './errorCodes.ts';

/** A refusal: the code goes to whoever asked, the cause to the log. Anything else thrown is a bug. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}
