import type { Bytes } from '@conclave/shared/bytes';
import type { ParticipantId } from '@conclave/shared/ids';
import type { DocumentFault, SaveState } from '../SharedDocument.ts';

/** What is told of one generation of a document. */
export interface LogListener {
  /** Verified, opened and tried. */
  content(update: Bytes, by?: ParticipantId): void;
  /** Everything that the server had when asked is told. */
  opened(): void;
  state(state: SaveState): void;
  faults(faults: readonly DocumentFault[]): void;
  /** Whose a client id is, as it becomes known. */
  author(clientId: number, by: ParticipantId): void;
  /**
   * Nothing more is read or sent here: the document goes on from what the log says, under a fresh client
   * id. So many entries that were written here are not in it. `begun`: because somebody deleted it for good.
   */
  retired(unsent: number, begun: boolean): void;
}
