import { createHash } from 'node:crypto';
import { equalBytes, type Bytes } from '@conclave/shared/bytes';
import type { ParticipantId } from '@conclave/shared/ids';
import type { NumberedRecord } from '@conclave/shared/wire/keys';
import type { Params } from '@conclave/shared/wire/peerRequests';
import { decodeKeyRecord, type RecordBody } from '@conclave/shared/wire/signed/keyRecord';
import { signedBytes } from '@conclave/shared/wire/signed/signedBytes';
import { decoding, mayLead, type Scene } from './authority.ts';
import { isSigned, keyId } from './ed25519.ts';
import type { StoredMeeting } from './RoomStore.ts';

/** Where the next record of a meeting comes from. */
interface RecordScene extends Scene {
  /** The newest record that is stored. */
  readonly newest: NumberedRecord;
}

/**
 * [K-1, K-4] The key that signed the next record: that of the host, or of a participant who leads this
 * session. Undefined for what continues another record, or was signed by nobody who may.
 */
export function recordAuthor(next: NumberedRecord, scene: RecordScene): Bytes | undefined {
  const record = decoding(() => decodeKeyRecord(next.record));
  const before = decoding(() => decodeKeyRecord(scene.newest.record));
  if (record === undefined || before === undefined) return undefined;
  const { body, bodyBytes, signature } = record;
  const { authorKey, certificate } = body;
  const genuine =
    continues(body, { next, scene, hashed: before.hashed }) &&
    mayLead(authorKey, { certificate, scene }) &&
    isSigned(authorKey, { bytes: signedBytes('key-record', bodyBytes), signature });
  return genuine ? authorKey : undefined;
}

/** Whether a commit's author made its record: another's may be one that was void, sent again. */
export function isRecordBy(
  author: ParticipantId,
  { sessionId, record }: Params<'commit'>,
  { meetingId, hostKey, record: newest }: StoredMeeting,
): boolean {
  if (record === null) return false;
  const authorKey = recordAuthor(record, { meetingId, sessionId, hostKey, newest });
  return authorKey !== undefined && keyId(authorKey) === author;
}

function continues(
  { number, meetingId, previousHash }: RecordBody,
  { next, scene, hashed }: { next: NumberedRecord; scene: RecordScene; hashed: Bytes },
): boolean {
  return (
    number === next.number &&
    number === scene.newest.number + 1 &&
    meetingId === scene.meetingId &&
    equalBytes(previousHash, sha256(hashed))
  );
}

function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest());
}
