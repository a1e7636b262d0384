import { RefusedError } from '@conclave/shared/RefusedError';
import type { Bytes } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import type { DocumentPlace } from '@conclave/shared/wire/documents';
import type { Timers } from '../../e2ee/session/Timers.ts';
import { Decoder, type StartDecoder } from '../decode/Decoder.ts';
import { AuthorBook } from '../log/AuthorBook.ts';
import { Authorship } from '../log/Authorship.ts';
import type { DocumentKeys } from '../log/DocumentKeys.ts';
import type { DocumentStore } from '../log/DocumentStore.ts';
import { decodeHeads, encodeHeads } from '../log/headsMessage.ts';
import type { LogContext } from '../log/LogContext.ts';
import type { LogEvent, LogHead, LogPort } from '../log/LogPort.ts';
import { placeText, samePlace } from '../log/samePlace.ts';
import { OpenDocument, type OpenListener } from './OpenDocument.ts';

/** [R-3] How members' browsers reach each other: sealed messages of the session. */
export interface HeadTalk {
  tell(heads: Bytes): void;
  onHeads(listen: (heads: Bytes) => void): () => void;
  /** People in the room. */
  readonly members: number;
}

export interface DocumentsOptions {
  readonly meetingId: MeetingId;
  /** This tab's Yjs client id. */
  readonly clientId: number;
  readonly port: LogPort;
  readonly keys: DocumentKeys;
  readonly store: DocumentStore;
  readonly startDecoder: StartDecoder;
  readonly timers: Timers;
  /** Absent outside of a session. */
  readonly talk: HeadTalk | undefined;
  readonly report: (error: unknown) => void;
}

const CONNECT_AGAIN_MS = 1_000;
/** Rarer in larger rooms, so that there are not more messages for everybody. */
const TELL_MS = 10_000;
const TELL_MEMBERS = 20;

const EMPTY: LogHead = { generation: 1, position: 0, checkpoint: undefined };

/** All documents of one meeting, over one log port: who is asked for a document opens it here. */
export class Documents {
  readonly #options: DocumentsOptions;
  readonly #context: LogContext;
  readonly #open = new Map<string, OpenDocument>();
  readonly #stop: (() => void)[] = [];
  #connected = false;
  /** Rises with every connection: answers of before mean nothing. */
  #turn = 0;
  #stopWaiting: (() => void) | undefined;
  #stopTelling: (() => void) | undefined;
  #closed = false;

  constructor(options: DocumentsOptions) {
    this.#options = options;
    const { meetingId, port, keys, store, timers, report, clientId, talk } = options;
    this.#context = {
      meetingId,
      port,
      keys,
      store,
      timers,
      report,
      authors: new AuthorBook(meetingId),
      falseCheckpoints: new Set(),
      authorship: new Authorship(keys, clientId),
      decoder: new Decoder(options.startDecoder, timers),
    };
    this.#stop.push(
      port.onEvent((event) => this.#hear(event)),
      port.onConnection((state) => this.#connection(state)),
      keys.onChange(() => this.#keysChanged()),
    );
    if (talk === undefined) return;
    this.#stop.push(talk.onHeads((heads) => this.#onHeads(heads)));
    this.#tellLater();
  }

  /** With a client id of its own where the tab's cannot be gone on with. */
  open(
    place: DocumentPlace,
    listener: OpenListener,
    clientId = this.#options.clientId,
  ): OpenDocument {
    const opened = new OpenDocument({ context: this.#context, place, listener, clientId });
    this.#open.get(placeText(place))?.close();
    this.#open.set(placeText(place), opened);
    if (this.#connected) this.#connect(this.#turn);
    return opened;
  }

  /** [P-12] Before the host ends the session, and when it looks at a meeting that is over. */
  async letGo(): Promise<void> {
    for (const { log } of this.#open.values()) await log?.desk.letGo();
  }

  /** [V-20] The notes that the server has for whoever asks: nobody else's are served. Throws a RefusedError. */
  async ownNotes(): Promise<DocumentPlace[]> {
    const heads = await this.#options.port.heads();
    return heads.map(({ place }) => place).filter(({ kind }) => kind === 'notes');
  }

  /** Tells the heads now, as on joining. */
  tellHeads(): void {
    const { talk } = this.#options;
    const heads = [...this.#open.values()].flatMap(({ head }) => head ?? []);
    if (heads.length > 0) talk?.tell(encodeHeads(heads));
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#turn += 1;
    for (const stop of this.#stop) stop();
    this.#stopWaiting?.();
    this.#stopTelling?.();
    for (const opened of this.#open.values()) opened.close();
    this.#open.clear();
    this.#context.decoder.close();
    this.#options.port.close();
  }

  #connection(state: 'connected' | 'disconnected'): void {
    this.#connected = state === 'connected';
    this.#turn += 1;
    if (this.#connected) this.#connect(this.#turn);
    else for (const opened of this.#open.values()) opened.disconnected();
  }

  #connect(turn: number): void {
    this.#heads(turn).catch(this.#options.report);
  }

  async #heads(turn: number): Promise<void> {
    const { port, timers } = this.#options;
    try {
      for (const opened of this.#open.values()) opened.asking();
      const heads = await port.heads();
      if (turn !== this.#turn) return;
      for (const opened of this.#open.values()) {
        const found = heads.find(({ place }) => samePlace(place, opened.place));
        opened.connected(found?.head ?? EMPTY);
      }
      this.tellHeads();
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      this.#stopWaiting = timers.after(CONNECT_AGAIN_MS, () => {
        if (turn === this.#turn) this.#connect(turn);
      });
    }
  }

  #hear(event: LogEvent): void {
    if (event.kind === 'author') {
      this.#context.authors.learn(event.certificate).catch(this.#options.report);
      return;
    }
    this.#open.get(placeText(event.place))?.hear(event);
  }

  #keysChanged(): void {
    for (const opened of this.#open.values()) opened.keysChanged();
  }

  #onHeads(bytes: Bytes): void {
    for (const head of decodeHeads(bytes) ?? []) {
      this.#open.get(placeText(head.place))?.onToldHead(head);
    }
  }

  #tellLater(): void {
    const { talk, timers } = this.#options;
    const times = Math.max(1, (talk?.members ?? 0) / TELL_MEMBERS);
    this.#stopTelling = timers.after(TELL_MS * times, () => {
      this.tellHeads();
      this.#tellLater();
    });
  }
}
