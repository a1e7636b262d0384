import type { MeetingId } from '@conclave/shared/ids';
import type { Timers } from '../../e2ee/session/Timers.ts';
import type { Decoder } from '../decode/Decoder.ts';
import type { AuthorBook } from './AuthorBook.ts';
import type { Authorship } from './Authorship.ts';
import type { DocumentKeys } from './DocumentKeys.ts';
import type { DocumentStore } from './DocumentStore.ts';
import type { LogPort } from './LogPort.ts';

/** What all documents of a meeting share. */
export interface LogContext {
  readonly meetingId: MeetingId;
  readonly port: LogPort;
  readonly keys: DocumentKeys;
  readonly authors: AuthorBook;
  readonly authorship: Authorship;
  readonly store: DocumentStore;
  readonly decoder: Decoder;
  /** [P-11] Checkpoints that were found to be false: none of them is begun with again. */
  readonly falseCheckpoints: Set<string>;
  readonly timers: Timers;
  /** Where bugs go: errors that nobody awaits. */
  readonly report: (error: unknown) => void;
}
