import { equalBytes, type Bytes } from '@conclave/shared/bytes';
import { decodeRecord, type KeyRecord } from './keyRecord.ts';
import { openPreviousKey } from './recordSecret.ts';

/** A record of which the archive key is known. */
export interface KnownRecord {
  readonly recordNumber: number;
  readonly recordHash: Bytes;
  readonly archiveKey: Bytes;
}

/**
 * The archive keys before a record's, as far as the served records lead there: each must be the one to
 * whose hash the next is bound, so nobody has to be believed but who made the newest [K-1, K-5].
 */
export async function archiveKeysBefore(
  newest: KnownRecord,
  records: readonly Bytes[],
): Promise<KnownRecord[]> {
  const decoded = (await Promise.all(records.map(decodeRecord))).filter(isRecord);
  const keys: KnownRecord[] = [];
  let { recordNumber, recordHash, archiveKey } = newest;
  while (recordNumber > 1) {
    const record = decoded.find(
      ({ number, hash }) => number === recordNumber && equalBytes(hash, recordHash),
    );
    const previous = record && (await openPreviousKey(record, archiveKey));
    if (record === undefined || previous === undefined) return keys;
    recordNumber -= 1;
    recordHash = record.previousHash;
    archiveKey = previous;
    keys.push({ recordNumber, recordHash, archiveKey });
  }
  return keys;
}

function isRecord(record: KeyRecord | undefined): record is KeyRecord {
  return record !== undefined;
}
