import type { Bytes } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { DocumentPlace } from '@conclave/shared/wire/documents';
import type { Timers } from '../../e2ee/session/Timers.ts';
import type { LogHead, LogPlace, LogPort, ReadPage } from '../log/LogPort.ts';
import { headOf, HttpLog } from './HttpLog.ts';

/** How old what another tab wrote may be here. Lower asks the server more; higher shows it later. */
const LOOK_MS = 5_000;

export interface OwnerLogOptions {
  readonly meetingId: MeetingId;
  readonly fetch: typeof fetch;
  readonly timers: Timers;
  /** How old what others wrote may be here, where nobody waits for it. */
  readonly lookMs?: number;
}

/** The organizer's logs outside of a session: over HTTP alone, by the sign-in. Nobody tells of anything. */
export class OwnerLog implements LogPort {
  readonly #http: HttpLog;
  readonly #timers: Timers;
  readonly #lookMs: number;
  readonly #connections = new Set<(state: 'connected' | 'disconnected') => void>();
  readonly #records = new Set<(recordNumber: number) => void>();
  readonly #closing = new Set<() => void>();
  #stopTimer: (() => void) | undefined;
  #isVisible = true;
  #isConnected = false;

  constructor({ meetingId, fetch: fetching, timers, lookMs = LOOK_MS }: OwnerLogOptions) {
    this.#lookMs = lookMs;
    this.#http = new HttpLog({ meetingId, fetch: fetching });
    this.#timers = timers;
  }

  /** Whether anybody looks: the log is looked at anew only then, and at once when it begins. */
  set isVisible(isVisible: boolean) {
    this.#isVisible = isVisible;
    this.#stopTimer?.();
    if (isVisible && this.#connections.size > 0) this.#look();
  }

  /** Which record is the newest, with every look. */
  onRecord(listen: (recordNumber: number) => void): void {
    this.#records.add(listen);
  }

  async heads(): Promise<readonly { place: DocumentPlace; head: LogHead }[]> {
    try {
      const { recordNumber, documents } = await this.#http.list();
      for (const listen of this.#records) listen(recordNumber);
      return documents.map(headOf);
    } catch (error) {
      // The next look finds out whether it is back.
      if (error instanceof RefusedError) this.#tell('disconnected');
      throw error;
    }
  }

  records(): Promise<readonly Bytes[]> {
    return this.#http.records();
  }

  registerAuthor(certificate: Bytes): Promise<void> {
    return this.#http.registerAuthor(certificate);
  }

  append(_at: LogPlace, entry: Bytes): Promise<{ position: number; at: number }> {
    return this.#http.append(entry);
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

  /** There is nobody to point anything out to. */
  signal(): Promise<void> {
    return Promise.resolve();
  }

  onEvent(): () => void {
    return () => undefined;
  }

  /** `connected` from the start, and with every look: each request finds out for itself. */
  onConnection(listen: (state: 'connected' | 'disconnected') => void): () => void {
    this.#connections.add(listen);
    queueMicrotask(() => this.#look());
    return () => {
      this.#connections.delete(listen);
      if (this.#connections.size === 0) this.close();
    };
  }

  onClose(listen: () => void): void {
    this.#closing.add(listen);
  }

  close(): void {
    this.#connections.clear();
    this.#stopTimer?.();
    for (const listen of this.#closing) listen();
    this.#closing.clear();
  }

  #look(): void {
    if (this.#connections.size === 0) return;
    this.#tell('connected');
    this.#stopTimer?.();
    this.#stopTimer = this.#timers.after(this.#lookMs, () => {
      if (this.#isVisible) this.#look();
    });
  }

  #tell(state: 'connected' | 'disconnected'): void {
    const isKnown = state === 'disconnected' && !this.#isConnected;
    this.#isConnected = state === 'connected';
    if (!isKnown) for (const listen of [...this.#connections]) listen(state);
  }
}
