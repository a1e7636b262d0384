import { StoreError } from '../StoreError.ts';
import type { Outcome, Statement } from './messages.ts';
import type { SqliteThread } from './SqliteThread.ts';

export type Result = Extract<Outcome, { rows: unknown[] }>;

/** Statements per commit. More delays the first acknowledgement; fewer costs an fsync more often. */
const MAX_GROUP = 256;

interface Single {
  readonly statement: Statement;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Who may use the one connection. Single statements that arrive while others are being written go
 * together under the next commit (group commit); a transaction has the connection to itself; the
 * two take turns, so that neither starves.
 */
export class SqliteQueue {
  readonly #thread: SqliteThread;
  #singles: Single[] = [];
  #transactions: (() => void)[] = [];
  #busy = false;
  #closed: (() => void) | undefined;

  constructor(thread: SqliteThread) {
    this.#thread = thread;
  }

  /** A statement of its own, committed when this resolves. */
  single(statement: Statement): Promise<Result> {
    if (this.#closed) return Promise.reject(new Error('the database is closed'));
    return new Promise((resolve, reject) => {
      this.#singles.push({ statement, resolve, reject });
      this.#next();
    });
  }

  /** Waits for the connection; call leave() once the transaction is over. */
  enter(): Promise<void> {
    if (this.#closed) return Promise.reject(new Error('the database is closed'));
    return new Promise((resolve) => {
      this.#transactions.push(resolve);
      this.#next();
    });
  }

  /** A statement of the transaction that has entered. */
  async inside(statement: Statement): Promise<Result> {
    return resultOf(await this.#thread.run(statement));
  }

  leave(): void {
    this.#busy = false;
    if (this.#singles.length > 0) this.#flush();
    else this.#next();
  }

  /** Takes nothing more; resolves when all that was taken is done. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#closed = resolve;
      this.#next();
    });
  }

  #next(): void {
    if (this.#busy) return;
    const enter = this.#transactions.shift();
    if (enter) {
      this.#busy = true;
      enter();
    } else if (this.#singles.length > 0) {
      this.#flush();
    } else {
      this.#closed?.();
    }
  }

  #flush(): void {
    this.#busy = true;
    const group = this.#singles.splice(0, MAX_GROUP);
    this.#thread.group(group.map(({ statement }) => statement)).then(
      (outcomes) => {
        group.forEach((single, i) => settle(single, outcomes[i]));
        this.#busy = false;
        this.#next();
      },
      (error: unknown) => {
        for (const { reject } of group) reject(error);
        this.#busy = false;
        this.#next();
      },
    );
  }
}

function settle({ resolve, reject }: Single, outcome: Outcome | undefined): void {
  try {
    resolve(resultOf(outcome));
  } catch (error) {
    reject(error);
  }
}

function resultOf(outcome: Outcome | undefined): Result {
  if (outcome && 'rows' in outcome) return outcome;
  throw new StoreError(outcome?.failed ?? 'no answer', outcome?.code ?? 'SQLITE_ERROR');
}
