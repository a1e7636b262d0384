import { copyBytes, type Bytes } from '@conclave/shared/bytes';
import { createGroup } from 'ts-mls/clientState.js';
import { createCommit, createGroupInfoWithExternalPubAndRatchetTree } from 'ts-mls/createCommit.js';
import { encodeMlsMessage, type MLSMessage } from 'ts-mls/message.js';
import { idBytes } from '../objects/idBytes.ts';
import type { CipherSuite } from './cipherSuite.ts';
import type { MlsState } from './epoch.ts';
import { clientConfig, keyPackageOf, type LeafOwner } from './leaf.ts';

/** The group of a new session, with its starter as only leaf. Its id is the session's. */
export async function createRoomGroup(suite: CipherSuite, owner: LeafOwner): Promise<MlsState> {
  const { publicPackage, privatePackage } = await keyPackageOf(suite, owner);
  const groupId = idBytes(owner.sessionId);
  const config = clientConfig(owner.sessionId);
  const state = await createGroup(groupId, publicPackage, privatePackage, [], suite, config);
  return withoutMessageKeys(state);
}

/** A commit of ours and the epoch to which it leads, if it becomes final. */
export interface MadeCommit {
  readonly commit: Bytes;
  readonly next: MlsState;
}

/** A member's commit: removes or nothing, always with a path (RFC 9420 section 12.4). */
export async function commitAsMember(
  suite: CipherSuite,
  state: MlsState,
  { removes, authenticatedData }: { removes: readonly number[]; authenticatedData: Bytes },
): Promise<MadeCommit> {
  const made = await createCommit(
    { state, cipherSuite: suite },
    {
      wireAsPublicMessage: true,
      authenticatedData,
      extraProposals: removes.map((removed) => ({ proposalType: 'remove', remove: { removed } })),
    },
  );
  return { commit: encodeMessage(made.commit), next: withoutMessageKeys(made.newState) };
}

/** The GroupInfo with which others join the epoch (RFC 9420 section 12.4.3). */
export async function groupInfoOf(suite: CipherSuite, state: MlsState): Promise<Bytes> {
  const groupInfo = await createGroupInfoWithExternalPubAndRatchetTree(state, [], suite);
  return encodeMessage({ version: 'mls10', wireformat: 'mls_group_info', groupInfo });
}

/**
 * We use no private messages, so neither their keys nor those of past epochs are kept: a browser that
 * is taken over later gives away less.
 */
export function withoutMessageKeys(state: MlsState): MlsState {
  return { ...state, secretTree: [], historicalReceiverData: new Map() };
}

export function encodeMessage(message: MLSMessage): Bytes {
  return copyBytes(encodeMlsMessage(message));
}
