import type { ErrorCode } from '@conclave/shared/errorCodes';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { LogContext } from './LogContext.ts';
import type { LogPlace, ReadPage } from './LogPort.ts';

export interface PageReaderOptions {
  /** Whether there is a server to ask, and anybody who wants to know. */
  mayRead(): boolean;
  /** Where reading goes on, when everything so far is taken. */
  position(): Promise<number>;
  /** Takes a page that was read behind a position. */
  take(page: ReadPage, after: number): Promise<void>;
  atEnd(): Promise<void>;
  /** There was no answer. */
  failed(code: ErrorCode): void;
}

/** Reads a log over HTTP, page by page, until nothing is left; one page at a time, whoever asks. */
export class PageReader {
  readonly #context: LogContext;
  readonly #at: LogPlace;
  readonly #options: PageReaderOptions;
  #wanted = false;
  #reading = false;

  constructor(context: LogContext, at: LogPlace, options: PageReaderOptions) {
    this.#context = context;
    this.#at = at;
    this.#options = options;
  }

  read(): void {
    this.#wanted = true;
    if (this.#reading) return;
    this.#reading = true;
    this.#readAll()
      .catch(this.#context.report)
      .finally(() => (this.#reading = false));
  }

  async #readAll(): Promise<void> {
    while (this.#wanted && this.#options.mayRead()) {
      this.#wanted = false;
      if (await this.#readToEnd()) await this.#options.atEnd();
    }
  }

  async #readToEnd(): Promise<boolean> {
    const { authors, port } = this.#context;
    for (;;) {
      const after = await this.#options.position();
      const page = await this.#answered(() => port.read(this.#at, after));
      if (page === undefined || !this.#options.mayRead()) return false;
      for (const certificate of page.certificates) await authors.learn(certificate);
      // Taking it may ask for what takes the place of entries that went.
      const taken = await this.#answered(() => this.#options.take(page, after).then(() => true));
      if (taken === undefined || !this.#options.mayRead()) return false;
      const isAtEnd = (await this.#options.position()) >= page.end;
      if (isAtEnd || page.entries.length === 0) return true;
    }
  }

  async #answered<T>(request: () => Promise<T>): Promise<T | undefined> {
    try {
      return await request();
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      this.#options.failed(error.code);
      return undefined;
    }
  }
}
