import { copyBytes, equalBytes, type Bytes } from '@conclave/shared/bytes';
import { ByteReader } from '@conclave/shared/ByteReader';
import type { Commit } from 'ts-mls/commit.js';
import { decodeMlsMessage, type MLSMessage } from 'ts-mls/message.js';
import type { Proposal } from 'ts-mls/proposal.js';
import type { PublicMessage } from 'ts-mls/publicMessage.js';
import type { UpdatePath } from 'ts-mls/updatePath.js';
import { decodeCommitData, type AuthenticatedData } from '../room/commitData.ts';
import { keyText } from '../room/keyText.ts';
import type { Sender } from '../room/Room.ts';
import { CommitFault } from './CommitFault.ts';
import { participantKeyOf } from './credential.ts';
import type { MlsState } from './epoch.ts';
import { isLeafPlain } from './leaf.ts';
import { keysOf, leavesOf } from './tree.ts';

/** A commit of the one shape that members accept [S-3]. Its signatures are not checked yet. */
export interface ParsedCommit {
  readonly publicMessage: PublicMessage;
  readonly authenticated: AuthenticatedData;
  readonly sender: Sender;
  readonly removes: readonly number[];
  readonly pskNumber: number | undefined;
}

const PSK_NONCE_BYTES = 32;

/** [S-3] Throws a CommitFault or MalformedError at everything that is not a plain commit of this epoch. */
export function parseCommit(state: MlsState, bytes: Bytes): ParsedCommit {
  const message = decode(bytes);
  if (message.wireformat !== 'mls_public_message') throw new CommitFault('wireFormat');
  const { publicMessage } = message;
  const { content } = publicMessage;
  if (content.contentType !== 'commit') throw new CommitFault('content');
  const { groupContext } = state;
  if (!equalBytes(content.groupId, groupContext.groupId)) throw new CommitFault('group');
  if (content.epoch !== groupContext.epoch) throw new CommitFault('epoch');
  const { path } = content.commit;
  if (path === undefined) throw new CommitFault('path');
  const proposals = inlineProposals(content.commit);
  const shape = shapeOf(state, content.sender, { proposals, path });
  checkPath(state, path, shape.sender);
  const authenticated = decodeCommitData(copyBytes(content.authenticatedData));
  return { publicMessage, authenticated, ...shape };
}

function decode(bytes: Bytes): MLSMessage {
  let decoded: ReturnType<typeof decodeMlsMessage>;
  try {
    decoded = decodeMlsMessage(bytes, 0);
  } catch (cause) {
    // The library returns undefined for some wrong bytes and throws at others.
    throw new CommitFault('malformed', { cause });
  }
  if (decoded?.[1] !== bytes.length) throw new CommitFault('malformed');
  return decoded[0];
}

type Shape = Pick<ParsedCommit, 'sender' | 'removes' | 'pskNumber'>;
type Carried = { readonly proposals: readonly Proposal[]; readonly path: UpdatePath };

function shapeOf(
  state: MlsState,
  sender: PublicMessage['content']['sender'],
  carried: Carried,
): Shape {
  if (sender.senderType === 'member') return memberShape(state, sender.leafIndex, carried);
  if (sender.senderType === 'new_member_commit') return newMemberShape(carried);
  throw new CommitFault('sender');
}

function inlineProposals(commit: Commit): Proposal[] {
  return commit.proposals.map((carried) => {
    if (carried.proposalOrRefType !== 'proposal') throw new CommitFault('reference');
    return carried.proposal;
  });
}

/** A member removes or does nothing; it changes neither its signature key nor its credential. */
function memberShape(state: MlsState, leaf: number, { proposals, path }: Carried): Shape {
  const held = leavesOf(state.ratchetTree).find(({ index }) => index === leaf);
  if (held === undefined) throw new CommitFault('sender');
  const participantKey = participantKeyOf(held.node.credential);
  if (participantKey === undefined) throw new CommitFault('sender');
  const { credential, signaturePublicKey } = path.leafNode;
  const same =
    credential.credentialType === 'basic' &&
    held.node.credential.credentialType === 'basic' &&
    equalBytes(credential.identity, held.node.credential.identity) &&
    equalBytes(signaturePublicKey, held.node.signaturePublicKey);
  if (!same) throw new CommitFault('leafChanged');
  const removes = proposals.map((proposal) => {
    if (proposal.proposalType !== 'remove') throw new CommitFault('proposal');
    return proposal.remove.removed;
  });
  return { sender: { kind: 'member', leaf, participantKey }, removes, pskNumber: undefined };
}

/** A joiner's commit is an external init, the room's PSK, and at most one remove. */
function newMemberShape({ proposals, path }: Carried): Shape {
  const inits = proposals.filter((proposal) => proposal.proposalType === 'external_init');
  const psks = proposals.filter((proposal) => proposal.proposalType === 'psk');
  const removes = proposals.filter((proposal) => proposal.proposalType === 'remove');
  const [psk] = psks;
  const shaped = inits.length === 1 && psks.length === 1 && removes.length <= 1;
  if (!shaped || psk === undefined || proposals.length !== 2 + removes.length) {
    throw new CommitFault('proposal');
  }
  const participantKey = participantKeyOf(path.leafNode.credential);
  if (participantKey === undefined) throw new CommitFault('sender');
  const leafKey = copyBytes(path.leafNode.signaturePublicKey);
  return {
    sender: { kind: 'new', leafKey, participantKey },
    removes: removes.map(({ remove }) => remove.removed),
    pskNumber: pskNumberOf(psk),
  };
}

function pskNumberOf({ psk }: Extract<Proposal, { proposalType: 'psk' }>): number {
  const { preSharedKeyId: id } = psk;
  if (id.psktype !== 'external' || id.pskNonce.length !== PSK_NONCE_BYTES) {
    throw new CommitFault('proposal');
  }
  const reader = new ByteReader(id.pskId);
  const number = reader.uint32();
  reader.end();
  return number;
}

/** The committer's leaf is plain, and no key of the path is in the tree or in the path twice. */
function checkPath(state: MlsState, path: UpdatePath, sender: Sender): void {
  if (!isLeafPlain(path.leafNode)) throw new CommitFault('leafChanged');
  const fresh = [path.leafNode.hpkePublicKey, ...path.nodes.map((node) => node.hpkePublicKey)];
  if (sender.kind === 'new') fresh.push(path.leafNode.signaturePublicKey);
  const known = new Set(keysOf(state.ratchetTree));
  for (const key of fresh.map((bytes) => keyText(copyBytes(bytes)))) {
    if (known.has(key)) throw new CommitFault('keyReused');
    known.add(key);
  }
}
