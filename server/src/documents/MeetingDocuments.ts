import type { Bytes } from '@conclave/shared/bytes';
import type { MeetingId, SessionId } from '@conclave/shared/ids';
import { MAX_SOCKET_ENTRY_BYTES } from '@conclave/shared/limits';
import { RefusedError } from '@conclave/shared/RefusedError';
import { placeSegment } from '@conclave/shared/wire/documentsApi';
import type { DocumentPlace } from '@conclave/shared/wire/documents';
import { Audience } from './Audience.ts';
import { Authors } from './Authors.ts';
import { checkAuthor, checkPlace, checkRecord, readEntry } from './checkEntry.ts';
import type { DocumentCaller } from './DocumentCaller.ts';
import { DocumentLog, type Accepted, type WrittenEntry } from './DocumentLog.ts';
import type { LogStore } from './LogStore.ts';
import { Quota } from './Quota.ts';
import { Turns } from './Turns.ts';

/** What the room says while a session runs. */
export interface RunningSession {
  readonly sessionId: SessionId;
  readonly recordNumber: number;
}

export interface MeetingDocumentsOptions {
  readonly meetingId: MeetingId;
  readonly store: LogStore;
  readonly now: () => number;
  readonly session: () => RunningSession | undefined;
  /** For the figures. */
  readonly wrote: (bytes: number) => void;
}

/** The documents of one meeting in which somebody is at work. */
export class MeetingDocuments {
  readonly meetingId: MeetingId;
  readonly audience = new Audience();
  readonly authors: Authors;
  readonly quota: Quota;
  readonly #options: MeetingDocumentsOptions;
  readonly #arrivals = new Turns();
  readonly #logs = new Map<string, Promise<DocumentLog>>();

  constructor(options: MeetingDocumentsOptions) {
    const { meetingId, store } = options;
    this.meetingId = meetingId;
    this.#options = options;
    this.authors = new Authors(meetingId, store);
    this.quota = new Quota(meetingId, store);
  }

  async registerAuthor(caller: DocumentCaller, certificate: Bytes): Promise<void> {
    const { author, isNew } = await this.authors.register(certificate, caller);
    if (isNew) this.audience.author(author, caller.peer);
  }

  /** [E-1, E-4, A-2, V-20] */
  async append(caller: DocumentCaller, bytes: Bytes): Promise<Accepted> {
    const entry = readEntry(bytes, this.meetingId);
    const { place, authorId } = entry.header;
    checkPlace(place, caller);
    // Whoever sends one entry after the other has them looked at in this order.
    const { accepted } = await this.#arrivals.take(async () => {
      const author = checkAuthor(await this.authors.find(authorId), caller);
      const log = await this.log(place);
      await this.quota.load(author.participantId);
      const admit = async (): Promise<void> => {
        checkRecord(entry.header, await this.newestRecord());
        this.quota.take(author.participantId, bytes.length);
      };
      const submission = { entry, bytes, author, by: caller.peer, admit };
      return { accepted: log.append(submission) };
    });
    return accepted;
  }

  /** The newest key record, by the running session if there is one. */
  async newestRecord(): Promise<number> {
    return this.#options.session()?.recordNumber ?? (await this.meeting()).recordNumber;
  }

  async meeting(): Promise<{ hostKey: Bytes; recordNumber: number }> {
    const meeting = await this.#options.store.meeting(this.meetingId);
    if (meeting === undefined) throw new RefusedError('notFound');
    return meeting;
  }

  /** The log of a document, which begins if there is none. */
  log(place: DocumentPlace): Promise<DocumentLog> {
    const name = placeSegment(place);
    const known = this.#logs.get(name);
    if (known !== undefined) return known;
    const loading = this.#load(place, () => this.#forget(name, loading));
    this.#logs.set(name, loading);
    loading.catch(() => this.#forget(name, loading));
    return loading;
  }

  /** Another may have been loaded since, which is at work. */
  #forget(name: string, log: Promise<DocumentLog>): void {
    if (this.#logs.get(name) === log) this.#logs.delete(name);
  }

  async #load(place: DocumentPlace, forget: () => void): Promise<DocumentLog> {
    const { store, now } = this.#options;
    const stored = await store.create(this.meetingId, place);
    return new DocumentLog({
      stored,
      store,
      now,
      written: (written) => this.#written(place, written),
      lost: () => {
        forget();
        this.quota.forget();
      },
    });
  }

  #written(place: DocumentPlace, written: WrittenEntry): void {
    const { generation, position, at, entry, author, by } = written;
    this.#options.wrote(entry.length);
    const short = entry.length <= MAX_SOCKET_ENTRY_BYTES ? entry : null;
    this.audience.entry({ place, generation, position, at, entry: short, author }, by);
  }
}
