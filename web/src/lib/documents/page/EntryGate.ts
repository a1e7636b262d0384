import type { ParticipantId } from '@conclave/shared/ids';
import type { DocumentKind } from '@conclave/shared/wire/documents';
import type { EntryOrigin } from '../log/LogListener.ts';

/** [G-18] Says what of a meeting's documents is not shown yet. Its answer may change either way. */
export interface EntryGate {
  /** Whether it is known who agreed to what: until then a document is still opening. */
  readonly isReady: boolean;
  holds(kind: DocumentKind, origin: EntryOrigin): boolean;
  /** The same of what somebody points at or types just now; undefined for who is not known. */
  holdsPointer(kind: DocumentKind, by: ParticipantId | undefined): boolean;
  onChange(listen: () => void): () => void;
}
