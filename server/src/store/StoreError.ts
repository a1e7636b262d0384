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

/** The database cannot be reached, or did not answer in time. What was asked may or may not be done. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
}

/** Whether the database was the reason, so that a later try may work. */
export function isUnavailable(error: unknown): boolean {
  return error instanceof StoreUnavailableError;
}
