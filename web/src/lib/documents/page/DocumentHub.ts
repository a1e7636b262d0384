import { RefusedError } from '@conclave/shared/RefusedError';
import type { Bytes } from '@conclave/shared/bytes';
import { askedKinds } from '@conclave/shared/consent/ConsentNotice';
import type { FileId, MeetingId } from '@conclave/shared/ids';
import type { DocumentPlace } from '@conclave/shared/wire/documents';
import * as v from 'valibot';
import type { HostMeeting } from '../../e2ee/host/HostMeeting.ts';
import type { Envelope } from '../../e2ee/objects/envelope.ts';
import { systemTimers } from '../../e2ee/session/Timers.ts';
import { EnvelopeAnswer } from '../../e2ee/worker/fileAnswers.ts';
import { requested } from '../../e2ee/worker/requested.ts';
import type { SignalingPort } from '../../signaling/SignalingPort.ts';
import { placeText } from '../log/samePlace.ts';
import type { SharedDocument } from '../SharedDocument.ts';
import {
  FromDocuments,
  HostProof,
  Places,
  Points,
  SealedSelf,
  SummaryCode,
  Updates,
  type Outcome,
  type SummaryRead,
  type ToDocuments,
} from '../worker/messages.ts';
import type { SummarySelfAsk } from '../worker/summarySeal.ts';
import type { EntryGate } from './EntryGate.ts';
import { PageDocument, type DocumentLine } from './PageDocument.ts';

interface Workers {
  /** Give fresh workers: `openDocumentWorker` and `openDecodeWorker`, in tests fakes. */
  readonly openWorker: () => Worker;
  readonly openDecoder: () => Worker;
  /** The worker broke: nothing is shown or kept any more; the page has to be loaded again. */
  readonly onFailed: () => void;
}

export interface RoomHubOptions extends Workers {
  readonly meetingId: MeetingId;
  readonly signaling: SignalingPort & { readonly connected: boolean };
  /** Leads to the key worker, as the other end of `KeyAgentOptions.documents`. */
  readonly keys: MessagePort;
  /** Of the organizer's own notes, from the vault. */
  readonly notesKey: Bytes | undefined;
}

export interface OwnerHubOptions extends Workers {
  readonly host: HostMeeting;
  /** [G-18] Whoever leads makes checkpoints by themselves, and must not while something is held back. */
  readonly gate: EntryGate;
}

export interface SummaryHubOptions extends Workers {
  readonly read: SummaryRead;
}

/** The documents of one meeting on one page: opens each once, for as long as the hub lives. */
export class DocumentHub {
  readonly #worker: Worker;
  readonly #options: Workers;
  readonly #signaling: SignalingPort | undefined;
  readonly #clientId = newClientId();
  readonly #documents: { readonly place: DocumentPlace; readonly page: PageDocument }[] = [];
  readonly #places = new Map<string, PageDocument>();
  readonly #decoders = new Map<number, Worker>();
  readonly #waiting = new Map<number, (outcome: Outcome) => void>();
  #gate: EntryGate | undefined;
  #stop: (() => void)[] = [];
  #next = 0;
  #closed = false;

  private constructor(options: Workers, signaling: SignalingPort | undefined) {
    this.#options = options;
    this.#signaling = signaling;
    this.#worker = options.openWorker();
    this.#worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      this.#hear(data);
    });
    this.#worker.addEventListener('messageerror', () => this.#fail());
    this.#worker.addEventListener('error', () => this.#fail());
  }

  /** In a session. Made with the call, closed with it; outlives every reconnect. */
  static inRoom(options: RoomHubOptions): DocumentHub {
    const { meetingId, signaling, keys, notesKey = null } = options;
    const hub = new DocumentHub(options, signaling);
    const clientId = hub.#clientId;
    hub.#post({ op: 'openRoom', meetingId, clientId, keys, notesKey }, [keys]);
    if (signaling.connected) hub.#post({ op: 'connection', state: 'connected' });
    hub.#stop = [
      signaling.onNotification(({ name, payload }) => {
        if (name.startsWith('document')) hub.#post({ op: 'notification', name, payload });
      }),
      signaling.onConnection((state) => hub.#post({ op: 'connection', state })),
    ];
    return hub;
  }

  /** Outside of a session, for the organizer who is signed in: agenda before, minutes after. */
  static ofOwner(options: OwnerHubOptions): DocumentHub {
    const hub = new DocumentHub(options, undefined);
    hub.#post({ op: 'openOwn', clientId: hub.#clientId, host: options.host });
    const look = (): void =>
      hub.#post({ op: 'visible', isVisible: document.visibilityState === 'visible' });
    document.addEventListener('visibilitychange', look);
    hub.#stop = [() => document.removeEventListener('visibilitychange', look)];
    hub.useGate(options.gate);
    look();
    return hub;
  }

  /** [S-8] Behind the link of a summary: everything is read, nothing is written. */
  static ofSummary({ read, ...workers }: SummaryHubOptions): DocumentHub {
    const hub = new DocumentHub(workers, undefined);
    hub.#post({ op: 'openSummary', clientId: hub.#clientId, read });
    return hub;
  }

  /** [G-18] Says what is shown of others' writing; for before there is any. */
  useGate(gate: EntryGate): void {
    this.#gate = gate;
    this.#stop.push(gate.onChange(() => this.#review()));
  }

  open(place: DocumentPlace): SharedDocument {
    const known = this.#places.get(placeText(place));
    return (known ?? this.#open(place, this.#clientId)).handle();
  }

  /** What is held back for a moment goes to the worker: for `pagehide`. */
  flush(): void {
    for (const { page } of this.#documents) page.flush();
  }

  /** [P-12] For the host, before it ends the session: what the server may forget is said to it. */
  async letGo(): Promise<void> {
    this.flush();
    await this.#ask((id) => ({ op: 'letGo', id }));
  }

  /** [V-20] For the organizer outside of a session: the notes of each browser that was theirs. Throws a RefusedError. */
  async ownNotes(): Promise<readonly DocumentPlace[]> {
    return v.parse(Places, await this.#ask((id) => ({ op: 'ownNotes', id })));
  }

  /** [G-18] For the organizer outside of a session: shows everybody who it is. Throws a RefusedError. */
  async hostProof(): Promise<Bytes> {
    return v.parse(HostProof, await this.#ask((id) => ({ op: 'hostProof', id })));
  }

  /** [F-13] For the organizer outside of a session. Throws a RefusedError. */
  async openEnvelope(fileId: FileId, sealedEnvelope: Bytes): Promise<Envelope | undefined> {
    const answer = this.#ask((id) => ({ op: 'openEnvelope', id, fileId, sealedEnvelope }));
    return v.parse(EnvelopeAnswer, await answer);
  }

  /** [S-1] For a member: what only the own summary opens. Throws a RefusedError. */
  async sealSummary(ask: SummarySelfAsk): Promise<Bytes> {
    return v.parse(SealedSelf, await this.#ask((id) => ({ op: 'sealSummary', id, ask })));
  }

  /** [S-12] For a member: the code of the meeting's summaries. Throws a RefusedError. */
  async summaryCode(): Promise<Bytes> {
    return v.parse(SummaryCode, await this.#ask((id) => ({ op: 'summaryCode', id })));
  }

  close(): void {
    if (this.#closed) return;
    for (const stop of this.#stop) stop();
    for (const { page } of this.#documents) page.close();
    this.#closed = true;
    for (const decoder of this.#decoders.values()) decoder.terminate();
    for (const answer of this.#waiting.values()) answer({ ok: false, code: 'unavailable' });
    this.#worker.terminate();
  }

  #open(place: DocumentPlace, clientId: number): PageDocument {
    const doc = this.#documents.length;
    const page = new PageDocument(this.#line(doc, place), clientId, systemTimers);
    this.#documents.push({ place, page });
    this.#places.set(placeText(place), page);
    this.#post({ op: 'open', doc, place, clientId });
    return page;
  }

  /** [E-6, P-13] Nothing of a Y.Doc can be taken away again: it goes on as another one. */
  #replace(doc: number, begun: boolean): void {
    const old = this.#documents[doc];
    if (old === undefined || this.#places.get(placeText(old.place)) !== old.page) return;
    old.page.hearReplaced(this.#open(old.place, newClientId()), begun);
  }

  #review(): void {
    for (const { page } of this.#documents) page.review();
    this.#renew();
  }

  /** [G-18] Nothing of a Y.Doc can be taken away again here either. */
  #renew(): void {
    for (const [doc, { page }] of this.#documents.entries()) {
      if (page.mustRenew) this.#replace(doc, false);
    }
  }

  #line(doc: number, { kind }: DocumentPlace): DocumentLine {
    const gate = (): EntryGate | undefined => (GATED.has(kind) ? this.#gate : undefined);
    return {
      get isGateReady() {
        return gate()?.isReady ?? true;
      },
      holds: (origin) => gate()?.holds(kind, origin) ?? false,
      holdsPointer: (by) => gate()?.holdsPointer(kind, by) ?? false,
      holding: (isHolding) => this.#post({ op: 'holding', doc, isHolding }),
      write: (update) => this.#post({ op: 'write', doc, update }),
      signal: (awareness) => this.#post({ op: 'signal', doc, awareness }),
      restorePoints: async () =>
        v.parse(Points, await this.#ask((id) => ({ op: 'restorePoints', doc, id }))),
      at: async (position, without) => {
        const asked = { op: 'at' as const, doc, position, without: [...without] };
        return v.parse(Updates, await this.#ask((id) => ({ ...asked, id })));
      },
      beginAnew: async (state) => {
        await this.#ask((id) => ({ op: 'beginAnew', doc, id, state }));
      },
      authorElsewhere: (clientId) =>
        this.#documents.map(({ page }) => page.authorOf(clientId)).find((by) => by !== undefined),
    };
  }

  #ask(message: (id: number) => ToDocuments): Promise<unknown> {
    if (this.#closed) return Promise.reject(new RefusedError('notNow'));
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, (outcome) => {
        if (outcome.ok) resolve(outcome.value);
        else reject(new RefusedError(outcome.code));
      });
      this.#post(message(id));
    });
  }

  #post(message: ToDocuments, transfer: MessagePort[] = []): void {
    if (!this.#closed) this.#worker.postMessage(message, transfer);
  }

  #hear(data: unknown): void {
    const parsed = v.safeParse(FromDocuments, data);
    if (this.#closed) return;
    if (parsed.success) this.#obey(parsed.output);
    else this.#fail();
  }

  #obey(message: FromDocuments): void {
    if ('doc' in message) {
      this.#tell(message);
      return;
    }
    switch (message.op) {
      case 'request':
        void this.#request(message);
        break;
      case 'done':
        this.#waiting.get(message.id)?.(message.outcome);
        this.#waiting.delete(message.id);
        break;
      case 'startDecoder':
        this.#startDecoder(message.id);
        break;
      case 'endDecoder':
        this.#decoders.get(message.id)?.terminate();
        this.#decoders.delete(message.id);
        break;
    }
  }

  #tell(message: Extract<FromDocuments, { doc: number }>): void {
    const opened = this.#documents[message.doc];
    if (message.op === 'replaced') this.#replace(message.doc, message.begun);
    else if (message.op === 'holds') {
      const isHolding = opened?.page.isHolding ?? true;
      this.#post({ op: 'holds', id: message.id, isHolding });
    } else if (opened !== undefined) tell(opened.page, message);
    if (message.op === 'state' || message.op === 'taken') this.#renew();
  }

  async #request({ id, method, params }: Extract<FromDocuments, { op: 'request' }>): Promise<void> {
    const outcome: Outcome =
      this.#signaling === undefined
        ? { ok: false, code: 'notNow' }
        : await requested(this.#signaling, method, params);
    this.#post({ op: 'answer', id, outcome });
  }

  /** The document worker and its decode worker speak past the page. */
  #startDecoder(id: number): void {
    const { port1, port2 } = new MessageChannel();
    const decoder = this.#options.openDecoder();
    this.#decoders.set(id, decoder);
    decoder.postMessage('port', [port1]);
    this.#post({ op: 'decoder', id, port: port2 }, [port2]);
  }

  #fail(): void {
    if (this.#closed) return;
    this.close();
    this.#options.onFailed();
  }
}

/** [G-18] The names in the roster stand on their own, and nobody else reads somebody's notes. */
const GATED: ReadonlySet<DocumentPlace['kind']> = new Set(askedKinds);

/** */
function newClientId(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}

type OfDocument = Exclude<Extract<FromDocuments, { doc: number }>, { op: 'replaced' | 'holds' }>;

function tell(opened: PageDocument, message: OfDocument): void {
  switch (message.op) {
    case 'content':
      opened.hearContent(message.update, message.origin);
      break;
    case 'opened':
      opened.hearOpened();
      break;
    case 'state':
      opened.hearState(message.state);
      break;
    case 'taken':
      opened.hearTaken();
      break;
    case 'faults':
      opened.hearFaults(message.faults);
      break;
    case 'author':
      opened.hearAuthor(message.clientId, message.by);
      break;
    case 'awareness':
      opened.hearAwareness(message.update);
      break;
    case 'announce':
      opened.announce();
  }
}
