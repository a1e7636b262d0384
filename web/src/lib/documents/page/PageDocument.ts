import { copyBytes, type Bytes } from '@conclave/shared/bytes';
import type { ParticipantId } from '@conclave/shared/ids';
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { Timers } from '../../e2ee/session/Timers.ts';
import type { DocumentFault, RestorePoint, SaveState, SharedDocument } from '../SharedDocument.ts';
import type { DocumentLink } from './DocumentLink.ts';
import { DocumentSocket, type SocketOptions } from './DocumentSocket.ts';

type HearReplaced = (fresh: SharedDocument, begun: boolean) => void;

/** How the page's documents reach the document worker. */
export interface DocumentLine {
  write(update: Bytes): void;
  signal(awareness: Bytes): void;
  restorePoints(): Promise<readonly RestorePoint[]>;
  at(position: number): Promise<readonly Bytes[]>;
  beginAnew(state: Bytes): Promise<void>;
  /** Whose a client id is in the meeting's other documents. */
  authorElsewhere(clientId: number): ParticipantId | undefined;
}

/** One document on a page, with its provider. However often it is opened, it is there once. */
export class PageDocument implements DocumentLink {
  readonly doc = new Y.Doc();
  readonly awareness: Awareness;
  readonly #line: DocumentLine;
  readonly #provider: WebsocketProvider;
  readonly #content = new Set<(update: Bytes) => void>();
  readonly #pointed = new Set<(update: Bytes) => void>();
  readonly #opened = new Set<() => void>();
  readonly #listeners = new Set<() => void>();
  readonly #authors = new Map<number, ParticipantId>();
  #socket: DocumentSocket | undefined;
  #past: Bytes[] = [];
  #isOpen = false;
  #handles = 0;
  /** How much of our own the link has: what was written without a socket is missing from it. */
  #ownClock = 0;
  #saveState: SaveState = { kind: 'opening' };
  #faults: readonly DocumentFault[] = [];
  #isTooLarge = false;
  #changedBy: ParticipantId | undefined;
  readonly #replaced = new Set<HearReplaced>();
  #successor: { readonly page: PageDocument; readonly begun: boolean } | undefined;

  constructor(line: DocumentLine, clientId: number, timers: Timers) {
    this.#line = line;
    this.doc.clientID = clientId;
    // Yjs takes another id when its own comes from outside: then it would be nobody's.
    this.doc.on('afterAllTransactions', () => (this.doc.clientID = clientId));
    this.awareness = new Awareness(this.doc);
    this.awareness.setLocalState(null);
    this.awareness.on('update', this.#tellOfUs);
    this.#provider = this.#provide(timers);
  }

  get waiting(): number {
    return 'waiting' in this.#saveState ? this.#saveState.waiting : 0;
  }

  /** For one who shows it. */
  handle(): SharedDocument {
    this.#handles += 1;
    if (this.#handles === 1 && this.#successor === undefined) this.awareness.setLocalState({});
    return new Handle(this, () => {
      this.#handles -= 1;
      if (this.#handles === 0) this.awareness.setLocalState(null);
    });
  }

  get saveState(): SaveState {
    return this.#isTooLarge ? { kind: 'refused', waiting: this.waiting + 1 } : this.#saveState;
  }

  get faults(): readonly DocumentFault[] {
    return this.#faults;
  }

  get changedBy(): ParticipantId | undefined {
    return this.#changedBy;
  }

  onChange(listen: () => void): () => void {
    this.#listeners.add(listen);
    return () => this.#listeners.delete(listen);
  }

  authorOf(clientId: number): ParticipantId | undefined {
    return this.#authors.get(clientId);
  }

  pointerOf(clientId: number): ParticipantId | undefined {
    return this.authorOf(clientId) ?? this.#line.authorElsewhere(clientId);
  }

  restorePoints(): Promise<readonly RestorePoint[]> {
    return this.#line.restorePoints();
  }

  async at(position: number): Promise<Y.Doc> {
    const past = new Y.Doc();
    const updates = await this.#line.at(position);
    if (updates.length > 0) Y.applyUpdate(past, Y.mergeUpdates([...updates]));
    return past;
  }

  /** [P-13] What was written here a moment ago is sent before. */
  beginAnew(state: Uint8Array): Promise<void> {
    this.flush();
    return this.#line.beginAnew(copyBytes(state));
  }

  onReplaced(listen: HearReplaced): () => void {
    if (this.#successor !== undefined) {
      listen(this.#successor.page.handle(), this.#successor.begun);
      return () => undefined;
    }
    this.#replaced.add(listen);
    return () => this.#replaced.delete(listen);
  }

  // From the worker ------------------------------------------------------------------------------

  hearContent(update: Bytes, by?: ParticipantId): void {
    if (!this.#isOpen) {
      this.#past.push(update);
      return;
    }
    this.#changedBy = by;
    try {
      for (const listen of [...this.#content]) listen(update);
    } finally {
      this.#changedBy = undefined;
    }
  }

  hearOpened(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    // In one piece, so that whoever looks on draws once.
    if (this.#past.length > 0) this.hearContent(copyBytes(Y.mergeUpdates(this.#past)));
    this.#past = [];
    for (const listen of [...this.#opened]) listen();
  }

  hearState(state: SaveState): void {
    this.#saveState = state;
    this.#tell();
  }

  hearFaults(faults: readonly DocumentFault[]): void {
    this.#faults = faults;
    this.#tell();
  }

  hearAuthor(clientId: number, by: ParticipantId): void {
    this.#authors.set(clientId, by);
    this.#tell();
  }

  /** Nothing more comes here. What was written and not taken can still be read. */
  hearReplaced(page: PageDocument, begun: boolean): void {
    this.flush();
    this.#successor = { page, begun };
    this.awareness.setLocalState(null);
    for (const listen of [...this.#replaced]) listen(page.handle(), begun);
    this.#replaced.clear();
  }

  hearAwareness(update: Bytes): void {
    for (const listen of [...this.#pointed]) listen(update);
  }

  /** Others know nothing of where we point any more, or are new. */
  announce(): void {
    const state = this.awareness.getLocalState();
    if (state !== null) this.awareness.setLocalState(state);
  }

  /** What is held back for a moment goes now: the page may be gone in the next. */
  flush(): void {
    this.#socket?.flush();
  }

  close(): void {
    this.#provider.destroy();
    this.awareness.destroy();
    this.doc.destroy();
    this.#listeners.clear();
  }

  // For the socket -------------------------------------------------------------------------------

  write(update: Bytes): void {
    this.#line.write(update);
  }

  signal(awareness: Bytes): void {
    this.#line.signal(awareness);
  }

  onContent(listen: (update: Bytes) => void): () => void {
    this.#content.add(listen);
    return () => this.#content.delete(listen);
  }

  onOpened(listen: () => void): () => void {
    this.#opened.add(listen);
    if (this.#isOpen) listen();
    return () => this.#opened.delete(listen);
  }

  onAwareness(listen: (update: Bytes) => void): () => void {
    this.#pointed.add(listen);
    return () => this.#pointed.delete(listen);
  }

  #provide(timers: Timers): WebsocketProvider {
    const options: SocketOptions = {
      link: this,
      timers,
      isPointing: () => this.awareness.getLocalState() !== null,
      ownAwareness: () =>
        copyBytes(encodeAwarenessUpdate(this.awareness, [this.awareness.clientID])),
      stateVector: () => this.#knownToLink(),
      tooLarge: () => {
        this.#isTooLarge = true;
        this.#tell();
      },
    };
    const opened = (socket: DocumentSocket): void => {
      this.#socket = socket;
    };
    const closed = (): void => {
      this.#ownClock = Y.getState(this.doc.store, this.doc.clientID);
    };
    class Socket extends DocumentSocket {
      constructor() {
        super(options);
        opened(this);
      }

      override close(): void {
        closed();
        super.close();
      }
    }
    // Its types want a whole WebSocket, of which it uses what ProviderSocket says.
    const provider: unknown = Reflect.construct(WebsocketProvider, [
      'ws://document',
      'document',
      this.doc,
      { WebSocketPolyfill: Socket, awareness: this.awareness, disableBc: true },
    ]);
    if (!(provider instanceof WebsocketProvider)) throw new TypeError('no provider');
    return provider;
  }

  /** Everybody tells of themselves alone, or each pointer that moves would come from all. Who is new has to hear of us. */
  readonly #tellOfUs = ({ added, updated, removed }: ChangedPointers): void => {
    const isOwn = [...updated, ...removed].includes(this.awareness.clientID);
    if (isOwn || added.length > 0) this.#socket?.point();
  };

  #knownToLink(): Uint8Array {
    const vector = Y.decodeStateVector(Y.encodeStateVector(this.doc));
    vector.set(this.doc.clientID, this.#ownClock);
    return Y.encodeStateVector(vector);
  }

  #tell(): void {
    for (const listen of [...this.#listeners]) listen();
  }
}

/** By client id, as awareness tells of it. */
type ChangedPointers = Record<'added' | 'updated' | 'removed', readonly number[]>;

/** A document as one screen has it: closing it ends nothing for the others. */
class Handle implements SharedDocument {
  readonly #document: PageDocument;
  readonly #closed: () => void;
  readonly #stop = new Set<() => void>();
  #isClosed = false;

  constructor(document: PageDocument, closed: () => void) {
    this.#document = document;
    this.#closed = closed;
  }

  get doc(): Y.Doc {
    return this.#document.doc;
  }

  get awareness(): Awareness {
    return this.#document.awareness;
  }

  get saveState(): SaveState {
    return this.#document.saveState;
  }

  get faults(): readonly DocumentFault[] {
    return this.#document.faults;
  }

  get changedBy(): ParticipantId | undefined {
    return this.#document.changedBy;
  }

  onChange(listen: () => void): () => void {
    const stop = this.#document.onChange(listen);
    this.#stop.add(stop);
    return stop;
  }

  authorOf(clientId: number): ParticipantId | undefined {
    return this.#document.authorOf(clientId);
  }

  pointerOf(clientId: number): ParticipantId | undefined {
    return this.#document.pointerOf(clientId);
  }

  restorePoints(): Promise<readonly RestorePoint[]> {
    return this.#document.restorePoints();
  }

  at(position: number): Promise<Y.Doc> {
    return this.#document.at(position);
  }

  beginAnew(state: Uint8Array): Promise<void> {
    return this.#document.beginAnew(state);
  }

  onReplaced(listen: HearReplaced): () => void {
    const stop = this.#document.onReplaced(listen);
    this.#stop.add(stop);
    return stop;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const stop of this.#stop) stop();
    this.#closed();
  }
}
