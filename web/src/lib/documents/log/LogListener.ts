import type { Bytes } from '@conclave/shared/bytes';
import type { ParticipantId } from '@conclave/shared/ids';
import type { DocumentFault, SaveState } from '../SharedDocument.ts';

/** Whose an entry is, and where it stands in the log. */
export interface EntryOrigin {
  readonly by: ParticipantId;
  readonly generation: number;
  readonly position: number;
}

/** What is told of one generation of a document. */
export interface LogListener {
  /** Verified, opened and tried. Of no entry: a checkpoint, or what this browser kept unsent. */
  content(update: Bytes, origin?: EntryOrigin): void;
  /** Everything that the server had when asked is told. */
  opened(): void;
  state(state: SaveState): void;
  faults(faults: readonly DocumentFault[]): void;
  /** Whose a client id is, as it becomes known. */
  author(clientId: number, by: ParticipantId): void;
  /** [G-18] Whether the page holds back something of all that it was told until now: what it says of itself comes later. */
  holds(): Promise<boolean>;
  /**
   * Nothing more is read or sent here: the document goes on from what the log says, under a fresh client
   * id. So many entries that were written here are not in it. `begun`: because somebody deleted it for good.
   */
  retired(unsent: number, begun: boolean): void;
}
