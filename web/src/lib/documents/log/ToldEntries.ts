import { equalBytes, type Bytes } from '@conclave/shared/bytes';
import type { PageEntry } from '@conclave/shared/wire/documentsApi';
import { decodeEntry } from '@conclave/shared/wire/signed/documentEntry';
import type { AuthorBook, CertifiedAuthor } from './AuthorBook.ts';

/** Entries that the server told of, until the log is read up to them. */
export class ToldEntries {
  readonly #authors: AuthorBook;
  readonly #told = new Map<number, PageEntry>();

  constructor(authors: AuthorBook) {
    this.#authors = authors;
  }

  /** False: another one was told for that position before. */
  add(stored: PageEntry): boolean {
    const told = this.#told.get(stored.position);
    if (told !== undefined && !equalBytes(told.entry, stored.entry)) return false;
    this.#told.set(stored.position, stored);
    return true;
  }

  /** What follows a position without a gap, by known authors. */
  after(position: number): PageEntry[] {
    const ready: PageEntry[] = [];
    for (let at = position + 1; ; at++) {
      const stored = this.#told.get(at);
      if (stored === undefined || !this.#isReadable(stored)) return ready;
      ready.push(stored);
    }
  }

  /** How many behind a position were written under a client id. */
  countAfter(position: number, clientId: number): number {
    const behind = [...this.#told.values()].filter((stored) => stored.position > position);
    return behind.filter(({ entry }) => this.#author(entry)?.clientId === clientId).length;
  }

  dropUpTo(position: number): void {
    for (const at of this.#told.keys()) if (at <= position) this.#told.delete(at);
  }

  /** What is no entry at all is for the reader to name. */
  #isReadable({ entry }: PageEntry): boolean {
    return !isEntry(entry) || this.#author(entry) !== undefined;
  }

  #author(entry: Bytes): CertifiedAuthor | undefined {
    return isEntry(entry) ? this.#authors.get(decodeEntry(entry).header.authorId) : undefined;
  }
}

function isEntry(bytes: Bytes): boolean {
  try {
    decodeEntry(bytes);
    return true;
  } catch {
    return false; // whatever the server told: `altered`
  }
}
