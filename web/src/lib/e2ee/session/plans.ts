import { RefusedError } from '@conclave/shared/RefusedError';
import type { Bytes } from '@conclave/shared/bytes';
import type { SigningKey } from '../crypto/sign.ts';
import { makeRecord, type MadeRecord } from '../objects/recordSecret.ts';
import type { Act } from '../room/commitData.ts';
import { applyAct, leavesOf, withoutTargets } from '../room/decideOrder.ts';
import { keyText } from '../room/keyText.ts';
import { signPolicy } from '../room/policySeal.ts';
import type { Room } from '../room/Room.ts';
import type { RoomState } from '../room/roomState.ts';
import { ownLeafOf } from '../mls/epoch.ts';
import type { MemberEpoch } from '../mls/receiveCommit.ts';
import { rosterOf } from '../mls/tree.ts';
import type { CommitPlan } from './buildCommit.ts';

const NO_SIGNATURE = new Uint8Array(64);
const NO_HASH = new Uint8Array(0);

/** An empty commit: fresh keys for everybody. */
export function planUpdate({ state }: MemberEpoch): CommitPlan {
  return { data: { kind: 'update' }, removes: [], state, record: undefined };
}

/** Removes leaves without connection; undefined when all of them are gone already. */
export function planTidy(
  epoch: MemberEpoch,
  leaves: readonly number[],
  participant: SigningKey,
): CommitPlan | undefined {
  const own = keyText(participant.publicKey);
  const removes = rosterOf(epoch.mls.ratchetTree)
    .filter(({ leaf, participantKey }) => leaves.includes(leaf) && keyText(participantKey) !== own)
    .map(({ leaf }) => leaf);
  return removes.length === 0 ? undefined : removal('tidy', epoch, removes);
}

/** [B-2] Removes the own participant's other leaves; undefined when there are none. */
export function planRetire(epoch: MemberEpoch, participant: SigningKey): CommitPlan | undefined {
  const own = leavesOf(rosterOf(epoch.mls.ratchetTree), [participant.publicKey]);
  const removes = own.filter((leaf) => leaf !== ownLeafOf(epoch.mls));
  return removes.length === 0 ? undefined : removal('retire', epoch, removes);
}

function removal(
  kind: 'tidy' | 'retire',
  { state }: MemberEpoch,
  removes: readonly number[],
): CommitPlan {
  return { data: { kind }, removes, state, record: undefined };
}

/** [S-2] An act, with the next record when it leaves the door `open`; undefined when nothing changes. */
export async function planAct(
  epoch: MemberEpoch,
  act: Act,
  participant: SigningKey,
): Promise<CommitPlan | undefined> {
  const changed = await applyAct(roomOf(epoch), act, participant.publicKey);
  if (changed === 'nothingChanges') return undefined;
  if (typeof changed === 'string') throw new RefusedError('notAllowed');
  const leavesOpen = epoch.state.door === 'open' && changed.door !== 'open';
  const record = leavesOpen ? await nextRecord(epoch, participant) : undefined;
  const state = await signed(epoch, withRecord(changed, record), participant);
  const recordHash = record?.record.hash ?? NO_HASH;
  const data = { kind: 'act', act, recordHash, policySignature: signatureOf(state) } as const;
  return { data, removes: [], state, record };
}

/** [5.4] A kick: every leaf of the targets, the next record, a guarded door. */
export async function planKick(
  epoch: MemberEpoch,
  targets: readonly Bytes[],
  participant: SigningKey,
): Promise<CommitPlan> {
  const record = await nextRecord(epoch, participant);
  const changed = withRecord(withoutTargets(epoch.state, targets), record);
  const state = await signed(epoch, changed, participant);
  const recordHash = record.record.hash;
  const data = { kind: 'kick', targets, recordHash, policySignature: signatureOf(state) } as const;
  const removes = leavesOf(rosterOf(epoch.mls.ratchetTree), targets);
  return { data, removes, state, record };
}

/** What the rules weigh a commit against, in a member's epoch. */
export function roomOf({ session, mls, state }: MemberEpoch): Room {
  return { session, state, roster: rosterOf(mls.ratchetTree) };
}

function nextRecord(epoch: MemberEpoch, participant: SigningKey): Promise<MadeRecord> {
  const { state } = epoch;
  const certificate = state.roles.get(keyText(participant.publicKey));
  if (certificate === undefined) throw new RefusedError('notAllowed');
  return makeRecord({
    meeting: epoch.session,
    previous: {
      number: state.recordNumber,
      hash: state.recordHash,
      archiveKey: epoch.secret.archiveKey,
    },
    author: participant,
    certificate,
    boxKeys: [state.hostBoxKey],
  });
}

function withRecord(state: RoomState, made: MadeRecord | undefined): RoomState {
  if (made === undefined) return state;
  return { ...state, recordNumber: made.record.number, recordHash: made.record.hash };
}

function signed(
  { session }: MemberEpoch,
  state: RoomState,
  author: SigningKey,
): Promise<RoomState> {
  return signPolicy(session, state, author);
}

function signatureOf({ policySeal }: RoomState): Bytes {
  return policySeal?.signature ?? NO_SIGNATURE;
}
