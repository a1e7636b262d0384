import type { Bytes } from '@conclave/shared/bytes';
import type { ParticipantId, RequestId } from '@conclave/shared/ids';
import type { GroupHead, NumberedRecord } from '@conclave/shared/wire/keys';
import type { Params } from '@conclave/shared/wire/peerRequests';

/** Whose leaf is where, as those who made the commits said. Chooses whom to ask, decides nothing. */
export type LeafTable = ReadonlyMap<number, ParticipantId>;

/** Where a session's group stands, with what the server knows of it. */
export interface GroupPosition {
  readonly head: GroupHead;
  readonly recordNumber: number;
  readonly leaves: LeafTable;
}

/** A commit that counts. */
export interface FinalCommit {
  readonly commitId: RequestId;
  /** The epoch that it ended. */
  readonly epoch: number;
  readonly commit: Bytes;
  readonly leaf: number;
  readonly removes: number[];
  readonly record: NumberedRecord | null;
}

/** The position after a commit on the one before it. */
export function positionAfter(
  before: GroupPosition,
  commit: Params<'commit'>,
  author: ParticipantId,
): GroupPosition {
  const leaves = new Map(before.leaves);
  for (const leaf of commit.removes) leaves.delete(leaf);
  leaves.set(commit.leaf, author);
  return {
    head: commit.head,
    recordNumber: commit.record?.number ?? before.recordNumber,
    leaves,
  };
}
