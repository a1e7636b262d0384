import { MalformedError } from '@conclave/shared/ByteReader';
import { ByteWriter } from '@conclave/shared/ByteWriter';
import { equalBytes, type Bytes } from '@conclave/shared/bytes';
import type { RoleCertificate } from '@conclave/shared/wire/signed/roleCertificate';
import { openWith, sealTo, type BoxPair } from '../crypto/hpke.ts';
import { open, seal, type Purpose } from '../crypto/seal.ts';
import type { SigningKey } from '../crypto/sign.ts';
import { idBytes } from './idBytes.ts';
import { decodeRecord, signRecord, type KeyRecord } from './keyRecord.ts';
import {
  commitmentOf,
  decodeKeySecret,
  encodeKeySecret,
  inboxPair,
  newKeySecret,
  type KeySecret,
} from './keySecret.ts';
import type { Meeting, Session } from './roleCertificate.ts';

/** What a record continues. */
interface PreviousRecord {
  readonly number: number;
  readonly hash: Bytes;
  readonly archiveKey: Bytes;
}

/** Who makes a record, after which, and for whom beside the members of the epoch. */
export interface RecordPlan {
  readonly meeting: Meeting;
  readonly previous: PreviousRecord | undefined;
  readonly author: SigningKey;
  readonly certificate: RoleCertificate | undefined;
  readonly boxKeys: readonly Bytes[];
}

export interface MadeRecord {
  readonly record: KeyRecord;
  readonly bytes: Bytes;
  readonly secret: KeySecret;
}

const NO_HASH = new Uint8Array(32);
const NO_BYTES = new Uint8Array(0);

/** [K-1, K-5] The next record of a meeting, with a fresh secret. */
export async function makeRecord(plan: RecordPlan): Promise<MadeRecord> {
  const { meeting, previous } = plan;
  const number = (previous?.number ?? 0) + 1;
  const secret = newKeySecret();
  const place = { meetingId: meeting.meetingId, number };
  const shares = plan.boxKeys.map(async (boxKey) => ({
    boxKey,
    sealedSecret: await sealTo(boxKey, purpose('record-share', place), encodeKeySecret(secret)),
  }));
  const body = {
    ...place,
    previousHash: previous?.hash ?? NO_HASH,
    authorKey: plan.author.publicKey,
    certificate: plan.certificate,
    inboxKey: (await inboxPair(secret.archiveKey)).publicKey,
    sealedPreviousKey:
      previous === undefined
        ? NO_BYTES
        : await seal(secret.archiveKey, purpose('previous-key', place), previous.archiveKey),
    commitment: await commitmentOf(meeting.meetingId, number, secret),
    shares: await Promise.all(shares),
  };
  const bytes = await signRecord(body, plan.author);
  const record = await decodeRecord(bytes);
  if (record === undefined) throw new TypeError('a record that cannot be read');
  return { record, bytes, secret };
}

/** The secret of a record by the share for this box key; undefined if there is none that fits. */
export async function openShare(record: KeyRecord, box: BoxPair): Promise<KeySecret | undefined> {
  const share = record.shares.find(({ boxKey }) => equalBytes(boxKey, box.publicKey));
  if (share === undefined) return undefined;
  const opened = await openWith(box, purpose('record-share', record), share.sealedSecret);
  return committed(record, opened);
}

/** The archive key before a record's; undefined for the first record, and if it does not fit. */
export async function openPreviousKey(
  record: KeyRecord,
  archiveKey: Bytes,
): Promise<Bytes | undefined> {
  return open(archiveKey, purpose('previous-key', record), record.sealedPreviousKey);
}

/** Which epoch's members a live share is for [K-2]. */
export interface LivePlace {
  readonly session: Session;
  readonly epoch: bigint;
  readonly recordHash: Bytes;
}

/** `exported`: the exporter secret `record` of that epoch. */
export function sealLiveShare(
  exported: Bytes,
  place: LivePlace,
  secret: KeySecret,
): Promise<Bytes> {
  return seal(exported, livePurpose(place), encodeKeySecret(secret));
}

export async function openLiveShare(
  exported: Bytes,
  place: LivePlace,
  record: KeyRecord,
): Promise<KeySecret | undefined> {
  const opened = await open(exported, livePurpose(place), record.sealedLiveShare);
  return committed(record, opened);
}

/** The secret, if it is the one to which the record is committed. */
async function committed(
  record: KeyRecord,
  opened: Bytes | undefined,
): Promise<KeySecret | undefined> {
  if (opened === undefined) return undefined;
  try {
    const secret = decodeKeySecret(opened);
    return (await isSecretOf(record, secret)) ? secret : undefined;
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}

/** [K-2] Whether a secret is the record's, whoever handed it over. */
export async function isSecretOf(record: KeyRecord, secret: KeySecret): Promise<boolean> {
  const commitment = await commitmentOf(record.meetingId, record.number, secret);
  if (!equalBytes(commitment, record.commitment)) return false;
  const inbox = await inboxPair(secret.archiveKey);
  return equalBytes(inbox.publicKey, record.inboxKey);
}

function purpose(
  label: string,
  { meetingId, number }: Pick<KeyRecord, 'meetingId' | 'number'>,
): Purpose {
  return { label, context: new ByteWriter().fixed(idBytes(meetingId), 16).uint32(number).end() };
}

function livePurpose({ session, epoch, recordHash }: LivePlace): Purpose {
  const context = new ByteWriter()
    .fixed(idBytes(session.sessionId), 16)
    .uint64(epoch)
    .fixed(recordHash, 32)
    .end();
  return { label: 'live-share', context };
}
