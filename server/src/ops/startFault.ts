/** Faults that whoever starts the server can mend, by code; the rest is a bug with its trace. */
const faults: Readonly<Record<string, string>> = {
  SQLITE_LOCK_HELD:
    'Another server uses this DATA_DIR. Stop it, or give this one a DATA_DIR of its own.',
  EADDRINUSE: 'The port is taken. Stop what uses it, or set PORT to another one.',
  EACCES: 'The port or the folder may not be used. Take a PORT above 1023 and a DATA_DIR of yours.',
  ENOENT: 'A program or a file is missing. Start with npm start, which gets what is missing.',
  ENOSPC: 'The disk is full.',
  SQLITE_CANTOPEN: 'The database file in DATA_DIR cannot be opened.',
  unavailable: 'The object store at S3_ENDPOINT does not answer: the keys of accounts lie there.',
  SQLITE_NOTADB: 'The database file in DATA_DIR is damaged, or it is something else.',
};

/** What to tell the person at the terminal: a plain sentence, or the error as it is. */
export function startFault(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code: unknown = Reflect.get(error, 'code');
  const fault = typeof code === 'string' ? faults[code] : undefined;
  if (fault !== undefined) return fault;
  if (['MigrationError', 'CopyError', 'KeyStoreError'].includes(error.name)) return error.message;
  if (error.name === 'StoreUnavailableError') {
    return 'The database at DATABASE_URL does not answer. Is it running, and are name and password right?';
  }
  return error.stack ?? error.message;
}
