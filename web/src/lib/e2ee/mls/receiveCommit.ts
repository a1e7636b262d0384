import { copyBytes, equalBytes, type Bytes } from '@conclave/shared/bytes';
import { MalformedError } from '@conclave/shared/ByteReader';
import { unprotectPublicMessage } from 'ts-mls/messageProtectionPublic.js';
import { processPublicMessage } from 'ts-mls/processMessages.js';
import { decodeRecord, type KeyRecord } from '../objects/keyRecord.ts';
import type { KeySecret } from '../objects/keySecret.ts';
import { openLiveShare } from '../objects/recordSecret.ts';
import type { Session } from '../objects/roleCertificate.ts';
import type { CommitData } from '../room/commitData.ts';
import { decide } from '../room/decide.ts';
import type { Sender } from '../room/Room.ts';
import { hashState, type RoomState } from '../room/roomState.ts';
import type { CipherSuite } from './cipherSuite.ts';
import { CommitFault, type CommitFaultCode } from './CommitFault.ts';
import { isCredentialGenuine } from './credential.ts';
import { epochOf, exportKey, ownLeafOf, type MlsState } from './epoch.ts';
import { withoutMessageKeys } from './group.ts';
import { parseCommit, type ParsedCommit } from './parseCommit.ts';
import { leavesOf, MAX_LEAVES, rosterOf } from './tree.ts';

/** A member's whole view of an epoch. */
export interface MemberEpoch {
  readonly session: Session;
  readonly mls: MlsState;
  readonly state: RoomState;
  /** Of the present record. */
  readonly secret: KeySecret;
}

/** What came from the server. */
export interface ShownCommit {
  readonly commit: Bytes;
  readonly record: Bytes | undefined;
  /** What its author stated to the server, which acts on it: its own leaf, and those it removes. */
  readonly leaf: number;
  readonly removes: readonly number[];
}

/** What a commit was, once it is accepted. */
export interface CommitFacts {
  readonly data: CommitData;
  readonly sender: Sender;
  readonly removes: readonly number[];
  readonly record: KeyRecord | undefined;
}

export type Received =
  | { readonly kind: 'next'; readonly facts: CommitFacts; readonly next: MemberEpoch }
  /** It is sound and removes our own leaf: we cannot follow, and need not. */
  | { readonly kind: 'removed'; readonly facts: CommitFacts }
  | { readonly kind: 'refused'; readonly fault: CommitFaultCode };

/**
 * [S-1] to [S-3]: what a member does with a commit. A pure function of its arguments; the old epoch
 * stays as it is, so a refusal needs no undoing.
 */
export async function receiveCommit(
  suite: CipherSuite,
  epoch: MemberEpoch,
  shown: ShownCommit,
): Promise<Received> {
  try {
    return await follow(suite, epoch, shown);
  } catch (error) {
    if (error instanceof CommitFault) return { kind: 'refused', fault: error.code };
    if (error instanceof MalformedError) return { kind: 'refused', fault: 'malformed' };
    throw error;
  }
}

async function follow(
  suite: CipherSuite,
  epoch: MemberEpoch,
  shown: ShownCommit,
): Promise<Received> {
  const parsed = parseCommit(epoch.mls, shown.commit);
  const record = await readRecord(shown.record);
  const { authenticated, sender, removes } = parsed;
  const { data } = authenticated;
  checkStatement(shown, parsed);
  const room = {
    session: epoch.session,
    state: epoch.state,
    roster: rosterOf(epoch.mls.ratchetTree),
  };
  const decision = await decide(room, { ...parsed, data, record });
  if (!decision.accepted) throw new CommitFault(decision.refusal);
  const { state } = decision;
  if (!equalBytes(await hashState(state), authenticated.stateHash))
    throw new CommitFault('stateHash');
  const facts = { data, sender, removes, record };
  if (removes.includes(ownLeafOf(epoch.mls))) {
    await checkOwnRemoval(suite, epoch, parsed);
    return { kind: 'removed', facts };
  }
  const mls = await advance(suite, epoch, parsed);
  const newLeaf = checkRoster(epoch.mls, mls, parsed);
  if (newLeaf !== undefined && newLeaf !== shown.leaf) throw new CommitFault('statement');
  const secret =
    record === undefined ? epoch.secret : await liveSecret(suite, { epoch, mls, record });
  return { kind: 'next', facts, next: { session: epoch.session, mls, state, secret } };
}

async function readRecord(bytes: Bytes | undefined): Promise<KeyRecord | undefined> {
  if (bytes === undefined) return undefined;
  const record = await decodeRecord(bytes);
  if (record === undefined) throw new CommitFault('record');
  return record;
}

async function advance(
  suite: CipherSuite,
  { mls, secret }: MemberEpoch,
  { publicMessage }: ParsedCommit,
): Promise<MlsState> {
  const psk = { findPsk: () => copyBytes(secret.roomPsk) };
  const { newState } = await asMls(() => processPublicMessage(mls, publicMessage, psk, suite));
  if (newState.groupActiveState.kind !== 'active') throw new CommitFault('mls');
  return withoutMessageKeys(newState);
}

/**
 * The library stops at a remove of its own leaf: after members' commits with a mark, after external
 * ones with an error. So its signature, and a joiner's credential, are checked here.
 */
async function checkOwnRemoval(
  suite: CipherSuite,
  { session, mls }: MemberEpoch,
  { publicMessage, sender }: ParsedCommit,
): Promise<void> {
  const { keySchedule, groupContext, ratchetTree } = mls;
  await asMls(() =>
    unprotectPublicMessage(
      keySchedule.membershipKey,
      groupContext,
      ratchetTree,
      publicMessage,
      suite,
    ),
  );
  const { content } = publicMessage;
  if (sender.kind !== 'new' || content.contentType !== 'commit') return;
  const leaf = content.commit.path?.leafNode;
  if (leaf === undefined) throw new CommitFault('path');
  const { credential } = leaf;
  if (!(await isCredentialGenuine(session.sessionId, credential, sender.leafKey))) {
    throw new CommitFault('mls');
  }
}

async function asMls<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (cause) {
    // The library throws many kinds of errors at hostile input, also TypeErrors. States are immutable.
    throw new CommitFault('mls', { cause });
  }
}

/** [S-6] The server drops whom a commit is said to remove: so it has to be what the commit does. */
function checkStatement(shown: ShownCommit, { sender, removes }: ParsedCommit): void {
  const same =
    removes.length === shown.removes.length &&
    removes.every((leaf) => shown.removes.includes(leaf));
  if (!same || (sender.kind === 'member' && sender.leaf !== shown.leaf)) {
    throw new CommitFault('statement');
  }
}

/**
 * Nothing but what the commit said has changed: bugs 3 and 4 of ts-mls 1.6.4 would show here. Returns the
 * leaf of who is new.
 */
function checkRoster(
  before: MlsState,
  after: MlsState,
  { sender, removes }: ParsedCommit,
): number | undefined {
  const stayed = leavesOf(before.ratchetTree).filter(({ index }) => !removes.includes(index));
  const now = new Map(leavesOf(after.ratchetTree).map(({ index, node }) => [index, node]));
  for (const { index, node } of stayed) {
    const held = now.get(index);
    if (held === undefined || !isSameMember(node, held)) throw new CommitFault('roster');
    now.delete(index);
  }
  const added = [...now];
  if (added.length !== (sender.kind === 'new' ? 1 : 0)) throw new CommitFault('roster');
  if (added.some(([index]) => index >= MAX_LEAVES)) throw new CommitFault('roster');
  return added[0]?.[0];
}

type Leaf = ReturnType<typeof leavesOf>[number]['node'];

function isSameMember(a: Leaf, b: Leaf): boolean {
  return (
    a.credential.credentialType === 'basic' &&
    b.credential.credentialType === 'basic' &&
    equalBytes(a.credential.identity, b.credential.identity) &&
    equalBytes(a.signaturePublicKey, b.signaturePublicKey)
  );
}

/** [K-2] A bundle is whole when its live share opens in the new epoch to what the record commits to. */
async function liveSecret(
  suite: CipherSuite,
  { epoch, mls, record }: { epoch: MemberEpoch; mls: MlsState; record: KeyRecord },
): Promise<KeySecret> {
  const exported = await exportKey(suite, mls, 'record');
  const place = { session: epoch.session, epoch: epochOf(mls), recordHash: record.hash };
  const secret = await openLiveShare(exported, place, record);
  if (secret === undefined) throw new CommitFault('liveShare');
  return secret;
}
