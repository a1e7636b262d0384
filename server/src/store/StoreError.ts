/** A statement that the database refused, with its code in either dialect's spelling. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

const UNIQUE_CODES = ['23505', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'];
const FOREIGN_KEY_CODES = ['23503', 'SQLITE_CONSTRAINT_FOREIGNKEY'];

/** Whether a statement failed because such a row exists. */
export function isUniqueViolation(error: unknown): boolean {
  return UNIQUE_CODES.includes(codeOf(error));
}

/** Whether a statement failed because the row that it points to does not exist. */
export function isForeignKeyViolation(error: unknown): boolean {
  return FOREIGN_KEY_CODES.includes(codeOf(error));
}

function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : '';
}

/**
 * The database cannot be reached, or did not answer in time. What one statement asked may or may not be done; a
 * transaction is not, unless it is the one below.
 */
export class StoreUnavailableError extends Error {
  override readonly name: string = 'StoreUnavailableError';
}

/** Of a transaction only that the answer to its commit was lost: all of it is done, or nothing. */
export class OutcomeUnknownError extends StoreUnavailableError {
  override readonly name = 'OutcomeUnknownError';
}

/** Whether the database was the reason, so that a later try may work. */
export function isUnavailable(error: unknown): boolean {
  return error instanceof StoreUnavailableError;
}

/** Whether only the database can say what was done. */
export function isOutcomeUnknown(error: unknown): boolean {
  return error instanceof OutcomeUnknownError;
}
