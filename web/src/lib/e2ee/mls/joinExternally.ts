import { copyBytes, type Bytes } from '@conclave/shared/bytes';
import { exportSecret, nextEpochContext } from 'ts-mls/clientState.js';
import { deriveSecret } from 'ts-mls/crypto/kdf.js';
import { createConfirmationTag, createContentCommitSignature } from 'ts-mls/framedContent.js';
import { initializeEpoch } from 'ts-mls/keySchedule.js';
import { protectPublicMessage } from 'ts-mls/messageProtectionPublic.js';
import { pathToPathSecrets } from 'ts-mls/pathSecrets.js';
import type { PreSharedKeyID } from 'ts-mls/presharedkey.js';
import { toPrivateKeyPath, updateLeafKey } from 'ts-mls/privateKeyPath.js';
import type { Proposal } from 'ts-mls/proposal.js';
import { accumulatePskSecret } from 'ts-mls/pskIndex.js';
import { addLeafNode, removeLeafNode } from 'ts-mls/ratchetTree.js';
import { treeHashRoot } from 'ts-mls/treeHash.js';
import { nodeToLeafIndex, toLeafIndex } from 'ts-mls/treemath.js';
import { createUpdatePath, type UpdatePath } from 'ts-mls/updatePath.js';
import { zeroOutUint8Array } from 'ts-mls/util/byteArray.js';
import { pskIdOf } from '../objects/keySecret.ts';
import type { CipherSuite } from './cipherSuite.ts';
import type { MlsState } from './epoch.ts';
import { encodeMessage, type MadeCommit } from './group.ts';
import { clientConfig, keyPackageOf, type LeafOwner } from './leaf.ts';
import type { OpenedGroupInfo } from './openGroupInfo.ts';

/** What an external commit says beside who joins. */
export interface JoinPlan {
  readonly opened: OpenedGroupInfo;
  readonly owner: LeafOwner;
  readonly roomPsk: Bytes;
  readonly recordNumber: number;
  /** One own old leaf. Not the only leaf of the tree: the library breaks a tree that becomes empty. */
  readonly removes: readonly number[];
  readonly authenticatedData: Bytes;
}

/**
 * Joins by external commit with the room's PSK (RFC 9420 section 12.4.3.2). ts-mls 1.6.4 can process such
 * a commit, but its `joinGroupExternal` cannot make one with a PSK; this follows its steps.
 */
export async function joinExternally(suite: CipherSuite, plan: JoinPlan): Promise<MadeCommit> {
  const { groupContext, confirmationTag } = plan.opened.groupInfo;
  const { enc, secret: initSecret } = await exportSecret(plan.opened.externalPub, suite);
  const path = await newPath(suite, plan);
  const psk = await pskOf(suite, plan);
  const proposals = proposalsOf(plan.removes, enc, psk.id);
  const { signature, framedContent } = await createContentCommitSignature(
    groupContext,
    'mls_public_message',
    {
      proposals: proposals.map((p) => ({ proposalOrRefType: 'proposal', proposal: p })),
      path: path.update,
    },
    { senderType: 'new_member_commit' },
    plan.authenticatedData,
    plan.owner.leafKeys.signKey,
    suite.signature,
  );
  const treeHash = await treeHashRoot(path.tree, suite.hash);
  const context = await nextEpochContext(
    groupContext,
    'mls_public_message',
    framedContent,
    signature,
    treeHash,
    confirmationTag,
    suite.hash,
  );
  const secrets = await initializeEpoch(
    initSecret,
    path.commitSecret,
    context,
    psk.secret,
    suite.kdf,
  );
  const { confirmationKey, membershipKey } = secrets.keySchedule;
  const tag = await createConfirmationTag(
    confirmationKey,
    context.confirmedTranscriptHash,
    suite.hash,
  );
  const auth = { signature, confirmationTag: tag, contentType: 'commit' as const };
  const content = { content: framedContent, auth, wireformat: 'mls_public_message' as const };
  const publicMessage = await protectPublicMessage(membershipKey, context, content, suite);
  const next = {
    groupContext: context,
    ratchetTree: path.tree,
    keySchedule: secrets.keySchedule,
    privatePath: path.privatePath,
    confirmationTag: tag,
  };
  for (const secret of [initSecret, path.commitSecret, psk.secret]) zeroOutUint8Array(secret);
  for (const secret of [secrets.joinerSecret, secrets.encryptionSecret]) zeroOutUint8Array(secret);
  return {
    commit: encodeMessage({ version: 'mls10', wireformat: 'mls_public_message', publicMessage }),
    next: newMember(plan.owner, next),
  };
}

interface NewPath {
  readonly tree: MlsState['ratchetTree'];
  readonly update: UpdatePath;
  readonly privatePath: MlsState['privatePath'];
  readonly commitSecret: Uint8Array;
}

/** Adds the new leaf, after the old one is gone, and renews every key above it. */
async function newPath(suite: CipherSuite, { opened, owner, removes }: JoinPlan): Promise<NewPath> {
  const { publicPackage, privatePackage } = await keyPackageOf(suite, owner);
  const cleared = removes.reduce(
    (tree, removed) => removeLeafNode(tree, toLeafIndex(removed)),
    opened.tree,
  );
  const [withLeaf, node] = addLeafNode(cleared, publicPackage.leafNode);
  const leaf = nodeToLeafIndex(node);
  const [tree, update, pathSecrets, leafPrivateKey] = await createUpdatePath(
    withLeaf,
    leaf,
    opened.groupInfo.groupContext,
    privatePackage.signaturePrivateKey,
    suite,
  );
  const last = pathSecrets.at(-1);
  if (last === undefined) throw new TypeError('a tree of one leaf has nobody to join');
  const privatePath = updateLeafKey(
    await toPrivateKeyPath(pathToPathSecrets(pathSecrets), leaf, suite),
    await suite.hpke.exportPrivateKey(leafPrivateKey),
  );
  const commitSecret = await deriveSecret(last.secret, 'path', suite.kdf);
  return { tree, update, privatePath, commitSecret };
}

/** The room's PSK as MLS takes it (RFC 9420 section 8.4), with a fresh nonce. */
async function pskOf(
  suite: CipherSuite,
  { recordNumber, roomPsk }: JoinPlan,
): Promise<{ id: PreSharedKeyID; secret: Uint8Array }> {
  const pskNonce = suite.rng.randomBytes(suite.kdf.size);
  const id: PreSharedKeyID = { psktype: 'external', pskId: pskIdOf(recordNumber), pskNonce };
  const zeros = new Uint8Array(suite.kdf.size);
  const [secret] = await accumulatePskSecret(
    [id],
    { findPsk: () => copyBytes(roomPsk) },
    suite,
    zeros,
  );
  return { id, secret };
}

function proposalsOf(
  removes: readonly number[],
  kemOutput: Uint8Array,
  preSharedKeyId: PreSharedKeyID,
): Proposal[] {
  return [
    ...removes.map((removed) => ({ proposalType: 'remove' as const, remove: { removed } })),
    { proposalType: 'external_init', externalInit: { kemOutput } },
    { proposalType: 'psk', psk: { preSharedKeyId } },
  ];
}

type NextEpoch = Pick<
  MlsState,
  'groupContext' | 'ratchetTree' | 'keySchedule' | 'privatePath' | 'confirmationTag'
>;

function newMember(owner: LeafOwner, next: NextEpoch): MlsState {
  return {
    ...next,
    secretTree: [],
    historicalReceiverData: new Map(),
    signaturePrivateKey: owner.leafKeys.signKey,
    unappliedProposals: {},
    groupActiveState: { kind: 'active' },
    clientConfig: clientConfig(owner.sessionId),
  };
}
