import { Worker } from 'node:worker_threads';
import * as v from 'valibot';
import { Answer, type Ask, type OpenOptions, type Outcome, type Statement } from './messages.ts';

interface Waiting {
  readonly resolve: (outcomes: Outcome[]) => void;
  readonly reject: (error: Error) => void;
}

/** The main thread's end: asks by number, answers as promises. */
export class SqliteThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #lost: Error | undefined;
  #isOpen = false;
  #closing: Promise<void> | undefined;

  /** Resolves when the file is open and ours. */
  static async open(options: OpenOptions): Promise<SqliteThread> {
    const thread = new SqliteThread(options);
    await new Promise<Outcome[]>((resolve, reject) => {
      thread.#waiting.set(0, { resolve, reject });
    });
    thread.#isOpen = true;
    return thread;
  }

  private constructor(options: OpenOptions) {
    this.#worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: options });
    this.#worker.on('message', (message: unknown) => {
      const { id, outcomes } = v.parse(Answer, message);
      this.#waiting.get(id)?.resolve(outcomes);
      this.#waiting.delete(id);
    });
    this.#worker.on('error', (error) => this.#lose(asError(error)));
    this.#worker.on('exit', () => this.#lose(new Error('the database thread has ended')));
  }

  group(statements: Statement[]): Promise<Outcome[]> {
    return this.#ask((id) => ({ id, kind: 'group', statements }));
  }

  async run(statement: Statement): Promise<Outcome> {
    const [outcome] = await this.#ask((id) => ({ id, kind: 'run', statement }));
    return outcome ?? { failed: 'no answer', code: 'SQLITE_ERROR' };
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    if (this.#lost === undefined) await this.#ask((id) => ({ id, kind: 'close' }));
    await this.#worker.terminate();
  }

  #ask(build: (id: number) => Ask): Promise<Outcome[]> {
    if (this.#lost) return Promise.reject(this.#lost);
    const ask = build((this.#lastId += 1));
    return new Promise((resolve, reject) => {
      this.#waiting.set(ask.id, { resolve, reject });
      this.#worker.postMessage(ask);
    });
  }

  #lose(error: Error): void {
    if (this.#lost) return;
    this.#lost = error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
    // A server without its database helps nobody: it ends, and its supervisor starts a new one.
    if (this.#isOpen && this.#closing === undefined) {
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('the database thread failed', { cause: error });
}
