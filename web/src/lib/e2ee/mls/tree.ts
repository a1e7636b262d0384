import { copyBytes, type Bytes } from '@conclave/shared/bytes';
import type { LeafNode } from 'ts-mls/leafNode.js';
import type { RatchetTree } from 'ts-mls/ratchetTree.js';
import { keyText } from '../room/keyText.ts';
import type { RosterEntry } from '../room/Room.ts';
import { participantKeyOf } from './credential.ts';

/** Leaves that fit into an SFrame key id ([F-1]). */
export const MAX_LEAVES = 1024;
/** Nodes of a tree with that many leaves. A longer one is somebody's attempt to keep us busy. */
export const MAX_NODES = 2 * MAX_LEAVES - 1;

export interface TreeLeaf {
  readonly index: number;
  readonly node: LeafNode;
}

/** The leaves of a tree, in their order. Leaves are the nodes with even index (RFC 9420 appendix C). */
export function leavesOf(tree: RatchetTree): TreeLeaf[] {
  return tree.flatMap((node, index) =>
    node?.nodeType === 'leaf' ? [{ index: index / 2, node: node.leaf }] : [],
  );
}

/** Whose the leaves are. All credentials were checked before. */
export function rosterOf(tree: RatchetTree): RosterEntry[] {
  return leavesOf(tree).map(({ index, node }) => {
    const participantKey = participantKeyOf(node.credential);
    if (participantKey === undefined) throw new TypeError('a leaf without participant');
    return { leaf: index, participantKey };
  });
}

/** Every public key of a tree: leaves' signature keys, leaves' and parents' HPKE keys. */
export function keysOf(tree: RatchetTree): string[] {
  return tree.flatMap((node) => {
    if (node === undefined) return [];
    if (node.nodeType === 'parent') return [text(node.parent.hpkePublicKey)];
    return [text(node.leaf.hpkePublicKey), text(node.leaf.signaturePublicKey)];
  });
}

function text(key: Uint8Array): string {
  const bytes: Bytes = copyBytes(key);
  return keyText(bytes);
}
