import type { Bytes } from '@conclave/shared/bytes';
import type { RoleCertificate } from '@conclave/shared/wire/signed/roleCertificate';
import type { Session } from '../objects/roleCertificate.ts';

/** How a confirmed member stands in the epoch, as far as documents are concerned. */
export interface DocumentStanding {
  readonly session: Session;
  readonly participantKey: Bytes;
  /** Of host and deputies. */
  readonly certificate: RoleCertificate | undefined;
  readonly recordNumber: number;
  readonly recordHash: Bytes;
  readonly archiveKey: Bytes;
  /** Leaves in the group. */
  readonly members: number;
}

/** Where keys of documents go: the document worker (documents.md). */
export interface DocumentsOut {
  /** The join is confirmed, or an epoch began. */
  standing(standing: DocumentStanding): void;
  /** Where a member sees the logs. */
  heads(heads: Bytes): void;
}

/** For who has no documents open. */
export const NO_DOCUMENTS: DocumentsOut = { standing: () => undefined, heads: () => undefined };
