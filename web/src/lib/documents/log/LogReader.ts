import type { Bytes } from '@conclave/shared/bytes';
import type { ParticipantId } from '@conclave/shared/ids';
import { MAX_UPDATE_BYTES } from '@conclave/shared/limits';
import type { DocumentKind } from '@conclave/shared/wire/documents';
import type { PageEntry } from '@conclave/shared/wire/documentsApi';
import type { DocumentEntry } from '@conclave/shared/wire/signed/documentEntry';
import type { WebCryptoKey } from '../../e2ee/crypto/webCrypto.ts';
import type { DecodedCopy } from '../decode/Decoder.ts';
import type { DocumentFault } from '../SharedDocument.ts';
import type { CertifiedAuthor } from './AuthorBook.ts';
import type { OpenedCheckpoint } from './checkpointSeal.ts';
import { rootFor } from './DocumentKeys.ts';
import { openEntry } from './entrySeal.ts';
import { LogChain, type ChainedEntry } from './LogChain.ts';
import type { EntryOrigin } from './LogListener.ts';
import type { LogContext } from './LogContext.ts';
import type { LogPlace } from './LogPort.ts';

/** An entry of the log, as it counts here. */
export interface ReadEntry {
  readonly position: number;
  /** ms since 1970, by the server's clock. */
  readonly at: number;
  readonly by: ParticipantId;
  /** Absent if it was quarantined. */
  readonly update: Bytes | undefined;
  /** How much of Yjs' units it deletes and brings. */
  readonly deleted: number;
  readonly inserted: number;
}

export interface ReaderListener {
  /** Verified, opened and tried: pages may have it. */
  content(update: Bytes, origin?: EntryOrigin): void;
  fault(fault: DocumentFault): void;
  /** An entry of this author was quarantined. */
  leftOut(author: CertifiedAuthor): void;
  /** The key of a record is not to be had, and everything waits for it. */
  waiting(isWaiting: boolean): void;
}

/** Reads one generation of a log, entry by entry. Calls come one after the other. */
export class LogReader {
  readonly #context: LogContext;
  readonly at: LogPlace;
  readonly #listener: ReaderListener;
  readonly #copy: DecodedCopy;
  #chain: LogChain;
  #entries: ReadEntry[] = [];
  #base: OpenedCheckpoint | undefined;
  #stopped = false;
  #closed = false;

  constructor(context: LogContext, at: LogPlace, listener: ReaderListener) {
    this.#context = context;
    this.at = at;
    this.#listener = listener;
    this.#copy = context.decoder.open();
    this.#chain = this.#newChain(undefined);
  }

  get chain(): LogChain {
    return this.#chain;
  }

  get hasStopped(): boolean {
    return this.#stopped;
  }

  get entries(): readonly ReadEntry[] {
    return this.#entries;
  }

  get base(): OpenedCheckpoint | undefined {
    return this.#base;
  }

  /** Position up to which everything is in `updatesUpTo`. */
  get from(): number {
    return this.#base?.chain.position ?? 0;
  }

  get quarantined(): number[] {
    const here = this.#entries.filter(({ update }) => update === undefined);
    return [...(this.#base?.content.quarantined ?? []), ...here.map(({ position }) => position)];
  }

  /** False: the checkpoint's state cannot be read. */
  async begin(base: OpenedCheckpoint | undefined): Promise<boolean> {
    if (!(await this.#copy.begin(base?.content.state))) return false;
    this.#base = base;
    this.#chain = this.#newChain(base);
    this.#entries = [];
    if (base !== undefined) this.#listener.content(base.content.state);
    return true;
  }

  /** What the document was made of at a position, but for some entries; undefined where that is not known here. */
  updatesUpTo(position: number, without: readonly number[] = []): Bytes[] | undefined {
    if (position < this.from || position > this.#chain.position) return undefined;
    const base = this.#base === undefined ? [] : [this.#base.content.state];
    const left = new Set(without);
    const upTo = this.#entries.filter(
      (entry) => entry.position <= position && !left.has(entry.position),
    );
    return [...base, ...upTo.flatMap(({ update }) => (update === undefined ? [] : [update]))];
  }

  state(): Promise<Bytes | undefined> {
    return this.#copy.state();
  }

  /** Takes entries up to the first that the server got wrong. */
  async take(entries: readonly PageEntry[]): Promise<void> {
    for (const [index, stored] of entries.entries()) {
      if (this.#stopped || this.#closed) return;
      const verdict = await this.#chain.take(stored, entries.slice(index + 1, index + AHEAD));
      if (verdict.kind === 'fault') {
        this.stop({ kind: verdict.fault });
        return;
      }
      await this.#count(verdict.chained);
    }
  }

  stop(fault: DocumentFault): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#listener.fault(fault);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#copy.end();
  }

  async #count(chained: ChainedEntry): Promise<void> {
    const { position, at, author } = chained;
    const by = author.participantId;
    const update = chained.outdated ? undefined : await this.#open(chained.entry);
    if (this.#isClosed()) return;
    const rule = {
      clients: this.#chain.clientsOf(by),
      mayDelete: !APPEND_ONLY.has(this.at.place.kind),
    };
    const isShort = update !== undefined && update.length <= MAX_UPDATE_BYTES;
    const judged = isShort ? await this.#copy.judge(update, rule) : undefined;
    if (this.#isClosed()) return;
    const counted = judged === undefined ? undefined : update;
    const { deleted, inserted } = judged ?? { deleted: 0, inserted: 0 };
    this.#entries.push({ position, at, by, update: counted, deleted, inserted });
    const { generation } = this.at;
    if (counted !== undefined) this.#listener.content(counted, { by, generation, position });
    else {
      this.#listener.fault({ kind: 'quarantined', by });
      this.#listener.leftOut(author);
    }
  }

  // A method, so that the checker does not take the flag for unchanged over an await.
  #isClosed(): boolean {
    return this.#closed;
  }

  async #open(entry: DocumentEntry): Promise<Bytes | undefined> {
    const root = await this.#root(entry.header.recordNumber);
    return root && openEntry(root, entry);
  }

  /**
   * Whether an entry counts must not depend on when a key comes, so reading waits for it; only
   * a number that notes never have, and other documents never, needs no key.
   */
  async #root(recordNumber: number): Promise<WebCryptoKey | undefined> {
    const { keys, timers } = this.#context;
    const { place } = this.at;
    if ((place.kind === 'notes') !== (recordNumber === 0)) return undefined;
    for (let waits = false; !this.#closed;) {
      const changed = keysChanged(keys);
      const root = await rootFor(keys, place, recordNumber);
      if (root === undefined) {
        waits = true;
        this.#listener.waiting(true);
        const stop = timers.after(KEY_AGAIN_MS, () => changed.give());
        await changed.next;
        stop();
        continue;
      }
      changed.stop();
      if (waits) this.#listener.waiting(false);
      return root;
    }
    return undefined;
  }

  #newChain(base: OpenedCheckpoint | undefined): LogChain {
    const { meetingId, authors } = this.#context;
    const from = base === undefined ? {} : { from: base.chain };
    return new LogChain({ meetingId, at: this.at, authors, ...from });
  }
}

/** Where nobody takes back what anybody said. */
const APPEND_ONLY: ReadonlySet<DocumentKind> = new Set<DocumentKind>(['chat', 'files', 'roster']);

/** Until a key that did not come is asked for again. */
const KEY_AGAIN_MS = 5_000;

/** How far behind an entry that is missing is looked for, to call what happened by its name. */
const AHEAD = 256;

/** The next change, listened for from now on. */
function keysChanged(keys: LogContext['keys']): {
  next: Promise<void>;
  give(): void;
  stop(): void;
} {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const give = (): void => {
    stop();
    resolve(undefined);
  };
  const stop = keys.onChange(give);
  return { next: promise, give, stop };
}
