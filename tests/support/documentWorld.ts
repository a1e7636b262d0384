import * as Y from 'yjs';
import type { Bytes } from '../../shared/src/bytes.ts';
import type { ParticipantId } from '../../shared/src/ids.ts';
import type { DocumentPlace } from '../../shared/src/wire/documents.ts';
import { authorSignedBytes } from '../../shared/src/wire/signed/author.ts';
import type { RoleCertificate } from '../../shared/src/wire/signed/roleCertificate.ts';
import { importHkdfKey } from '../../web/src/lib/e2ee/crypto/hkdf.ts';
import { randomBytes } from '../../web/src/lib/e2ee/crypto/random.ts';
import { newSigningKey, signWhole, type SigningKey } from '../../web/src/lib/e2ee/crypto/sign.ts';
import type { WebCryptoKey } from '../../web/src/lib/e2ee/crypto/webCrypto.ts';
import { meetingIdOfHost, participantIdOf } from '../../web/src/lib/e2ee/objects/idBytes.ts';
import { certifyRole, type Meeting } from '../../web/src/lib/e2ee/objects/roleCertificate.ts';
import { DecodeWorker } from '../../web/src/lib/documents/decode/DecodeWorker.ts';
import type { StartDecoder } from '../../web/src/lib/documents/decode/Decoder.ts';
import type { DocumentKeys, Standing } from '../../web/src/lib/documents/log/DocumentKeys.ts';
import type { DocumentStore } from '../../web/src/lib/documents/log/DocumentStore.ts';
import { MemoryDocumentStore } from '../../web/src/lib/documents/log/MemoryDocumentStore.ts';
import type { DocumentFault, SaveState } from '../../web/src/lib/documents/SharedDocument.ts';
import { Documents } from '../../web/src/lib/documents/worker/Documents.ts';
import type { OpenDocument } from '../../web/src/lib/documents/worker/OpenDocument.ts';
import { watchKeys } from './keysAtWork.ts';
import { MemoryLog, type MemoryLogPort } from './MemoryLog.ts';
import { VirtualTimers } from './VirtualTimers.ts';

export const MINUTES: DocumentPlace = { kind: 'minutes', owner: null };
export const BOARD: DocumentPlace = { kind: 'board', owner: null };
export const CHAT: DocumentPlace = { kind: 'chat', owner: null };

/** Turns of the event loop without anything under way, after which time may pass. */
const QUIET_TURNS = 4;
/** Nothing in documents takes so long. */
const PATIENCE_MS = 10 * 60_000;

/** The meeting's archive keys, and who holds how many of them. */
export class TestKeys implements DocumentKeys {
  readonly participant: SigningKey;
  readonly participantId: ParticipantId;
  readonly #world: DocumentWorld;
  readonly #store: DocumentStore;
  certificate: RoleCertificate | undefined;
  /** The newest record that this member knows. */
  upTo = 0;
  readonly #listeners = new Set<() => void>();

  constructor(parts: {
    world: DocumentWorld;
    store: DocumentStore;
    participant: SigningKey;
    participantId: ParticipantId;
    certificate: RoleCertificate | undefined;
  }) {
    this.#world = parts.world;
    this.#store = parts.store;
    this.participant = parts.participant;
    this.participantId = parts.participantId;
    this.certificate = parts.certificate;
  }

  get standing(): Standing | undefined {
    const root = this.#world.roots[this.upTo - 1];
    if (root === undefined) return undefined;
    const { meeting } = this.#world;
    const { certificate, participant } = this;
    const newest = { recordNumber: this.upTo, root };
    return { meeting, participantKey: participant.publicKey, certificate, newest };
  }

  rootOf(recordNumber: number): Promise<WebCryptoKey | undefined> {
    const known = recordNumber <= this.upTo ? this.#world.roots[recordNumber - 1] : undefined;
    return Promise.resolve(known);
  }

  notesRoot(): Promise<WebCryptoKey> {
    return this.#store.notesRoot(this.#world.meeting.meetingId, undefined);
  }

  signAuthor(authorKey: Bytes, clientId: number): Promise<Bytes> {
    const { meetingId } = this.#world.meeting;
    const participantKey = this.participant.publicKey;
    const body = { meetingId, authorKey, clientId, participantKey };
    return signWhole(this.participant, authorSignedBytes(body));
  }

  onChange(listen: () => void): () => void {
    this.#listeners.add(listen);
    return () => this.#listeners.delete(listen);
  }

  /** The member learns all records there are. */
  learn(): void {
    this.upTo = this.#world.roots.length;
    for (const listen of [...this.#listeners]) listen();
  }
}

/** A document as a page has it, without the page. */
export class TestDocument {
  readonly doc = new Y.Doc();
  readonly faults: DocumentFault[] = [];
  readonly authors = new Map<number, ParticipantId>();
  /** Client ids that wrote something before it was said whose they are. */
  readonly unproven = new Set<number>();
  readonly heard: Bytes[] = [];
  /** Whose each change was, as it came. */
  readonly changedBy: (ParticipantId | undefined)[] = [];
  readonly opened: OpenDocument;
  state: SaveState = { kind: 'opening' };
  isOpen = false;
  announced = 0;
  /** It goes on as another document, to be opened anew. */
  isReplaced = false;
  /** Called after everything that it is told. */
  onChange: () => void = () => undefined;

  constructor(documents: Documents, place: DocumentPlace, clientId: number) {
    this.doc.clientID = clientId;
    const told = (): void => this.onChange();
    this.opened = documents.open(
      place,
      {
        content: (update, origin) => {
          this.changedBy.push(origin?.by);
          Y.applyUpdate(this.doc, update, 'log');
          for (const id of this.doc.store.clients.keys()) {
            if (!this.authors.has(id)) this.unproven.add(id);
          }
          told();
        },
        opened: () => {
          this.isOpen = true;
          told();
        },
        state: (state) => {
          this.state = state;
          told();
        },
        faults: (faults) => {
          this.faults.splice(0, this.faults.length, ...faults);
          told();
        },
        author: (id, by) => this.authors.set(id, by),
        awareness: (update) => {
          this.heard.push(update);
          told();
        },
        announce: () => (this.announced += 1),
        holds: () => Promise.resolve(false),
        replaced: () => {
          this.isReplaced = true;
          told();
        },
      },
      clientId,
    );
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'log') void this.opened.write(new Uint8Array(update));
    });
    // Yjs takes another id when its own comes from outside, as it does after a reload.
    this.doc.on('afterAllTransactions', () => (this.doc.clientID = clientId));
  }

  get text(): Y.Text {
    return this.doc.getText('text');
  }

  get faultKinds(): string[] {
    return this.faults.map(({ kind }) => kind);
  }
}

/** A tab of a member: its documents, its connection, and what its browser keeps. */
export class TestWriter {
  readonly clientId: number;
  readonly keys: TestKeys;
  readonly store: DocumentStore;
  readonly port: MemoryLogPort;
  readonly documents: Documents;

  constructor(
    world: DocumentWorld,
    parts: { keys: TestKeys; store: DocumentStore; decoder: StartDecoder; clientId: number },
  ) {
    const { keys, store, clientId } = parts;
    this.clientId = clientId;
    this.keys = keys;
    this.store = store;
    this.port = world.log.connect();
    const heads = world.heads;
    this.documents = new Documents({
      meetingId: world.meeting.meetingId,
      clientId,
      port: this.port,
      keys,
      store,
      startDecoder: parts.decoder,
      timers: world.timers,
      talk: {
        tell: (told) => heads.tell(this, told),
        onHeads: (listen) => heads.listen(this, listen),
        members: 2,
      },
      report: (error) => world.bugs.push(error),
    });
    this.port.up();
  }

  get id(): ParticipantId {
    return this.keys.participantId;
  }

  open(place: DocumentPlace, clientId = this.clientId): TestDocument {
    return new TestDocument(this.documents, place, clientId);
  }
}

/** What members tell each other, without the session around it. */
class HeadTalks {
  readonly #listeners = new Map<TestWriter, (heads: Bytes) => void>();
  /** Whether it is passed on. */
  works = true;

  tell(from: TestWriter, heads: Bytes): void {
    if (!this.works) return;
    for (const [writer, listen] of this.#listeners) {
      if (writer !== from) setImmediate(() => listen(heads));
    }
  }

  listen(writer: TestWriter, listen: (heads: Bytes) => void): () => void {
    this.#listeners.set(writer, listen);
    return () => this.#listeners.delete(writer);
  }
}

/** Writers, their log, and the time between them. */
export class DocumentWorld {
  readonly timers = new VirtualTimers();
  readonly log = new MemoryLog();
  readonly heads = new HeadTalks();
  readonly bugs: unknown[] = [];
  readonly roots: WebCryptoKey[] = [];
  readonly meeting: Meeting;
  readonly #host: SigningKey;
  readonly #busy = watchKeys();
  readonly #writers: TestWriter[] = [];
  #clients = 100;

  private constructor(meeting: Meeting, host: SigningKey) {
    this.meeting = meeting;
    this.#host = host;
  }

  static async make(): Promise<DocumentWorld> {
    const host = await newSigningKey();
    const meetingId = await meetingIdOfHost(host.publicKey);
    const world = new DocumentWorld({ meetingId, hostKey: host.publicKey }, host);
    await world.newRecord();
    return world;
  }

  /** Another key record, as after a kick: writers learn of it by `keys.learn()`. */
  async newRecord(): Promise<void> {
    this.roots.push(await importHkdfKey(randomBytes(32)));
    this.log.recordNumber = this.roots.length;
  }

  async member(
    role: 'host' | 'deputy' | 'guest' = 'guest',
    options: { store?: DocumentStore; decoder?: StartDecoder; clientId?: number } = {},
  ): Promise<TestWriter> {
    const participant = await newSigningKey();
    const claim = { role: role === 'host' ? 'host' : 'deputy', sessionId: undefined } as const;
    const certificate =
      role === 'guest'
        ? undefined
        : await certifyRole(this.meeting.meetingId, this.#host, {
            ...claim,
            participantKey: participant.publicKey,
          });
    const store = options.store ?? new MemoryDocumentStore();
    const participantId = await participantIdOf(participant.publicKey);
    const keys = new TestKeys({ world: this, store, participant, participantId, certificate });
    keys.learn();
    return this.#writer(keys, { ...options, store });
  }

  /** The same participant in a fresh tab of the same browser. */
  reload(writer: TestWriter, store: DocumentStore = writer.store): TestWriter {
    writer.documents.close();
    return this.#writer(writer.keys, { store });
  }

  /** Lets everything happen, and time pass when nothing else can, until something is so. */
  async until(reached: () => boolean, what: string): Promise<void> {
    const limit = this.timers.now() + PATIENCE_MS;
    for (let quiet = 0; !reached();) {
      await new Promise((resolve) => setImmediate(resolve));
      this.#throwBugs();
      quiet = this.#isBusy() ? 0 : quiet + 1;
      if (quiet < QUIET_TURNS) continue;
      if (this.timers.next === undefined || this.timers.now() > limit) {
        throw new Error(`nothing happens any more, but not ${what}`);
      }
      this.timers.runNext();
      quiet = 0;
    }
  }

  /** Lets everything happen that needs no time. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < QUIET_TURNS;) {
      await new Promise((resolve) => setImmediate(resolve));
      this.#throwBugs();
      quiet = this.#isBusy() ? 0 : quiet + 1;
    }
  }

  async pass(ms: number): Promise<void> {
    let over = false;
    this.timers.after(ms, () => (over = true));
    await this.until(() => over, `${ms} ms later`);
    await this.settle();
  }

  close(): void {
    for (const writer of this.#writers) writer.documents.close();
    this.#busy.stop();
  }

  #writer(
    keys: TestKeys,
    options: { store: DocumentStore; decoder?: StartDecoder; clientId?: number },
  ): TestWriter {
    const { store, decoder = decoderInProcess, clientId = this.#clients++ } = options;
    const writer = new TestWriter(this, { keys, store, decoder, clientId });
    this.#writers.push(writer);
    return writer;
  }

  #isBusy(): boolean {
    return this.#busy.count > 0 || [...this.log.ports].some(({ waiting }) => waiting > 0);
  }

  #throwBugs(): void {
    const [bug] = this.bugs;
    if (bug !== undefined) throw new Error('a bug in the documents', { cause: bug });
  }
}

/** The decode worker in this thread: what hangs it hangs the test. */
export const decoderInProcess: StartDecoder = (hear) => {
  let ended = false;
  const worker = new DecodeWorker((message) =>
    queueMicrotask(() => {
      if (!ended) hear(message);
    }),
  );
  return { post: (message) => worker.receive(message), end: () => (ended = true) };
};
