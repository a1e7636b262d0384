import type { Bytes } from '@conclave/shared/bytes';
import type { KeyRecord } from '../objects/keyRecord.ts';
import type { Session } from '../objects/roleCertificate.ts';
import type { CommitData } from './commitData.ts';
import type { RoomState } from './roomState.ts';

/** A leaf of the MLS tree and whose it is. */
export interface RosterEntry {
  readonly leaf: number;
  readonly participantKey: Bytes;
}

/** What a commit is weighed against: all of it is the same for every member of the epoch. */
export interface Room {
  readonly session: Session;
  readonly state: RoomState;
  readonly roster: readonly RosterEntry[];
}

export type Sender =
  | { readonly kind: 'member'; readonly leaf: number; readonly participantKey: Bytes }
  | { readonly kind: 'new'; readonly leafKey: Bytes; readonly participantKey: Bytes };

/** What a commit does and who says so; its MLS signatures are checked elsewhere. */
export interface ProposedCommit {
  readonly data: CommitData;
  readonly sender: Sender;
  readonly removes: readonly number[];
  /** The record number that its PSK names; undefined in members' commits. */
  readonly pskNumber: number | undefined;
  readonly record: KeyRecord | undefined;
}
