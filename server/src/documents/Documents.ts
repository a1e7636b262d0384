import { toBase64Url, type Bytes } from '@conclave/shared/bytes';
import type { ErrorCode } from '@conclave/shared/errorCodes';
import type { MeetingId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { DocumentList } from '@conclave/shared/wire/documentsApi';
import type { RecordList } from '@conclave/shared/wire/meetingApi';
import type { DocumentHead } from '@conclave/shared/wire/documents';
import type { Params, Result } from '@conclave/shared/wire/peerRequests';
import type { Clock } from '../ops/Clock.ts';
import type { Peer } from '../room/Peer.ts';
import { Budget } from '../signaling/Budget.ts';
import { asOf } from './asOf.ts';
import { checkPlace, mayRead } from './checkEntry.ts';
import { Checkpoints } from './Checkpoints.ts';
import type { DocumentCaller, MemberCaller, ReadingCaller } from './DocumentCaller.ts';
import type { Accepted } from './DocumentLog.ts';
import type { LogStore, StoredDocument } from './LogStore.ts';
import { MeetingDocuments, type RunningSession } from './MeetingDocuments.ts';
import { MemberTokens } from './MemberTokens.ts';

/** Bytes of entries from one connection: what one hands in, all others are sent. */
const BYTES = { size: 4 * 1024 * 1024, perSecond: 1024 * 1024 } as const;

/** Counted for the operator; nobody is described by it. */
export interface DocumentFigures {
  documentWritten(bytes: number): void;
  documentRefused(code: ErrorCode): void;
}

export interface DocumentsOptions {
  readonly store: LogStore;
  readonly clock: Clock;
  readonly figures: DocumentFigures;
  readonly session: (meetingId: MeetingId) => RunningSession | undefined;
  /** Whether rooms are this server's at the moment. */
  readonly mayServe?: () => boolean;
}

interface AtWork {
  readonly documents: MeetingDocuments;
  readonly checkpoints: Checkpoints;
  users: number;
}

/** What meetings write together: taken, ordered, kept and served, all of it sealed (documents.md). */
export class Documents {
  /** By which members' HTTP requests are known. */
  readonly tokens: MemberTokens;
  readonly #options: DocumentsOptions;
  readonly #atWork = new Map<MeetingId, AtWork>();
  readonly #bytes = new WeakMap<Peer, Budget>();

  constructor(options: DocumentsOptions) {
    this.#options = options;
    this.tokens = new MemberTokens(options.mayServe);
  }

  registerAuthor(caller: DocumentCaller, certificate: Bytes): Promise<void> {
    return this.#use(caller, ({ documents }) => documents.registerAuthor(caller, certificate));
  }

  /** From now on the peer is told of everything that happens to the documents. */
  open(caller: MemberCaller): Promise<Result<'openDocuments'>> {
    const { peer } = caller;
    return this.#use(caller, async ({ documents }) => {
      documents.audience.add(peer);
      const list = await this.#list(documents, caller);
      return { token: this.tokens.tokenOf(peer), ...list };
    });
  }

  append(caller: DocumentCaller, entry: Bytes): Promise<Accepted> {
    return this.#use(caller, ({ documents }) => {
      if (caller.as === 'member' && !this.#bytesOf(caller.peer).take(entry.length))
        throw new RefusedError('tooMany');
      return documents.append(caller, entry);
    });
  }

  async signal(caller: MemberCaller, params: Params<'signalDocument'>): Promise<void> {
    checkPlace(params.place, caller);
    await this.#use(caller, ({ documents }) => {
      documents.audience.signal(caller.peer, params);
      return Promise.resolve();
    });
  }

  putCheckpoint(caller: DocumentCaller, bytes: Bytes): Promise<void> {
    return this.#use(caller, ({ checkpoints }) => checkpoints.put(caller, bytes));
  }

  /** Where everything stands that the caller may read. */
  list(caller: ReadingCaller): Promise<DocumentList> {
    return this.#use(caller, ({ documents }) => this.#list(documents, caller));
  }

  /** The meeting's key records, for whoever reads what is older than the newest. */
  async records({ meetingId }: ReadingCaller): Promise<RecordList> {
    const rows = await this.#options.store.records(meetingId);
    return { records: rows.map(({ number, record }) => ({ number, record: toBase64Url(record) })) };
  }

  /** A connection is gone. */
  drop(peer: Peer): void {
    this.tokens.drop(peer);
    for (const [meetingId, { documents }] of this.#atWork) {
      documents.audience.drop(peer);
      this.#forgetIdle(meetingId);
    }
  }

  async #list(documents: MeetingDocuments, caller: ReadingCaller): Promise<DocumentList> {
    const shown = asOf(this.#options.store, caller.as === 'summary' ? caller.until : null);
    const [recordNumber, stored] = await Promise.all([
      documents.newestRecord(),
      shown.documents(documents.meetingId),
    ]);
    const readable = stored.filter(({ place }) => mayRead(place, caller));
    return { recordNumber, documents: readable.map((one) => headOf(one)) };
  }

  async #use<T>({ meetingId }: ReadingCaller, work: (at: AtWork) => Promise<T>): Promise<T> {
    const at = this.#atWork.get(meetingId) ?? this.#begin(meetingId);
    at.users += 1;
    try {
      return await work(at);
    } catch (error) {
      if (error instanceof RefusedError) this.#options.figures.documentRefused(error.code);
      throw error;
    } finally {
      at.users -= 1;
      this.#forgetIdle(meetingId);
    }
  }

  #begin(meetingId: MeetingId): AtWork {
    const { store, clock, figures } = this.#options;
    const now = (): number => clock.now();
    const session = (): RunningSession | undefined => this.#options.session(meetingId);
    const wrote = (bytes: number): void => figures.documentWritten(bytes);
    const documents = new MeetingDocuments({ meetingId, store, now, session, wrote });
    const checkpoints = new Checkpoints({ documents, store, now, session });
    const at = { documents, checkpoints, users: 0 };
    this.#atWork.set(meetingId, at);
    return at;
  }

  #forgetIdle(meetingId: MeetingId): void {
    const at = this.#atWork.get(meetingId);
    if (at?.users === 0 && at.documents.audience.isEmpty) this.#atWork.delete(meetingId);
  }

  #bytesOf(peer: Peer): Budget {
    const budget = this.#bytes.get(peer) ?? new Budget(BYTES, this.#options.clock);
    this.#bytes.set(peer, budget);
    return budget;
  }
}

function headOf({ place, generation, position, checkpoint }: StoredDocument): DocumentHead {
  return { place, generation, position, checkpoint };
}
