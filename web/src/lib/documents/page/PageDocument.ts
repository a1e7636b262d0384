import { copyBytes, type Bytes } from '@conclave/shared/bytes';
import type { ParticipantId } from '@conclave/shared/ids';
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { Timers } from '../../e2ee/session/Timers.ts';
import type { EntryOrigin } from '../log/LogListener.ts';
import type { DocumentFault, RestorePoint, SaveState, SharedDocument } from '../SharedDocument.ts';
import { DocumentHandle, type HearReplaced } from './DocumentHandle.ts';
import type { DocumentLink } from './DocumentLink.ts';
import { DocumentSocket, type SocketOptions } from './DocumentSocket.ts';
import { HeldEntries } from './HeldEntries.ts';
import { pointersOf } from './pointersOf.ts';
import { stateWith, Unsaid } from './Unsaid.ts';

/** How the page's documents reach the document worker. */
export interface DocumentLine {
  /** Answered with `hearTaken` as soon as the worker's word on how the document stands is about this as well. */
  write(update: Bytes): void;
  signal(awareness: Bytes): void;
  restorePoints(): Promise<readonly RestorePoint[]>;
  at(position: number, without: readonly number[]): Promise<readonly Bytes[]>;
  beginAnew(state: Bytes): Promise<void>;
  /** [G-18] Whether it is known what may be shown, and whether an entry is not shown yet. */
  readonly isGateReady: boolean;
  holds(origin: EntryOrigin): boolean;
  holdsPointer(by: ParticipantId | undefined): boolean;
  /** Says whether anything is held back; the answer is how the document stands. */
  holding(isHolding: boolean): void;
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
  /** The log was read; whether it is open depends on the gate as well. */
  #isRead = false;
  #handles = 0;
  /** How much of our own the link has: what was written without a socket is missing from it. */
  #ownClock = 0;
  readonly #unsaid = new Unsaid();
  #saveState: SaveState = { kind: 'opening' };
  #faults: readonly DocumentFault[] = [];
  #isTooLarge = false;
  #changedBy: ParticipantId | undefined;
  readonly #replaced = new Set<HearReplaced>();
  readonly #held: HeldEntries;
  #mustRenew = false;
  #successor: { readonly page: PageDocument; readonly begun: boolean } | undefined;

  constructor(line: DocumentLine, clientId: number, timers: Timers) {
    this.#line = line;
    this.doc.clientID = clientId;
    // Yjs takes another id when its own comes from outside: then it would be nobody's.
    this.doc.on('afterAllTransactions', () => (this.doc.clientID = clientId));
    this.awareness = new Awareness(this.doc);
    this.awareness.setLocalState(null);
    this.awareness.on('update', this.#tellOfUs);
    this.#held = new HeldEntries({
      holds: (origin) => line.holds(origin),
      show: (update, by) => this.#show(update, by),
      changed: () => {
        line.holding(this.#held.by.length > 0);
        this.#tell();
      },
    });
    this.#provider = this.#provide(timers);
    this.doc.on('update', this.#keepAdrift);
  }

  get waiting(): number {
    return 'waiting' in this.#saveState ? this.#saveState.waiting : 0;
  }

  /** For one who shows it. */
  handle(): SharedDocument {
    this.#handles += 1;
    if (this.#handles === 1 && this.#successor === undefined) this.awareness.setLocalState({});
    return new DocumentHandle(this, () => {
      this.#handles -= 1;
      if (this.#handles === 0) this.awareness.setLocalState(null);
    });
  }

  get saveState(): SaveState {
    if (!this.#line.isGateReady) return { kind: 'opening' };
    const unsaid = this.#unsaidCount;
    if (this.#isTooLarge) return { kind: 'refused', waiting: this.waiting + unsaid + 1 };
    return stateWith(this.#saveState, unsaid);
  }

  get faults(): readonly DocumentFault[] {
    const held = this.#held.by.map((by) => ({ kind: 'unconsented' as const, by }));
    return held.length === 0 ? this.#faults : [...this.#faults, ...held];
  }

  /**
   * [G-18] Whether this shows what it must not any more, and everything written here is safe: then it goes on as
   * another document.
   */
  get mustRenew(): boolean {
    const { kind } = this.#saveState;
    const isSafe =
      kind !== 'opening' && kind !== 'saving' && this.waiting + this.#unsaidCount === 0;
    return this.#mustRenew && isSafe;
  }

  /** [G-18] Whether something is held back, or shown that must not be. */
  get isHolding(): boolean {
    return this.#mustRenew || this.#held.by.length > 0;
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
    const updates = await this.#line.at(position, this.#held.positions);
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

  hearContent(update: Bytes, origin?: EntryOrigin): void {
    this.#held.take(update, origin);
  }

  /** [G-18] Somebody agreed, or consent is asked for now. */
  review(): void {
    this.#held.review();
    if (this.#isRead) this.hearOpened();
    this.#tell();
    if (this.#mustRenew || !this.#held.showsTooMuch) return;
    this.#mustRenew = true;
    this.flush();
    // Heard of again when everything that was flushed is known over there.
    this.#line.holding(true);
  }

  #show(update: Bytes, by: ParticipantId | undefined): void {
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
    this.#isRead = true;
    if (this.#isOpen || !this.#line.isGateReady) return;
    this.#isOpen = true;
    // In one piece, so that whoever looks on draws once.
    if (this.#past.length > 0) this.#show(copyBytes(Y.mergeUpdates(this.#past)), undefined);
    this.#past = [];
    for (const listen of [...this.#opened]) listen();
  }

  hearState(state: SaveState): void {
    this.#saveState = state;
    this.#tell();
  }

  /** The worker has one more of what was written here. */
  hearTaken(): void {
    this.#unsaid.taken();
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
    const whose = pointersOf(update)?.map((clientId) => this.pointerOf(clientId));
    if (whose?.some((by) => this.#line.holdsPointer(by)) !== false) return;
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
    this.#unsaid.sent();
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
      takeKept: () => this.#unsaid.takeKept(),
      begun: () => this.#tell(),
      clientId: this.doc.clientID,
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

  /**
   * The provider says what is missing when a socket is there again, but of what was only deleted nobody could tell
   * whose deletion it was.
   */
  readonly #keepAdrift = (update: Uint8Array, origin: unknown): void => {
    if (origin === this.#provider || this.#socket?.isOpen === true) return;
    this.#unsaid.keep(update);
    this.#tell();
  };

  get #unsaidCount(): number {
    return this.#unsaid.count + (this.#socket?.isHolding === true ? 1 : 0);
  }

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
