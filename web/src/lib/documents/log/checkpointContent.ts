import { ByteReader, MalformedError } from '@conclave/shared/ByteReader';
import { equalBytes, fromBase64Url, toBase64Url, type Bytes } from '@conclave/shared/bytes';
import { DocumentAuthorId, ParticipantId } from '@conclave/shared/ids';
import { MAX_CHECKPOINT_BYTES } from '@conclave/shared/limits';
import * as v from 'valibot';
import { readVersion, versioned } from '../../e2ee/objects/version.ts';
import type { ChainState } from './LogChain.ts';

/** documents.md, 5: what is sealed in a checkpoint. */
export interface CheckpointContent {
  /** The whole Yjs state as one V1 update. */
  readonly state: Bytes;
  readonly chain: Omit<ChainState, 'position' | 'chainHash'>;
  readonly quarantined: readonly number[];
}

export function encodeCheckpointContent({ state, chain, quarantined }: CheckpointContent): Bytes {
  return versioned()
    .bytes(state)
    .uint32(chain.recordFloor)
    .list([...chain.heads], (to, [authorId, { sequence, hash }]) =>
      to.fixed(fromBase64Url(authorId), 16).uint32(sequence).fixed(hash, 32),
    )
    .list([...chain.clients], (to, [clientId, participantId]) =>
      to.uint32(clientId).fixed(fromBase64Url(participantId), 16),
    )
    .list(quarantined, (to, position) => to.uint32(position))
    .end();
}

/** Undefined for anything that encodeCheckpointContent would not have written. */
export function decodeCheckpointContent(bytes: Bytes): CheckpointContent | undefined {
  try {
    return read(new ByteReader(bytes));
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}

function read(reader: ByteReader): CheckpointContent {
  readVersion(reader);
  const state = reader.bytes(MAX_CHECKPOINT_BYTES);
  const recordFloor = reader.uint32();
  const heads = reader.list(MAX_LISTED, readHead);
  const clients = reader.list(MAX_LISTED, readClient);
  const quarantined = reader.list(MAX_LISTED, (from) => from.uint32());
  reader.end();
  const chain = { recordFloor, heads: new Map(heads), clients: new Map(clients) };
  return { state, chain, quarantined };
}

/** Every tab session of every participant is an author: far more than a meeting ever has. */
const MAX_LISTED = 0xffff;

function readHead(
  reader: ByteReader,
): readonly [DocumentAuthorId, { sequence: number; hash: Bytes }] {
  const authorId = v.parse(DocumentAuthorId, toBase64Url(reader.fixed(16)));
  return [authorId, { sequence: reader.uint32(), hash: reader.fixed(32) }];
}

function readClient(reader: ByteReader): readonly [number, ParticipantId] {
  return [reader.uint32(), v.parse(ParticipantId, toBase64Url(reader.fixed(16)))];
}

/** [P-11] Whether two say the same of the authors and their clients, in whatever order. */
export function isSameChain(a: CheckpointContent['chain'], b: CheckpointContent['chain']): boolean {
  if (a.recordFloor !== b.recordFloor) return false;
  if (a.heads.size !== b.heads.size || a.clients.size !== b.clients.size) return false;
  for (const [authorId, { sequence, hash }] of a.heads) {
    const other = b.heads.get(authorId);
    if (other?.sequence !== sequence || !equalBytes(other.hash, hash)) return false;
  }
  for (const [clientId, owner] of a.clients) if (b.clients.get(clientId) !== owner) return false;
  return true;
}
