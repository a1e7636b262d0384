import type { Bytes } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import type { DocumentPlace } from '@conclave/shared/wire/documents';
import type { LogHead, LogPlace, LogPort, ReadPage } from '../log/LogPort.ts';
import { HttpLog } from './HttpLog.ts';

/** The organizer's logs outside of a session: over HTTP alone, by the sign-in. Nobody tells of anything. */
export class OwnerLog implements LogPort {
  readonly #http: HttpLog;

  constructor(meetingId: MeetingId, fetching: typeof fetch) {
    this.#http = new HttpLog({ meetingId, fetch: fetching });
  }

  heads(): Promise<readonly { place: DocumentPlace; head: LogHead }[]> {
    return this.#http.heads();
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

  checkpoints(at: LogPlace): Promise<readonly { position: number; at: number }[]> {
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

  /** Connected from the start: each request finds out for itself. */
  onConnection(listen: (state: 'connected' | 'disconnected') => void): () => void {
    let listens = true;
    queueMicrotask(() => {
      if (listens) listen('connected');
    });
    return () => {
      listens = false;
    };
  }

  close(): void {
    // Nothing is held open.
  }
}
