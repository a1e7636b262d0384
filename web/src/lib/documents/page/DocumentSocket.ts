import { copyBytes, type Bytes } from '@conclave/shared/bytes';
import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from 'lib0/encoding';
import * as Y from 'yjs';
import type { Timers } from '../../e2ee/session/Timers.ts';
import { Batch } from './Batch.ts';
import type { DocumentLink } from './DocumentLink.ts';

const SYNC = 0;
const AWARENESS = 1;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;
/** Of a document in which nothing is: no structs, no deletions. */
const EMPTY_UPDATE = Uint8Array.of(0, 0);
/** The provider takes a socket that is silent for 30 s for dead. */
const HEARTBEAT_MS = 10_000;
/** Cursors in between are seen by nobody. Lower costs everybody's line; higher makes cursors jump. */
const AWARENESS_MS = 50;

export interface SocketOptions {
  readonly link: DocumentLink;
  readonly timers: Timers;
  /** Whether the others have anything to see of us. */
  readonly isPointing: () => boolean;
  readonly ownAwareness: () => Bytes;
  /** Everything this document knows already is with the link: nothing is to be said again. */
  readonly stateVector: () => Uint8Array;
  /** Written here since there was a socket before. */
  readonly takeKept: () => Uint8Array[];
  /** Something is held for a moment, and nothing was before. */
  readonly begun: () => void;
  /** Under which this document writes: whatever else it holds came from the link. */
  readonly clientId: number;
  readonly tooLarge: () => void;
}

/** What y-websocket asks of a socket. */
interface ProviderSocket {
  readonly OPEN: number;
  readyState: number;
  binaryType: string;
  onopen: ((event: object) => void) | null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null;
  onclose: ((event: object) => void) | null;
  onerror: ((event: object) => void) | null;
  send(message: Uint8Array): void;
  close(): void;
}

/**
 * A socket for the unmodified y-websocket provider, at whose other end is the document worker. It plays
 * the server that the provider expects: says when all of the past was told, asks for what is missing,
 * and beats so that the line is not taken for dead.
 */
export class DocumentSocket implements ProviderSocket {
  readonly OPEN = 1;
  readyState = 0;
  binaryType = 'arraybuffer';
  onopen: ((event: object) => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((event: object) => void) | null = null;
  onerror: ((event: object) => void) | null = null;
  readonly #options: SocketOptions;
  readonly #batch: Batch;
  readonly #stop: (() => void)[];
  #stopBeat: (() => void) | undefined;
  #stopAwareness: (() => void) | undefined;
  #pointedAt = 0;

  constructor(options: SocketOptions) {
    this.#options = options;
    const { link, timers, tooLarge, begun } = options;
    this.#batch = new Batch({
      timers,
      tooLarge,
      begun,
      waiting: () => link.waiting,
      write: (update) => link.write(update),
    });
    this.#stop = [
      link.onContent((update) => this.#deliver(SYNC, update, UPDATE)),
      link.onAwareness((update) => this.#hearAwareness(update)),
      link.onOpened(() => queueMicrotask(() => this.#opened())),
    ];
  }

  get isOpen(): boolean {
    return this.readyState === this.OPEN;
  }

  /** Whether anything waits for its moment to be over. */
  get isHolding(): boolean {
    return this.#batch.isHolding;
  }

  send(message: Uint8Array): void {
    const decoder = createDecoder(message);
    // The provider also repeats where others point, to everybody and each time: only `point` tells of that.
    if (readVarUint(decoder) !== SYNC) return;
    const step = readVarUint(decoder);
    if (step === STEP_1) return;
    const update = readVarUint8Array(decoder);
    if (step === UPDATE || this.#isOwn(update)) this.#batch.add(update);
  }

  /** Tells the others where we point: after a rest at once, so that they see a stroke begin. */
  point(): void {
    if (!this.isOpen) return;
    const { timers, link, ownAwareness } = this.#options;
    const waitMs = Math.max(0, this.#pointedAt + AWARENESS_MS - timers.now());
    this.#stopAwareness ??= timers.after(waitMs, () => {
      this.#stopAwareness = undefined;
      this.#pointedAt = timers.now();
      link.signal(ownAwareness());
    });
  }

  /** What waits for the moment to be over goes now. */
  flush(): void {
    this.#batch.flush();
  }

  close(): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.flush();
    for (const stop of this.#stop) stop();
    this.#stopBeat?.();
    this.#stopAwareness?.();
    this.onclose?.({ code: 1000 });
  }

  #opened(): void {
    if (this.readyState !== 0) return;
    this.readyState = this.OPEN;
    this.onopen?.({});
    for (const update of this.#options.takeKept()) this.#batch.add(update);
    this.#deliver(SYNC, EMPTY_UPDATE, STEP_2);
    this.#deliver(SYNC, this.#options.stateVector(), STEP_1);
    if (this.#options.isPointing()) this.point();
    this.#beat();
  }

  #beat(): void {
    const { timers } = this.#options;
    this.#deliver(AWARENESS, Uint8Array.of(0));
    this.#stopBeat = timers.after(HEARTBEAT_MS, () => this.#beat());
  }

  /**
   * What is missing comes with all deletions there ever were, and with what waits for entries that are held back:
   * without anything of our own it says nothing.
   */
  #isOwn(update: Uint8Array): boolean {
    const { clientId } = this.#options;
    return Y.decodeUpdate(update).structs.some(({ id }) => id.client === clientId);
  }

  #hearAwareness(update: Bytes): void {
    try {
      this.#deliver(AWARENESS, update);
    } catch {
      // Whatever a member sealed that is no awareness: it points at nothing.
    }
  }

  #deliver(type: number, body: Uint8Array, step?: number): void {
    const encoder = createEncoder();
    writeVarUint(encoder, type);
    if (step !== undefined) writeVarUint(encoder, step);
    writeVarUint8Array(encoder, body);
    this.onmessage?.({ data: copyBytes(toUint8Array(encoder)).buffer });
  }
}
