import { copyBytes, equalBytes, type Bytes } from '@conclave/shared/bytes';
import type { SessionId } from '@conclave/shared/ids';
import { validateRatchetTree } from 'ts-mls/clientState.js';
import { verifyGroupInfoSignature, type GroupInfo } from 'ts-mls/groupInfo.js';
import { decodeMlsMessage } from 'ts-mls/message.js';
import { decodeRatchetTree, type RatchetTree } from 'ts-mls/ratchetTree.js';
import { idBytes } from '../objects/idBytes.ts';
import { MLS_SUITE, type CipherSuite } from './cipherSuite.ts';
import { clientConfig, isLeafPlain } from './leaf.ts';
import { leavesOf, MAX_NODES } from './tree.ts';

/** A GroupInfo of which everything was checked that can be checked from outside the group. */
export interface OpenedGroupInfo {
  readonly groupInfo: GroupInfo;
  readonly tree: RatchetTree;
  readonly externalPub: Bytes;
  readonly epoch: bigint;
}

/**
 * Reads and checks a GroupInfo: session, suite, no extensions of the context, one tree and one external
 * key, every leaf plain with its participant's signature ([P-2]), hashes and signature. Undefined if
 * anything is not so.
 */
export async function openGroupInfo(
  suite: CipherSuite,
  sessionId: SessionId,
  bytes: Bytes,
): Promise<OpenedGroupInfo | undefined> {
  try {
    const opened = read(sessionId, bytes);
    if (opened === undefined) return undefined;
    return (await isSound(suite, sessionId, opened)) ? opened : undefined;
  } catch {
    return undefined; // the library throws many things at what an attacker made; nothing was changed
  }
}

function read(sessionId: SessionId, bytes: Bytes): OpenedGroupInfo | undefined {
  const decoded = decodeMlsMessage(bytes, 0);
  if (decoded?.[1] !== bytes.length) return undefined;
  const [message] = decoded;
  if (message.wireformat !== 'mls_group_info') return undefined;
  const { groupInfo } = message;
  if (!isOurs(sessionId, groupInfo)) return undefined;
  const externalPub = extension(groupInfo, 'external_pub');
  const encodedTree = extension(groupInfo, 'ratchet_tree');
  if (externalPub === undefined || encodedTree === undefined) return undefined;
  const tree = decodeRatchetTree(encodedTree, 0);
  if (tree?.[1] !== encodedTree.length) return undefined;
  return { groupInfo, tree: tree[0], externalPub, epoch: groupInfo.groupContext.epoch };
}

function isOurs(sessionId: SessionId, { groupContext, extensions }: GroupInfo): boolean {
  return (
    groupContext.cipherSuite === MLS_SUITE &&
    equalBytes(groupContext.groupId, idBytes(sessionId)) &&
    groupContext.extensions.length === 0 &&
    extensions.length === 2
  );
}

function extension(groupInfo: GroupInfo, type: 'external_pub' | 'ratchet_tree'): Bytes | undefined {
  const found = groupInfo.extensions.find(({ extensionType }) => extensionType === type);
  return found === undefined ? undefined : copyBytes(found.extensionData);
}

async function isSound(
  suite: CipherSuite,
  sessionId: SessionId,
  { groupInfo, tree }: OpenedGroupInfo,
): Promise<boolean> {
  if (tree.length > MAX_NODES) return false;
  const leaves = leavesOf(tree);
  // External commits leave no unmerged leaves, and the library misjudges trees that have some.
  const merged = tree.every(
    (n) => n?.nodeType !== 'parent' || n.parent.unmergedLeaves.length === 0,
  );
  if (!merged || !leaves.every(({ node }) => isLeafPlain(node))) return false;
  const signer = leaves.find(({ index }) => index === groupInfo.signer);
  if (signer === undefined) return false;
  const { lifetimeConfig, authService } = clientConfig(sessionId);
  const { groupContext } = groupInfo;
  const treeHash = groupContext.treeHash;
  const fault = await validateRatchetTree(
    tree,
    groupContext,
    lifetimeConfig,
    authService,
    treeHash,
    suite,
  );
  if (fault !== undefined) return false;
  return verifyGroupInfoSignature(groupInfo, signer.node.signaturePublicKey, suite.signature);
}
