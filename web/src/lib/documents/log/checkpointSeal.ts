import { MalformedError } from '@conclave/shared/ByteReader';
import { RefusedError } from '@conclave/shared/RefusedError';
import { equalBytes, type Bytes } from '@conclave/shared/bytes';
import type { ParticipantId } from '@conclave/shared/ids';
import {
  checkpointHeaderBytes,
  decodeCheckpoint,
  type Checkpoint,
} from '@conclave/shared/wire/signed/checkpoint';
import { encodeSealedObject, sealedSignedBytes } from '@conclave/shared/wire/signed/sealedObject';
import { signWhole, verifyWhole } from '../../e2ee/crypto/sign.ts';
import { isCertificateSigned, type Meeting } from '../../e2ee/objects/roleCertificate.ts';
import type { AuthorBook } from './AuthorBook.ts';
import type { OwnAuthor } from './Authorship.ts';
import {
  decodeCheckpointContent,
  encodeCheckpointContent,
  type CheckpointContent,
} from './checkpointContent.ts';
import { rootFor, type DocumentKeys, type RootKey, type Standing } from './DocumentKeys.ts';
import { documentKey, openWithKey, sealWith } from './documentKey.ts';
import type { ChainState } from './LogChain.ts';
import type { LogPlace } from './LogPort.ts';
import { samePlace } from './samePlace.ts';

export interface CheckpointPlan {
  readonly standing: Standing;
  readonly at: LogPlace;
  readonly root: RootKey;
  readonly chain: ChainState;
  readonly state: Bytes;
  readonly quarantined: readonly number[];
  /** [P-12] Whether the entries before may go. */
  readonly letsGo?: boolean;
}

/** documents.md, 5: the whole of a document at a position, sealed and signed. */
export async function sealCheckpoint(author: OwnAuthor, plan: CheckpointPlan): Promise<Bytes> {
  const { standing, at, root, chain, state, quarantined, letsGo = false } = plan;
  const header = {
    meetingId: standing.meeting.meetingId,
    ...at,
    recordNumber: root.recordNumber,
    authorId: author.authorId,
    position: chain.position,
    chainHash: chain.chainHash,
    letsGo,
    certificate: at.place.kind === 'notes' ? undefined : standing.certificate,
  };
  const headerBytes = checkpointHeaderBytes(header);
  const key = await documentKey(root.root, header);
  const content = encodeCheckpointContent({ state, chain, quarantined });
  const sealed = await sealWith(key, { label: 'checkpoint', context: headerBytes }, content);
  const signature = await signWhole(
    author.signing,
    sealedSignedBytes('checkpoint', headerBytes, sealed),
  );
  return encodeSealedObject(headerBytes, sealed, signature);
}

/** A checkpoint of somebody who may make one. What is in it is compared elsewhere. */
export interface OpenedCheckpoint {
  readonly by: ParticipantId;
  readonly chain: ChainState;
  readonly content: CheckpointContent;
}

export type CheckpointVerdict =
  | { readonly kind: 'opened'; readonly opened: OpenedCheckpoint }
  /** Nobody who may; `by` where at least the signature is somebody's. */
  | { readonly kind: 'false'; readonly by: ParticipantId | undefined };

/** [P-10] Opens a checkpoint after checking whose it is. */
export async function openCheckpoint(
  bytes: Bytes,
  context: { meeting: Meeting; at: LogPlace; authors: AuthorBook; keys: DocumentKeys },
): Promise<CheckpointVerdict> {
  const checkpoint = decoded(bytes);
  if (checkpoint === undefined) return { kind: 'false', by: undefined };
  const { header, labelled, signature } = checkpoint;
  const author = context.authors.get(header.authorId);
  if (author === undefined) return { kind: 'false', by: undefined };
  if (!(await verifyWhole(author.authorKey, labelled, signature))) {
    return { kind: 'false', by: undefined };
  }
  const by = author.participantId;
  if (!isHere(checkpoint, context) || !(await mayMake(checkpoint, author, context.meeting))) {
    return { kind: 'false', by };
  }
  const content = await contentOf(checkpoint, context);
  if (content === undefined) return { kind: 'false', by };
  const { position, chainHash } = header;
  return {
    kind: 'opened',
    opened: { by, content, chain: { ...content.chain, position, chainHash } },
  };
}

async function contentOf(
  { header, headerBytes, sealed }: Checkpoint,
  { at, keys }: { at: LogPlace; keys: DocumentKeys },
): Promise<CheckpointContent | undefined> {
  const root = await rootFor(keys, at.place, header.recordNumber);
  if (root === undefined) {
    if ((at.place.kind === 'notes') !== (header.recordNumber === 0)) return undefined;
    // Not false: its key has yet to come.
    throw new RefusedError('notNow');
  }
  const key = await documentKey(root, header);
  const opened = await openWithKey(key, { label: 'checkpoint', context: headerBytes }, sealed);
  return opened && decodeCheckpointContent(opened);
}

function isHere(
  { header }: Checkpoint,
  { meeting, at }: { meeting: Meeting; at: LogPlace },
): boolean {
  return (
    header.meetingId === meeting.meetingId &&
    samePlace(header.place, at.place) &&
    header.generation === at.generation
  );
}

/** A deputy's certificate may be of an earlier session: what it held then stays held. */
async function mayMake(
  { header }: Checkpoint,
  author: { participantKey: Bytes; participantId: ParticipantId },
  meeting: Meeting,
): Promise<boolean> {
  const { place, certificate } = header;
  if (place.kind === 'notes') return place.owner === author.participantId;
  if (certificate === undefined) return false;
  if (!equalBytes(certificate.participantKey, author.participantKey)) return false;
  return isCertificateSigned(meeting, certificate);
}

function decoded(bytes: Bytes): Checkpoint | undefined {
  try {
    return decodeCheckpoint(bytes);
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}
