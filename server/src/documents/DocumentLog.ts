import { equalBytes, type Bytes } from '@conclave/shared/bytes';
import type { DocumentAuthorId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { DocumentPlace } from '@conclave/shared/wire/documents';
import type { DocumentEntry } from '@conclave/shared/wire/signed/documentEntry';
import type { Peer } from '../room/Peer.ts';
import type { Author } from './Authors.ts';
import { checkChain, sha256 } from './checkEntry.ts';
import type { Link, LogKey, LogStore, NewEntry, StoredDocument } from './LogStore.ts';
import { LogWriter } from './LogWriter.ts';
import { Turns } from './Turns.ts';

export interface DocumentLogOptions {
  readonly stored: StoredDocument;
  readonly store: LogStore;
  readonly now: () => number;
  /** An entry is on the disk; called in the order of positions. */
  readonly written: (entry: WrittenEntry) => void;
  /** Writing failed: what is on the disk must be looked at anew. */
  readonly lost: () => void;
}

/** What somebody wants to be appended, checked as far as that needs no log. */
export interface Submission {
  readonly entry: DocumentEntry;
  readonly bytes: Bytes;
  readonly author: Author;
  readonly by: Peer | undefined;
  /** Asked when nothing else is against it. Throws `recordOutdated` or `quotaExceeded`. */
  readonly admit: () => void | Promise<void>;
}

/** An entry with its place, and what those need who are told of it. */
export interface WrittenEntry extends NewEntry {
  readonly generation: number;
  readonly author: Author;
  /** Who handed it in by which connection, and so hears of it by the answer. */
  readonly by: Peer | undefined;
}

export interface Accepted {
  readonly position: number;
  readonly at: number;
}

/** [D-11] The log of one document: who may continue it, and at which position. */
export class DocumentLog {
  readonly place: DocumentPlace;
  readonly #options: DocumentLogOptions;
  readonly #writer: LogWriter<WrittenEntry>;
  readonly #turns = new Turns();
  #key: LogKey;
  /** The last position that was given out. */
  #position: number;
  #end: number;
  /** The last entry of each author who wrote since this was loaded, on the disk or on its way. */
  #last = new Map<DocumentAuthorId, Link>();
  /** What is on its way. */
  readonly #pending = new Map<Link, Promise<void>>();

  constructor(options: DocumentLogOptions) {
    const { stored, store } = options;
    this.#options = options;
    this.place = stored.place;
    this.#key = { documentId: stored.documentId, generation: stored.generation };
    this.#position = stored.position;
    this.#end = stored.position;
    this.#writer = new LogWriter({
      write: (entries) => store.append(this.#key, entries),
      written: (entry) => {
        this.#end = entry.position;
        options.written(entry);
      },
      lost: options.lost,
    });
  }

  get key(): LogKey {
    return this.#key;
  }

  /** The last entry that is on the disk. */
  get end(): number {
    return this.#end;
  }

  /** Resolves when it is on the disk. A repetition, byte for byte, gets its old place. */
  async append(submission: Submission): Promise<Accepted> {
    const link = await this.#turns.take(() => this.#admit(submission));
    await this.#pending.get(link);
    const { position, at } = link;
    return { position, at };
  }

  /**
   * Begins another generation while nothing is being appended. If that fails it may have begun all the same, so that
   * nothing more is written here.
   */
  renew(begin: () => Promise<LogKey>): Promise<void> {
    return this.#turns.take(async () => {
      await this.#writer.idle();
      try {
        this.#key = await begin();
      } catch (error) {
        this.#writer.stop(error);
        throw error;
      }
      this.#position = 0;
      this.#end = 0;
      this.#last = new Map();
    });
  }

  async #admit(submission: Submission): Promise<Link> {
    const { entry, bytes, author } = submission;
    const { generation, authorId, sequence } = entry.header;
    this.#writer.check();
    if (generation < this.#key.generation) throw new RefusedError('generationOver');
    if (generation > this.#key.generation) throw new RefusedError('notNow');
    const hash = sha256(bytes);
    const last = await this.#lastOf(authorId);
    if (last !== undefined && sequence <= last.sequence) return this.#repeated(entry, hash);
    if (last !== undefined && sequence > last.sequence + 1) await this.#lookAgain(authorId, last);
    checkChain(entry, last, author);
    await submission.admit();
    return this.#enqueue(submission, hash);
  }

  #enqueue({ entry, bytes, author, by }: Submission, hash: Bytes): Link {
    const { authorId, sequence, generation } = entry.header;
    const { participantId } = author;
    this.#position += 1;
    const link = { sequence, position: this.#position, at: this.#options.now(), hash };
    const whose = { authorId, participantId, author, by };
    const added = this.#writer.add({ ...link, ...whose, generation, entry: bytes });
    this.#pending.set(link, added);
    this.#last.set(authorId, link);
    const settled = (): void => void this.#pending.delete(link);
    added.then(settled, settled);
    return link;
  }

  async #repeated(entry: DocumentEntry, hash: Bytes): Promise<Link> {
    const { authorId, sequence } = entry.header;
    for (const link of this.#pending.keys()) if (equalBytes(link.hash, hash)) return link;
    const known = await this.#options.store.find(this.#key, authorId, sequence);
    if (known === undefined || !equalBytes(known.hash, hash))
      throw new RefusedError('entryConflict');
    return known;
  }

  /** An author who is ahead of us may have written by another server: then this log is behind, and of no use. */
  async #lookAgain(authorId: DocumentAuthorId, last: Link): Promise<void> {
    const stored = await this.#options.store.lastOf(this.#key, authorId);
    if (stored === undefined || stored.sequence <= last.sequence) return;
    const behind = new RefusedError('unavailable');
    this.#writer.stop(behind);
    throw behind;
  }

  async #lastOf(authorId: DocumentAuthorId): Promise<Link | undefined> {
    const known = this.#last.get(authorId);
    if (known !== undefined) return known;
    const stored = await this.#options.store.lastOf(this.#key, authorId);
    if (stored !== undefined) this.#last.set(authorId, stored);
    return stored;
  }
}
