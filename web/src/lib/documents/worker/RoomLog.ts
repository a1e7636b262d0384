import { RefusedError } from '@conclave/shared/RefusedError';
import type { Bytes } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import { MAX_SOCKET_ENTRY_BYTES } from '@conclave/shared/limits';
import type { DocumentPlace } from '@conclave/shared/wire/documents';
import type { AnyNotification, SignalingPort } from '../../signaling/SignalingPort.ts';
import type { LogEvent, LogHead, LogPlace, LogPort, ReadPage } from '../log/LogPort.ts';
import { headOf, HttpLog } from './HttpLog.ts';

/** The signaling connection, which may stand already. */
type Signaling = SignalingPort & { readonly connected: boolean };

/** A member's logs: what is short and quick on the signaling connection, the rest over HTTP. */
export class RoomLog implements LogPort {
  readonly #signaling: Signaling;
  readonly #http: HttpLog;
  readonly #stop: (() => void)[] = [];
  #token: Bytes | undefined;
  /** Where the organizer's sign-in opens the logs. */
  readonly #account: HttpLog | undefined;

  constructor(
    meetingId: MeetingId,
    signaling: Signaling,
    { fetch: fetching, isOrganizer = false }: { fetch: typeof fetch; isOrganizer?: boolean },
  ) {
    this.#signaling = signaling;
    if (isOrganizer) this.#account = new HttpLog({ meetingId, fetch: fetching });
    this.#http = new HttpLog({ meetingId, fetch: fetching, token: () => this.#token });
  }

  async heads(): Promise<readonly { place: DocumentPlace; head: LogHead }[]> {
    const { token, documents } = await this.#signaling.request('openDocuments', {});
    this.#token = token;
    return documents.map(headOf);
  }

  records(): Promise<readonly Bytes[]> {
    return this.#http.records();
  }

  async registerAuthor(certificate: Bytes): Promise<void> {
    await this.#registerAsOwner(certificate);
    await this.#signaling.request('registerAuthor', { certificate });
  }

  /** First, so that the account's other browsers find these notes [V-20]. */
  async #registerAsOwner(certificate: Bytes): Promise<void> {
    try {
      await this.#account?.registerAuthor(certificate);
    } catch (error) {
      // Signed out meanwhile, or no answer: a member writes without it.
      if (!(error instanceof RefusedError)) throw error;
    }
  }

  append(_at: LogPlace, entry: Bytes): Promise<{ position: number; at: number }> {
    if (entry.length > MAX_SOCKET_ENTRY_BYTES) return this.#http.append(entry);
    return this.#signaling.request('appendEntry', { entry });
  }

  read(at: LogPlace, after: number): Promise<ReadPage> {
    return this.#http.read(at, after);
  }

  checkpoints(at: LogPlace): ReturnType<LogPort['checkpoints']> {
    return this.#http.checkpoints(at);
  }

  readCheckpoint(
    at: LogPlace,
    position: number,
  ): Promise<{ certificate: Bytes; checkpoint: Bytes }> {
    return this.#http.readCheckpoint(at, position);
  }

  writeCheckpoint(at: LogPlace, checkpoint: Bytes): Promise<void> {
    return this.#http.writeCheckpoint(at, checkpoint);
  }

  async signal(place: DocumentPlace, sealed: Bytes): Promise<void> {
    await this.#signaling.request('signalDocument', { place, sealed });
  }

  onEvent(listen: (event: LogEvent) => void): () => void {
    const stop = this.#signaling.onNotification((heard) => {
      const event = eventOf(heard);
      if (event !== undefined) listen(event);
    });
    this.#stop.push(stop);
    return stop;
  }

  onConnection(listen: (state: 'connected' | 'disconnected') => void): () => void {
    const stop = this.#signaling.onConnection((state) => {
      if (state === 'disconnected') this.#token = undefined;
      listen(state);
    });
    this.#stop.push(stop);
    queueMicrotask(() => {
      if (this.#signaling.connected) listen('connected');
    });
    return stop;
  }

  close(): void {
    for (const stop of this.#stop) stop();
    this.#token = undefined;
  }
}

/** What a notification says of documents, if anything. */
function eventOf(heard: AnyNotification): LogEvent | undefined {
  if (heard.name === 'documentAuthor') return { kind: 'author', ...heard.payload };
  if (heard.name === 'documentCheckpoint') return { kind: 'checkpoint', ...heard.payload };
  if (heard.name === 'documentGeneration') return { kind: 'generation', ...heard.payload };
  if (heard.name === 'documentSignal') return { kind: 'signal', ...heard.payload };
  if (heard.name !== 'documentEntry') return undefined;
  const { entry, ...where } = heard.payload;
  return { kind: 'entry', ...where, entry: entry ?? undefined };
}
