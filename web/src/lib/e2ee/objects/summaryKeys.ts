import { ByteReader, MalformedError } from '@conclave/shared/ByteReader';
import { ByteWriter } from '@conclave/shared/ByteWriter';
import { concat, fromBase64Url, type Bytes } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import { MAX_NAME_BYTES, MAX_TOPIC_BYTES } from '@conclave/shared/limits';
import { SUMMARY_SELF_BYTES, type SummaryId } from '@conclave/shared/wire/summaryApi';
import { sha256 } from '../crypto/hash.ts';
import { hkdf } from '../crypto/hkdf.ts';
import { hmac, verifyHmac } from '../crypto/hmac.ts';
import { deriveBoxPair, openWith, sealTo, type BoxPair } from '../crypto/hpke.ts';
import type { Purpose } from '../crypto/seal.ts';
import { idBytes } from './idBytes.ts';
import { readVersion, versioned } from './version.ts';

/** Which summary of which meeting: bound into all that is sealed to it. */
export interface SummaryPlace {
  readonly meetingId: MeetingId;
  readonly summaryId: SummaryId;
}

/** What a summary tells of itself, to whoever holds its link. */
export interface SummarySelf {
  readonly hostKey: Bytes;
  readonly participantKey: Bytes;
  /** Of the participant's own notes. */
  readonly notesKey: Bytes;
  /** The key record that was in force: what is served must be or lead back to it [S-14]. */
  readonly recordNumber: number;
  readonly recordHash: Bytes;
  readonly topic: string;
  readonly organizer: string;
}

const KEY_BYTES = 32;
const HPKE_BYTES = 48;
const PROOF_BYTES = 32;
const PADDED_BYTES = SUMMARY_SELF_BYTES - PROOF_BYTES - HPKE_BYTES;

/** [S-2] What the link proves itself with, and what the server knows of it. */
export async function summaryAccess(secret: Bytes): Promise<{ access: Bytes; hash: Bytes }> {
  const access = await hkdf(secret, 'summary-access');
  return { access, hash: await sha256(access) };
}

/** The pair of a link; at level `code` of link and code together [S-12]. */
export async function summaryPair(secret: Bytes, code: Bytes | undefined): Promise<BoxPair> {
  return deriveBoxPair(await hkdf(secret, 'summary-pair', code && { salt: code }));
}

/**
 * [S-14] With the proof that whoever made this link made what is sealed: every member knows the public half,
 * and could seal something else to it.
 */
export async function proveSelf(
  secret: Bytes,
  place: SummaryPlace,
  sealedSelf: Bytes,
): Promise<Bytes> {
  const proof = await hmac(await proofKey(secret), provenBytes(place, sealedSelf));
  return concat(sealedSelf, proof);
}

/** What is sealed, if it was made with this link, for this summary of this meeting; undefined for everything else. */
export async function provenSelf(
  secret: Bytes,
  place: SummaryPlace,
  proven: Bytes,
): Promise<Bytes | undefined> {
  if (proven.length !== SUMMARY_SELF_BYTES) return undefined;
  const sealedSelf = proven.slice(0, -PROOF_BYTES);
  const proof = proven.slice(-PROOF_BYTES);
  const known = provenBytes(place, sealedSelf);
  return (await verifyHmac(await proofKey(secret), known, proof)) ? sealedSelf : undefined;
}

/** [S-5] */
export function sealSummaryKey(
  publicKey: Bytes,
  { recordNumber, ...place }: SummaryPlace & { recordNumber: number },
  archiveKey: Bytes,
): Promise<Bytes> {
  return sealTo(publicKey, keyPurpose(place, recordNumber), archiveKey);
}

export async function openSummaryKey(
  pair: BoxPair,
  { recordNumber, ...place }: SummaryPlace & { recordNumber: number },
  sealedKey: Bytes,
): Promise<Bytes | undefined> {
  const key = await openWith(pair, keyPurpose(place, recordNumber), sealedKey);
  return key?.length === KEY_BYTES ? key : undefined;
}

/** [S-1] All have the same size, so that topics cannot be told by their length. */
export function sealSummarySelf(
  publicKey: Bytes,
  place: SummaryPlace,
  self: SummarySelf,
): Promise<Bytes> {
  const body = versioned()
    .fixed(self.hostKey, KEY_BYTES)
    .fixed(self.participantKey, KEY_BYTES)
    .fixed(self.notesKey, KEY_BYTES)
    .uint32(self.recordNumber)
    .fixed(self.recordHash, KEY_BYTES)
    .text(self.topic)
    .text(self.organizer)
    .end();
  const padded = new Uint8Array(PADDED_BYTES);
  padded.set(new ByteWriter().bytes(body).end());
  return sealTo(publicKey, selfPurpose(place), padded);
}

/** Undefined if this is not the pair: the link was damaged, or the code is another. */
export async function openSummarySelf(
  pair: BoxPair,
  place: SummaryPlace,
  sealedSelf: Bytes,
): Promise<SummarySelf | undefined> {
  const padded = await openWith(pair, selfPurpose(place), sealedSelf);
  if (padded === undefined) return undefined;
  try {
    const reader = new ByteReader(new ByteReader(padded).bytes(PADDED_BYTES));
    readVersion(reader);
    const self = {
      hostKey: reader.fixed(KEY_BYTES),
      participantKey: reader.fixed(KEY_BYTES),
      notesKey: reader.fixed(KEY_BYTES),
      recordNumber: reader.uint32(),
      recordHash: reader.fixed(KEY_BYTES),
      topic: reader.text(MAX_TOPIC_BYTES),
      organizer: reader.text(2 * MAX_NAME_BYTES),
    };
    reader.end();
    return self;
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}

function placeBytes({ meetingId, summaryId }: SummaryPlace): ByteWriter {
  return new ByteWriter().fixed(idBytes(meetingId), 16).fixed(fromBase64Url(summaryId), 16);
}

function proofKey(secret: Bytes): Promise<Bytes> {
  return hkdf(secret, 'summary-proof');
}

/** The place has a constant size, so that nothing moves from one part into the other. */
function provenBytes(place: SummaryPlace, sealedSelf: Bytes): Bytes {
  return concat(placeBytes(place).end(), sealedSelf);
}

function selfPurpose(place: SummaryPlace): Purpose {
  return { label: 'summary-self', context: placeBytes(place).end() };
}

function keyPurpose(place: SummaryPlace, recordNumber: number): Purpose {
  return { label: 'summary-key', context: placeBytes(place).uint32(recordNumber).end() };
}
