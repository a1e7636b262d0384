import type { Bytes } from '@conclave/shared/bytes';
import type { SessionId } from '@conclave/shared/ids';
import type { GroupHead } from '@conclave/shared/wire/keys';
import { withLiveShare } from '../objects/keyRecord.ts';
import { sealLiveShare, type MadeRecord } from '../objects/recordSecret.ts';
import { encodeCommitData, type CommitData } from '../room/commitData.ts';
import { hashState, type RoomState } from '../room/roomState.ts';
import { sealState } from '../room/sealedState.ts';
import type { CipherSuite } from '../mls/cipherSuite.ts';
import { epochOf, exportKey, ownLeafOf, type MlsState } from '../mls/epoch.ts';
import { commitAsMember, groupInfoOf } from '../mls/group.ts';
import type { CommitFacts, MemberEpoch } from '../mls/receiveCommit.ts';
import { rosterOf } from '../mls/tree.ts';

/** What a member wants to commit, on top of a certain epoch. */
export interface CommitPlan {
  readonly data: CommitData;
  readonly removes: readonly number[];
  /** The room state after it. */
  readonly state: RoomState;
  readonly record: MadeRecord | undefined;
}

/** A whole bundle, ready to send, and where it leads. */
export interface BuiltCommit {
  readonly commit: Bytes;
  readonly head: GroupHead;
  readonly record: { readonly number: number; readonly record: Bytes } | null;
  readonly facts: CommitFacts;
  readonly next: MemberEpoch;
}

/** 5.6: commit, head and record of one plan; all of it is built anew when another commit came first. */
export async function buildCommit(
  suite: CipherSuite,
  epoch: MemberEpoch,
  plan: CommitPlan,
): Promise<BuiltCommit> {
  const { data, removes, state, record } = plan;
  const authenticatedData = encodeCommitData({ stateHash: await hashState(state), data });
  const made = await commitAsMember(suite, epoch.mls, { removes, authenticatedData });
  const secret = record?.secret ?? epoch.secret;
  const next = { session: epoch.session, mls: made.next, state, secret };
  return {
    commit: made.commit,
    head: await headOf(suite, next),
    record: record === undefined ? null : await liveRecord(suite, next, record),
    facts: { data, sender: senderOf(epoch), removes, record: record?.record },
    next,
  };
}

/** GroupInfo and sealed state of an epoch, as joiners need them. */
export async function headOf(suite: CipherSuite, epoch: MemberEpoch): Promise<GroupHead> {
  const groupInfo = await groupInfoOf(suite, epoch.mls);
  const place = placeOf(epoch.session.sessionId, epoch.mls, groupInfo);
  const sealedState = await sealState(epoch.secret.roomPsk, place, epoch.state);
  return { epoch: Number(place.epoch), groupInfo, sealedState };
}

function placeOf(
  sessionId: SessionId,
  mls: MlsState,
  groupInfo: Bytes,
): { sessionId: SessionId; epoch: bigint; groupInfo: Bytes } {
  return { sessionId, epoch: epochOf(mls), groupInfo };
}

/** [K-2] The record with the share that only members of the new epoch can open. */
async function liveRecord(
  suite: CipherSuite,
  next: MemberEpoch,
  { record, bytes, secret }: MadeRecord,
): Promise<{ number: number; record: Bytes }> {
  const exported = await exportKey(suite, next.mls, 'record');
  const place = { session: next.session, epoch: epochOf(next.mls), recordHash: record.hash };
  const share = await sealLiveShare(exported, place, secret);
  return { number: record.number, record: withLiveShare(bytes, share) };
}

function senderOf({ mls }: MemberEpoch): CommitFacts['sender'] {
  const leaf = ownLeafOf(mls);
  const own = rosterOf(mls.ratchetTree).find((entry) => entry.leaf === leaf);
  if (own === undefined) throw new TypeError('not in the tree');
  return { kind: 'member', leaf, participantKey: own.participantKey };
}
