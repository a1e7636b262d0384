import type { Bytes } from '@conclave/shared/bytes';
import { RefusedError } from '@conclave/shared/RefusedError';
import * as v from 'valibot';
import { systemTimers } from '../../e2ee/session/Timers.ts';
import { openMeetingStorage } from '../../e2ee/storage/IndexedDbStorage.ts';
import { BridgedSignaling } from '../../e2ee/worker/BridgedSignaling.ts';
import type { StartDecoder } from '../decode/Decoder.ts';
import type { SaveState } from '../SharedDocument.ts';
import { openDocumentStore } from '../log/IndexedDbDocumentStore.ts';
import { Documents } from './Documents.ts';
import { HoldQuestions } from './HoldQuestions.ts';
import { ToDocuments, type FromDocuments, type Outcome } from './messages.ts';
import type { OpenDocument, OpenListener } from './OpenDocument.ts';
import type { DocumentKeys } from '../log/DocumentKeys.ts';
import { openOwner } from './openOwner.ts';
import { openSummary } from './openSummary.ts';
import { sealOwnSummary, summaryCode } from './summarySeal.ts';
import type { OwnerKeys } from './OwnerKeys.ts';
import { RoomLog } from './RoomLog.ts';
import { SessionKeys } from './SessionKeys.ts';

type Message<Op extends ToDocuments['op']> = Extract<ToDocuments, { op: Op }>;

/** What happens around the documents. */
type FromAround = Extract<
  ToDocuments,
  { op: 'answer' | 'notification' | 'connection' | 'visible' | 'decoder' | 'holds' }
>;
type First = Extract<ToDocuments, { op: 'openRoom' | 'openOwn' | 'openSummary' }>;
/** Asked of all documents together. */
type ForAll =
  | Message<'letGo'>
  | Message<'ownNotes'>
  | Message<'openEnvelope'>
  | Message<'hostProof'>
  | Message<'sealSummary'>
  | Message<'summaryCode'>;
type Question = Message<'restorePoints'> | Message<'at'> | Message<'beginAnew'>;

/** The document worker without its worker: hosts the documents of one meeting for one page. */
export class DocumentWorker {
  readonly #post: (message: FromDocuments) => void;
  readonly #report: (error: unknown) => void;
  readonly #signaling: BridgedSignaling;
  readonly #decoders = new Map<number, (port: MessagePort) => void>();
  readonly #documents = Promise.withResolvers<Documents>();
  readonly #open = new Map<number, Promise<OpenDocument>>();
  /** Of a member. */
  readonly #member = Promise.withResolvers<DocumentKeys>();
  #owner: Promise<OwnerKeys> | undefined;
  #nextDecoder = 0;
  readonly #holding: HoldQuestions;
  #visible: (isVisible: boolean) => void = () => undefined;

  constructor(post: (message: FromDocuments) => void, report: (error: unknown) => void) {
    this.#post = post;
    this.#report = report;
    this.#signaling = new BridgedSignaling(post);
    this.#holding = new HoldQuestions(post);
  }

  receive(data: unknown): void {
    this.#hear(v.parse(ToDocuments, data)).catch(this.#report);
  }

  async #hear(message: ToDocuments): Promise<void> {
    if ('doc' in message) return this.#hearDocument(message);
    if (isForAll(message)) return this.#answerAll(message);
    if (isFirst(message)) return this.#begin(message);
    this.#hearAround(message);
  }

  #begin(message: First): Promise<void> {
    if (message.op === 'openRoom') return this.#openRoom(message);
    if (message.op === 'openOwn') return this.#openOwn(message);
    return this.#openSummary(message);
  }

  #hearAround(message: FromAround): void {
    if (message.op === 'visible') this.#visible(message.isVisible);
    else if (message.op === 'holds') this.#holding.answer(message);
    else if (message.op === 'decoder') this.#decoders.get(message.id)?.(message.port);
    else if (message.op === 'answer') this.#signaling.answer(message.id, message.outcome);
    else if (message.op === 'connection') this.#signaling.connection(message.state);
    else this.#signaling.notify(message.name, message.payload);
  }

  async #hearDocument(message: Extract<ToDocuments, { doc: number }>): Promise<void> {
    switch (message.op) {
      case 'open':
        this.#openDocument(message);
        return;
      case 'write':
        return this.#write(message);
      case 'signal':
        return this.#signal(message);
      case 'holding':
        (await this.#document(message.doc)).isHolding = message.isHolding;
        return;
      case 'restorePoints':
      case 'at':
      case 'beginAnew':
        return this.#answer(message);
    }
  }

  async #openRoom({
    meetingId,
    clientId,
    keys: port,
    notesKey,
  }: Message<'openRoom'>): Promise<void> {
    const store = await openDocumentStore();
    const log = new RoomLog(meetingId, this.#signaling, {
      fetch: (...args) => fetch(...args),
      isOrganizer: notesKey !== null,
    });
    const keys = new SessionKeys({
      meetingId,
      port,
      store,
      notesKey: notesKey ?? undefined,
      records: () => log.records(),
    });
    this.#member.resolve(keys);
    this.#documents.resolve(
      new Documents({
        meetingId,
        clientId,
        port: log,
        keys,
        store,
        startDecoder: this.#startDecoder,
        timers: systemTimers,
        talk: keys,
        report: this.#report,
      }),
    );
  }

  async #openOwn({ clientId, host }: Message<'openOwn'>): Promise<void> {
    const [store, storage] = await Promise.all([openDocumentStore(), openMeetingStorage()]);
    const opened = openOwner({
      host,
      clientId,
      store,
      participant: await storage.participantKey(host.meetingId),
      fetch: (...args) => fetch(...args),
      timers: systemTimers,
      startDecoder: this.#startDecoder,
      report: this.#report,
      offline: () => this.#tellAll({ kind: 'offline', waiting: 0 }),
    });
    this.#visible = (isVisible) => (opened.log.isVisible = isVisible);
    this.#owner = opened.keys;
    opened.documents.then(this.#documents.resolve, this.#documents.reject);
  }

  async #openSummary({ clientId, read }: Message<'openSummary'>): Promise<void> {
    const { log, documents } = await openSummary(read, {
      clientId,
      fetch: (...args) => fetch(...args),
      timers: systemTimers,
      startDecoder: this.#startDecoder,
      report: this.#report,
    });
    this.#visible = (isVisible) => (log.isVisible = isVisible);
    this.#documents.resolve(documents);
  }

  #openDocument({ doc, place, clientId }: Message<'open'>): void {
    const opened = this.#documents.promise.then((documents) =>
      documents.open(place, this.#listener(doc), clientId),
    );
    this.#open.set(doc, opened);
    opened.catch((error: unknown) => this.#notOpened(doc, error));
  }

  /** Not the organizer's, or signed out: that is how the document stands. */
  #notOpened(doc: number, error: unknown): void {
    if (error instanceof RefusedError) this.#tell(doc, { kind: 'refused', waiting: 0 });
    else this.#report(error);
  }

  #tellAll(state: SaveState): void {
    for (const doc of this.#open.keys()) this.#tell(doc, state);
  }

  #tell(doc: number, state: SaveState): void {
    this.#post({ op: 'state', doc, state });
  }

  #listener(doc: number): OpenListener {
    const post = this.#post;
    return {
      content: (update, origin) => post({ op: 'content', doc, update, origin }),
      opened: () => post({ op: 'opened', doc }),
      state: (state) => post({ op: 'state', doc, state }),
      faults: (faults) => post({ op: 'faults', doc, faults: [...faults] }),
      author: (clientId, by) => post({ op: 'author', doc, clientId, by }),
      awareness: (update) => post({ op: 'awareness', doc, update }),
      announce: () => post({ op: 'announce', doc }),
      holds: () => this.#holding.ask(doc),
      replaced: (begun) => post({ op: 'replaced', doc, begun }),
    };
  }

  async #answerAll(message: ForAll): Promise<void> {
    const outcome = await this.#attempt(async () => {
      const documents = await this.#documents.promise;
      return { ok: true, value: await this.#valueOf(message, documents) };
    });
    this.#post({ op: 'done', id: message.id, outcome });
  }

  async #valueOf(message: ForAll, documents: Documents): Promise<unknown> {
    switch (message.op) {
      case 'ownNotes':
        return documents.ownNotes();
      case 'letGo':
        return documents.letGo();
      case 'sealSummary':
        return sealOwnSummary(await this.#member.promise, message.ask);
      case 'summaryCode':
        return summaryCode(await this.#member.promise);
      case 'openEnvelope':
        // In a session it is the key worker's.
        return (await this.#owner)?.openEnvelope(message.fileId, message.sealedEnvelope);
      case 'hostProof':
        return this.#hostProof();
    }
  }

  /** In a session the organizer is asked like everybody. */
  async #hostProof(): Promise<Bytes> {
    const owner = await this.#owner;
    if (owner === undefined) throw new RefusedError('notNow');
    return owner.hostProof;
  }

  async #write({ doc, update }: Message<'write'>): Promise<void> {
    try {
      await (await this.#document(doc)).write(update);
      this.#post({ op: 'taken', doc });
    } catch (error) {
      this.#notOpened(doc, error);
    }
  }

  async #signal({ doc, awareness }: Message<'signal'>): Promise<void> {
    try {
      await (await this.#document(doc)).signal(awareness);
    } catch (error) {
      // A cursor that nobody saw: the next move shows it. Where opening was refused there is nobody to see one.
      if (!(error instanceof RefusedError)) throw error;
    }
  }

  async #answer(message: Question): Promise<void> {
    const outcome = await this.#attempt(async () =>
      answerOf(await this.#document(message.doc), message),
    );
    this.#post({ op: 'done', id: message.id, outcome });
  }

  async #attempt(work: () => Promise<Outcome>): Promise<Outcome> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof RefusedError) return { ok: false, code: error.code };
      this.#report(error);
      return { ok: false, code: 'unavailable' };
    }
  }

  #document(doc: number): Promise<OpenDocument> {
    const opened = this.#open.get(doc);
    if (opened === undefined) throw new TypeError('no such document');
    return opened;
  }

  /** The page starts decode workers: this one may start none. */
  readonly #startDecoder: StartDecoder = (hear) => {
    const id = this.#nextDecoder++;
    let port: MessagePort | undefined;
    let early: unknown[] = [];
    this.#decoders.set(id, (given) => {
      port = given;
      given.addEventListener('message', ({ data }: MessageEvent<unknown>) => hear(data));
      given.start();
      for (const message of early) given.postMessage(message);
      early = [];
    });
    this.#post({ op: 'startDecoder', id });
    return {
      post: (message) => {
        if (port === undefined) early.push(message);
        else port.postMessage(message);
      },
      end: () => {
        this.#decoders.delete(id);
        port?.close();
        this.#post({ op: 'endDecoder', id });
      },
    };
  };
}

function isFirst(message: ToDocuments): message is First {
  return ['openRoom', 'openOwn', 'openSummary'].includes(message.op);
}

const FOR_ALL: ReadonlySet<ToDocuments['op']> = new Set<ForAll['op']>([
  'letGo',
  'ownNotes',
  'openEnvelope',
  'hostProof',
  'sealSummary',
  'summaryCode',
]);

function isForAll(message: ToDocuments): message is ForAll {
  return FOR_ALL.has(message.op);
}

async function answerOf(opened: OpenDocument, question: Question): Promise<Outcome> {
  switch (question.op) {
    case 'restorePoints':
      return { ok: true, value: await opened.restorePoints() };
    case 'beginAnew':
      await opened.beginAnew(question.state);
      return { ok: true, value: undefined };
    case 'at': {
      const updates = await opened.at(question.position, question.without);
      if (updates === undefined) return { ok: false, code: 'notFound' };
      return { ok: true, value: [...updates] };
    }
  }
}
