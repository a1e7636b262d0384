import { RefusedError } from '@conclave/shared/RefusedError';
import { equalBytes, type Bytes } from '@conclave/shared/bytes';
import type { ErrorCode } from '@conclave/shared/errorCodes';
import { MAX_UPDATE_BYTES } from '@conclave/shared/limits';
import type { PageEntry } from '@conclave/shared/wire/documentsApi';
import { decodeAuthor } from '@conclave/shared/wire/signed/author';
import { decodeEntry, type DocumentEntry } from '@conclave/shared/wire/signed/documentEntry';
import { SerialQueue } from '../../e2ee/session/SerialQueue.ts';
import type { CertifiedAuthor } from './AuthorBook.ts';
import { NoStandingError, type OwnAuthor } from './Authorship.ts';
import { rootFor, type RootKey } from './DocumentKeys.ts';
import type { QueuedEntry } from './DocumentStore.ts';
import { openEntry, sealEntry } from './entrySeal.ts';
import type { LogContext } from './LogContext.ts';
import type { LogPlace } from './LogPort.ts';

/** What became of what was written here. */
export interface OutboxListener {
  /** The server has it; its place in the log is known. */
  stored(stored: PageEntry): void;
  changed(): void;
}

interface Waiting {
  readonly queued: QueuedEntry;
  readonly entry: DocumentEntry;
}

/** After an answer that says "not now". Lower asks more; higher saves later. */
const AGAIN_MS = 1_000;

/** Refusals that mean nothing but "later". */
const LATER: ReadonlySet<ErrorCode> = new Set(['unavailable', 'notNow', 'tooMany', 'signedOut']);
/** [E-5] Refusals after which the same content is sealed anew. */
const ANEW: ReadonlySet<ErrorCode> = new Set(['recordOutdated', 'entryConflict']);

/**
 * What was written here and has no answer yet: sealed, kept in this browser, and sent in order, byte
 * for byte the same each time [E-1, E-5].
 */
export class Outbox {
  readonly #context: LogContext;
  readonly #at: LogPlace;
  readonly #listener: OutboxListener;
  readonly #queue = new SerialQueue();
  /** Written while there were no keys to seal with: at the very beginning only. */
  #unsealed: { clientId: number; update: Bytes }[] = [];
  #waiting: Waiting[] = [];
  #refused = false;
  #sending = false;
  #goAgain = false;
  #open = false;
  #closed = false;
  readonly #registered = new Set<string>();
  /** Under which client ids it has anything to send, or had. */
  readonly #clients = new Set<number>();
  #stopTimer: (() => void) | undefined;

  constructor(context: LogContext, at: LogPlace, listener: OutboxListener) {
    this.#context = context;
    this.#at = at;
    this.#listener = listener;
  }

  get waiting(): number {
    return this.#waiting.length + this.#unsealed.length;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  get isRefused(): boolean {
    return this.#refused;
  }

  /** Whether this is how what was written here is known. */
  isOurs({ clientId, participantKey }: CertifiedAuthor): boolean {
    const own = this.#context.keys.standing?.participantKey;
    return this.#clients.has(clientId) && own !== undefined && equalBytes(own, participantKey);
  }

  /** Takes what a page before this one left; gives what was in it. */
  async load(): Promise<Bytes[]> {
    const { store, meetingId } = this.#context;
    const kept = await store.queued(meetingId, this.#at.place);
    const here = kept.filter(({ generation }) => generation === this.#at.generation);
    // [P-13] What was on its way when the document was begun anew went with it.
    const gone = kept.filter(({ generation }) => generation < this.#at.generation);
    if (gone.length > 0) {
      const ids = gone.map(({ id }) => id);
      await store.replace(meetingId, ids, []);
    }
    for (const { certificate } of here) this.#clients.add(clientIdOf(certificate));
    this.#waiting = here.map((queued) => ({ queued, entry: decodeEntry(queued.entry) }));
    this.#listener.changed();
    const updates = await Promise.all(this.#waiting.map((waiting) => this.#content(waiting)));
    return updates.filter((update) => update !== undefined);
  }

  /** Done when the update is sealed and kept; not when it is sent. */
  write(clientId: number, update: Bytes): Promise<void> {
    if (update.length > MAX_UPDATE_BYTES) throw new RefusedError('tooLarge');
    this.#clients.add(clientId);
    this.#unsealed.push({ clientId, update });
    this.#listener.changed();
    return this.#queue.run(() => this.#seal());
  }

  /** The log is read and the connection stands: what waits goes out. */
  open(): void {
    this.#open = true;
    this.#refused = false;
    this.#registered.clear();
    this.#go();
  }

  /** Keeps what comes, sends nothing. */
  shut(): void {
    this.#open = false;
    this.#stopTimer?.();
  }

  close(): void {
    this.shut();
    this.#closed = true;
  }

  /**
   * What waits will never count: all of it, or what was written under one client id. It is sent no
   * more, by this tab or another. Says how many entries that were.
   */
  giveUp(clientId: number | undefined): Promise<number> {
    this.close();
    return this.#queue.run(async () => {
      const { store, meetingId } = this.#context;
      const isGone = (id: number): boolean => clientId === undefined || id === clientId;
      const gone = this.#waiting.filter(({ queued }) => isGone(clientIdOf(queued.certificate)));
      const ids = gone.map(({ queued }) => queued.id);
      if (ids.length > 0) await store.replace(meetingId, ids, []);
      const unsealed = this.#unsealed.filter((one) => isGone(one.clientId));
      return gone.length + unsealed.length;
    });
  }

  /** The keys changed: what could not be sealed or was refused for its record can go on. */
  keysChanged(): void {
    void this.#queue.run(() => this.#seal()).catch(this.#context.report);
    this.#go();
  }

  async #seal(): Promise<void> {
    const { authorship, store, meetingId } = this.#context;
    while (!this.#closed) {
      const [next] = this.#unsealed;
      const root = await this.#newestRoot();
      if (next === undefined || root === undefined) return;
      const author = await authorOrNone(authorship.of(next.clientId));
      if (author === undefined) return;
      const waiting = await this.#sealed(author, root, next.update);
      const id = await store.enqueue(meetingId, waiting.queued);
      this.#waiting.push({ ...waiting, queued: { ...waiting.queued, id } });
      this.#unsealed.shift();
      this.#go();
    }
  }

  async #sealed(author: OwnAuthor, root: RootKey, update: Bytes): Promise<Waiting> {
    const { meetingId } = this.#context;
    const bytes = await sealEntry(author, { meetingId, at: this.#at, root }, update);
    const { certificate } = author;
    const queued = { id: 0, ...this.#at, entry: bytes, certificate };
    return { queued, entry: decodeEntry(bytes) };
  }

  async #newestRoot(): Promise<RootKey | undefined> {
    const { keys } = this.#context;
    if (this.#at.place.kind === 'notes') return { recordNumber: 0, root: await keys.notesRoot() };
    return keys.standing?.newest;
  }

  #go(): void {
    if (!this.#open || this.#waiting.length === 0) return;
    if (this.#sending) {
      this.#goAgain = true;
      return;
    }
    this.#sending = true;
    this.#sendAll()
      .catch(this.#context.report)
      .finally(() => this.#rest());
  }

  /** What was asked for while the last round ended is not forgotten. */
  #rest(): void {
    this.#sending = false;
    this.#listener.changed();
    if (!this.#goAgain) return;
    this.#goAgain = false;
    this.#go();
  }

  async #sendAll(): Promise<void> {
    while (this.#open) {
      this.#goAgain = false;
      const [next] = this.#waiting;
      if (next === undefined) return;
      this.#listener.changed();
      const code = await this.#send(next);
      if (code === undefined) continue;
      if (!(await this.#goesOn(code, next))) return;
    }
  }

  /** What to do about a refusal; true: go on at once. */
  async #goesOn(code: ErrorCode, { entry }: Waiting): Promise<boolean> {
    if (LATER.has(code)) {
      this.#again();
      return false;
    }
    if (!ANEW.has(code)) {
      this.#refused = true;
      return false;
    }
    const root = await this.#newestRoot();
    const isOutdated = code === 'recordOutdated';
    // The new keys come with the group's next epoch: keysChanged goes on then.
    if (root === undefined || (isOutdated && root.recordNumber <= entry.header.recordNumber)) {
      this.#again();
      return false;
    }
    await this.#queue.run(() => this.#sealAnew(root));
    return true;
  }

  async #send(waiting: Waiting): Promise<ErrorCode | undefined> {
    const { port, store, meetingId } = this.#context;
    const { queued, entry } = waiting;
    try {
      const { authorId } = entry.header;
      if (!this.#registered.has(authorId)) await port.registerAuthor(queued.certificate);
      this.#registered.add(authorId);
      const { position, at } = await port.append(this.#at, queued.entry);
      if (this.#closed) return undefined;
      this.#waiting = this.#waiting.filter((other) => other !== waiting);
      this.#refused = false;
      await store.replace(meetingId, [queued.id], []);
      this.#listener.stored({ position, at, entry: queued.entry });
      return undefined;
    } catch (error) {
      if (error instanceof RefusedError) return error.code;
      throw error;
    }
  }

  /** [E-5] Everything that waits, under fresh authors of the same client ids and the newest key. */
  async #sealAnew(root: RootKey): Promise<void> {
    const { authorship, store, meetingId } = this.#context;
    const old = this.#waiting;
    const anew: Waiting[] = [];
    for (const waiting of old) {
      const update = await this.#content(waiting);
      // Sealed under a key that this browser never had again: nobody else could read it either.
      if (update === undefined) continue;
      const clientId = clientIdOf(waiting.queued.certificate);
      const author = await authorship.after(waiting.entry.header.authorId, clientId);
      anew.push(await this.#sealed(author, root, update));
    }
    const gone = old.map(({ queued }) => queued.id);
    const ids = await store.replace(
      meetingId,
      gone,
      anew.map(({ queued }) => queued),
    );
    this.#waiting = anew.map((waiting, index) => ({
      ...waiting,
      queued: { ...waiting.queued, id: ids[index] ?? 0 },
    }));
  }

  async #content({ entry }: Waiting): Promise<Bytes | undefined> {
    const root = await rootFor(this.#context.keys, this.#at.place, entry.header.recordNumber);
    return root && openEntry(root, entry);
  }

  #again(): void {
    this.#stopTimer?.();
    this.#stopTimer = this.#context.timers.after(AGAIN_MS, () => this.#go());
  }
}

function clientIdOf(certificate: Bytes): number {
  return decodeAuthor(certificate).body.clientId;
}

async function authorOrNone(made: Promise<OwnAuthor>): Promise<OwnAuthor | undefined> {
  try {
    return await made;
  } catch (error) {
    if (error instanceof NoStandingError) return undefined;
    throw error;
  }
}
