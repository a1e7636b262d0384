import SqliteDatabase from 'better-sqlite3';
import type { OpenOptions, Outcome, Statement } from './messages.ts';

/** Statements kept prepared. The product has a few hundred; more would only cost memory. */
const MAX_PREPARED = 400;

/** How long a statement waits for another process (the operator's command line) to let go. */
const BUSY_MS = 5_000;

/** The database file itself, with its synchronous calls. Lives in a worker thread. */
export class SqliteFile {
  readonly #database: SqliteDatabase.Database;
  readonly #lock: SqliteDatabase.Database | undefined;
  readonly #prepared = new Map<string, SqliteDatabase.Statement>();

  constructor({ file, lockFile }: OpenOptions) {
    this.#lock = lockFile === undefined ? undefined : takeLock(lockFile);
    this.#database = new SqliteDatabase(file, { timeout: BUSY_MS });
    this.#database.pragma('journal_mode = wal');
    // Each commit is on the disk before it is acknowledged, also when the power fails.
    this.#database.pragma('synchronous = full');
    this.#database.pragma('foreign_keys = on');
    // Deleted means overwritten: what somebody had erased must not linger in free pages.
    this.#database.pragma('secure_delete = on');
    this.#database.pragma('trusted_schema = off');
  }

  /** One statement as it is. */
  run(statement: Statement): Outcome {
    try {
      return this.#execute(statement);
    } catch (error) {
      return failure(error);
    }
  }

  /** Independent statements under one commit. A failed one does not take the others with it. */
  group(statements: readonly Statement[]): Outcome[] {
    if (statements.length === 1 || statements.every(({ sql }) => this.#onlyReads(sql))) {
      return statements.map((statement) => this.run(statement));
    }
    try {
      this.#database.exec('begin immediate');
    } catch (error) {
      return statements.map(() => failure(error));
    }
    const outcomes: Outcome[] = [];
    for (const statement of statements) {
      const outcome = this.run(statement);
      // A full disk or an I/O error rolls the whole transaction back, and with it all before.
      if (!this.#database.inTransaction) return statements.map(() => outcome);
      outcomes.push(outcome);
    }
    try {
      this.#database.exec('commit');
      return outcomes;
    } catch (error) {
      if (this.#database.inTransaction) this.#database.exec('rollback');
      return statements.map(() => failure(error));
    }
  }

  close(): void {
    this.#database.close();
    this.#lock?.close();
  }

  #execute({ sql, parameters }: Statement): Outcome {
    const statement = this.#prepare(sql);
    const values = parameters.map((value) =>
      value instanceof Uint8Array ? asBuffer(value) : value,
    );
    if (statement.reader) return { rows: statement.all(...values), changes: 0 };
    return { rows: [], changes: statement.run(...values).changes };
  }

  #onlyReads(sql: string): boolean {
    try {
      return this.#prepare(sql).readonly;
    } catch {
      return false; // it will fail again when it is run, and be told of then
    }
  }

  #prepare(sql: string): SqliteDatabase.Statement {
    const known = this.#prepared.get(sql);
    if (known) return known;
    const [oldest] = this.#prepared.keys();
    if (this.#prepared.size >= MAX_PREPARED && oldest !== undefined) this.#prepared.delete(oldest);
    const fresh = this.#database.prepare(sql);
    this.#prepared.set(sql, fresh);
    return fresh;
  }
}

/** An exclusive transaction that never ends. The kernel lets go when the process dies, however it dies. */
function takeLock(lockFile: string): SqliteDatabase.Database {
  const lock = new SqliteDatabase(lockFile, { timeout: 1_000 });
  try {
    lock.exec('begin exclusive');
    return lock;
  } catch (cause) {
    lock.close();
    throw Object.assign(new Error('another server holds this folder', { cause }), {
      code: 'SQLITE_LOCK_HELD',
    });
  }
}

/** The same memory as a Buffer; better-sqlite3 takes no other bytes. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function failure(error: unknown): Outcome {
  if (!(error instanceof Error)) return { failed: 'unknown', code: 'SQLITE_ERROR' };
  const code: unknown = Reflect.get(error, 'code');
  return { failed: error.message, code: typeof code === 'string' ? code : 'SQLITE_ERROR' };
}
