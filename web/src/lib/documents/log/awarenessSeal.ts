import { ByteReader } from '@conclave/shared/ByteReader';
import { ByteWriter } from '@conclave/shared/ByteWriter';
import { concat, copyBytes, type Bytes } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import { writeAddress } from '@conclave/shared/wire/signed/documentEntry';
import { rootFor, type DocumentKeys } from './DocumentKeys.ts';
import { documentKey, openWithKey, sealWith } from './documentKey.ts';
import type { LogPlace } from './LogPort.ts';

const NUMBER_BYTES = 4;

/** [V-22] `recordNumber(4) || nonce || AES-256-GCM`, bound to the document; undefined without keys. */
export async function sealAwareness(
  keys: DocumentKeys,
  place: { meetingId: MeetingId; at: LogPlace },
  awareness: Bytes,
): Promise<Bytes | undefined> {
  const newest = keys.standing?.newest;
  if (newest === undefined || place.at.place.kind === 'notes') return undefined;
  const { recordNumber, root } = newest;
  const address = { meetingId: place.meetingId, ...place.at, recordNumber };
  const key = await documentKey(root, address);
  const context = writeAddress(new ByteWriter(), address).end();
  const sealed = await sealWith(key, { label: 'awareness', context }, awareness);
  return concat(new ByteWriter().uint32(recordNumber).end(), sealed);
}

/** Undefined for what no member sealed under the newest record: who was removed points at nothing. */
export async function openAwareness(
  keys: DocumentKeys,
  place: { meetingId: MeetingId; at: LogPlace },
  sealed: Bytes,
): Promise<Bytes | undefined> {
  if (sealed.length < NUMBER_BYTES) return undefined;
  const recordNumber = new ByteReader(sealed.slice(0, NUMBER_BYTES)).uint32();
  if (recordNumber !== keys.standing?.newest.recordNumber) return undefined;
  const root = await rootFor(keys, place.at.place, recordNumber);
  if (root === undefined) return undefined;
  const address = { meetingId: place.meetingId, ...place.at, recordNumber };
  const context = writeAddress(new ByteWriter(), address).end();
  const key = await documentKey(root, address);
  return openWithKey(
    key,
    { label: 'awareness', context },
    copyBytes(sealed.subarray(NUMBER_BYTES)),
  );
}
